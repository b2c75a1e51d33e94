/**
 * A text that is nothing but a date, as the date cell of a list row is: with brackets, a label, a weekday or a time of
 * day. What such a text leaves out (year, day) is said, not guessed, here; whoever knows the row completes it.
 */
import type { Day, Implied } from '../../model.js';
import { findFullDates, FULL_FORM, makeDay, plainDigits } from './dates.js';
import { ENGLISH_MONTH, readForeignDay } from './foreignDate.js';
import { fold } from '../layout/words.js';

const LABEL =
  '(?:发布|发表|发稿|更新|上传|公开|公布|公示|录入|添加|信息提供|刊登|上网|修改|创建|入库|提交|成文|发文|印发|生成)?(?:日期|时间|于)?';
const LEAD = new RegExp(String.raw`^[\s\[\](（【〖「『<《|·•\-—:：/]*(?:${LABEL})[\s:：\[(（【]*`);
const MAY_BE_DATE = /^(?:\d|二|一|今|昨|前|刚|[ADFJMNOS][a-zA-Z]{2})/;
/** `[2026-03-12]`, as most cells show it. */
const PLAIN_DAY = /^[\s[(（【]*((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})[\s\])）】]*$/;
/** A row's number, or the beginning of an index number. */
const OTHER_NUMBER = String.raw`\d{1,7}\s*$|\d{5,7}(?!\d)|\d{9}`;
/** How a text must go on behind its label, as it stands in the page. Most texts are done here. */
const BEGINS_LIKE_DATE =
  new RegExp(String.raw`${LEAD.source}(?!${OTHER_NUMBER})(?:[\d０-９／－．二一今昨前刚]|[ADFJMNOS][a-zA-Z]{2})`);
// An hour that touches the day has two digits: `2025-12-316:20` is the 3rd.
const CLOCK = String.raw`(?:(?:[\sT\-]+\d{1,2}|\d\d)[:：时点]\d{1,2}(?:[:：分]\d{0,2})?(?:秒)?(?:\.\d+)?)?`;
const TRAIL = String.raw`\s*(?:(?:星期|周)[一二三四五六日天])?${CLOCK}[\s\])）】〗」』>》|·•\-—;；,，、]*$`;
const SHORT_YEAR = new RegExp(String.raw`^(\d\d)([-/.])(\d{1,2})\2(\d{1,2})${TRAIL}`);
const MONTH_DAY = new RegExp(
  String.raw`^(?:(\d{1,2})[-/](\d{1,2})|(\d\d)\.(\d\d)|(\d{1,2})\s*月\s*(\d{1,2})\s*[日号])${TRAIL}`,
);
const COMPACT = new RegExp(String.raw`^((?:19|20)\d\d)(\d\d)(\d\d)[\s\])）】]*$`);
const FULL_ONLY = new RegExp(String.raw`^${FULL_FORM}${TRAIL}`);
const YEAR_MONTH = new RegExp(String.raw`^((?:19|20)\d\d)\s*(?:[-/.]\s*(\d{1,2})|年\s*(\d{1,2})\s*月)[\s\])）】]*$`);
const ENGLISH = new RegExp(
  String.raw`^(?:\d{1,2}\s+${ENGLISH_MONTH}\.?,?\s*(?:19|20)\d\d|${ENGLISH_MONTH}\.?\s+\d{1,2},?\s+(?:19|20)\d\d)${TRAIL}`,
  'i',
);
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
  const plain = PLAIN_DAY.exec(text);
  if (plain) return wholeDay(plain[1], plain[3], plain[4]);
  if (!BEGINS_LIKE_DATE.test(text)) return null;
  const bare = fold(plainDigits(text)).replace(LEAD, '');
  if (!MAY_BE_DATE.test(bare)) return null;
  const full = FULL_ONLY.exec(bare);
  if (full) return wholeDay(full[1], full[3] ?? full[5], full[4] ?? full[6]);
  const compact = COMPACT.exec(bare);
  if (compact) return readCompact(compact, today);
  const short = SHORT_YEAR.exec(bare);
  if (short) return readShortYear(short, today);
  const monthDay = MONTH_DAY.exec(bare);
  if (monthDay) {
    const month = Number(monthDay[1] ?? monthDay[3] ?? monthDay[5]);
    const dayOfMonth = Number(monthDay[2] ?? monthDay[4] ?? monthDay[6]);
    return makeDay(2024, month, dayOfMonth) ? { form: 'month-day', month, dayOfMonth } : null;
  }
  const yearMonth = YEAR_MONTH.exec(bare);
  if (yearMonth) {
    const month = Number(yearMonth[2] ?? yearMonth[3]);
    return month >= 1 && month <= 12 ? { form: 'year-month', year: Number(yearMonth[1]), month } : null;
  }
  const english = ENGLISH.test(bare) ? readForeignDay(bare) : null;
  if (english) return { form: 'day', day: english, implied: [] };
  const relative = RELATIVE.exec(bare);
  if (relative) return { form: 'day', day: readRelative(relative, today), implied: ['relative'] };
  const chinese = findFullDates(bare)[0];
  if (chinese && chinese.end - chinese.start >= bare.length - 2) return { form: 'day', day: chinese.day, implied: [] };
  return null;
}

function wholeDay(year?: string, month?: string, dayOfMonth?: string): StandaloneDate | null {
  const day = makeDay(Number(year), Number(month), Number(dayOfMonth));
  return day ? { form: 'day', day, implied: [] } : null;
}

/** `20260312`, a cell of its own. An index number may look the same: only days that could have been are believed. */
function readCompact(match: RegExpExecArray, today: Day): StandaloneDate | null {
  const day = makeDay(Number(match[1]), Number(match[2]), Number(match[3]));
  return day !== null && day >= '1990-01-01' && day <= today ? { form: 'day', day, implied: [] } : null;
}

function readShortYear(match: RegExpExecArray, today: Day): StandaloneDate | null {
  const day = makeDay(2000 + Number(match[1]), Number(match[3]), Number(match[4]));
  // Two digits that would lie years ahead are no year: 31-12-20 is a number, not the year 2031.
  const isBelievable = day !== null && day.slice(0, 4) <= String(Number(today.slice(0, 4)) + 1);
  return isBelievable ? { form: 'day', day, implied: ['century'] } : null;
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
