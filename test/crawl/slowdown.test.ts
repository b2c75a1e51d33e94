import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterAnswer, WELL_IN_A_ROW, type Bearing, type Slowdown } from '../../src/crawl/slowdown.js';

const limits = { floorMs: 1_000, firstMs: 500, longestMs: 20_000 };
const after = (answers: Bearing[], given = limits, before?: Slowdown) =>
  answers.reduce<Slowdown | undefined>((now, how) => afterAnswer(now, how, given), before);
const times = (count: number, how: Bearing) => Array<Bearing>(count).fill(how);

describe('the interval of a host', () => {
  for (const [title, answers, intervalMs] of [
    ['one sign of trouble doubles it', times(1, 'badly'), 2_000],
    ['two', times(2, 'badly'), 4_000],
    ['five reach the longest', times(5, 'badly'), 20_000],
    ['fifty no more', times(50, 'badly'), 20_000],
    ['a row of good answers that is one short changes nothing', [...times(2, 'badly'), ...times(WELL_IN_A_ROW - 1, 'well')], 4_000],
    ['a whole row takes a quarter off', [...times(2, 'badly'), ...times(WELL_IN_A_ROW, 'well')], 3_000],
    ['a row that an error breaks begins anew', [...times(2, 'badly'), ...times(4, 'well'), 'neither', ...times(4, 'well')], 4_000],
    ['an error of another kind changes nothing', ['badly', ...times(20, 'neither')], 2_000],
    ['trouble after a row doubles what is left', [...times(2, 'badly'), ...times(WELL_IN_A_ROW, 'well'), 'badly'], 6_000],
    ['good answers alone are not remembered', times(50, 'well'), undefined],
    ['nor are other errors', times(50, 'neither'), undefined],
    ['enough rows make up for all', [...times(5, 'badly'), ...times(60, 'well')], undefined],
  ] as const satisfies readonly (readonly [string, readonly Bearing[], number | undefined])[])
    test(`${title}: ${intervalMs}`, () => expect(after([...answers])?.intervalMs).toBe(intervalMs));

  test('begins with a step of its own where none is configured', () =>
    expect(after(['badly'], { ...limits, floorMs: 0 })?.intervalMs).toBe(500));

  test('is the one that the host asked for where that is longer than the longest', () =>
    expect(after(times(9, 'badly'), { ...limits, floorMs: 30_000 })?.intervalMs).toBe(30_000));

  test('never falls below the floor, and no error shortens it', () => {
    const bearing = fc.constantFrom<Bearing>('well', 'badly', 'neither');
    const given = fc.record({ floorMs: fc.nat(60_000), firstMs: fc.integer({ min: 1, max: 5_000 }), longestMs: fc.nat(60_000) });
    fc.assert(
      fc.property(given, fc.array(bearing, { maxLength: 80 }), (some, answers) => {
        let now: Slowdown | undefined;
        for (const how of answers) {
          const next = afterAnswer(now, how, some);
          const [was, is] = [now?.intervalMs ?? some.floorMs, next?.intervalMs ?? some.floorMs];
          expect(is).toBeGreaterThanOrEqual(some.floorMs);
          if (how !== 'well') expect(is).toBeGreaterThanOrEqual(was);
          if (how === 'well') expect(is).toBeLessThanOrEqual(was);
          now = next;
        }
      }),
    );
  });
});
