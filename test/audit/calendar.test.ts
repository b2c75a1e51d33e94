import { execFileSync } from 'node:child_process';
import chineseDays from 'chinese-days';
import { expect, test } from 'vitest';
import { addWorkingDays, calendarCoverage, isWorkingDay } from '../../src/audit/calendar.js';
import { addDays } from '../../src/audit/days.js';

// These tests state what chinese-days 1.5.7 knows. A newer package that covers 2027 must change them.

test('covers the years for which the State Council has given notice, and says so', () =>
  expect(calendarCoverage).toEqual({ from: '2004-01-01', to: '2026-12-31' }));

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
  ['2026-12-31', true], // last day covered
  ['2027-01-01', null],
  ['2027-10-01', null], // the package itself calls it a working day
  ['2027-10-02', null], // not even a Saturday is known to be free
  ['2004-01-01', false],
  ['2003-12-31', null],
] as const)
  test(`${day}: ${working === null ? 'not covered' : working ? 'a working day' : 'free'}`, () =>
    expect(isWorkingDay(day)).toBe(working));

test('the package is as dangerous as we say: it takes 2027-10-01 for a working day', () =>
  expect(chineseDays.isWorkday('2027-10-01')).toBe(true));

for (const [from, count, result] of [
  ['2026-11-20', 0, '2026-11-20'],
  ['2026-11-21', 0, '2026-11-21'], // 0 gives the day back, free or not
  ['2026-11-20', 1, '2026-11-23'], // over a weekend
  ['2026-09-30', 1, '2026-10-08'], // over 国庆
  ['2026-09-30', 3, '2026-10-10'], // the made-up Saturday counts
  ['2026-09-30', 5, '2026-10-13'],
  ['2026-12-03', 20, '2026-12-31'], // the last deadline that can be reckoned
  ['2026-12-04', 20, null],
  ['2026-12-31', 1, null],
  ['2026-12-31', 0, '2026-12-31'],
  ['2027-03-31', 1, null],
  ['2027-03-31', 0, '2027-03-31'], // nothing needs to be counted
] as const)
  test(`${count} working days after ${from}: ${result ?? 'not covered'}`, () =>
    expect(addWorkingDays(from, count)).toBe(result));

// West of Greenwich the package's functions are wrong themselves, see below.
test.skipIf(new Date().getTimezoneOffset() > 0)('agrees with the functions of the package on every covered day', () => {
  const differing: string[] = [];
  for (let day = calendarCoverage.from; day <= calendarCoverage.to; day = addDays(day, 1)) {
    if (isWorkingDay(day) !== chineseDays.isWorkday(day)) differing.push(day);
  }
  expect(differing).toEqual([]);
});

test("the package's functions move days with the machine's time zone: why only its table is read", () => {
  const program = "console.log(require('chinese-days').isWorkday('2026-03-07'))";
  const run = execFileSync(process.execPath, ['-e', program], { env: { ...process.env, TZ: 'America/Los_Angeles' } });
  expect(run.toString().trim()).toBe('true'); // a Saturday that nobody works
});
