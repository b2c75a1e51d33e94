/** The clock of the doors: which calendar day it is in the configured time zone. */
import { UsageError } from './exitCodes.js';
import type { Day } from './model.js';

/** The day of `now` in `timezone`: 2026-11-22T17:00Z is 2026-11-23 in Asia/Shanghai. */
export function dayIn(timezone: string, now: Date): Day {
  const form = { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory' } as const;
  const parts = new Intl.DateTimeFormat('en-CA', form).formatToParts(now);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/**
 * The day that a person asked for, or today where they did not.
 *
 * @param place  where it was written, for the message: `--today`, or an entry of a manifest
 * @throws UsageError where it is no day that exists
 */
export function chosenDay(written: string | undefined, timezone: string, now: Date, place = '--today'): Day {
  if (written === undefined) return dayIn(timezone, now);
  if (isDay(written)) return written;
  throw new UsageError({
    zh: `${place} 应为存在的日期，写成 YYYY-MM-DD（例如 2026-03-31），实际是“${written}”。`,
    en: `${place} takes a day that exists, as YYYY-MM-DD (for example 2026-03-31), not “${written}”.`,
  });
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '1000') return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
