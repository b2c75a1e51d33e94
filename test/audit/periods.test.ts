import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import { auditWindowStart, periodContaining, periodsOf, type PeriodKind } from '../../src/audit/periods.js';

const kinds: PeriodKind[] = ['daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'];

for (const [kind, day, id, from, to] of [
  ['daily', '2024-02-29', '2024-02-29', '2024-02-29', '2024-02-29'],
  ['weekly', '2026-03-08', '2026-W10', '2026-03-02', '2026-03-08'], // Sunday, the week's last day
  ['weekly', '2026-03-09', '2026-W11', '2026-03-09', '2026-03-15'],
  ['weekly', '2026-12-31', '2026-W53', '2026-12-28', '2027-01-03'],
  ['weekly', '2027-01-01', '2026-W53', '2026-12-28', '2027-01-03'], // by the calendar already 2027
  ['weekly', '2027-01-04', '2027-W01', '2027-01-04', '2027-01-10'],
  ['weekly', '2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'], // by the calendar still 2024
  ['monthly', '2024-02-29', '2024-02', '2024-02-01', '2024-02-29'],
  ['monthly', '2026-02-01', '2026-02', '2026-02-01', '2026-02-28'],
  ['quarterly', '2026-03-31', '2026Q1', '2026-01-01', '2026-03-31'],
  ['quarterly', '2026-04-01', '2026Q2', '2026-04-01', '2026-06-30'],
  ['quarterly', '2026-12-31', '2026Q4', '2026-10-01', '2026-12-31'],
  ['half-yearly', '2026-06-30', '2026H1', '2026-01-01', '2026-06-30'],
  ['half-yearly', '2026-07-01', '2026H2', '2026-07-01', '2026-12-31'],
  ['yearly', '2026-01-01', '2026', '2026-01-01', '2026-12-31'],
  ['yearly', '2025-12-31', '2025', '2025-01-01', '2025-12-31'],
] as const)
  test(`${kind}: ${day} lies in ${id}`, () => expect(periodContaining(kind, day)).toEqual({ id, from, to }));

for (const [kind, today, start] of [
  ['daily', '2026-11-23', '2026-10-23'],
  ['weekly', '2026-11-29', '2026-05-25'], // 26 weeks before the Monday of today's week
  ['weekly', '2026-11-30', '2026-06-01'],
  ['monthly', '2026-12-31', '2025-01-01'],
  ['monthly', '2027-01-01', '2026-01-01'],
  ['quarterly', '2026-11-23', '2025-01-01'],
  ['half-yearly', '2026-11-23', '2025-01-01'],
  ['yearly', '2026-11-23', '2024-01-01'],
  ['realtime', '2026-11-23', '2026-11-23'],
  ['static', '2026-11-23', '2026-11-23'],
] as const)
  test(`on ${today} a ${kind} column is judged from ${start} on`, () =>
    expect(auditWindowStart(kind, today)).toBe(start));

test('no periods lie between a day and an earlier one', () =>
  expect(periodsOf('monthly', '2026-03-02', '2026-03-01')).toEqual([]));

const anyKind = fc.constantFrom(...kinds);
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days));

test('periods tile the time without gap or overlap, and each day lies in its own', () => {
  fc.assert(
    fc.property(anyKind, anyDay, fc.integer({ min: 0, max: 800 }), (kind, from, days) => {
      const to = addDays(from, days);
      const periods = periodsOf(kind, from, to);
      expect(periods[0]?.from! <= from && to <= periods.at(-1)?.to!).toBe(true);
      for (const [at, period] of periods.entries()) {
        expect(period.from <= period.to).toBe(true);
        if (at > 0) expect(period.from).toBe(addDays(periods[at - 1]!.to, 1));
        expect(periodContaining(kind, period.from)).toEqual(period);
        expect(periodContaining(kind, period.to)).toEqual(period);
      }
      expect(new Set(periods.map((period) => period.id)).size).toBe(periods.length);
    }),
  );
});
