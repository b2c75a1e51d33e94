/** On which days a group runs, of those that cron names. */
import type { Day, RunDays } from '../model.js';
import { dayAfter } from './localTime.js';
import type { SchedulePlan } from './plan.js';

export interface RunDay {
  runs: boolean;
  /** Why not: `free` a weekend or holiday, `not-named` another day of the month or quarter. Null where it runs. */
  why: 'free' | 'not-named' | null;
  /** The calendar does not cover what decides it: Monday to Friday were taken for working days. */
  isGuessed: boolean;
}

/**
 * A day that the working calendar does not cover is judged by its weekday, and said to be: a group that waited for next
 * year's notice would silently not run until somebody brings it in, while one that runs on a holiday does no harm.
 */
export function runDay(day: Day, on: RunDays, isWorkingDay: SchedulePlan['isWorkingDay']): RunDay {
  switch (on.kind) {
    case 'every-day':
      return { runs: true, why: null, isGuessed: false };
    case 'working-days': {
      const { isWorked, isGuessed } = worked(day, isWorkingDay);
      return { runs: isWorked, why: isWorked ? null : 'free', isGuessed };
    }
    case 'before-end':
      return beforeEnd(day, on, isWorkingDay);
  }
}

/**
 * Whether `count` working days are left of the period, this day included: of 2026's first quarter, which ends on Tuesday
 * 31 March, the third is Friday the 27th.
 */
function beforeEnd(day: Day, { of, workingDays: count }: Extract<RunDays, { kind: 'before-end' }>, isWorkingDay: SchedulePlan['isWorkingDay']): RunDay {
  const end = endOf(day, of);
  const not: RunDay = { runs: false, why: 'not-named', isGuessed: false };
  if (Date.parse(end) - Date.parse(day) > LONGEST_MS) return not;
  const today = worked(day, isWorkingDay);
  let { isGuessed } = today;
  if (!today.isWorked) return { ...not, isGuessed };
  let left = 1;
  for (let next = dayAfter(day); next <= end && left <= count; next = dayAfter(next)) {
    const later = worked(next, isWorkingDay);
    isGuessed ||= later.isGuessed;
    left += later.isWorked ? 1 : 0;
  }
  return left === count ? { runs: true, why: null, isGuessed } : { ...not, isGuessed };
}

/** Ten working days and the longest holidays lie well within. */
const LONGEST_MS = 40 * 86_400_000;

function endOf(day: Day, of: 'month' | 'quarter' | 'half-year' | 'year'): Day {
  const months = { month: 1, quarter: 3, 'half-year': 6, year: 12 }[of];
  const year = Number(day.slice(0, 4));
  const last = Math.ceil(Number(day.slice(5, 7)) / months) * months;
  return new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
}

function worked(day: Day, isWorkingDay: SchedulePlan['isWorkingDay']): { isWorked: boolean; isGuessed: boolean } {
  const known = isWorkingDay(day);
  if (known !== null) return { isWorked: known, isGuessed: false };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { isWorked: weekday >= 1 && weekday <= 5, isGuessed: true };
}
