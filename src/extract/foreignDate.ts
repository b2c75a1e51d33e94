/** Days as machines write them in attributes, and as European and American pages write them in words. */
import type { Day } from '../model.js';
import { findFullDates, makeDay } from './dates.js';
import { fold } from './words.js';

/** A whole day at the start of a machine-written value: `2020-12-31 09:00`, `2020-12-31T…`, `20201231`, or in words. */
export function readAnyDay(value: string): Day | null {
  const text = fold(value.slice(0, 200));
  const found = findFullDates(text.replace(/^(\d{4}-\d\d-\d\d)[T-]/, '$1 '))[0];
  if (found) return found.day;
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$/.exec(text);
  return compact ? makeDay(Number(compact[1]), Number(compact[2]), Number(compact[3])) : readForeignDay(text);
}

const MONTHS: [RegExp, number][] = [
  [/^(?:jan|jän|ene|gen|янв|sty|led|oca)/i, 1],
  [/^(?:feb|fév|fev|фев|lut|úno|şub)/i, 2],
  [/^(?:mar|mär|mrz|maa|март|bře)/i, 3],
  [/^(?:apr|abr|avr|апр|kwi|dub|nis)/i, 4],
  [/^(?:may|mai|mag|maj|mei|мая|май|kvě)/i, 5],
  [/^(?:jun|juin|giu|июн|cze|čer(?!v)|haz)/i, 6],
  [/^(?:jul|juil|lug|июл|lip|tem)/i, 7],
  [/^(?:aug|ago|aoû|aou|авг|sie|srp|ağu)/i, 8],
  [/^(?:sep|set|сен|wrz|zář|eyl)/i, 9],
  [/^(?:oct|okt|ott|out|окт|paź|říj|eki)/i, 10],
  [/^(?:nov|ноя|lis|kas)/i, 11],
  [/^(?:dec|dez|dic|déc|дек|gru|pro|ara)/i, 12],
];
/** The name of a month as the English pages of Chinese sites write it. */
export const ENGLISH_MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|' +
  'nov(?:ember)?|dec(?:ember)?)';
const YEAR = String.raw`((?:19|20)\d\d)`;
const MONTH_NAME = String.raw`([A-Za-zÀ-žА-я]{3,10})`;
const DAY_MONTH_YEAR = new RegExp(
  String.raw`(?<![\d.])(\d{1,2})(?:st|nd|rd|th|\.|º)?\s*(?:de\s+|di\s+)?${MONTH_NAME}\.?,?\s*` +
    String.raw`(?:de\s+|del\s+)?${YEAR}(?!\d)`,
);
const MONTH_DAY_YEAR = new RegExp(String.raw`${MONTH_NAME}\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+${YEAR}(?!\d)`);
const NUMBERS = new RegExp(String.raw`(?<![\d.])(\d{1,2})([./])(\d{1,2})\2${YEAR}(?!\d)`);
const SHORT_NUMBERS = /^\D{0,20}(\d{2})\.(\d{2})\.(\d{2})(?![\d.])/;

/**
 * A day in words of a dozen languages, or in numbers with the day first; with the month first only where the second
 * number can be no month. A two-digit year is read only behind a two-digit day and month, at the start.
 */
export function readForeignDay(text: string): Day | null {
  const one = DAY_MONTH_YEAR.exec(text);
  const inWords = one && makeDay(Number(one[3]), monthOf(one[2]), Number(one[1]));
  if (inWords) return inWords;
  const two = MONTH_DAY_YEAR.exec(text);
  const american = two && makeDay(Number(two[3]), monthOf(two[1]), Number(two[2]));
  if (american) return american;
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [first, second, year] = [Number(numbers[1]), Number(numbers[3]), Number(numbers[4])];
    return second > 12 ? makeDay(year, first, second) : makeDay(year, second, first);
  }
  const short = SHORT_NUMBERS.exec(text);
  return short && makeDay(2000 + Number(short[3]), Number(short[2]), Number(short[1]));
}

/** The number of a month's name in any of the languages; 0 for another word. */
export function monthOf(word: string | undefined): number {
  return MONTHS.find(([pattern]) => pattern.test(word ?? ''))?.[1] ?? 0;
}
