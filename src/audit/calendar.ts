/**
 * 工作日历: the State Council's working days, 调休 included, and how far they are known.
 *
 * The days come from the package chinese-days, which is filled in by hand once the yearly 国办发明电 notice is out
 * (between late October and early December). For a year without a notice the package answers Monday to Friday without a
 * word; here such a day is neither working nor free but `null`, not covered.
 */
// The package's table and not its functions: those put a day through the machine's time zone, and west of Greenwich
// `isWorkday('2026-03-07')`, a Saturday, answers true.
import arrangement from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { Day } from '../model.js';
import { addDays, weekday } from './days.js';

const holidays: Record<string, string | undefined> = arrangement.holidays;
/** Weekend days that are worked (调休上班). */
const makeUpDays: Record<string, string | undefined> = arrangement.workdays;

/** First and last day for which it is known whether work is done. Whole calendar years without a gap. */
export const calendarCoverage: { from: Day; to: Day } = coverageOf(holidays);

/** Whether work is done on a day; null where the calendar does not cover it. */
export function isWorkingDay(day: Day): boolean | null {
  if (!isCovered(day)) return null;
  if (makeUpDays[day] !== undefined) return true;
  return weekday(day) <= 5 && holidays[day] === undefined;
}

/**
 * The `count`-th working day after `day`; `day` itself is not counted, and 0 gives it back.
 *
 * Null where a day on the way is not covered: `addWorkingDays('2026-12-30', 2)` while 2027's arrangement is unknown.
 */
export function addWorkingDays(day: Day, count: number): Day | null {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    const working = isWorkingDay(reached);
    if (working === null) return null;
    if (working) left -= 1;
  }
  return reached;
}

function isCovered(day: Day): boolean {
  return day >= calendarCoverage.from && day <= calendarCoverage.to;
}

/**
 * A year is covered when its National Day is a named holiday: 10-01 is in every yearly notice, and no notice covers
 * less than its year. (December's last days may still be changed by the next notice's New Year arrangement.)
 */
function coverageOf(named: Record<string, string | undefined>): { from: Day; to: Day } {
  const years = Object.keys(named).filter((day) => day.endsWith('-10-01')).map((day) => Number(day.slice(0, 4)));
  const last = Math.max(...years);
  let first = last;
  while (years.includes(first - 1)) first -= 1;
  return { from: `${first}-01-01`, to: `${last}-12-31` };
}
