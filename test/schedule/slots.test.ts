import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cronTimes } from '../../src/schedule/cronTimes.js';
import { clockAt, dayAfter, dayAt } from '../../src/schedule/localTime.js';
import type { GroupPlan, SchedulePlan, Slot } from '../../src/schedule/plan.js';
import { runDay } from '../../src/schedule/runDay.js';
import { lastDue, nextSlot, slotsAfter } from '../../src/schedule/slots.js';
import { group, inShanghai, plan, shanghai } from './plans.js';

function some(count: number, of: GroupPlan, from: string | number, inPlan: SchedulePlan = plan()): Slot[] {
  const slots: Slot[] = [];
  const after = typeof from === 'number' ? from : shanghai(from);
  for (const slot of slotsAfter(of, inPlan, after)) if (slots.push(slot) === count) break;
  return slots;
}

describe('what cron names', () => {
  for (const [cron, from, expected] of [
    ['0 2 * * *', '2026-03-17 01:59:59', ['2026-03-17 02:00', '2026-03-18 02:00']],
    ['0 2 * * *', '2026-03-17 02:00', ['2026-03-18 02:00', '2026-03-19 02:00']],
    ['30 0 2 * * *', '2026-03-17', ['2026-03-17 02:00:30', '2026-03-18 02:00:30']],
    ['0 2 29 2 *', '2025-03-01', ['2028-02-29 02:00', '2032-02-29 02:00']],
    ['0 2 29 2 *', '2096-03-01', ['2104-02-29 02:00', '2108-02-29 02:00']],
    ['0 2 L * *', '2024-02-28 03:00', ['2024-02-29 02:00', '2024-03-31 02:00']],
    ['59 23 31 12 *', '2026-12-31 23:58', ['2026-12-31 23:59', '2027-12-31 23:59']],
    ['0 0 1 1 *', '2026-12-31 23:59:59', ['2027-01-01', '2028-01-01']],
    ['@weekly', '2026-03-17', ['2026-03-22', '2026-03-29']],
    ['0 8,20 * * 1-5', '2026-03-20 09:00', ['2026-03-20 20:00', '2026-03-23 08:00']],
    ['0 2 1W * *', '2026-01-31', ['2026-02-02 02:00', '2026-03-02 02:00']],
  ] as const)
    test(`${cron} after ${from}`, () =>
      expect(some(2, group({ cron }), from).map(({ at }) => inShanghai(at))).toEqual(expected.map((one) => (one.includes(' ') ? one : `${one} 00:00`))));

  test('a day that never comes ends the search', () => {
    const never = group({ cron: '0 2 * 5 *', on: { kind: 'before-end', of: 'year', workingDays: 1 } });
    expect(nextSlot(never, plan(), 0)).toBeNull();
  });
});

