/**
 * The yearly arrangements that come with the program, from the package chinese-days.
 *
 * The package is filled in by hand once the yearly 国办发明电 notice is out (between late October and early December).
 */
// The package's table and not its functions: those put a day through the machine's time zone, and west of Greenwich
// `isWorkday('2026-03-07')`, a Saturday, answers true.
import arrangement from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { CalendarYear, Day } from '../model.js';

/** One a year, oldest first: 2004 to 2026 with chinese-days 1.5.7. */
export const packageYears: readonly CalendarYear[] = yearsOf(
  Object.keys(arrangement.holidays),
  // Weekend days that are worked (调休上班).
  Object.keys(arrangement.workdays),
);

/**
 * A year counts as arranged when its National Day is a named holiday: 10-01 is in every yearly notice, and no notice
 * covers less than its year.
 */
function yearsOf(off: readonly Day[], work: readonly Day[]): CalendarYear[] {
  const years = off.filter((day) => day.endsWith('-10-01')).map((day) => Number(day.slice(0, 4))).sort((a, b) => a - b);
  return years.map((year) => {
    const isOfYear = (day: Day) => arrangingYear(day) === year;
    return { year, off: off.filter(isOfYear), work: work.filter(isOfYear) };
  });
}

/** No holiday falls in December: what is arranged there belongs to the New Year that follows, and to its notice. */
function arrangingYear(day: Day): number {
  return Number(day.slice(0, 4)) + (day.slice(5, 7) === '12' ? 1 : 0);
}
