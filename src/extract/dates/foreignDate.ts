/** Days as machines write them in attributes, and as European and American pages write them in words and in numbers. */
import type { Day } from '../../model.js';
import { findFullDates, makeDay, type FoundDate } from './dates.js';
import { monthOf } from './monthNames.js';
import { fold } from '../layout/words.js';

/** A whole day at the start of a machine-written value: `2020-12-31 09:00`, `2020-12-31T…`, `20201231`, or in words. */
export function readAnyDay(value: string): Day | null {
  const text = fold(value.slice(0, 200));
  const found = findFullDates(text.replace(/^(\d{4}-\d\d-\d\d)[T-]/, '$1 '))[0];
  if (found) return found.day;
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$/.exec(text);
  return compact ? makeDay(Number(compact[1]), Number(compact[2]), Number(compact[3])) : readForeignDay(text);
}

/** The name of a month as the English pages of Chinese sites write it. */
export const ENGLISH_MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|' +
  'nov(?:ember)?|dec(?:ember)?)';
const YEAR = String.raw`((?:19|20)\d\d)`;
const NAME = String.raw`(\p{L}{3,12})`;
const GAP = String.raw`[\s.,\-–/]{0,3}`;
const IN_WORDS: { pattern: RegExp; day: (match: RegExpMatchArray) => Day | null }[] = [
  {
    // 7 March 2013, 7th of March 2013, 7. März 2013, 1er août 2014, 5 de abril de 2018, 7-Mar-2013, 7 Mar '13
    pattern: new RegExp(
      String.raw`(?<![\d.,:/])(\d{1,2})(?:st|nd|rd|th|er|ère|º|°)?${GAP}(?:(?:de|di|of)\s|d['’])?${NAME}${GAP}` +
        String.raw`(?:(?:de|del|of)\s)?(?:${YEAR}|['’](\d\d))(?!\d)`,
      'giu',
    ),
    day: ([, day, month, year, short]) => makeDay(Number(year ?? `20${short}`), monthOf(month), Number(day)),
  },
  {
    // March 7, 2013; Mar 7th 2013; OCT. 28, 2014
    pattern: new RegExp(String.raw`${NAME}\.?[\s\-/]{1,2}(\d{1,2})(?:st|nd|rd|th)?[\s,.\-/]{1,3}${YEAR}(?!\d)`, 'giu'),
    day: ([, month, day, year]) => makeDay(Number(year), monthOf(month), Number(day)),
  },
  {
    // 2017. október 14.; 2019 m. kovo 12 d.; 2013-Mar-07
    pattern: new RegExp(String.raw`(?<!\d)${YEAR}[\s.,\-]{1,3}(?:m\.\s)?${NAME}\.?[\s\-]{1,2}(\d{1,2})(?!\d)`, 'giu'),
    day: ([, year, month, day]) => makeDay(Number(year), monthOf(month), Number(day)),
  },
  {
    pattern: new RegExp(String.raw`(?<!\d)${YEAR}\s?년\s?(\d{1,2})\s?월\s?(\d{1,2})\s?일`, 'gu'),
    day: ([, year, month, day]) => makeDay(Number(year), Number(month), Number(day)),
  },
];
const NUMBERS = new RegExp(String.raw`(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?${YEAR}(?![./-]?\d)`, 'g');
/** Two-digit years are read only behind a two-digit day and month, near the start. */
const SHORT_NUMBERS = /(?<=^\D{0,20})(?<![./-])(\d{2})([./])(\d{2})\2(\d{2})(?![\d./-])/;

/** Whether the first number of 03/04/2019 is the day, as in Europe, or the month, as in America. */
export type NumberOrder = 'day-first' | 'month-first';

/**
 * Every whole day of a text in words of thirty languages or in numbers with the year last, in order.
 *
 * @param order which number of an ambiguous `03/04/2019` is the day, where neither a weekday nor an American clock beside
 *   it says so; numbers between dots or hyphens have the day first
 */
export function findForeignDates(text: string, order: NumberOrder = 'day-first'): FoundDate[] {
  if (!/\d/.test(text)) return [];
  const found: FoundDate[] = [];
  const note = (day: Day | null, start: number, words: string) => {
    const isNew = !found.some((other) => start < other.end && start + words.length > other.start);
    if (day && isNew) found.push({ day, text: fold(words), start, end: start + words.length });
  };
  if (/\p{L}/u.test(text)) {
    for (const { pattern, day } of IN_WORDS) {
      for (const match of text.matchAll(pattern)) note(day(match), match.index, match[0]);
    }
  }
  for (const match of text.matchAll(NUMBERS)) {
    note(dayOfNumbers(match, Number(match[4]), orderAround(text, match, order)), match.index, match[0]);
  }
  const short = found.length === 0 ? SHORT_NUMBERS.exec(text) : null;
  if (short) note(dayOfNumbers(short, 2000 + Number(short[4]), orderAround(text, short, order)), short.index, short[0]);
  return found.sort((one, two) => one.start - two.start);
}

/** The first day of `findForeignDates`. */
export function readForeignDay(text: string, order: NumberOrder = 'day-first'): Day | null {
  return findForeignDates(text, order)[0]?.day ?? null;
}

/** The numbers stand in groups 1 and 3 with their sign in group 2. */
function dayOfNumbers(match: RegExpExecArray, year: number, order: NumberOrder): Day | null {
  const [first, second] = [Number(match[1]), Number(match[3])];
  const isMonthFirst = second > 12 || (order === 'month-first' && first <= 12);
  return isMonthFirst ? makeDay(year, first, second) : makeDay(year, second, first);
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const WEEKDAY_BEFORE = /\b(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}[,.]?\s{1,3}$/i;
const AMERICAN_CLOCK = /^.{0,14}(?:\d\s?[ap]\.?m\b|\b[ECMP][SD]?T\b)/i;

/** The order that the words beside the numbers prove, else the given one. */
function orderAround(text: string, match: RegExpExecArray, order: NumberOrder): NumberOrder {
  if (match[2] !== '/') return 'day-first';
  const weekday = WEEKDAY_BEFORE.exec(text.slice(Math.max(0, match.index - 14), match.index))?.[1];
  if (weekday) {
    const year = Number(match[4]?.padStart(4, '20'));
    const orders: NumberOrder[] = ['month-first', 'day-first'];
    const proven = orders.filter((candidate) => weekdayOf(dayOfNumbers(match, year, candidate)) === weekday.toLowerCase());
    if (proven.length === 1) return proven[0] as NumberOrder;
  }
  return AMERICAN_CLOCK.test(text.slice(match.index + match[0].length)) ? 'month-first' : order;
}

function weekdayOf(day: Day | null): string {
  return day === null ? '' : (WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '');
}
