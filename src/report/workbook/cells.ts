/** What may stand in a cell: text that stays text, days as real dates, addresses as links. */
import type { CellHyperlinkValue, CellValue } from 'exceljs';
import type { Day } from '../../model.js';
import { plainText, webAddress } from '../pageText.js';

/** Excel cuts a cell there, in UTF-16 units. */
const LONGEST_CELL = 32_767;

/**
 * Text as it is shown: never a formula, since the cell is written as a string and is formatted as text, so that editing it
 * makes none of it either. What XML forbids or nobody can see is taken out.
 */
export function textCell(text: string): string {
  const shown = plainText(text, LONGEST_CELL).replace(/[\uFFFE\uFFFF]/g, '');
  return shown.length <= LONGEST_CELL ? shown : `${shown.slice(0, LONGEST_CELL - 2).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A day as a date that can be sorted and reckoned with; empty where there is none. */
export function dayCell(day: Day | null | undefined): CellValue {
  if (day == null) return null;
  const moment = new Date(`${day}T00:00:00Z`);
  // Excel knows no day before 1900.
  return Number.isNaN(moment.getTime()) || day < '1900-03-01' ? textCell(day) : moment;
}

/** An address that can be opened with a click; text where it is none that should be. */
export function linkCell(url: string | null | undefined, shown = url ?? ''): CellHyperlinkValue | string | null {
  if (url == null || url === '') return null;
  const address = webAddress(url);
  return address === null ? textCell(shown) : { text: textCell(shown), hyperlink: address };
}
