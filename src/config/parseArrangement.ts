import type { CalendarYear, Day } from '../model.js';
import { runsOf, weekdayOf, type Arrangement } from './arrangement.js';
import { calendarYearShape, holidayCnShape } from './calendarShape.js';
import { ConfigError } from './configError.js';
import { expectations, type Expectation } from './expectations.js';
import { showValue } from './mistake.js';
import type { Mistake, Path } from './mistake.js';
import { problemsOf } from './problemsOf.js';
import { readYaml } from './readYaml.js';
import { shapeMistakes } from './shapeMistakes.js';
import { statutoryDays } from './statutoryDays.js';

/**
 * Reads a year's arrangement from JSON: our own form, or that of the public holiday-cn files, known by its `days`.
 *
 * @param fileName  only for the messages
 * @throws {ConfigError}  with all problems, in the order of the file
 */
export function parseArrangement(text: string, fileName: string): Arrangement {
  const source = text.replace(/^\uFEFF/, '');
  // JSON is YAML too, and this reader knows on which line each value stands.
  const yaml = readYaml(source);
  const refuse = (mistakes: Mistake[]) => new ConfigError(problemsOf(mistakes, yaml, source, fileName));
  if (yaml.mistakes.length > 0) throw refuse([]);

  const { value } = yaml;
  const isHolidayCn = typeof value === 'object' && value !== null && 'days' in value && !('off' in value);
  const read = isHolidayCn ? fromHolidayCn(value) : fromOwnForm(value);
  if ('mistakes' in read) throw refuse(read.mistakes);
  const mistakes = dayMistakes(read.placed, read.year.year, read.offPath);
  if (mistakes.length > 0) throw refuse(mistakes);
  return { year: read.year, holidays: read.holidays };
}

interface PlacedDay {
  day: Day;
  isOff: boolean;
  path: Path;
}

interface Read extends Arrangement {
  placed: PlacedDay[];
  /** Where a day that is missing is missed. */
  offPath: Path;
}

function fromOwnForm(value: unknown): Read | { mistakes: Mistake[] } {
  const parsed = calendarYearShape.safeParse(value);
  if (!parsed.success) return { mistakes: shapeMistakes(parsed.error.issues, value) };
  const { year, off, work, source, importedOn } = parsed.data;
  return {
    year: sorted({ year, off, work, ...(source && { source: source.trim() }), ...(importedOn && { importedOn }) }),
    holidays: unnamed(off, work),
    placed: [
      ...off.map((day, at) => ({ day, isOff: true, path: ['off', at] })),
      ...work.map((day, at) => ({ day, isOff: false, path: ['work', at] })),
    ],
    offPath: ['off'],
  };
}

function fromHolidayCn(value: unknown): Read | { mistakes: Mistake[] } {
  const parsed = holidayCnShape.safeParse(value);
  if (!parsed.success) return { mistakes: shapeMistakes(parsed.error.issues, value) };
  const { year, papers = [], days } = parsed.data;
  const daysThat = (isOff: boolean, name?: string) =>
    days.filter((day) => day.isOffDay === isOff && (name === undefined || day.name === name)).map(({ date }) => date);
  const names = [...new Set(days.map(({ name }) => name ?? ''))];
  const source = papers.join(' ');
  return {
    year: sorted({ year, off: daysThat(true), work: daysThat(false), ...(source !== '' && { source }) }),
    holidays: names.map((name) => ({ name, off: daysThat(true, name), work: daysThat(false, name) })),
    placed: days.map(({ date, isOffDay }, at) => ({ day: date, isOff: isOffDay, path: ['days', at, 'date'] })),
    offPath: ['days'],
  };
}

/** Each run of days off is an entry, and a worked day stands with the run that is nearest. */
function unnamed(off: readonly Day[], work: readonly Day[]): Arrangement['holidays'] {
  const runs = runsOf(off);
  const distance = (run: readonly Day[], day: Day) =>
    Math.min(...run.map((one) => Math.abs(Date.parse(one) - Date.parse(day))));
  const nearest = (day: Day) => runs.toSorted((a, b) => distance(a, day) - distance(b, day))[0];
  return runs.map((run) => ({ name: '', off: run, work: work.filter((day) => nearest(day) === run).sort() }));
}

function sorted(year: CalendarYear): CalendarYear {
  return { ...year, off: [...year.off].sort(), work: [...year.work].sort() };
}

/** What no single value shows: days of other years or named twice, weekdays made up for, holidays left out. */
function dayMistakes(placed: readonly PlacedDay[], year: number, offPath: Path): Mistake[] {
  const seen = new Map<Day, boolean>();
  const mistakes = placed.flatMap(({ day, isOff, path }): Mistake[] => {
    const before = seen.get(day);
    seen.set(day, isOff);
    if (!belongsTo(day, year)) return [mistake('ownYear', path, day)];
    if (before !== undefined) return [mistake(before === isOff ? 'dayOnce' : 'offOrWork', path, day)];
    return isOff || weekdayOf(day) > 5 ? [] : [mistake('weekendWork', path, day)];
  });

  // In these words, as 10-01 is in every notice there ever was.
  const fixed = statutoryDays(year)?.fixed ?? [`${year}-10-01`];
  const missing = fixed.filter((day) => seen.get(day) !== true && (weekdayOf(day) <= 5 || seen.get(day) === false));
  return missing.length === 0 ? mistakes : [...mistakes, lacking(missing, offPath)];
}

/** A notice rules its own year and the last days of the December before. */
function belongsTo(day: Day, year: number): boolean {
  return day.startsWith(`${year}-`) || (day >= `${year - 1}-12-20` && day < `${year}-01-01`);
}

function mistake(expectation: Expectation, path: Path, day: Day): Mistake {
  return { path, at: 'value', expected: expectations[expectation], got: showValue(day) };
}

function lacking(days: readonly Day[], path: Path): Mistake {
  const expected = {
    zh: `包含法定节假日 ${days.join('、')} 的放假日期（是不是漏写了？）`,
    en: `days off that include the statutory ${days.join(', ')} (left out?)`,
  };
  return { path, at: 'value', expected, got: '' };
}
