/** 周期: the slots of a cadence, of which each owes one item. They tile the time: no gap, no overlap. */
import type { CadenceKind, Day, Period } from '../model.js';
import { addDays, dayOf, daysBetween, daysInMonth, partsOf, weekday } from './days.js';
import { remembered } from './remembered.js';

/** The cadences that owe something per period. */
export type PeriodKind = Exclude<CadenceKind, 'realtime' | 'static'>;

export function hasPeriods(kind: CadenceKind): kind is PeriodKind {
  return kind !== 'realtime' && kind !== 'static';
}

/**
 * Every period that shares a day with `from`…`to`, oldest first; none where `from` is after `to`. The first may begin
 * before `from` and the last end after `to`.
 */
export function periodsOf(kind: PeriodKind, from: Day, to: Day): Period[] {
  const periods: Period[] = [];
  for (let start = from; start <= to; ) {
    const period = periodContaining(kind, start);
    periods.push(period);
    start = addDays(period.to, 1);
  }
  return periods;
}

/** The period that a day lies in. Weeks are ISO weeks: 2027-01-01 lies in `2026-W53`. */
export function periodContaining(kind: PeriodKind, day: Day): Period {
  return containing[kind](day);
}

const MOST_DAYS = 5000;

/** Of each kind, as titles, items and ledgers ask for the same days again and again. */
const containing: Record<PeriodKind, (day: Day) => Period> = {
  daily: (day) => reckoned('daily', day),
  weekly: remembered(MOST_DAYS, (day) => reckoned('weekly', day)),
  monthly: remembered(MOST_DAYS, (day) => reckoned('monthly', day)),
  quarterly: remembered(MOST_DAYS, (day) => reckoned('quarterly', day)),
  'half-yearly': remembered(MOST_DAYS, (day) => reckoned('half-yearly', day)),
  yearly: remembered(MOST_DAYS, (day) => reckoned('yearly', day)),
};

function reckoned(kind: PeriodKind, day: Day): Period {
  const { year, month } = partsOf(day);
  switch (kind) {
    case 'daily':
      return { id: day, from: day, to: day };
    case 'weekly':
      return weekContaining(day);
    case 'monthly':
      return months(`${day.slice(0, 4)}-${day.slice(5, 7)}`, year, month, 1);
    case 'quarterly': {
      const quarter = Math.ceil(month / 3);
      return months(`${day.slice(0, 4)}Q${quarter}`, year, quarter * 3 - 2, 3);
    }
    case 'half-yearly': {
      const half = Math.ceil(month / 6);
      return months(`${day.slice(0, 4)}H${half}`, year, half * 6 - 5, 6);
    }
    case 'yearly':
      return months(day.slice(0, 4), year, 1, 12);
  }
}

/**
 * How far back a column is judged, and so how far back its list needs to be read: the first day of the oldest period
 * that can be owed. For `realtime` and `static`, where only the newest item counts, it is `today`.
 *
 * Monthly, quarterly and half-yearly reach back to 1 January of last year, so that in January a whole year can still be
 * seen; yearly two years; weekly 26 weeks; daily 31 days. These lengths are our own choice, not a rule of anyone's.
 */
export function auditWindowStart(cadence: CadenceKind, today: Day): Day {
  const { year } = partsOf(today);
  switch (cadence) {
    case 'daily':
      return addDays(today, -31);
    case 'weekly':
      return addDays(weekContaining(today).from, -26 * 7);
    case 'monthly':
    case 'quarterly':
    case 'half-yearly':
      return dayOf({ year: year - 1, month: 1, day: 1 });
    case 'yearly':
      return dayOf({ year: year - 2, month: 1, day: 1 });
    case 'realtime':
    case 'static':
      return today;
  }
}

function months(id: string, year: number, first: number, count: number): Period {
  const last = first + count - 1;
  return {
    id,
    from: dayOf({ year, month: first, day: 1 }),
    to: dayOf({ year, month: last, day: daysInMonth(year, last) }),
  };
}

function weekContaining(day: Day): Period {
  const monday = addDays(day, 1 - weekday(day));
  // A week belongs to the year that its Thursday lies in (ISO 8601).
  const thursday = addDays(monday, 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return { id: `${year}-W${String(week).padStart(2, '0')}`, from: monday, to: addDays(monday, 6) };
}
