import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, dayOf, isDay, partsOf, weekday } from '../../src/audit/days.js';

for (const [day, days, result] of [
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2024-02-29', 365, '2025-02-28'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-01-01', -1, '2025-12-31'],
  ['1900-02-28', 1, '1900-03-01'], // a century year is no leap year
  ['2000-02-28', 1, '2000-02-29'], // unless 400 divides it
  ['1969-12-31', 1, '1970-01-01'],
  ['0001-01-01', 3_652_058, '9999-12-31'],
  ['2026-11-23', 0, '2026-11-23'],
] as const)
  test(`${day} and ${days} days: ${result}`, () => {
    expect(addDays(day, days)).toBe(result);
    expect(daysBetween(day, result)).toBe(days);
  });

for (const [day, months, result] of [
  ['2026-08-31', 6, '2027-02-28'], // the shorter month's last day
  ['2023-08-31', 6, '2024-02-29'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-10-31', 1, '2026-11-30'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-01-15', -1, '2025-12-15'],
] as const)
  test(`${day} and ${months} months: ${result}`, () => expect(addMonths(day, months)).toBe(result));

test('Monday is 1 and Sunday is 7', () => {
  expect(weekday('2026-11-23')).toBe(1);
  expect(weekday('2026-11-29')).toBe(7);
  expect(weekday('1970-01-01')).toBe(4);
  expect(weekday('0001-01-01')).toBe(1);
});

for (const text of [
  '2025-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-01-01', '2026-1-5', '2026-01-01T00:00', '',
])
  test(`${JSON.stringify(text)} is no day, and reckoning with it throws`, () => {
    expect(isDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });

test('does not leave the years 0001 to 9999', () => {
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  expect(() => addMonths('0001-01-01', -1)).toThrow(RangeError);
});

const anyDay = fc.integer({ min: 0, max: 3_000_000 }).map((days) => addDays('0001-01-01', days));

test('adding and taking away days comes back to the same day, and counts the days between', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -300_000, max: 300_000 }), (day, days) => {
      fc.pre(daysBetween('0001-01-01', day) + days >= 0);
      const moved = addDays(day, days);
      expect(addDays(moved, -days)).toBe(day);
      expect(daysBetween(day, moved)).toBe(days);
      expect(dayOf(partsOf(moved))).toBe(moved);
    }),
  );
});

test('agrees with the calendar that JavaScript itself keeps in UTC', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50_000, max: 50_000 }), (days) => {
      const instant = new Date(days * 86_400_000);
      const day = addDays('1970-01-01', days);
      expect(day).toBe(instant.toISOString().slice(0, 10));
      expect(weekday(day) % 7).toBe(instant.getUTCDay());
    }),
  );
});

test('days compare as texts in the order of time', () => {
  fc.assert(fc.property(anyDay, anyDay, (a, b) => a < b === daysBetween(a, b) > 0));
});
