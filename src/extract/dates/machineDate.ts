import type { DateEvidence, Day } from '../../model.js';
import type { Page } from '../layout/document.js';
import { readAnyDay, type NumberOrder, findForeignDates } from './foreignDate.js';
import { fold } from '../layout/words.js';

/** The web's first pages are younger; a value before this day is a database's empty date. */
const FIRST_DAY = '1990-01-02';
const CHINA_AHEAD_MS = 8 * 3_600_000;

/**
 * The day of a value that a machine wrote into an attribute, a meta tag or a script, or null. Seconds and milliseconds
 * since 1970 are read as well, on the clock of China for a Chinese page and in UTC for others.
 */
export function readMachineDay(page: Page, value: string): Day | null {
  const text = value.trim();
  const day = /^\d{10}(?:\d{3})?$/.test(text) ? dayOfEpoch(page, text) : (american(page, text) ?? readAnyDay(text));
  return day !== null && day >= FIRST_DAY ? day : null;
}

function dayOfEpoch(page: Page, digits: string): Day | null {
  const ms = Number(digits) * (digits.length === 10 ? 1000 : 1);
  const ahead = page.language.startsWith('zh') ? CHINA_AHEAD_MS : 0;
  const instant = new Date(ms + ahead);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString().slice(0, 10);
}

function american(page: Page, text: string): Day | null {
  return /^\d{1,2}\/\d{1,2}\//.test(text) ? (findForeignDates(text, numberOrderOf(page))[0]?.day ?? null) : null;
}

/** What a machine's value says, as evidence; null where no day can be read from it. */
export function machineEvidence(page: Page, value: string | undefined, by: string): DateEvidence | null {
  const day = value ? readMachineDay(page, value) : null;
  return value && day ? { day, by, text: fold(value).slice(0, 80), implied: [] } : null;
}

const AMERICAN_HOST = /^https?:\/\/[^/]+\.(?:com|org|net|us|gov|edu)(?:[:/]|$)/;

/**
 * The order of `03/04/2019` on this page: that of America where the page calls its language American, or English of no
 * country at an address of no country.
 */
export function numberOrderOf({ language, url }: Page): NumberOrder {
  if (/^en-(?:us|ph)\b/.test(language)) return 'month-first';
  return language === 'en' && AMERICAN_HOST.test(url) ? 'month-first' : 'day-first';
}
