/** The periods that a title names: `2026年3月项目进度` speaks of March, whatever its date. */
import type { Day, Period } from '../model.js';
import { dayOf } from './days.js';
import { periodContaining, type PeriodKind } from './periods.js';
import { plainNumerals, valueOf, yearOf } from './plainNumerals.js';

/** The id of the one period of a cadence that a title names; null where it names none, or more than one. */
export function periodNamedBy(title: string, kind: PeriodKind, publishedOn: Day): string | null {
  const [only, ...others] = periodsNamedBy(title, kind, publishedOn);
  return only !== undefined && others.length === 0 ? only.id : null;
}

/**
 * The periods of a cadence that a title names, oldest first; empty where it names none, or not clearly.
 *
 * Read are `2026年3月(份)`, `2026年第一季度`, `2026年1季度`, `2026年上半年` and `2025年(度)`, with digits of any width or
 * Chinese numerals (`二〇二六年三月`), and several of them: a running total names all that it covers (`1至3月`,
 * `前三季度`), and so does an enumeration (`3月、4月`). Without a year, `三月份`, `第三季度` and `上半年` mean the latest such
 * period that had begun on the item's day: `四季度` on an item of 2026-01-10 is `2025Q4`.
 *
 * A day is no month (`2026年3月5日`, `3月上旬`), a month or a quarter is no year, and no kind of period names another:
 * `第一季度` says nothing to a monthly column. Nor do spans of more than a year, such as a plan for `2021-2025年`, and
 * numbers of documents, `〔2025〕3号`. Days and weeks are never taken from a title.
 */
export function periodsNamedBy(title: string, kind: PeriodKind, publishedOn: Day): Period[] {
  if (!mayName[kind].test(title)) return [];
  const text = plainNumerals(title);
  switch (kind) {
    case 'daily':
    case 'weekly':
      return [];
    case 'yearly':
      return inOrder((yearsIn(text) ?? []).map((year) => periodAt('yearly', year)));
    case 'monthly':
    case 'quarterly':
    case 'half-yearly':
      return inOrder((runsIn(text, kind, publishedOn) ?? []).map((at) => periodAt(kind, at)));
  }
}

/** What a title must hold at the least; most hold nothing of it, and need no closer look. */
const mayName: Record<PeriodKind, RegExp> = {
  daily: /(?!)/,
  weekly: /(?!)/,
  monthly: /月/,
  quarterly: /季/,
  'half-yearly': /半/,
  yearly: /[0-9０-９零一二三四五六七八九〇○◯OoОо]/,
};

type PartOfYear = 'monthly' | 'quarterly' | 'half-yearly';

const perYear = { monthly: 12, quarterly: 4, 'half-yearly': 2, yearly: 1 } as const;

const number = '(?:(?<![0-9])[0-9]{1,2}(?![0-9])|[一二三四五六七八九十]{1,3})';
const year = '(?:(?<![0-9])[0-9]{4}|[零一二三四五六七八九]{4})年度?';
const range = '[-—–~～至到]';
const joint = '[-—–~～至到、和及]';

/** One period, or several that are joined: `2026年1-3月`, `第一至第三季度`, `2026年前三季度`, `上、下半年`. */
const runs: Record<PartOfYear, RegExp> = {
  monthly: runOf(number, '月份?'),
  quarterly: runOf(number, '季度'),
  'half-yearly': runOf('[上下]', '半年'),
};

function runOf(name: string, unit: string): RegExp {
  const one = `(?:${year})?第?${name}`;
  return new RegExp(`(?:${year})?(?:前(?=${name}季))?第?${name}(?:(?:${unit})?${joint}${one}){0,11}${unit}`, 'g');
}

const pieces = new RegExp(`(?<year>${year})?(?<total>前)?第?(?<name>${number}|[上下])(?:月份?|季度|半年)?(?<joint>${joint})?`, 'g');

/** The number of every period that is named; null where a title is not clear about it. */
function runsIn(text: string, kind: PartOfYear, publishedOn: Day): number[] | null {
  const named: number[] = [];
  for (const match of text.matchAll(runs[kind])) {
    const [run] = match;
    const before = text.slice(Math.max(0, match.index - 4), match.index);
    const after = text.slice(match.index + run.length, match.index + run.length + 3);
    if (brokenRange.test(before)) return null;
    const hasYear = anyYear.test(run);
    if (kind === 'monthly') {
      if (partOfMonth.test(after)) continue;
      // 3月 without a year may be the start of a date or of 3月行动; only 3月份 says that the month is meant.
      if (!hasYear && !run.endsWith('份')) continue;
    }
    if (!hasYear && otherYear.test(before)) return null;
    named.push(...numbersOf(run, kind, publishedOn));
  }
  return named;
}

