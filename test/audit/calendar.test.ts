import { execFileSync } from 'node:child_process';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageCalendar, workingCalendar } from '../../src/audit/calendar.js';
import { addDays, weekday } from '../../src/audit/days.js';
import type { CalendarYear, Day } from '../../src/model.js';

// These tests state what chinese-days 1.5.7 knows. A newer package that covers 2027 must change them.

test('covers the years for which the State Council has given notice, and says so', () =>
  expect(packageCalendar.coverage).toEqual({
    years: Array.from({ length: 23 }, (_, at) => 2004 + at),
    from: '2004-01-01',
    to: '2026-12-28',
    words: { zh: '2004–2026', en: '2004–2026' },
  }));

for (const [day, working] of [
  ['2026-11-23', true], // a Monday
  ['2026-11-22', false], // a Sunday
  ['2026-09-30', true],
  ['2026-10-01', false], // National Day
  ['2026-10-07', false],
  ['2026-10-08', true],
  ['2026-10-10', true], // a Saturday that is worked
  ['2026-02-28', true], // another
  ['2026-03-07', false], // a Saturday that is not
  ['2026-12-28', true], // last day covered
  ['2026-12-29', null], // New Year's arrangement may reach back to here
  ['2026-12-31', null],
  ['2027-01-01', null],
  ['2027-10-01', null], // the package itself calls it a working day
  ['2027-10-02', null], // not even a Saturday is known to be free
  ['2018-12-29', true], // a Saturday that was worked, by the notice for 2019
  ['2018-12-31', false], // a Monday that was free
  ['2004-01-01', false],
  ['2003-12-31', null],
] as const)
  test(`${day}: ${working === null ? 'not covered' : working ? 'a working day' : 'free'}`, () =>
    expect(packageCalendar.isWorkingDay(day)).toBe(working));

test('the package is as dangerous as we say: it takes 2027-10-01 for a working day, and we do not', () => {
  expect(chineseDays.isWorkday('2027-10-01')).toBe(true);
  expect(packageCalendar.isWorkingDay('2027-10-01')).toBeNull();
  expect(packageCalendar.addWorkingDays('2027-09-30', 1)).toBeNull();
  expect(packageCalendar.workingDaysBetween('2027-09-30', '2027-10-01')).toBeNull();
  expect(packageCalendar.sourceOf(2027)).toBeNull();
});

for (const [from, count, result] of [
  ['2026-11-20', 0, '2026-11-20'],
  ['2026-11-21', 0, '2026-11-21'], // 0 gives the day back, free or not
  ['2026-11-20', 1, '2026-11-23'], // over a weekend
  ['2026-09-30', 1, '2026-10-08'], // over 国庆
  ['2026-09-30', 3, '2026-10-10'], // the made-up Saturday counts
  ['2026-09-30', 5, '2026-10-13'],
  ['2026-11-30', 20, '2026-12-28'], // the last deadline that can be reckoned
  ['2026-12-01', 20, null],
  ['2026-12-31', 1, null],
  ['2026-12-31', 0, '2026-12-31'],
  ['2027-03-31', 1, null],
  ['2027-03-31', 0, '2027-03-31'], // nothing needs to be counted
] as const)
  test(`${count} working days after ${from}: ${result ?? 'not covered'}`, () =>
    expect(packageCalendar.addWorkingDays(from, count)).toBe(result));

for (const [from, to, count] of [
  ['2026-11-20', '2026-11-20', 0],
  ['2026-11-20', '2026-11-22', 0], // a weekend
  ['2026-11-20', '2026-11-23', 1], // the first day is not counted, the last is
  ['2026-11-23', '2026-11-20', -1],
  ['2026-09-30', '2026-10-10', 3],
  ['2026-12-28', '2026-12-29', null],
  ['2003-12-31', '2004-01-02', 1], // where one counts from need not be covered
  ['2004-01-02', '2003-12-31', -1],
  ['2003-12-30', '2004-01-02', null],
] as const)
  test(`working days after ${from} up to ${to}: ${count ?? 'not covered'}`, () =>
    expect(packageCalendar.workingDaysBetween(from, to)).toBe(count));

// West of Greenwich the package's functions are wrong themselves, see below.
test.skipIf(new Date().getTimezoneOffset() > 0)('agrees with the functions of the package on every covered day', () => {
  const differing: string[] = [];
  const { from, to } = packageCalendar.coverage;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (packageCalendar.isWorkingDay(day) !== chineseDays.isWorkday(day)) differing.push(day);
  }
  expect(differing).toEqual([]);
});

test("the package's functions move days with the machine's time zone: why only its table is read", () => {
  const program = "console.log(require('chinese-days').isWorkday('2026-03-07'))";
  const run = execFileSync(process.execPath, ['-e', program], { env: { ...process.env, TZ: 'America/Los_Angeles' } });
  expect(run.toString().trim()).toBe('true'); // a Saturday that nobody works
});

