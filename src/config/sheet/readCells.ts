import { decodeCellText } from './cellText.js';
import { dayOfSerial } from './numberFormats.js';
import { BOUNDS, type Cell, type SheetRow } from './sheet.js';
import { tooMuch } from './sheetError.js';
import { walkXml } from './xml.js';

/** What the cells of all sheets share. */
export interface WorkbookParts {
  strings: readonly string[];
  /** By the number of a cell's style: whether it shows a day. */
  dateStyles: readonly boolean[];
  isFrom1904: boolean;
}

/** An area of a sheet, both ends included, counted from 0. */
interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/**
 * The cells of one sheet's part, with merged cells said in each of their places.
 *
 * @param links  targets of the sheet's hyperlinks, by their ids
 * @param room  how many cells there is still room for
 * @throws {SheetError}  where the sheet is larger than any table of columns
 */
export function readCells(part: Uint8Array, shared: WorkbookParts, links: ReadonlyMap<string, string>, room: number): SheetRow[] {
  const rows = new Map<number, Map<number, Cell>>();
  const merged: Area[] = [];
  let count = 0;
  let row = -1;
  let column = -1;
  let open: OpenCell | null = null;
  let target: 'value' | 'formula' | null = null;

  const keep = (cell: Cell | null) => {
    if (cell === null) return;
    if (row >= BOUNDS.rows) throw tooMuch({ zh: '行数', en: 'rows' }, BOUNDS.rows);
    if (column >= BOUNDS.columns) throw tooMuch({ zh: '列数', en: 'columns' }, BOUNDS.columns);
    count += 1;
    if (count > room) throw tooMuch({ zh: '单元格', en: 'cells' }, BOUNDS.cells);
    const own = rows.get(row) ?? new Map<number, Cell>();
    rows.set(row, own.set(column, cell));
  };

  walkXml(part, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = /^\d{1,7}$/.test(attributes.r ?? '') ? Number(attributes.r) - 1 : row + 1;
        column = -1;
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : (areaOf(attributes.r)?.left ?? column + 1);
        open = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', formula: '', hasFormula: false };
      } else if (open && (name === 'v' || name === 't')) target = 'value';
      else if (open && name === 'f') {
        target = 'formula';
        open.hasFormula = true;
      } else if (name === 'mergeCell') {
        const area = areaOf(attributes.ref ?? '');
        if (area) merged.push(area);
      } else if (name === 'hyperlink') addLink(rows, attributes, links);
    },
    text: (text) => {
      if (open && target === 'value') open.value += text;
      if (open && target === 'formula') open.formula += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't' || name === 'f') target = null;
      if (name !== 'c' || open === null) return;
      keep(cellOf(open, shared));
      open = null;
    },
  });
  spread(merged, rows, room - count);
  return [...rows].sort(([one], [other]) => one - other).map(([number, cells]) => ({ number: number + 1, cells }));
}

interface OpenCell {
  type: string;
  style: number;
  value: string;
  formula: string;
  hasFormula: boolean;
}

/** Null for a blank one. */
function cellOf({ type, style, value, formula, hasFormula }: OpenCell, shared: WorkbookParts): Cell | null {
  const link = /^=?\s*HYPERLINK\s*\(\s*"([^"]*)"/i.exec(formula)?.[1];
  const also = link === undefined ? {} : { link };
  if (type === 'e') return { text: value, isBroken: true };
  if (hasFormula && value === '') return { text: link ?? `=${formula}`, ...also, ...(link === undefined && { isBroken: true }) };
  const text = textOf(type, value, shared);
  if (text.trim() === '') return null;
  const day = dayOf(type, style, text, shared);
  return { text: day ?? text, ...also, ...(day !== null && { day }) };
}

function textOf(type: string, value: string, { strings }: WorkbookParts): string {
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      // Excel keeps 15 digits, and writers put down what binary fractions make of them.
      return value.trim() === '' || !Number.isFinite(Number(value)) ? value : String(Number(Number(value).toPrecision(15)));
    default:
      return decodeCellText(value);
  }
}

function dayOf(type: string, style: number, text: string, { dateStyles, isFrom1904 }: WorkbookParts): string | null {
  if (type === 'd') return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null;
  return type === 'n' && dateStyles[style] === true ? dayOfSerial(Number(text), isFrom1904) : null;
}

/** `E5`, `A1:B3` */
function areaOf(reference: string): Area | null {
  const [, left = '', top = '', right = left, bottom = top] = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(reference) ?? [];
  if (left === '') return null;
  return { top: Number(top) - 1, left: columnNumber(left), bottom: Number(bottom) - 1, right: columnNumber(right) };
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Of a link over several cells the first has it. */
function addLink(
  rows: Map<number, Map<number, Cell>>,
  { ref = '', id = '', location }: Readonly<Record<string, string>>,
  links: ReadonlyMap<string, string>,
): void {
  const place = areaOf(ref);
  const link = links.get(id);
  const cells = place && rows.get(place.top);
  const cell = cells?.get(place?.left ?? -1);
  if (!cells || !cell || !place || link === undefined || cell.link !== undefined) return;
  cells.set(place.left, { ...cell, link: location === undefined ? link : `${link}#${location}` });
}

/** Puts the first cell of each merged area into its other places; only in rows and columns that are there. */
function spread(areas: readonly Area[], rows: Map<number, Map<number, Cell>>, room: number): void {
  const numbers = [...rows.keys()].sort((one, other) => one - other);
  let left = room;
  for (const { top, left: first, bottom, right } of areas) {
    const cell = rows.get(top)?.get(first);
    if (cell === undefined) continue;
    const last = Math.min(right, BOUNDS.columns - 1);
    for (let at = firstFrom(numbers, top); at < numbers.length && (numbers[at] ?? 0) <= bottom; at += 1) {
      const row = numbers[at] ?? 0;
      for (let column = first; column <= last; column += 1) {
        if (row === top && column === first) continue;
        left -= 1;
        if (left < 0) throw tooMuch({ zh: '单元格', en: 'cells' }, BOUNDS.cells);
        rows.get(row)?.set(column, { ...cell, mergedFrom: { row: top, column: first } });
      }
    }
  }
}

/** Where in ascending numbers the first stands that is not smaller. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
