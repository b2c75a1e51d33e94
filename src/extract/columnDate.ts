/** The 更新时间 that a column page shows for itself, beside its items. */
import type { DateEvidence } from '../model.js';
import { findFullDates } from './dates.js';
import { joinTexts, type Page, type TextPiece } from './document.js';
import { fold } from './words.js';

const LABEL = /(?:栏目|本栏目|最后|最近|本页)?更新(?:时间|日期|于)\s?[:：]?\s?$/;

/** The first labelled 更新时间 outside any link, or null. */
export function columnDateOf(page: Page): DateEvidence | null {
  for (let index = 0; index < page.texts.length; index++) {
    const piece = page.texts[index] as TextPiece;
    if (piece.inLink >= 0 || piece.text.length > 80 || !/\d/.test(piece.text)) continue;
    const found = findFullDates(piece.text)[0];
    if (!found) continue;
    const before = fold(piece.text.slice(0, found.start)) || joinTexts(page, Math.max(0, index - 1), index, 30);
    if (!LABEL.test(before)) continue;
    return { day: found.day, by: 'column-label', text: fold(`${before} ${found.text}`), implied: [] };
  }
  return null;
}
