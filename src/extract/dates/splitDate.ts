/** One date over several nodes: `<b>27</b><i>2023-03</i>`, `2024.05` + `17`, `2026` + `03-05`, `05` + `03` + `2026`. */
import type { Day } from '../../model.js';
import { findFullDates } from './dates.js';
import { boxAt, type Page, type TextPiece } from '../layout/document.js';
import { ENGLISH_MONTH } from './foreignDate.js';
import { monthOf } from './monthNames.js';
import { fold } from '../layout/words.js';
import type { Mark } from '../list/row.js';

const NUMBER_PIECE =
  /^[\s\[(（/.-]*(?:\d{1,4}|(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|\d{1,2}\s*[-/.月]\s*\d{1,2})\s*[-/.年月日]?[\s\])）]*$/;
const ENGLISH_PIECE = new RegExp(String.raw`^\s*(${ENGLISH_MONTH})\.?[,\s]*((?:19|20)\d\d)?\s*$`, 'i');
const LONGEST_PIECE = 16;

/** The date that begins at a text and goes on in the next one or two; null where they make none. */
export function joinSplitDate(page: Page, index: number, today: Day): Mark | null {
  const first = page.texts[index] as TextPiece;
  if (!isPiece(first)) return null;
  const words = [inNumbers(first)];
  for (let count = 2; count <= 3; count++) {
    const next = page.texts[index + count - 1];
    if (!next || !isPiece(next)) break;
    if (!areNear(page, first.box, next.box)) break;
    words.push(inNumbers(next));
    const day = assemble(words);
    if (day && day <= `${Number(today.slice(0, 4)) + 1}-12-31`) {
      return splitMark(page, index, words, { form: 'day', day, implied: [] });
    }
  }
  if (words.length < 2) return null;
  const monthDay = monthAndDay(words);
  return monthDay && splitMark(page, index, words.slice(0, 2), monthDay);
}

const isPiece = ({ text }: TextPiece) =>
  text.length <= LONGEST_PIECE && (NUMBER_PIECE.test(text) || ENGLISH_PIECE.test(text));

/** `Mar.2026` as 2026年3月, `Mar` as 3月. */
function inNumbers({ text }: TextPiece): string {
  const english = ENGLISH_PIECE.exec(text);
  return english ? `${english[2] ? `${english[2]}年` : ''}${monthOf(english[1])}月` : fold(text);
}

function splitMark(page: Page, from: number, words: string[], date: Mark['date']): Mark {
  const to = from + words.length - 1;
  const box = commonBox(page, (page.texts[from] as TextPiece).box, (page.texts[to] as TextPiece).box);
  return { from, to, box, date, words: words.join(' '), by: 'split-nodes', role: 'unsaid' };
}

const bareNumber = (word: string) => word.replace(/[\s\[\]()（）]/g, '');

/** `12月` + `27日`, either way round: a month and a day without a year. */
function monthAndDay(words: string[]): Mark['date'] | null {
  const [one = '', two = ''] = words.map(bareNumber);
  const isMonth = (word: string) => /^\d{1,2}月$/.test(word);
  const isDay = (word: string) => /^\d{1,2}日?$/.test(word);
  const swapped = isDay(one) && isMonth(two);
  if (!swapped && !(isMonth(one) && isDay(two))) return null;
  const [month, dayOfMonth] = swapped ? [two, one] : [one, two];
  const date = { form: 'month-day' as const, month: parseInt(month), dayOfMonth: parseInt(dayOfMonth) };
  return date.month >= 1 && date.month <= 12 && date.dayOfMonth >= 1 && date.dayOfMonth <= 31 ? date : null;
}

function assemble(words: string[]): Day | null {
  const parts = words.map((word) => bareNumber(word).replace(/[年月日/.]/g, '-').replace(/^-+|-+$/g, ''));
  const monthFirst = parts.length === 3 && /月$/.test(words[0] ?? '') && /^\d{1,2}$/.test(parts[1] ?? '');
  const text = inOrder(monthFirst ? [parts[1] ?? '', parts[0] ?? '', parts[2] ?? ''] : parts);
  return text === null ? null : (findFullDates(text)[0]?.day ?? null);
}

function inOrder(parts: string[]): string | null {
  const [a = '', b = '', c = ''] = parts;
  const isYear = (part: string) => /^(?:19|20)\d\d$/.test(part);
  const isShort = (part: string) => /^\d{1,2}$/.test(part);
  const isYearMonth = (part: string) => /^(?:19|20)\d\d-\d{1,2}$/.test(part);
  const isMonthDay = (part: string) => /^\d{1,2}-\d{1,2}$/.test(part);
  if (parts.length === 2) {
    if ((isYearMonth(a) && isShort(b)) || (isYear(a) && isMonthDay(b))) return `${a}-${b}`;
    return (isShort(a) && isYearMonth(b)) || (isMonthDay(a) && isYear(b)) ? `${b}-${a}` : null;
  }
  if (isYear(a) && isShort(b) && isShort(c)) return `${a}-${b}-${c}`;
  return isShort(a) && isShort(b) && isYear(c) ? `${c}-${b}-${a}` : null;
}

/** Two boxes that could hold one date between them: their common box is close above both. */
function areNear(page: Page, one: number, two: number): boolean {
  const common = commonBox(page, one, two);
  if (common < 0) return false;
  const { depth } = boxAt(page, common);
  return boxAt(page, one).depth - depth <= 2 && boxAt(page, two).depth - depth <= 2;
}

function commonBox(page: Page, one: number, two: number): number {
  let [a, b] = [one, two];
  while (a !== b && a >= 0 && b >= 0) {
    if (a > b) a = boxAt(page, a).parent;
    else b = boxAt(page, b).parent;
  }
  return a === b ? a : -1;
}
