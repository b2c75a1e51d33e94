/** 成文日期: when a document was written, by its label, its meta tag, or the line under its text (落款). */
import type { DateEvidence } from '../../model.js';
import { findFullDates, type FoundDate } from '../dates/dates.js';
import { joinTexts, type Page } from '../layout/document.js';
import { readAnyDay } from '../dates/foreignDate.js';
import { labelledDate } from '../dates/labelledDate.js';
import { fold, squeeze } from '../layout/words.js';

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

const DAY_IN_WORDS = String.raw`(?:\d{4}|[二一][〇○ОоO零０0九一二三四五六七八]{3})年\S{1,3}月\S{1,3}日`;
const ONLY_A_DAY = new RegExp(String.raw`^[^：:\d〇一二，。；]{0,40}${DAY_IN_WORDS}$`);
const ONLY_NUMBERS = /^(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}$/;
const OFFICE = /(?:局|府|办|办公室|委|委员会|会|院|厅|部|处|所|站|中心|公司|大队|支队|学校|馆|署|行|社)$/;
const ENDS_WITH_A_DAY = new RegExp(String.raw`[\s　]${DAY_IN_WORDS}\s*$`);
const BLOCK = /^(?:p|div|td|center|section|li|h\d)$/;
const ENOUGH_PROSE = 30;
const LONGEST_LINE = 60;
const LONGEST_PARAGRAPH = 400;

/**
 * The 落款: a line that is a day in words, alone or behind the signing office, below running text, not after publication.
 * Editors split its digits over many elements, so whole blocks are read, not only their pieces.
 */
export function signatureDate(page: Page, published: DateEvidence | null): DateEvidence | null {
  const isWrittenBefore = (found: FoundDate | undefined): found is FoundDate =>
    found !== undefined && (!published || found.day <= published.day);
  const start = proseStart(page);
  if (start < 0) return null;
  const lines = [...blockLines(page, start), ...pieceLines(page, start)].sort((one, two) => one.at - two.at);
  for (const [index, { text }] of lines.entries()) {
    const squeezed = squeeze(text);
    // Numbers alone are a 落款 only under the name of an office: elsewhere they are as often the date line of the page.
    const isSigned = ONLY_NUMBERS.test(squeezed) && OFFICE.test(squeeze(lineBefore(lines, index)));
    const found = isSigned || ONLY_A_DAY.test(squeezed) ? findFullDates(squeezed).at(-1) : undefined;
    if (isWrittenBefore(found)) return { day: found.day, by: 'signature', text: found.text, implied: [] };
  }
  return null;
}

/** The last line that stands before the text of this one. */
function lineBefore(lines: Line[], index: number): string {
  const { at } = lines[index] as Line;
  for (let before = index - 1; before >= 0; before--) if ((lines[before] as Line).at < at) return (lines[before] as Line).text;
  return '';
}

interface Line {
  at: number;
  text: string;
}

/** Number of the text with which running text has begun; -1 where there is none. */
function proseStart(page: Page): number {
  let prose = 0;
  const piece = page.texts.findIndex(({ text, inLink }) => {
    if (inLink < 0 && text.length >= 15 && /[，。；]/.test(text)) prose += text.length;
    return prose >= ENOUGH_PROSE;
  });
  // Editors cut a sentence into a dozen elements, none of which is long.
  const paragraph = page.boxes.find(
    ({ name, textLength, linkTextLength, textFrom, textTo }) =>
      name === 'p' && textLength >= ENOUGH_PROSE && linkTextLength === 0 && (piece < 0 || textTo <= piece) &&
      /[，。；]/.test(joinTexts(page, textFrom, textTo, LONGEST_PARAGRAPH)),
  );
  return paragraph ? paragraph.textTo - 1 : piece;
}

function blockLines(page: Page, start: number): Line[] {
  return page.boxes.flatMap(({ name, textLength, linkTextLength, textFrom, textTo }) => {
    const isShort = textLength > 0 && textLength <= LONGEST_LINE && linkTextLength === 0;
    if (!isShort || textFrom <= start || !BLOCK.test(name)) return [];
    return [{ at: textFrom, text: joinTexts(page, textFrom, textTo, LONGEST_LINE) }];
  });
}

/** Short texts between line breaks, and the last words of a long text that a gap of blanks sets apart. */
function pieceLines(page: Page, start: number): Line[] {
  return page.texts.flatMap(({ text, inLink }, at) => {
    if (at < start || inLink >= 0) return [];
    if (text.length <= LONGEST_LINE && at > start) return [{ at, text }];
    const end = ENDS_WITH_A_DAY.exec(text.slice(-40));
    return end ? [{ at, text: end[0] }] : [];
  });
}
