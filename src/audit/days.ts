/**
 * Arithmetic on calendar days. A day is its text `YYYY-MM-DD`, years 0001 to 9999, in the Gregorian calendar
 * throughout.
 *
 * Days are counted as whole numbers from 1970-01-01 by arithmetic alone. JavaScript's `Date` is kept out on purpose: a
 * day passed through it moves by one wherever the machine's time zone is not the one that was meant.
 *
 * A text that is no day is a mistake of ours by the time it gets here, so every function throws a `RangeError` on it.
 */
import type { Day } from '../model.js';

export interface DayParts {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

/** `addDays('2026-02-28', 1)` is `2026-03-01`; a negative count goes back. */
export function addDays(day: Day, days: number): Day {
  return dayAt(dayNumber(day) + days);
}

/** Days from `from` to `to`: 0 for the same day, negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of a later (or earlier) month, or that month's last day: 08-31 and 6 months give 02-28 or 02-29. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const monthNumber = year * 12 + (month - 1) + months;
  const newYear = Math.floor(monthNumber / 12);
  const newMonth = monthNumber - newYear * 12 + 1;
  return dayOf({ year: newYear, month: newMonth, day: Math.min(dayOfMonth, daysInMonth(newYear, newMonth)) });
}

/** 1 is Monday, 7 is Sunday, as ISO 8601 counts. */
export function weekday(day: Day): number {
  // Day 0, 1970-01-01, was a Thursday.
  return remainder(dayNumber(day) + 3, 7) + 1;
}

/** Whether a text is a day that exists: `2025-02-29` is not. */
export function isDay(text: string): boolean {
  return partsIn(text) !== null;
}

export function partsOf(day: Day): DayParts {
  const parts = partsIn(day);
  if (parts === null) throw new RangeError(`not a day of the years 0001 to 9999: ${JSON.stringify(day)}`);
  return parts;
}

/** Sign by sign, as an audit asks for the days of every item: a regular expression takes several times as long. */
function partsIn(text: string): DayParts | null {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return null;
  const parts = { year: numberIn(text, 0, 4), month: numberIn(text, 5, 7), day: numberIn(text, 8, 10) };
  return exists(parts) ? parts : null;
}

const HYPHEN = 0x2d;
const ZERO = 0x30;

/** NaN where a sign is no digit. */
function numberIn(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

export function dayOf(parts: DayParts): Day {
  if (!exists(parts)) throw new RangeError(`no such day: year ${parts.year}, month ${parts.month}, day ${parts.day}`);
  return `${padded(parts.year, 4)}-${padded(parts.month, 2)}-${padded(parts.day, 2)}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The later of two days. */
export function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}

// Both conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil and
// civil_from_days): years begin in March, so that the leap day is a year's last, and 400 years have 146,097 days.

function dayNumber(day: Day): number {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * remainder(month - 3, 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dayAt(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDaysPassed = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDaysPassed) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = remainder(marchMonth + 2, 12) + 1;
  return dayOf({
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  });
}

function exists({ year, month, day }: DayParts): boolean {
  return (
    Number.isInteger(year) && year >= 1 && year <= 9999 &&
    Number.isInteger(month) && month >= 1 && month <= 12 &&
    Number.isInteger(day) && day >= 1 && day <= daysInMonth(year, month)
  );
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Never negative, other than `%`. */
function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