const anyYear = new RegExp(year);
/** A range whose first half is of another kind: 2025年度-|3月. */
const brokenRange = new RegExp(`[0-9零一二三四五六七八九十年月度]${range}第?$`);
/** What makes a month a date or a piece of a month: 3月|5日, 3月|上旬, 3月|第2周. */
const partOfMonth = /^(?:[0-9一二三四五六七八九十]|[上中下]旬|第.周)/;
/** A year told from the writer's day, which need not be the item's. */
const otherYear = /(?:去年|上年|上年度|明年|次年)$/;

interface Piece {
  year: number | null;
  name: number;
  /** All from the year's first to this one: 前三季度. */
  isTotal: boolean;
  /** Whether it is the first of a range whose last comes next. */
  startsRange: boolean;
}

/** Empty where the pieces make no sense together: 13月, 3-1月, more than a year. */
function numbersOf(run: string, kind: PartOfYear, publishedOn: Day): number[] {
  const count = perYear[kind];
  const told = [...run.matchAll(pieces)].map(({ groups = {} }): Piece => ({
    year: groups.year === undefined ? null : yearOf(groups.year),
    name: groups.name === '上' ? 1 : groups.name === '下' ? 2 : valueOf(groups.name ?? ''),
    isTotal: groups.total !== undefined,
    startsRange: groups.joint !== undefined && rangeAlone.test(groups.joint),
  }));
  if (told.some(({ name }) => !(name >= 1 && name <= count))) return [];
  const places = told[0]?.year === null ? withoutYear(told, kind, publishedOn) : withYears(told, count);

  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined || last - first >= count) return [];
  if (places.some((place, at) => place <= (places[at - 1] ?? 0))) return [];
  if (told[0]?.isTotal) return [...upTo(first - ((first - 1) % count), last)];
  return places.flatMap((place, at) => [...upTo(told[at - 1]?.startsRange ? (places[at - 1] ?? 0) + 1 : place, place)]);
}

const rangeAlone = new RegExp(`^${range}$`);

/** Periods are numbered through: `year * count + name`, so that neighbours differ by one. */
function withYears(told: readonly Piece[], count: number): number[] {
  let current = 0;
  return told.map(({ year: own, name }) => {
    current = own ?? current;
    return current * count + name;
  });
}

/** The last one named is the latest such period that had begun; those before it lie in the same year, or the one before. */
function withoutYear(told: readonly Piece[], kind: PartOfYear, publishedOn: Day): number[] {
  if (told.some((piece) => piece.year !== null)) return [];
  const count = perYear[kind];
  const published = Number(publishedOn.slice(0, 4));
  const last = told.at(-1)?.name ?? 1;
  const hasBegun = periodAt(kind, published * count + last).from <= publishedOn;
  let current = hasBegun ? published : published - 1;
  let next = last;
  const places: number[] = [];
  for (const { name } of told.toReversed()) {
    if (name > next) current -= 1;
    next = name;
    places.unshift(current * count + name);
  }
  return places;
}

function* upTo(first: number, last: number): Generator<number> {
  for (let at = first; at <= last; at += 1) yield at;
}

const wholeYear = new RegExp('(?<![0-9零一二三四五六七八九])(?<year>[12][0-9]{3}|[一二][零一二三四五六七八九]{3})年度?', 'g');
/** 2026年|3月, 2026年|1-3月, 2026年|前三季度, 2026年|上半年, 2026年|第10周: a piece of a year. */
const partOfYear = new RegExp(`^(?:前?第?${number}(?:${joint}第?${number})?(?:月|季度|周)|[上下](?:${joint}下)?半年)`);
const yearsBefore = new RegExp(`[0-9零一二三四五六七八九]{4}(?:年度?)?${range}$`);
const yearsAfter = new RegExp(`^${range}[0-9零一二三四五六七八九]`);

/** Null where a span of years is named. */
function yearsIn(text: string): number[] | null {
  const named: number[] = [];
  for (const match of text.matchAll(wholeYear)) {
    const end = match.index + match[0].length;
    const after = text.slice(end, end + 10);
    if (yearsAfter.test(after) || yearsBefore.test(text.slice(Math.max(0, match.index - 7), match.index))) return null;
    if (!partOfYear.test(after)) named.push(yearOf(match[0]) + 1);
  }
  return named;
}

/** @param at  as `withYears` numbers them */
function periodAt(kind: PartOfYear | 'yearly', at: number): Period {
  const count = perYear[kind];
  const first = ((at - 1) % count) * (12 / count) + 1;
  return periodContaining(kind, dayOf({ year: Math.max(1, Math.floor((at - 1) / count)), month: first, day: 1 }));
}

function inOrder(periods: readonly Period[]): Period[] {
  const distinct = new Map(periods.map((period) => [period.id, period]));
  return [...distinct.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