describe('working days only', () => {
  const working = group({ on: { kind: 'working-days' } });
  for (const [title, from, expected] of [
    ['over the Spring Festival of 2026, with its worked Saturdays', '2026-02-13 03:00', ['2026-02-14', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28']],
    ['over the National Day of 2026, with the worked Sunday before and Saturday after', '2026-09-19 03:00', ['2026-09-20', '2026-09-21', '2026-09-22', '2026-09-23', '2026-09-24', '2026-09-28', '2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10']],
  ] as const)
    test(title, () => expect(some(expected.length, working, from).map(({ day }) => day)).toEqual(expected));

  test('beyond the calendar Monday to Friday are taken for working days, and said to be', () => {
    const days = some(6, working, '2026-12-25 03:00').map(({ day, isGuessed }) => [day, isGuessed]);
    expect(days).toEqual([
      ['2026-12-28', false], ['2026-12-29', true], ['2026-12-30', true], ['2026-12-31', true], ['2027-01-01', true], ['2027-01-04', true],
    ]);
  });
});

describe('before the end of a period', () => {
  for (const [of, workingDays, from, expected] of [
    ['quarter', 3, '2026-01-01', ['2026-03-27', '2026-06-26', '2026-09-28', '2026-12-29']],
    ['quarter', 1, '2026-01-01', ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31']],
    // 28 February 2026 is a worked Saturday, and 31 January a Saturday that is not.
    ['month', 1, '2026-01-01', ['2026-01-30', '2026-02-28', '2026-03-31']],
    ['month', 10, '2026-02-01', ['2026-02-10', '2026-03-18']],
    ['half-year', 2, '2026-01-01', ['2026-06-29', '2026-12-30']],
    ['year', 5, '2024-01-01', ['2024-12-25', '2025-12-25']],
  ] as const)
    test(`${workingDays} working days before the end of the ${of}`, () => {
      const on = { kind: 'before-end', of, workingDays } as const;
      expect(some(expected.length, group({ on }), from).map(({ day }) => day)).toEqual(expected);
    });
});

describe('where summer time comes and goes', () => {
  const berlin = (cron: string, day: string) => {
    const of = group({ cron });
    const within = plan([of], 'Europe/Berlin');
    const from = Date.parse(`${day}T00:00:00Z`) - 7_200_000;
    return some(60, of, from, within).filter((slot) => slot.day === day).map(({ at }) => `${clockAt('Europe/Berlin', Date.parse(at)).slice(0, 5)} ${at.slice(11, 16)}Z`);
  };
  test('a time that the clocks jump over is as much later', () => expect(berlin('30 2 * * *', '2026-03-29')).toEqual(['03:30 01:30Z']));
  test('an hour that is not there leaves no run out and makes none twice', () =>
    expect(berlin('0 1-4 * * *', '2026-03-29')).toEqual(['01:00 00:00Z', '03:00 01:00Z', '04:00 02:00Z']));
  test('a time that comes twice counts the first time', () =>
    expect(berlin('30 1-3 * * *', '2026-10-25')).toEqual(['01:30 23:30Z', '02:30 00:30Z', '03:30 02:30Z']));
  test('a day that a place leaves out falls together with the next', () => {
    const of = group();
    const days = some(3, of, Date.parse('2011-12-29T13:00:00Z'), plan([of], 'Pacific/Apia')).map(({ at }) => at);
    expect(days).toEqual(['2011-12-30T12:00:00.000Z', '2011-12-31T12:00:00.000Z', '2012-01-01T12:00:00.000Z']);
  });
});

describe('whatever is planned', () => {
  const cron = fc.constantFrom(
    '0 2 * * *', '*/7 * * * *', '30 2 * * *', '0 0 29 2 *', '0 6 L * *', '15 1,2,3 * * 1-5', '0 0 * * *', '59 23 * * *', '0 9 1 1 *', '0 3 31 * *', '0 12 * * 0#2',
  );
  const on = fc.constantFrom<GroupPlan['on']>(
    { kind: 'every-day' }, { kind: 'working-days' }, { kind: 'before-end', of: 'month', workingDays: 2 }, { kind: 'before-end', of: 'quarter', workingDays: 3 },
  );
  const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia', 'UTC');
  const from = fc.integer({ min: Date.parse('2008-01-01'), max: Date.parse('2034-01-01') });
  const of = fc.record({ cron, on, jitterMinutes: fc.constantFrom(0, 1, 45, 360) }).map((one) => group({ ...one, name: '甲' }));

  test('moments strictly increase, lie on or after what cron says, and on its day', () =>
    fc.assert(fc.property(of, zone, from, (one, timezone, after) => {
      const slots = some(25, one, after, plan([one], timezone));
      let before = after;
      for (const { at, nominal, day } of slots) {
        expect(Date.parse(at)).toBeGreaterThan(before);
        expect(at >= nominal && Date.parse(at) - Date.parse(nominal) <= one.jitterMinutes * 60_000).toBe(true);
        // But for a day that Samoa never had.
        if (day !== '2011-12-30') expect(dayAt(timezone, Date.parse(at))).toBe(day);
        before = Date.parse(at);
      }
    }), { numRuns: 150 }));

  test('no day that cron and the calendar name is passed over', () =>
    fc.assert(fc.property(of, zone, from, (one, timezone, after) => {
      const inPlan = plan([one], timezone);
      const slots = some(25, one, after, inPlan);
      if (slots.length === 0) return;
      const [first, last] = [slots[0]?.day ?? '', slots.at(-1)?.day ?? ''];
      const found = new Set(slots.map(({ day }) => day));
      for (let day = dayAfter(first); day < last && day < dayAfter(first, 800); day = dayAfter(day)) {
        const isNamed = cronTimes(one.cron).isDay(day) && runDay(day, one.on, inPlan.isWorkingDay).runs;
        if (!(timezone === 'Pacific/Apia' && day === '2011-12-31')) expect([day, found.has(day)]).toEqual([day, isNamed]);
      }
    }), { numRuns: 100 }));

  test('looking from any moment gives the same slots, and the last that is due is the one before the next', () =>
    fc.assert(fc.property(of, zone, from, fc.integer({ min: 0, max: 24 }), (one, timezone, after, at) => {
      const inPlan = plan([one], timezone);
      const slots = some(25, one, after, inPlan);
      const slot = slots[Math.min(at, slots.length - 1)];
      if (!slot) return;
      const moment = Date.parse(slot.at);
      expect(nextSlot(one, inPlan, moment - 1)).toEqual(slot);
      expect(lastDue(one, inPlan, after, moment)).toEqual(slot);
    }), { numRuns: 100 }));
});

test('the jitter of a group and day is always the same, and others have others', () => {
  const one = group({ name: '甲', jitterMinutes: 30 });
  const ats = some(20, one, '2026-03-17').map(({ at }) => at);
  expect(some(20, one, '2026-03-17').map(({ at }) => at)).toEqual(ats);
  expect(new Set(ats.map((at) => at.slice(14))).size).toBeGreaterThan(15);
  expect(some(20, group({ name: '乙', jitterMinutes: 30 }), '2026-03-17').map(({ at }) => at)).not.toEqual(ats);
});
