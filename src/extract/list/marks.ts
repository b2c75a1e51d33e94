/**
 * Date marks: the places of a page where a day is shown, each with what it stands for. A mark that is all its text is
 * the date cell of some row; a mark inside a longer text (a title, a summary) counts only where a row has no better.
 */
import type { Day } from '../../model.js';
import { hasClockWords, hasWeekday } from '../dates/clock.js';
import { findFullDates } from '../dates/dates.js';
import { ENGLISH_MONTH } from '../dates/foreignDate.js';
import type { Page, TextPiece } from '../layout/document.js';
import { roleOfLabel, type DateRole } from '../dates/dateRole.js';
import { joinSplitDate } from '../dates/splitDate.js';
import { slashedDays } from '../dates/slashedDate.js';
import { readStandaloneDate, type StandaloneDate } from '../dates/standaloneDate.js';
import type { Mark } from './row.js';

const HINT = /[\d０-９〇]|今|昨|前|刚|^\s*(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)|二[○ОO零]/i;
const LONGEST_TEXT = 2000;

// A page has one or two clocks; where more dates name their weekday, they are the rows' own.
const MOST_CLOCKS = 2;

/** All marks of a page, in reading order, without its clock. */
export function findMarks(page: Page, today: Day): Mark[] {
  const marks: Mark[] = [];
  const isChinese = chineseTest(page);
  const slashed = slashedDays(page);
  const inSlashes = (text: string): StandaloneDate | null => {
    const day = slashed(text);
    return day !== null && isChinese() ? { form: 'day', day, implied: [] } : null;
  };
  const textAt = (index: number) => page.texts[index]?.text ?? '';
  for (let index = 0; index < page.texts.length; index++) {
    const piece = page.texts[index] as TextPiece;
    if (!HINT.test(piece.text)) continue;
    if (piece.text.length < 40 && ENGLISH_NAME.test(piece.text) && !isChinese()) continue;
    const joined = joinSplitDate(page, index, today);
    if (joined && (isChinese() || !/[a-z]/i.test(joined.words))) {
      marks.push(joined);
      index = joined.to;
      continue;
    }
    const mark = markOf(page, index, piece, readStandaloneDate(piece.text, today) ?? inSlashes(piece.text));
    if (mark && !hasClockWords(piece.text, textAt(index - 1))) marks.push(mark);
  }
  const withWeekday = new Set(marks.filter((mark) => hasWeekday(textAt(mark.from), textAt(mark.to + 1))));
  return withWeekday.size > MOST_CLOCKS ? marks : marks.filter((mark) => !withWeekday.has(mark));
}

const ENGLISH_NAME = new RegExp(`\\b${ENGLISH_MONTH}\\b`, 'i');

/** Days in English words are read on bilingual Chinese sites alone: a foreign blog's comments are no column. */
function chineseTest(page: Page): () => boolean {
  let known: boolean | null = null;
  const isChinese = () =>
    /^https?:\/\/[^/]+\.cn(?:[:/]|$)/i.test(page.url) || page.texts.some(({ text }) => /[一-鿿]/.test(text));
  return () => (known ??= isChinese());
}

function markOf(page: Page, index: number, piece: TextPiece, date: StandaloneDate | null): Mark | null {
  if (!date) return piece.text.length < LONGEST_TEXT ? markInText(index, piece) : null;
  const role = roleOf(page, index, piece.text);
  return { from: index, to: index, box: piece.box, date, words: piece.text.trim(), by: 'row-text', role };
}

function roleOf(page: Page, index: number, text: string): DateRole {
  const own = roleOfLabel(/^\D*/.exec(text)?.[0] ?? '');
  if (own !== 'unsaid') return own;
  const before = page.texts[index - 1];
  return before && before.text.length < 20 && /[:：]\s*$/.test(before.text) ? roleOfLabel(before.text) : 'unsaid';
}

const RANGE_BEFORE = /(?:\d|日|号)\s*(?:至|到|—+|–|~|～|--?)\s*$/;
const RANGE_BEHIND = /^\s*(?:至|到|—|–|~|～|--?\s*(?:19|20)\d\d)/;

/** A date inside a longer text: the labelled publish date if there is one, else the only date outside any range. */
function markInText(index: number, piece: TextPiece): Mark | null {
  const { text } = piece;
  const found = findFullDates(text)
    .filter(({ start, end }) => !RANGE_BEFORE.test(text.slice(0, start)) && !RANGE_BEHIND.test(text.slice(end)))
    .map((date) => ({ date, role: roleOfLabel(labelBefore(text, date.start)) }));
  const best = found.find(({ role }) => role === 'published') ?? (found.length === 1 ? found[0] : undefined);
  if (!best) return null;
  return {
    from: index, to: index, box: piece.box,
    date: { form: 'day', day: best.date.day, implied: [] },
    words: best.date.text,
    by: best.role === 'published' ? 'row-text' : 'in-text', role: best.role,
  };
}

/** The words before a date where they label it: in “…工作会议 2026-03-05” they only end a title. */
function labelBefore(text: string, end: number): string {
  const label = text.slice(Math.max(0, end - 12), end).replace(/^.*[\s，,。;；](?=\S)/, '');
  const isWord = /\s$/.test(label) && !/(?:日期|时间|于|[:：]|截止|截至|生效|失效|废止|到期)\s*$/.test(label);
  return isWord ? '' : label;
}
