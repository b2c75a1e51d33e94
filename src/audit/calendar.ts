/**
 * 工作日历: the State Council's working days, 调休 included, and how far they are known.
 *
 * For a year without a notice the package chinese-days answers Monday to Friday without a word, and so takes
 * 2027-10-01 for a working day. Here a day that no known notice rules is neither working nor free but `null`, not
 * covered.
 */
import type { CalendarYear, Day, Words } from '../model.js';
import { addDays, weekday } from './days.js';
import { packageYears } from './packageYears.js';
import { remembered } from './remembered.js';

export interface WorkingCalendar {
  coverage: CalendarCoverage;
  /** Whether work is done on a day; null where the calendar does not cover it. */
  isWorkingDay(day: Day): boolean | null;
  /**
   * The `count`-th working day after `day`; `day` itself is not counted, and 0 gives it back, free or not.
   *
   * Null where a day on the way is not covered: `addWorkingDays('2026-12-30', 2)` while 2027's arrangement is unknown.
   *
   * @param count  0 or more
   */
  addWorkingDays(day: Day, count: number): Day | null;
  /**
   * How many working days lie after `from` up to and with `to`, negative where `to` is earlier; so that
   * `addWorkingDays` is undone by it. Null where a day on the way is not covered.
   */
  workingDaysBetween(from: Day, to: Day): number | null;
  /** Where a year's arrangement comes from; null for a year that has none. */
  sourceOf(year: number): Words | null;
}

/** Which days are known. Years may be missing in between: `from` and `to` alone do not tell if a day is covered. */
export interface CalendarCoverage {
  /** The years whose arrangement is known, ascending; at least the package's. */
  years: readonly number[];
  /** First and last day that is covered. */
  from: Day;
  to: Day;
  /** `2004–2026`, and with a gap `2004–2026、2028`. */
  words: Words;
}

/** @param overrides  each stands in place of that whole year; of two for one year the later one counts */
export function workingCalendar(overrides: readonly CalendarYear[]): WorkingCalendar {
  const arranged = new Map([...packageYears, ...overrides].map((year) => [year.year, year]));
  const years = [...arranged.keys()].sort((a, b) => a - b);
  const imported = new Map(overrides.map((year) => [year.year, year]));

  // The notice for the next year comes later, so its word on the end of December stands.
  const isWorked = new Map<Day, boolean>();
  for (const { off, work } of [...arranged.values()].sort((a, b) => a.year - b.year)) {
    for (const day of off) isWorked.set(day, false);
    for (const day of work) isWorked.set(day, true);
  }

  const isCovered = (day: Day) => {
    const year = Number(day.slice(0, 4));
    return arranged.has(year) && (day.slice(5) < FIRST_DAY_OF_NEXT_NOTICE || arranged.has(year + 1));
  };
  const isWorkingDay = remembered(20_000, (day) => {
    if (!isCovered(day)) return null;
    return isWorked.get(day) ?? weekday(day) <= 5;
  });
  // Every column of a cadence asks for the same deadlines.
  const reached = remembered(20_000, (asked) => reach(isWorkingDay, asked.slice(0, 10), Number(asked.slice(11))));
  return {
    coverage: coverageOf(years),
    isWorkingDay,
    addWorkingDays: (day, count) => (count === 0 ? day : reached(`${day} ${count}`)),
    workingDaysBetween: (from, to) =>
      from <= to ? worked(isWorkingDay, from, to) : negated(worked(isWorkingDay, to, from)),
    sourceOf: (year) => {
      const own = imported.get(year);
      if (own) return importedFrom(own);
      return arranged.has(year) ? fromPackage : null;
    },
  };
}

/**
 * From this day on the next year's notice may have its say: New Year's arrangement moved 2007-12-29, 12-31 and
 * 2018-12-29, 12-31, and made 2006-12-30, 12-31 and 2011-12-31 worked; none of 2004 to 2026 reached further back.
 */
const FIRST_DAY_OF_NEXT_NOTICE = '12-29';

/** The years that come with the program, and no others. */
export const packageCalendar: WorkingCalendar = workingCalendar([]);

/** What is said of a deadline or a day that the calendar does not cover. */
export function uncoveredWords({ coverage }: WorkingCalendar): Words {
  return {
    zh: `工作日历未覆盖（只到 ${coverage.to}，已知 ${coverage.words.zh} 年的安排）`,
    en: `not covered by the working calendar (it ends on ${coverage.to} and knows ${coverage.words.en})`,
  };
}

function reach(isWorkingDay: (day: Day) => boolean | null, day: Day, count: number): Day | null {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    const working = isWorkingDay(reached);
    if (working === null) return null;
    if (working) left -= 1;
  }
  return reached;
}

function worked(isWorkingDay: (day: Day) => boolean | null, from: Day, to: Day): number | null {
  let count = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    const working = isWorkingDay(day);
    if (working === null) return null;
    if (working) count += 1;
  }
  return count;
}

function negated(count: number | null): number | null {
  return count === null ? null : 0 - count;
}

function coverageOf(years: readonly number[]): CalendarCoverage {
  const first = years[0] ?? 0;
  const last = years.at(-1) ?? 0;
  const runs = years.filter((year) => !years.includes(year - 1)).map((start) => {
    let end = start;
    while (years.includes(end + 1)) end += 1;
    return start === end ? `${start}` : `${start}–${end}`;
  });
  return {
    years,
    from: `${first}-01-01`,
    to: addDays(`${last}-${FIRST_DAY_OF_NEXT_NOTICE}`, -1),
    words: { zh: runs.join('、'), en: runs.join(', ') },
  };
}

const fromPackage: Words = { zh: '程序自带（chinese-days 软件包）', en: 'comes with the program (package chinese-days)' };

function importedFrom({ source, importedOn }: CalendarYear): Words {
  const on =
    importedOn === undefined ? { zh: '', en: '' } : { zh: `，${importedOn} 导入`, en: `, imported on ${importedOn}` };
  return {
    zh: `配置文件（${source ?? '未写文号'}${on.zh}）`,
    en: `configured (${source ?? 'no document number given'}${on.en})`,
  };
}
