/** 成文日期: when a document was written, by its label, its meta tag, or the line under its text (落款). */
import type { DateEvidence } from '../model.js';
import { findFullDates } from './dates.js';
import type { Page } from './document.js';
import { readAnyDay } from './foreignDate.js';
import { labelledDate } from './labelledDate.js';
import { fold } from './words.js';

/** The document's day, or null. A day after publication is no 落款 of this document. */
export function writtenDateOf(page: Page, published: DateEvidence | null): DateEvidence | null {
  return labelledDate(page, 'written') ?? writtenMeta(page) ?? signatureDate(page, published);
}

function writtenMeta(page: Page): DateEvidence | null {
  for (const name of ['writedate', 'c_fwrq', 'fwrq', 'cwrq']) {
    const value = page.meta.get(name);
    const day = value ? readAnyDay(value) : null;
    if (value && day) return { day, by: `meta:${name}`, text: fold(value), implied: [] };
  }
  return null;
}

const SIGNATURE =
  /^[^：:\d〇一二]{0,30}((?:\d{4}|[二一][〇○ОоO零０0九一二三四五六七八]{3})\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日)\s*$/;
const ENOUGH_PROSE = 30;

/** The last line of its own in year-month-day words after running text, not after publication. */
function signatureDate(page: Page, published: DateEvidence | null): DateEvidence | null {
  let prose = 0;
  for (const piece of page.texts) {
    if (piece.inLink >= 0) continue;
    if (piece.text.length >= 15 && /[，。；]/.test(piece.text)) prose += piece.text.length;
    if (prose < ENOUGH_PROSE || piece.text.length > 50) continue;
    const text = fold(piece.text);
    const found = SIGNATURE.test(text) ? findFullDates(text)[0] : undefined;
    if (found && (!published || found.day <= published.day)) return { day: found.day, by: 'signature', text: found.text, implied: [] };
  }
  return null;
}
