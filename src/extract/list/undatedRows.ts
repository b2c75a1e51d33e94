/** Rows of a dated list that show no date themselves: they are items too, and their missing date is a fact. */
import { boxAt, joinTexts, shapeOf, type Page } from '../layout/document.js';
import type { Group } from './groups.js';
import { PAGER } from './prominence.js';
import { titleAmong, type Titles } from './titles.js';
import type { Row } from './row.js';

const ROW_TAG = /^(?:li|tr|dd|dl|div|p|ul)$/;
const LONGEST_ROW = 600;
const SHORTEST_TITLE = 4;
const MOST_TITLES = 3;

/**
 * The children of the group's container that are built like its rows but hold no date.
 *
 * @param datedBoxes  the boxes of all dated rows of the page, ascending: a child that holds one is another group's
 */
export function undatedSiblings(page: Page, group: Group, datedBoxes: number[], titles: Titles): Row[] {
  if (group.rows.some((row) => row.paired)) return [];
  const known = new Set(group.rowBoxes);
  let shapes: { rows: Set<string>; links: Set<string> } | null = null;
  const { end } = boxAt(page, group.container);
  const rows: Row[] = [];
  let next = firstAtLeast(datedBoxes, group.container);
  for (let box = group.container + 1; box < end; box = boxAt(page, box).end) {
    while (next < datedBoxes.length && (datedBoxes[next] as number) < box) next++;
    const holdsRow = next < datedBoxes.length && (datedBoxes[next] as number) < boxAt(page, box).end;
    if (holdsRow || known.has(box)) continue;
    shapes ??= shapesOf(page, group);
    if (!shapes.rows.has(shapeOf(page, box)) || !looksLikeRow(page, box)) continue;
    const { linkFrom, linkTo, textFrom } = boxAt(page, box);
    const links: number[] = [];
    for (let link = linkFrom; link < linkTo; link++) if (titles.of[link]?.isTitle) links.push(link);
    const link = titleAmong(titles, links);
    // The hidden pattern of a row that a script copies.
    if (boxAt(page, box).hidden && /^#?$/.test(page.links[link]?.href ?? '')) continue;
    if (links.length > MOST_TITLES || titles.lengthOf(link) < SHORTEST_TITLE) continue;
    if (shapes.links.has(linkShape(page, link))) rows.push({ box, marks: [], link, paired: false, order: textFrom });
  }
  return rows;
}

function shapesOf(page: Page, { rows, rowBoxes }: Group): { rows: Set<string>; links: Set<string> } {
  return {
    rows: new Set(rowBoxes.map((box) => shapeOf(page, box))),
    links: new Set(rows.map((row) => linkShape(page, row.link))),
  };
}

function looksLikeRow(page: Page, number: number): boolean {
  const { name, textFrom, textTo, textLength } = boxAt(page, number);
  const start = joinTexts(page, textFrom, Math.min(textTo, textFrom + 6), 80);
  return ROW_TAG.test(name) && textLength <= LONGEST_ROW && !PAGER.test(start);
}

/** The link's own shape and that of what it stands in, so that a block's heading is not taken for a row. */
function linkShape(page: Page, number: number): string {
  const link = page.links[number];
  return link ? `${shapeOf(page, Math.max(0, boxAt(page, link.box).parent))}>${shapeOf(page, link.box)}` : '';
}

function firstAtLeast(sorted: number[], value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
