import type { Day, Words } from '../model.js';
import { nextDay, weekdayOf, type Holiday } from './arrangement.js';
import { isDay } from './vocabulary.js';

/** One 一、元旦：… of a notice, without its number. */
export interface NoticeItem {
  name: string;
  /** From after the colon to the next item. */
  text: string;
  /** Where `text` begins in the plain notice. */
  at: number;
}

/** What is wrong with a notice, and where in its plain text. */
export interface NoticeProblem {
  at: number;
  expected: Words;
  got: string;
}

/**
 * What one item of a notice makes free and what it makes worked.
 *
 * @param year  of the notice; a day in December belongs to the year before, as no holiday falls there
 * @param problems  what could not be read, or contradicts itself, is added here
 */
export function readHoliday(item: NoticeItem, year: number, problems: NoticeProblem[]): Holiday {
  const off: Day[] = [];
  const work: Day[] = [];
  for (const { text, at } of cut(item, /[。;]/)) {
    // 鼓励各单位…安排职工在除夕休息: a wish, and not an arrangement.
    if (text.includes('鼓励')) continue;
    const freed: Day[] = [];
    for (const clause of cut({ text, at }, /,/)) {
      const { days, problems: odd } = daysIn(clause, year);
      problems.push(...odd);
      if (days.length === 0) continue;
      const says = /放假|补休/.test(clause.text) ? freed : /上班/.test(clause.text) ? work : null;
      if (says) says.push(...days);
      else problems.push({ at: clause.at, expected: wantedVerb, got: clause.text });
    }
    const count = /(?:共|放假)(\d{1,2})天/.exec(text);
    if (count && Number(count[1]) !== freed.length) {
      problems.push({ at: at + count.index, expected: wantedCount(freed.length), got: count[0] });
    }
    off.push(...freed);
  }
  if (off.length === 0) problems.push({ at: item.at, expected: wantedOff, got: item.text.slice(0, 40) });
  return { name: item.name, off, work };
}

interface Part {
  text: string;
  at: number;
}

/** The parts between separators, each with its place. Brackets are never cut: they hold separators of their own. */
function cut({ text, at }: Part, separator: RegExp): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let depth = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const character = text[index];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    const isEnd = character === undefined || (depth <= 0 && separator.test(character));
    if (!isEnd) continue;
    if (index > from) parts.push({ text: text.slice(from, index), at: at + from });
    from = index + 1;
  }
  return parts;
}

/** `2026年1月1日(周四)`: year and month are taken from the day before where they are left out. */
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]{0,40})\))?/g;

/** The days of one clause, ranges with everything between their ends. */
function daysIn({ text, at }: Part, year: number): { days: Day[]; problems: NoticeProblem[] } {
  const days: Day[] = [];
  const problems: NoticeProblem[] = [];
  let before: Day | null = null;
  let end = 0;
  for (const date of text.matchAll(DATE)) {
    const joint = text.slice(end, date.index);
    end = date.index + date[0].length;
    const day = dayOf(date, before, year);
    if (day === null) {
      problems.push({ at: at + date.index, expected: wantedDate, got: date[0] });
      continue;
    }
    const said = /(?:周|星期)([一二三四五六日天])/.exec(date[4] ?? '')?.[1];
    const weekday = WEEKDAYS.charAt(weekdayOf(day) - 1);
    if (said !== undefined && said.replace('天', '日') !== weekday) {
      problems.push({ at: at + date.index, expected: wantedWeekday(day, weekday), got: date[0] });
    }
    const isRange = before !== null && /^(?:至|到|-|–|—|~)+$/.test(joint);
    if (isRange && before !== null) {
      const between = upTo(before, day);
      if (between === null) problems.push({ at: at + date.index, expected: wantedRange, got: text });
      else days.push(...between);
    } else {
      days.push(day);
    }
    before = day;
  }
  return { days, problems };
}

const WEEKDAYS = '一二三四五六日';

function dayOf(date: RegExpMatchArray, before: Day | null, year: number): Day | null {
  const month = date[2] ?? before?.slice(5, 7);
  if (month === undefined) return null;
  // A month that is left out is in the year of the day before it; December without a year is the one before.
  const implied = date[2] === undefined && before ? before.slice(0, 4) : month === '12' ? year - 1 : year;
  const day = `${date[1] ?? implied}-${month.padStart(2, '0')}-${(date[3] ?? '').padStart(2, '0')}`;
  const isNear = day >= `${year - 1}-12-20` && day <= `${year}-12-31`;
  return isDay(day) && isNear ? day : null;
}

/** The days after `from` up to `to`; null where that is no range of a holiday. */
function upTo(from: Day, to: Day): Day[] | null {
  const days: Day[] = [];
  for (let day = from; day < to && days.length <= LONGEST_HOLIDAY; ) {
    day = nextDay(day);
    days.push(day);
  }
  return days.length === 0 || days.length > LONGEST_HOLIDAY ? null : days;
}

/** In days; the longest so far, 春节 2020 with its extension, had ten. */
const LONGEST_HOLIDAY = 20;

const wantedVerb: Words = { zh: '写明“放假”或“上班”的日期', en: 'a date that is said to be 放假 or 上班' };
const wantedOff: Words = { zh: '放假的日期', en: 'days that are free (放假)' };
const wantedDate: Words = {
  zh: '真实存在、属于这一年（或上一年12月下旬）的日期，写明月份',
  en: 'a day that exists, of this year (or the last days of the December before), with its month',
};
const wantedRange: Words = { zh: '先写开始、后写结束的一段日期', en: 'a range of days, its first day first' };

function wantedWeekday(day: Day, weekday: string): Words {
  return { zh: `与日期相符的星期（${day} 是周${weekday}）`, en: `the weekday of that date (${day} is 周${weekday})` };
}

function wantedCount(days: number): Words {
  return { zh: `与日期相符的天数（所写日期共${days}天）`, en: `the number of days that the dates make (${days})` };
}
