/** The period that an item's title names: `2026年3月项目进度` was published about March, whatever its date. */
import type { Day } from '../model.js';
import { dayOf } from './days.js';
import { periodContaining, type PeriodKind } from './periods.js';

/**
 * The id of the one period of a cadence that a title names; null where it names none, or more than one.
 *
 * Read are `2026年3月(份)`, `2026年第一季度`, `2026年1季度`, `2026年上半年`, with digits of any width or Chinese numerals
 * (`二〇二六年三月`). Without a year, `三月份`, `第三季度` and `上半年` mean the latest such period that had begun on the
 * item's day: `四季度` on an item of 2026-01-10 is `2025Q4`.
 *
 * A day is not a month: `2026年3月5日` and `3月上旬` name none, nor does `1至3月` or `前三季度`, which is more than one.
 * Days, weeks and years are never taken from a title: null.
 */
export function periodNamedBy(title: string, kind: PeriodKind, publishedOn: Day): string | null {
  const words = wordsFor[kind];
  if (!words) return null;

  const text = withPlainNumerals(title);
  const named = new Set<string>();
  for (const match of text.matchAll(words)) {
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + match[0].length);
    const { year, number = '', share } = match.groups ?? {};

    if (joinedBefore.test(before) || joinedAfter.test(after)) return null;
    if (kind === 'monthly') {
      if (partOfMonth.test(after)) continue;
      // 3月 without a year may be the start of a date or of 3月行动; only 3月份 says that the month is meant.
      if (year === undefined && share === undefined) continue;
    }
    const month = firstMonth(kind, number);
    if (month === null) continue;
    if (year === undefined && otherYear.test(before)) return null;
    named.add(periodId(kind, year, month, publishedOn));
  }
  const [only, ...others] = named;
  return only !== undefined && others.length === 0 ? only : null;
}

const year = '(?:(?<![0-9])(?<year>[0-9]{4}|[零一二三四五六七八九]{4})年度?)?';

const wordsFor: Partial<Record<PeriodKind, RegExp>> = {
  monthly: new RegExp(`${year}(?<![0-9])(?<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?<share>份)?`, 'g'),
  quarterly: new RegExp(`${year}第?(?<number>[0-9]+|[一二三四五六七八九十]+)季度`, 'g'),
  'half-yearly': new RegExp(`${year}(?<number>[上下])半年`, 'g'),
};

/** A range, an enumeration or a running total: 1-|3月, 一、|二季度, 前|三季度. */
const joinedBefore = /(?:[0-9一二三四五六七八九十月度年][-—–~～至到、和及]|前)第?$/;
const joinedAfter = /^[-—–~～至到、和及]第?[0-9一二三四五六七八九十]/;
/** What makes a month a date or a piece of a month: 3月|5日, 3月|上旬, 3月|第2周. */
const partOfMonth = /^(?:[0-9一二三四五六七八九十]|[上中下]旬|第.周)/;
/** A year told from the writer's day, which need not be the item's. */
const otherYear = /(?:去年|上年|上年度|明年|次年)$/;

/** Null for a number that is no such period: 13月, 五季度. */
function firstMonth(kind: PeriodKind, number: string): number | null {
  if (kind === 'half-yearly') return number === '上' ? 1 : 7;
  const monthsEach = kind === 'quarterly' ? 3 : 1;
  const value = valueOf(number);
  return value >= 1 && value <= 12 / monthsEach ? (value - 1) * monthsEach + 1 : null;
}

function periodId(kind: PeriodKind, yearWords: string | undefined, month: number, publishedOn: Day): string {
  const inYear = (year: number) => periodContaining(kind, dayOf({ year: Math.max(year, 1), month, day: 1 }));
  if (yearWords !== undefined) return inYear(yearOf(yearWords)).id;
  const published = Number(publishedOn.slice(0, 4));
  const thatYear = inYear(published);
  return thatYear.from <= publishedOn ? thatYear.id : inYear(published - 1).id;
}

const digits = '零一二三四五六七八九';

function withPlainNumerals(title: string): string {
  return title
    .replace(/\s+/g, '')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    // The shapes that a zero takes under a typist's hand: 二〇二六, 二○二六, 二О二六, 二0二六, 二零二六.
    .replace(/(?<=[二一])[〇○◯OoОо0零](?=[一二三四五六七八九〇○◯OoОо0零][一二三四五六七八九〇○◯OoОо0零]年)/g, '零')
    .replace(/(?<=[二一][零一二三四五六七八九][一二三四五六七八九])[〇○◯OoОо0](?=年)/g, '零');
}

function yearOf(words: string): number {
  return /^[0-9]+$/.test(words) ? Number(words) : Number([...words].map((word) => digits.indexOf(word)).join(''));
}

/** `3`, `03`, `三`, `十`, `十二`. Not a number: NaN. */
function valueOf(number: string): number {
  if (/^[0-9]+$/.test(number)) return Number(number);
  const ten = number.indexOf('十');
  if (ten < 0) return number.length === 1 ? digits.indexOf(number) : Number.NaN;
  const tens = ten === 0 ? 1 : valueOf(number.slice(0, ten));
  const ones = ten === number.length - 1 ? 0 : valueOf(number.slice(ten + 1));
  return tens * 10 + ones;
}
