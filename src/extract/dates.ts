/**
 * Days in words: every form in which disclosure pages write one, and nothing else.
 *
 * The forms are those of the field notes (domain.md §6.1). A form that names a whole day reads as that day; a form that
 * leaves something out says so in `implied`, and never yields a day after `today`. Numbers that only look like dates
 * (索引号 003110926/201510-00216, 2026-02-00018, 〔2020〕3号, telephone numbers, 2021-2025年) read as nothing.
 */
import type { Day, Implied } from '../model.js';

/** A day found in a text, with the words it was read from and where they stand. */
export interface FoundDate {
  day: Day;
  text: string;
  /** Offsets in the text as it was given. */
  start: number;
  end: number;
  implied: Implied[];
}

/** A month and day without a year, to be completed by the caller who may know better than "the latest past one". */
export interface MonthDay {
  month: number;
  day: number;
}

const MAX_YEAR = 2099;
const MIN_YEAR = 1949;

/** `2026-03-05`, or null where there is no such day. */
export function makeDay(year: number, month: number, day: number): Day | null {
  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1) return null;
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

// A date is not a part of a longer number: nothing digit-like may touch it on either side. A time of day may follow at
// once (`2020-12-31-09:00:00`, `2020-12-3109:00`).
const FULL = new RegExp(
  String.raw`(?<![\dA-Za-z])(?<!\d[-/.])((?:19|20)\d\d)(?:\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号])` +
    String.raw`(?!\d(?!\d:\d\d)|[-/.]\d{1,5}(?![\d]*:))`,
  'g',
);

/** Every whole day in `text`, in order. Ranges (`2021-03-05至2021-03-12`) yield both ends. */
export function findFullDates(text: string): FoundDate[] {
  const plain = plainDigits(text);
  const found: FoundDate[] = [];
  if (/(?:19|20)\d\d/.test(plain)) {
    for (const match of plain.matchAll(FULL)) {
      const day = makeDay(Number(match[1]), Number(match[3] ?? match[5]), Number(match[4] ?? match[6]));
      if (!day) continue;
      const start = match.index;
      const end = start + match[0].length;
      found.push({ day, text: fold(text.slice(start, end)), start, end, implied: [] });
    }
  }
  if (/[二一][〇○ОоO零０0九]/.test(plain)) found.push(...findChineseNumerals(text));
  return found;
}

const CHINESE_DAY = /([二一][〇○ОоO零０0九一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十廿卅]{1,3})\s*[日号]/g;

