/** A year's arrangement as it was read from a file, with the names of its holidays where the file gives them. */
import type { CalendarYear, Day } from '../model.js';

export interface Arrangement {
  year: CalendarYear;
  /** In the order of the file. A form without names has one entry per unbroken run of days, its name empty. */
  holidays: Holiday[];
}

export interface Holiday {
  name: string;
  off: Day[];
  work: Day[];
}

/** The day after, which may lie in the next month or year. */
export function nextDay(day: Day): Day {
  return shifted(day, 1);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export function shifted(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Days in order, once each, cut into runs without a gap. */
export function runsOf(days: readonly Day[]): Day[][] {
  const runs: Day[][] = [];
  for (const day of [...new Set(days)].sort()) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && nextDay(last) === day) run.push(day);
    else runs.push([day]);
  }
  return runs;
}
