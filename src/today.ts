/** The clock of the doors: which calendar day it is in the configured time zone. */
import type { Day } from './model.js';
import { UsageError } from './exitCodes.js';

/** The day of `now` in `timezone`: 2026-11-22T17:00Z is 2026-11-23 in Asia/Shanghai. */
export function dayIn(timezone: string, now: Date): Day {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(now);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The value of `--today`, or today. @throws UsageError where it is no day */
export function chosenDay(written: string | undefined, timezone: string, now: Date): Day {
  if (written === undefined) return dayIn(timezone, now);
  const day = /^\d{4}-\d\d-\d\d$/.test(written) ? new Date(`${written}T00:00:00Z`) : null;
  if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written)) return written;
  throw new UsageError({
    zh: `--today 应为存在的日期，写成 YYYY-MM-DD（例如 2026-03-31），实际是 “${written}”。`,
    en: `--today takes a day that exists, as YYYY-MM-DD (for example 2026-03-31), not “${written}”.`,
  });
}
