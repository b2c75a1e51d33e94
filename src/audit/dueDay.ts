/** The last day of a deadline, and the last one on which nobody is accused. */
import type { Day, Grace } from '../model.js';
import type { WorkingCalendar } from './calendar.js';
import { addDays } from './days.js';

export interface DueDay {
  /** The deadline as it is counted: the first day is not. */
  day: Day;
  /**
   * Up to here nothing is said. A deadline in calendar days that ends on a day off may by 民法典 203 move to the next
   * working day; as we have not read the article for these deadlines, it is not moved, and nobody is accused in between.
   */
  last: Day;
}

/** Null where a day that it hangs on is not covered by the working calendar. */
export function dueAfter(calendar: WorkingCalendar, from: Day, { days, unit }: Grace): DueDay | null {
  if (unit === 'calendar') return dueOn(calendar, addDays(from, days));
  const day = calendar.addWorkingDays(from, days);
  return day === null ? null : { day, last: day };
}

/** A deadline that is a fixed day. Null where the calendar does not cover it. */
export function dueOn(calendar: WorkingCalendar, day: Day): DueDay | null {
  for (let last = day; ; last = addDays(last, 1)) {
    const works = calendar.isWorkingDay(last);
    if (works === null) return null;
    if (works) return { day, last };
  }
}