const year2027: CalendarYear = {
  year: 2027,
  off: ['2026-12-31', '2027-01-01', '2027-10-01'],
  work: ['2027-01-02'],
  source: '示例〔2026〕1号',
  importedOn: '2026-11-23',
};

describe('an arrangement handed in', () => {
  const calendar = workingCalendar([year2027]);

  for (const [day, working] of [
    ['2026-12-29', true],
    ['2026-12-31', false], // the notice for 2027 rules it
    ['2027-01-01', false],
    ['2027-01-02', true], // a Saturday
    ['2027-10-01', false],
    ['2027-12-28', true],
    ['2027-12-29', null],
    ['2026-10-10', true], // the years before are as they were
  ] as const)
    test(`${day}: ${working === null ? 'not covered' : working ? 'a working day' : 'free'}`, () =>
      expect(calendar.isWorkingDay(day)).toBe(working));

  test('is named as the source of its year', () => {
    expect(calendar.coverage.words.zh).toBe('2004–2027');
    expect(calendar.sourceOf(2027)?.zh).toBe('配置文件（示例〔2026〕1号，2026-11-23 导入）');
    expect(calendar.sourceOf(2026)?.zh).toContain('程序自带');
    expect(calendar.sourceOf(2028)).toBeNull();
  });

  test('replaces its whole year, and no other', () => {
    const other = workingCalendar([{ year: 2026, off: ['2026-10-01'], work: [] }]);
    expect(other.isWorkingDay('2026-10-01')).toBe(false);
    expect(other.isWorkingDay('2026-10-02')).toBe(true);
    expect(other.isWorkingDay('2026-10-10')).toBe(false);
    expect(other.isWorkingDay('2025-10-02')).toBe(false);
  });

  test('a year that is missing in between is not covered, and said', () => {
    const gap = workingCalendar([{ ...year2027, year: 2028, off: ['2028-10-01'], work: [] }]);
    expect(gap.coverage).toMatchObject({ words: { zh: '2004–2026、2028', en: '2004–2026, 2028' }, to: '2028-12-28' });
    expect(gap.isWorkingDay('2027-06-01')).toBeNull();
    expect(gap.isWorkingDay('2026-12-31')).toBeNull();
    expect(gap.isWorkingDay('2028-06-01')).toBe(true);
    expect(gap.addWorkingDays('2026-12-01', 300)).toBeNull();
  });

  test('of two for one year the later counts', () => {
    const twice = workingCalendar([year2027, { ...year2027, off: ['2027-10-01'], work: [] }]);
    expect(twice.isWorkingDay('2027-01-01')).toBe(true);
  });
});

describe('whatever the day', () => {
  const coveredDay = fc.integer({ min: 0, max: 8300 }).map((days): Day => addDays('2004-01-01', days));
  const count = fc.integer({ min: 0, max: 60 });

  test('adding working days and counting them undo each other, and one more day is never earlier', () => {
    fc.assert(
      fc.property(coveredDay, count, (day, days) => {
        const reached = packageCalendar.addWorkingDays(day, days);
        if (reached === null) return;
        expect(packageCalendar.workingDaysBetween(day, reached)).toBe(days);
        expect(packageCalendar.workingDaysBetween(reached, day)).toBe(days === 0 ? 0 : -days);
        if (days > 0) expect(packageCalendar.isWorkingDay(reached)).toBe(true);
        const next = packageCalendar.addWorkingDays(day, days + 1);
        if (next !== null) expect(next > reached).toBe(true);
      }),
    );
  });

  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(coveredDay, count, count, (day, later, days) => {
        const [one, other] = [day, addDays(day, later)].map((from) => packageCalendar.addWorkingDays(from, days));
        if (one && other) expect(other >= one).toBe(true);
      }),
    );
  });

  test('no day off is ever counted, by whatever arrangement', () => {
    const inYear = fc.integer({ min: 0, max: 364 }).map((days): Day => addDays('2027-01-01', days));
    const arrangement = fc.record({ off: fc.uniqueArray(inYear), candidates: fc.uniqueArray(inYear) });
    fc.assert(
      fc.property(arrangement, fc.integer({ min: 1, max: 200 }), ({ off, candidates }, days) => {
        const work = candidates.filter((day) => weekday(day) > 5 && !off.includes(day));
        const calendar = workingCalendar([{ year: 2027, off, work }]);
        const reached = calendar.addWorkingDays('2026-12-31', days);
        for (const day of off) if (calendar.isWorkingDay(day) !== null) expect(calendar.isWorkingDay(day)).toBe(false);
        if (reached === null) return;
        expect(off).not.toContain(reached);
        expect(weekday(reached) <= 5 || work.includes(reached)).toBe(true);
      }),
    );
  });
});
