/** Rows that hang from one parent are a group: a list, or one of the lists of a page. */
import { boxAt, shapeOf, type Page } from '../layout/document.js';
import type { Titles } from './titles.js';
import type { Row } from './row.js';

export interface Group {
  container: number;
  /** In page order. */
  rows: Row[];
  /** Row boxes as children of the container, one for each row; equal to the container for paired rows. */
  rowBoxes: number[];
  /** Shapes of container, row box and innermost box: groups of one signature may be one list in several parts. */
  signature: string;
  /** Shapes of row, title link and date cell; null where no class tells this make from any other. */
  make: string | null;
}

const MOST_TITLES_IN_ROW = 6;

/** Each row is widened to the largest box that holds no other row; those boxes' parent is the list's container. */
export function groupRows(page: Page, rows: Row[], titles: Titles): Group[] {
  const rowsIn = rowCounter(page, rows);
  const gathered = new Map<number, { rows: Row[]; rowBoxes: number[] }>();
  for (const row of rows) {
    const widest = row.paired ? row.box : widen(page, row, rowsIn, titles);
    const container = row.paired ? row.box : boxAt(page, widest).parent;
    if (container < 0) continue;
    const group = gathered.get(container) ?? { rows: [], rowBoxes: [] };
    group.rows.push(row);
    group.rowBoxes.push(widest);
    gathered.set(container, group);
  }
  return [...gathered].flatMap(([container, { rows: some, rowBoxes }]) => {
    if (!areStrangers(page, some, rowBoxes)) return [makeGroup(page, container, some, rowBoxes)];
    return some.map((row, index) => makeGroup(page, container, [row], [rowBoxes[index] as number]));
  });
}

/** Two dated links that only the page's body has in common, a weather box and the one item of a list, are no list. */
function areStrangers(page: Page, rows: Row[], rowBoxes: number[]): boolean {
  if (rows.length !== 2 || rows.some((row) => row.paired)) return false;
  const namesDiffer = (boxes: number[]) => new Set(boxes.map((box) => boxAt(page, box).name)).size > 1;
  return namesDiffer(rowBoxes) && namesDiffer(rows.map((row) => row.box));
}

/** A group of these rows, with the shapes that tell which other groups are like it. */
export function makeGroup(page: Page, container: number, rows: Row[], rowBoxes: number[]): Group {
  const first = rows[0] as Row;
  const signature = [container, rowBoxes[0] as number, first.box].map((box) => shapeOf(page, box)).join('>');
  return { container, rows, rowBoxes, signature, make: makeOf(page, first) };
}

/** Counts the rows in a box by one subtraction: pages nest thousands deep where tags are never closed. */
function rowCounter(page: Page, rows: Row[]): (box: number) => number {
  const before = new Int32Array(page.boxes.length + 1);
  for (const row of rows) before[row.box + 1] = (before[row.box + 1] as number) + 1;
  for (let box = 1; box < before.length; box++) before[box] = (before[box] as number) + (before[box - 1] as number);
  return (box) => (before[boxAt(page, box).end] as number) - (before[box] as number);
}

function widen(page: Page, row: Row, rowsIn: (box: number) => number, titles: Titles): number {
  let box = row.box;
  for (;;) {
    const { parent } = boxAt(page, box);
    if (parent < 0 || rowsIn(parent) !== 1 || titles.countIn(parent) > MOST_TITLES_IN_ROW) break;
    box = parent;
  }
  // A row that is alone up to a large part of the page is a list of one: widening would lose its own shape.
  const { parent } = boxAt(page, box);
  return parent >= 0 && rowsIn(parent) > 1 ? box : row.box;
}

function makeOf(page: Page, row: Row): string | null {
  const link = page.links[row.link];
  const shapes = [row.box, link?.box ?? row.box, row.marks[0]?.box ?? row.box].map((box) => shapeOf(page, box));
  return shapes.slice(1).some((shape) => shape.includes('.')) ? shapes.join('|') : null;
}