function findChineseNumerals(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of text.matchAll(CHINESE_DAY)) {
    const year = Number([...(match[1] ?? '')].map(chineseDigit).join(''));
    const day = makeDay(year, chineseNumber(match[2] ?? ''), chineseNumber(match[3] ?? ''));
    if (day) found.push({ day, text: fold(match[0]), start: match.index, end: match.index + match[0].length, implied: [] });
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

const LABEL =
  '(?:发布|发表|发稿|更新|上传|公开|公布|公示|录入|添加|信息提供|刊登|上网|修改|创建|入库|提交|成文|发文|印发|生成)?(?:日期|时间|于)?';
const LEAD = new RegExp(String.raw`^[\s\[\](（【〖「『<《|·•\-—:：/]*(?:${LABEL})[\s:：\[(（【]*`);
const CLOCK = String.raw`(?:[\sT\-]*\d{1,2}[:：时点]\d{1,2}(?:[:：分]\d{0,2})?(?:秒)?(?:\.\d+)?)?`;
const TRAIL = String.raw`\s*(?:(?:星期|周)[一二三四五六日天])?${CLOCK}[\s\])）】〗」』>》|·•\-—;；,，、]*$`;
const SHORT_YEAR = new RegExp(String.raw`^(\d\d)([-/.])(\d{1,2})\2(\d{1,2})${TRAIL}`);
const MONTH_DAY = new RegExp(String.raw`^(?:(\d{1,2})[-/.](\d{1,2})|(\d{1,2})\s*月\s*(\d{1,2})\s*[日号])${TRAIL}`);
const FULL_ONLY = new RegExp(
  String.raw`^((?:19|20)\d\d)(?:\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})|\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号])${TRAIL}`,
);
const YEAR_MONTH = new RegExp(String.raw`^((?:19|20)\d\d)\s*(?:[-/.]\s*(\d{1,2})|年\s*(\d{1,2})\s*月)[\s\])）】]*$`);
const RELATIVE = /^(?:(今天|今日|刚刚|昨天|昨日|前天)(?:\s*\d{1,2}[:：]\d{2})?|(\d{1,3})\s*(分钟|小时|天|日)前)$/;

/** What a text that is nothing but a date (with brackets, a label, a clock time) says. */
export type StandaloneDate =
  | { form: 'day'; day: Day; implied: Implied[] }
  | { form: 'month-day'; month: number; dayOfMonth: number }
  | { form: 'year-month'; year: number; month: number };

/**
 * Reads a text that holds nothing but a date, as the date cell of a list row does; null for any other text.
 *
 * @param today used for relative words and as the upper bound of two-digit years
 */
export function readStandaloneDate(text: string, today: Day): StandaloneDate | null {
  if (text.length > 60) return null;
  const plain = plainDigits(text).replace(/[\u00a0\u3000\s]+/g, ' ').trim();
  const bare = plain.replace(LEAD, '');
  const full = FULL_ONLY.exec(bare);
  if (full) {
    const day = makeDay(Number(full[1]), Number(full[3] ?? full[5]), Number(full[4] ?? full[6]));
    return day ? { form: 'day', day, implied: [] } : null;
  }
  const short = SHORT_YEAR.exec(bare);
  if (short) return readShortYear(short, today);
  const monthDay = MONTH_DAY.exec(bare);
  if (monthDay) {
    const month = Number(monthDay[1] ?? monthDay[3]);
    const dayOfMonth = Number(monthDay[2] ?? monthDay[4]);
    return makeDay(2024, month, dayOfMonth) ? { form: 'month-day', month, dayOfMonth } : null;
  }
  const yearMonth = YEAR_MONTH.exec(bare);
  if (yearMonth) {
    const month = Number(yearMonth[2] ?? yearMonth[3]);
    return month >= 1 && month <= 12 ? { form: 'year-month', year: Number(yearMonth[1]), month } : null;
  }
  const relative = RELATIVE.exec(bare);
  if (relative) return { form: 'day', day: readRelative(relative, today), implied: ['relative'] };
  const chinese = findChineseNumerals(bare)[0];
  if (chinese && chinese.end - chinese.start >= bare.length - 2) return { form: 'day', day: chinese.day, implied: [] };
  return null;
}

function readShortYear(match: RegExpExecArray, today: Day): StandaloneDate | null {
  const day = makeDay(2000 + Number(match[1]), Number(match[3]), Number(match[4]));
  // Two digits that would lie years ahead are no year: 31-12-20 is a number, not the year 2031.
  return day && day.slice(0, 4) <= String(Number(today.slice(0, 4)) + 1) ? { form: 'day', day, implied: ['century'] } : null;
}

function readRelative(match: RegExpExecArray, today: Day): Day {
  const word = match[1];
  if (word === '昨天' || word === '昨日') return daysBefore(today, 1);
  if (word === '前天') return daysBefore(today, 2);
  if (word) return today;
  const count = Number(match[2]);
  if (match[3] === '天' || match[3] === '日') return daysBefore(today, count);
  // Hours and minutes: today's clock is not known here, so less than a day ago is today.
  return daysBefore(today, match[3] === '小时' ? Math.floor(count / 24) : 0);
}

function daysBefore(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);
}

/** The latest such day that is not after `today`. Example: 12-30 seen on 2026-01-05 is 2025-12-30. */
export function latestPast(month: number, dayOfMonth: number, today: Day): Day | null {
  const year = Number(today.slice(0, 4));
  for (let candidate = year; candidate > year - 9; candidate--) {
    const day = makeDay(candidate, month, dayOfMonth);
    if (day && day <= today) return day;
  }
  return null;
}

const URL_DATES = [
  /(?:^|[^\d])t((?:19|20)\d\d)(\d\d)(\d\d)_\d+/, // TRS: t20201231_123.html
  /\/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})\//, // /2020-12-31/ and /2020/12/31/
  /\/((?:19|20)\d\d)-(\d\d)\/(\d\d)\//, // /2020-12/31/content_1.html
  /\/((?:19|20)\d\d)\/(\d\d)(\d\d)\//, // /2020/1231/
  /\/((?:19|20)\d\d)(\d\d)\/(\d\d)\//, // /202012/31/
  /\/((?:19|20)\d\d)(\d\d)(\d\d)\//, // /20201231/
  /[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6,12})?\.[a-z]{3,5}(?:$|[?#])/, // /20201231.html, /20201231093000123.html
  /\/((?:19|20)\d\d)(\d\d)(\d\d)\d{6,9}\//, // /20201231093000/
];

/** The day that an address carries in one of the CMSs' dialects; null where it carries none. */
export function dateInUrl(url: string): Day | null {
  for (const dialect of URL_DATES) {
    const match = dialect.exec(url);
    const day = match && makeDay(Number(match[1]), Number(match[2]), Number(match[3]));
    if (day) return day;
  }
  return null;
}

/** The year and month that an address carries (`/202012/`); null where it carries none. */
export function monthInUrl(url: string): { year: number; month: number } | null {
  const match = /\/((?:19|20)\d\d)[-/]?(\d\d)\//.exec(url);
  const month = Number(match?.[2]);
  return match && month >= 1 && month <= 12 ? { year: Number(match[1]), month } : null;
}

/** White space folded to single blanks, as evidence is shown. */
export function fold(text: string): string {
  return text.replace(/[\s\u00a0\u3000]+/g, ' ').trim();
}
