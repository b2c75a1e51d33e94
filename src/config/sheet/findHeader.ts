import { meaningOf, plainHeading, type Field, type Meaning } from './headings.js';
import type { Cell, Sheet, SheetRow } from './sheet.js';

/** The heading of a table and where its columns stand. */
export interface Header {
  /** The row below which the table begins, and how many rows the heading takes. */
  rows: SheetRow[];
  /** Where each field stands. */
  fields: ReadonlyMap<Field, number>;
  /** Where the names of a column stand, from the first level down. */
  names: number[];
  /** Headings that mean nothing to us, or stand a second time. */
  unused: string[];
}

/** A heading is looked for in so many rows with something in them: above it stand titles, the unit, the date. */
const ROWS_LOOKED_AT = 30;

/**
 * Finds the heading of a table: the row, or two rows of which the upper has merged cells (责任人 above 姓名 and 电话), that knows
 * most of what a table of columns has. It must name a column somehow, and an address or a time limit.
 *
 * @returns  null where no row is such a heading: a sheet of explanations
 */
export function findHeader({ rows }: Sheet): Header | null {
  const candidates = rows.slice(0, ROWS_LOOKED_AT).flatMap((row, at) => {
    const below = rows[at + 1];
    return [headerOf([row]), ...(below?.number === row.number + 1 && isTwoLined(row, below) ? [headerOf([row, below])] : [])];
  });
  // Of two that know as much the shorter: a title above a heading adds nothing to it.
  const known = ({ fields, names, rows: own }: Header) => {
    const besides = [...fields.keys()].filter((field) => field !== 'name' && field !== 'group');
    return 2 * (besides.length + names.length) - own.length;
  };
  return candidates.filter(isHeader).reduce<Header | null>((best, one) => (best && known(best) >= known(one) ? best : one), null);
}

function isHeader({ fields, names }: Header): boolean {
  return (names.length > 0 || fields.has('path')) && (fields.has('url') || fields.has('cadence'));
}

/** The lower row of a heading repeats cells from above, or stands below one that is merged to the right. */
function isTwoLined(upper: SheetRow, lower: SheetRow): boolean {
  const isFromAbove = [...lower.cells.values()].some(({ mergedFrom }) => mergedFrom?.row === upper.number - 1);
  const goesRight = [...upper.cells.values()].some(({ mergedFrom }) => mergedFrom?.row === upper.number - 1);
  return isFromAbove || goesRight;
}

function headerOf(rows: SheetRow[]): Header {
  const fields = new Map<Field, number>();
  const levels = new Map<number, number>();
  const unused: string[] = [];
  const below: number[] = [];
  const places = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))].sort((one, other) => one - other);
  for (const place of places) {
    const texts = textsAt(rows, place);
    const meaning = meaningOfTexts(texts);
    if (meaning && 'field' in meaning && !fields.has(meaning.field)) fields.set(meaning.field, place);
    else if (meaning && 'level' in meaning && !levels.has(meaning.level)) levels.set(meaning.level, place);
    // One heading 栏目名称 over several columns: their levels have no headings of their own.
    else if (meaning && 'field' in meaning && meaning.field === 'name' && isMergedToTheRight(rows, place)) below.push(place);
    else unused.push(texts.join(' '));
  }
  const inOrder = [...levels].sort(([one], [other]) => one - other).map(([, place]) => place);
  const ends = (field: Field) => fields.get(field) ?? [];
  const names = [ends('group'), inOrder, ends('name'), below].flat();
  return { rows, fields, names, unused: unused.filter((text) => plainHeading(text) !== '序号') };
}

function isMergedToTheRight(rows: readonly SheetRow[], place: number): boolean {
  return rows.some(({ number, cells }) => cells.get(place)?.mergedFrom?.row === number - 1);
}

/** From the upper line to the lower; a cell that is merged over both is said once. */
function textsAt(rows: readonly SheetRow[], place: number): string[] {
  const cells = rows.flatMap(({ cells: own }) => own.get(place) ?? []);
  const texts = cells.map(({ text }: Cell) => text.trim().replace(/\s+/g, ' '));
  return texts.filter((text, at) => texts.indexOf(text) === at);
}

/** What both lines say together, or else the lower, or else the upper: 栏目 over 名称, 公开事项 over 一级, 责任人 over 电话. */
function meaningOfTexts(texts: readonly string[]): Meaning | null {
  const [upper = '', lower] = texts;
  if (lower === undefined) return meaningOf(upper);
  const [above, below] = [meaningOf(upper), meaningOf(lower)];
  const together = meaningOf(upper + lower);
  if (together !== null) return together;
  if (below !== null) return below;
  return /^(?:姓名|名称|内容)$/.test(plainHeading(lower)) ? above : null;
}
