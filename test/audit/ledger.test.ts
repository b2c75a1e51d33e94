import { expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import type { Grace } from '../../src/model.js';
import { itemOf } from './builders.js';
import { cells, told } from './ledgerOf.js';

const calendar = (days: number): Grace => ({ days, unit: 'calendar' });
const working = (days: number): Grace => ({ days, unit: 'working' });

// One item of the period before, none since: the last day in time, and the day after.
for (const [kind, item, grace, today, expected] of [
  ['daily', '2026-11-19', calendar(0), '2026-11-20', '2026-11-19 on-time, 2026-11-20 pending'],
  ['daily', '2026-11-19', calendar(0), '2026-11-21', '2026-11-19 on-time, 2026-11-20 missing'], // Saturday owes nothing
  ['daily', '2026-09-30', calendar(0), '2026-10-07', '2026-09-30 on-time'], // nor does 国庆
  ['daily', '2026-09-30', calendar(0), '2026-10-08', '2026-09-30 on-time, 2026-10-08 pending'],
  ['daily', '2026-10-09', calendar(0), '2026-10-10',
    '2026-10-09 on-time, 2026-10-10 pending'], // a worked Saturday does
  ['daily', '2026-12-31', calendar(0), '2027-01-02', '2026-12-31 on-time, 2027-01-01 unknown, 2027-01-02 unknown'],
  // New Year's notice may still free the end of December.
  ['daily', '2026-12-28', calendar(0), '2026-12-31',
    '2026-12-28 on-time, 2026-12-29 unknown, 2026-12-30 unknown, 2026-12-31 unknown'],
  ['weekly', '2026-03-04', calendar(0), '2026-03-15', '2026-W10 on-time, 2026-W11 pending'],
  ['weekly', '2026-03-04', calendar(0), '2026-03-16', '2026-W10 on-time, 2026-W11 missing, 2026-W12 pending'],
  ['weekly', '2026-12-24', calendar(0), '2027-01-03', '2026-W52 on-time, 2026-W53 pending'],
  ['weekly', '2026-12-24', calendar(0), '2027-01-04', '2026-W52 on-time, 2026-W53 missing, 2027-W01 pending'],
  ['weekly', '2027-01-02', calendar(0), '2027-01-04', '2026-W53 on-time, 2027-W01 pending'],
  ['monthly', '2024-01-05', calendar(0), '2024-02-29',
    '2024-01 on-time, 2024-02 pending'], // a leap day is still February
  ['monthly', '2024-01-05', calendar(0), '2024-03-01', '2024-01 on-time, 2024-02 missing, 2024-03 pending'],
  ['monthly', '2025-01-05', calendar(0), '2025-02-28', '2025-01 on-time, 2025-02 pending'],
  ['monthly', '2025-01-05', calendar(0), '2025-03-01', '2025-01 on-time, 2025-02 missing, 2025-03 pending'],
  ['monthly', '2026-11-05', calendar(0), '2026-12-31', '2026-11 on-time, 2026-12 pending'],
  ['monthly', '2026-11-05', calendar(0), '2027-01-01', '2026-11 on-time, 2026-12 missing, 2027-01 pending'],
  ['monthly', '2026-08-05', calendar(5), '2026-10-05', '2026-08 on-time, 2026-09 pending, 2026-10 pending'],
  ['monthly', '2026-08-05', calendar(5), '2026-10-06', '2026-08 on-time, 2026-09 missing, 2026-10 pending'],
  ['monthly', '2026-08-05', working(5), '2026-10-13', '2026-08 on-time, 2026-09 pending, 2026-10 pending'], // over 国庆
  ['monthly', '2026-08-05', working(5), '2026-10-14', '2026-08 on-time, 2026-09 missing, 2026-10 pending'],
  ['monthly', '2026-10-05', working(5), '2026-12-07', '2026-10 on-time, 2026-11 pending, 2026-12 pending'],
  ['monthly', '2026-10-05', working(5), '2026-12-08', '2026-10 on-time, 2026-11 missing, 2026-12 pending'],
  ['monthly', '2026-11-05', working(5), '2026-12-31',
    '2026-11 on-time, 2026-12 pending'], // its deadline is not covered
  ['monthly', '2026-11-05', working(5), '2027-01-31', '2026-11 on-time, 2026-12 unknown, 2027-01 pending'],
  ['quarterly', '2026-02-05', calendar(0), '2026-06-30', '2026Q1 on-time, 2026Q2 pending'],
  ['quarterly', '2026-02-05', calendar(0), '2026-07-01', '2026Q1 on-time, 2026Q2 missing, 2026Q3 pending'],
  ['half-yearly', '2025-11-05', calendar(0), '2026-06-30', '2025H2 on-time, 2026H1 pending'],
  ['half-yearly', '2025-11-05', calendar(0), '2026-07-01', '2025H2 on-time, 2026H1 missing, 2026H2 pending'],
  ['yearly', '2025-03-05', calendar(0), '2026-12-31', '2025 on-time, 2026 pending'],
  ['yearly', '2025-03-05', calendar(0), '2027-01-01', '2025 on-time, 2026 missing, 2027 pending'],
  ['yearly', '2025-03-05', calendar(31), '2027-01-31', '2025 on-time, 2026 pending, 2027 pending'],
  ['yearly', '2025-03-05', calendar(31), '2027-02-01', '2025 on-time, 2026 missing, 2027 pending'],
] as const)
  test(`${kind}, ${grace.days} ${grace.unit} days of grace, last item ${item}, on ${today}: ${expected}`, () =>
    expect(told(kind, [itemOf(item)], today, { grace })).toBe(expected));

// Where a ledger begins.
for (const [title, kind, items, since, today, expected] of [
  ['nothing owed and nothing known', 'monthly', [], undefined, '2026-03-10', ''],
  ['since a month\'s first day', 'monthly', [], '2026-02-01', '2026-03-10', '2026-02 missing, 2026-03 pending'],
  ['since the day after', 'monthly', [], '2026-02-02', '2026-03-10', '2026-03 pending'],
  ['since the middle of this month', 'monthly', [], '2026-03-02', '2026-03-10', ''],
  ['since a day to come', 'monthly', ['2026-03-01'], '2026-05-01', '2026-03-10', ''],
  ['since later than the oldest item', 'monthly', ['2026-01-05', '2026-03-05'], '2026-03-01', '2026-03-10',
    '2026-03 on-time'],
  ['from the oldest item', 'monthly', ['2026-02-27'], undefined, '2026-03-10', '2026-02 on-time, 2026-03 pending'],
  ['not before the window', 'yearly', ['2019-05-01'], undefined, '2026-03-10',
    '2024 missing, 2025 missing, 2026 pending'],
  ['since before the window', 'yearly', [], '2019-05-01', '2026-03-10', '2024 missing, 2025 missing, 2026 pending'],
] as const)
  test(`begins ${title}: ${expected || 'no cells'}`, () =>
    expect(told(kind, items.map((day) => itemOf(day)), today, since ? { since } : {})).toBe(expected));

// Which item fills which cell.
for (const [title, items, grace, expected] of [
  ["March's two items do not repair February", ['2026-01-05', '2026-03-05', '2026-03-06'], 0,
    '2026-01 on-time, 2026-02 missing, 2026-03 on-time'],
  ['an item of the grace days repairs the month before', ['2026-01-05', '2026-03-03', '2026-03-20'], 5,
    '2026-01 on-time, 2026-02 on-time, 2026-03 on-time'],
  ['the last grace day', ['2026-01-05', '2026-03-05', '2026-03-20'], 5,
    '2026-01 on-time, 2026-02 on-time, 2026-03 on-time'],
  ['the day after the last grace day', ['2026-01-05', '2026-03-06', '2026-03-20'], 5,
    '2026-01 on-time, 2026-02 missing, 2026-03 on-time'],
  ['one item in the grace days fills one month only', ['2026-01-05', '2026-03-03'], 5,
    '2026-01 on-time, 2026-02 on-time, 2026-03 pending'],
] as const)
  test(`${title}: ${expected}`, () =>
    expect(told('monthly', items.map((day) => itemOf(day)), '2026-03-31', { grace: calendar(grace) })).toBe(expected));

test('a late item keeps its evidence in the cell', () => {
  const items = [itemOf('2026-01-05'), itemOf('2026-03-05'), itemOf('2026-03-06', '2026年2月进度')];
  const february = cells('monthly', items, '2026-03-31')[1];
  expect(february).toMatchObject({
    deadline: '2026-02-28',
    lateDays: 6,
    filledBy: { title: '2026年2月进度', date: { day: '2026-03-06', by: 'row-text' }, by: 'title' },
  });
});

// What was not seen is not missing.
for (const [title, sight, expected] of [
  ['known since ever', { knownSince: null }, '2026-01 on-time, 2026-02 missing, 2026-03 missing, 2026-04 pending'],
  ['known since the first day of a month', { knownSince: '2026-03-01' },
    '2026-01 on-time, 2026-02 unknown, 2026-03 missing, 2026-04 pending'],
  ['known since the day after', { knownSince: '2026-03-02' },
    '2026-01 on-time, 2026-02 unknown, 2026-03 unknown, 2026-04 pending'],
  ['nothing known', { knownSince: undefined }, '2026-01 on-time, 2026-02 unknown, 2026-03 unknown, 2026-04 pending'],
  ['last looked on the day of a deadline', { lookedUntil: '2026-02-28' },
    '2026-01 on-time, 2026-02 unknown, 2026-03 unknown, 2026-04 pending'],
  ['last looked on the day after it', { lookedUntil: '2026-03-01' },
    '2026-01 on-time, 2026-02 missing, 2026-03 unknown, 2026-04 pending'],
  ['never looked', { lookedUntil: null }, '2026-01 on-time, 2026-02 unknown, 2026-03 unknown, 2026-04 pending'],
] as const)
  test(`${title}: ${expected}`, () =>
    expect(told('monthly', [itemOf('2026-01-05')], '2026-04-10', { sight })).toBe(expected));

test('weekend items of a daily column fill the working day whose grace they fall in', () =>
  expect(told('daily', [itemOf('2026-11-19'), itemOf('2026-11-21')], '2026-11-23', { grace: calendar(1) })).toBe(
    '2026-11-19 on-time, 2026-11-20 on-time, 2026-11-23 pending',
  ));

// A loop over all items for each cell would run into the test's time-out.
test('ten thousand items of a daily column fill its cells', () => {
  const items = Array.from({ length: 10_000 }, (_, at) => itemOf(addDays('2026-10-20', at % 35), `信息 ${at}`));
  expect(cells('daily', items, '2026-11-23', { grace: working(10) }).length).toBeGreaterThan(15);
});
