/**
 * Days in words: every form in which disclosure pages write one, and nothing else.
 *
 * The forms are those of the field notes (domain.md §6.1). A form that names a whole day reads as that day; a form that
 * leaves something out says so in `implied`, and never yields a day after `today`. Numbers that only look like dates
 * (索引号 003110926/201510-00216, 2026-02-00018, 〔2020〕3号, telephone numbers, 2021-2025年) read as nothing.
 */
import type { Day } from '../../model.js';
import { fold } from '../layout/words.js';

/** A day found in a text, with the words it was read from and where they stand. */
export interface FoundDate {
  day: Day;
  text: string;
  /** Offsets in the text as it was given. */
  start: number;
  end: number;
}

const MAX_YEAR = 2099;
const MIN_YEAR = 1949;

/** `2026-03-05`, or null where there is no such day. */
export function makeDay(year: number, month: number, day: number): Day | null {
  // Written so that what is not a number is no day either.
  if (!(year >= MIN_YEAR && year <= MAX_YEAR && month >= 1 && month <= 12 && day >= 1)) return null;
  if (day > daysInMonth(year, month)) return null;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/**
 * Replaces full-width digits and signs by their plain forms, one character for one, so that offsets stay true.
 */
export function plainDigits(text: string): string {
  if (!/[０-９／．－：〇○Оо零]/.test(text)) return text;
  return text.replace(/[０-９／．－：]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** A whole day: year, sign, month, day as groups 1–4, or year, month, day in words as groups 1, 5 and 6. */
export const FULL_FORM =
  String.raw`((?:19|20)\d\d)(?:\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号])`;

// A date is not a part of a longer number: nothing digit-like may touch it on either side. A time of day may follow at
// once (`2020-12-31-09:00:00`, `2020-12-3109:00`). Nor may a character that nobody sees part the day's two digits.
const BEFORE = String.raw`(?<![\dA-Za-z])(?<!\d[-/.])`;
const BEHIND = String.raw`(?!\d(?!\d:\d\d)|[-/.]\d{1,5}(?!\d*:)|[\0\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+\d)`;
// The year is looked for first: few places of a text hold one.
const FULL = new RegExp(String.raw`(?=(?:19|20)\d\d)` + BEFORE + FULL_FORM + BEHIND, 'g');

/** A year in figures, full-width ones included, or in words. */
const MAY_HOLD_DATE = /(?:[1１][9９]|[2２][0０])[\d０-９]{2}|[二一][〇○ОоO零０0九]/;

/** Every whole day in `text`, in order. Ranges (`2021-03-05至2021-03-12`) yield both ends. */
export function findFullDates(text: string): FoundDate[] {
  // Most texts are done here.
  if (!MAY_HOLD_DATE.test(text)) return [];
  const plain = plainDigits(text);
  const found: FoundDate[] = [];
  if (/(?:19|20)\d\d/.test(plain)) {
    for (const match of plain.matchAll(FULL)) {
      const day = makeDay(Number(match[1]), Number(match[3] ?? match[5]), Number(match[4] ?? match[6]));
      if (!day) continue;
      const start = match.index;
      const end = start + match[0].length;
      found.push({ day, text: fold(text.slice(start, end)), start, end });
    }
  }
  if (/[二一][〇○ОоO零０0九]/.test(plain)) found.push(...findChineseNumerals(text));
  return found;
}

const CHINESE_DAY =
  /([二一][〇○ОоO零０0九一二三四五六七八]{3})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十廿卅]{1,3})\s*[日号]/g;

function findChineseNumerals(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of text.matchAll(CHINESE_DAY)) {
    const year = Number([...(match[1] ?? '')].map(chineseDigit).join(''));
    const day = makeDay(year, chineseNumber(match[2] ?? ''), chineseNumber(match[3] ?? ''));
    if (day) found.push({ day, text: fold(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function chineseDigit(sign: string): number {
  const digit = '〇一二三四五六七八九'.indexOf(sign);
  return digit >= 0 ? digit : 0; // ○ О O 零 are all nought
}

function chineseNumber(words: string): number {
  const plain = words.replace('廿', '二十').replace('卅', '三十');
  const ten = plain.indexOf('十');
  if (ten < 0) return chineseDigit(plain);
  const tens = ten === 0 ? 1 : chineseDigit(plain[ten - 1] ?? '');
  const ones = ten + 1 < plain.length ? chineseDigit(plain[ten + 1] ?? '') : 0;
  return tens * 10 + ones;
}
