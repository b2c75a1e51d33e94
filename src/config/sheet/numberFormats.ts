import type { Day } from '../../model.js';
import { walkXml } from './xml.js';

/** Which of the workbook's cell styles show a number as a date: `styles[s]` of a cell with `s="3"`. */
export function dateStyles(styles: Uint8Array): boolean[] {
  const codes = new Map<string, string>();
  const shown: boolean[] = [];
  let isInCells = false;
  walkXml(styles, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(numFmtId, formatCode);
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) shown.push(showsDay(numFmtId, codes.get(numFmtId)));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return shown;
}

/** The formats without a code of their own that are days, among them those of Chinese and Japanese Excel (ECMA-376, 18.8.30). */
function showsDay(id: string, code: string | undefined): boolean {
  const number = Number(id);
  if (code === undefined) return (number >= 14 && number <= 17) || number === 22 || (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
  const letters = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  return /[yd]/.test(letters) || (letters.includes('m') && !/[hs]/.test(letters));
}

/** The day that a number means, or null where it means none: Excel counts from 1899-12-30, or in old files of Macs from 1904-01-01. */
export function dayOfSerial(serial: number, isFrom1904: boolean): Day | null {
  const days = Math.floor(serial);
  // Before March 1900 Excel counts a day that never was; nobody publishes in 1900, and the year 9999 is its end.
  if (!(days >= 61 && days <= 2_958_465)) return null;
  const from = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const day = new Date(from + days * 86_400_000).toISOString().slice(0, 10);
  return day.length === 10 ? day : null;
}
