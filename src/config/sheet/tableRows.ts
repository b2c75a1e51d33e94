import type { Words } from '../../model.js';
import type { Header } from './findHeader.js';
import type { Field } from './headings.js';
import type { Cell, Sheet, SheetRow } from './sheet.js';

/** One row of a table, its cells under what they mean, names from merged or blank cells above filled in. */
export interface TableRow {
  sheet: string;
  number: number;
  /** As written, from the first level down; at least one. */
  path: string[];
  site: string;
  siteId: string;
  /** Blank cells are left out. */
  cells: ReadonlyMap<Field, Cell>;
}

/** A row below the heading that is none of the table: a section's heading, a total, a repeated heading. */
export interface PassedOver {
  sheet: string;
  number: number;
  why: Words;
}

/**
 * The rows of a table below its heading.
 *
 * A name that is blank beside deeper names is that of the row above, as merged cells are in CSV and as offices write; so is a
 * blank 网站. Nothing else is filled in from above unless its cell is merged: a blank 公开时限 may have been forgotten.
 */
export function tableRows(sheet: Sheet, header: Header): { rows: TableRow[]; passedOver: PassedOver[] } {
  const rows: TableRow[] = [];
  const passedOver: PassedOver[] = [];
  const headings = headingTexts(header);
  const last = header.rows.at(-1)?.number ?? 0;
  let above: Above = { names: [], site: '', siteId: '' };
  for (const row of sheet.rows) {
    if (row.number <= last || isRepeatedOnly(row)) continue;
    const pass = (why: Words) => passedOver.push({ sheet: sheet.name, number: row.number, why });
    if (repeatsHeading(row, headings)) {
      pass({ zh: '重复的表头', en: 'the heading again' });
      continue;
    }
    const texts = distinctTexts(row);
    const cells = new Map([...header.fields].flatMap(([field, place]) => named(field, filled(row.cells.get(place)))));
    const isTotal = /^(?:合计|总计|小计|共计)/.test(texts[0] ?? '') && !cells.has('url') && !cells.has('cadence');
    if (texts.length === 1 || isTotal) {
      pass({ zh: `不是栏目：只有“${shortened(texts[0] ?? '')}”`, en: `no column: only “${shortened(texts[0] ?? '')}”` });
      continue;
    }
    const names = namesIn(row, header, above.names);
    const path = pathOf(cells.get('path'), names);
    const site = cells.get('site')?.text ?? above.site;
    const siteId = cells.get('siteId')?.text ?? (cells.has('site') ? '' : above.siteId);
    above = { names, site, siteId };
    if (path.length === 0 && cells.size === 0) pass({ zh: '没有要导入的内容', en: 'nothing to import' });
    else rows.push({ sheet: sheet.name, number: row.number, path, site, siteId, cells });
  }
  return { rows, passedOver };
}

interface Above {
  /** By level; empty where there was none. */
  names: string[];
  site: string;
  siteId: string;
}

function named(field: Field, cell: Cell | undefined): [Field, Cell][] {
  return cell === undefined ? [] : [[field, cell]];
}

/** `/` and `—` are how offices say that there is nothing. */
function filled(cell: Cell | undefined): Cell | undefined {
  return cell === undefined || /^\s*[-—–―/／\\、.。·]+\s*$/.test(cell.text) ? undefined : cell;
}

/** The row is merged with the one above in all its columns, as with a heading of two lines. */
function isRepeatedOnly({ number, cells }: SheetRow): boolean {
  return [...cells.values()].every(({ mergedFrom }) => mergedFrom !== undefined && mergedFrom.row !== number - 1);
}

/**
 * The names of a row by their levels. What is merged from the left is no name of its own; a blank one with a deeper name
 * beside it is that of the row above, as long as the levels above it are the same.
 */
function namesIn(row: SheetRow, { names: places }: Header, above: readonly string[]): string[] {
  const own = places.map((place) => {
    const cell = filled(row.cells.get(place));
    const isFromLeft = cell?.mergedFrom !== undefined && cell.mergedFrom.column !== place;
    return cell === undefined || isFromLeft ? '' : cell.text.trim();
  });
  const deepest = own.findLastIndex((name) => name !== '');
  const first = own.findIndex((name) => name !== '');
  const changed = own.findIndex((name, level) => name !== '' && name !== above[level]);
  return own.map((name, level) => {
    const isBelowChange = changed !== -1 && level > changed;
    return name === '' && level < deepest && (level < first || !isBelowChange) ? (above[level] ?? '') : name;
  });
}

/** Both a path and names: the path alone counts, since its last part is the name. */
function pathOf(cell: Cell | undefined, names: readonly string[]): string[] {
  const path = cell?.text.split(/\s*(?:[>＞»→]|\/|／)\s*/).map((name) => name.trim()).filter((name) => name !== '') ?? [];
  return path.length > 0 ? path : names.filter((name) => name !== '');
}

function headingTexts({ rows }: Header): Map<number, string> {
  return new Map(rows.flatMap(({ cells }) => [...cells].map(([place, { text }]) => [place, text.trim()] as const)));
}

function repeatsHeading({ cells }: SheetRow, headings: ReadonlyMap<number, string>): boolean {
  const same = [...cells].filter(([place, { text }]) => headings.get(place) === text.trim());
  return same.length >= 3 && same.length === cells.size;
}

function distinctTexts({ cells }: SheetRow): string[] {
  return [...new Set([...cells.values()].map(({ text }) => text.trim()))];
}

function shortened(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
