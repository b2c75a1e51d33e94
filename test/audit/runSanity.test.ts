import { expect, test } from 'vitest';
import { doubtOfRun } from '../../src/audit/runSanity.js';
import type { RunTotals } from '../../src/model.js';

const byStatus = { fresh: 0, due: 0, overdue: 0, 'missing-period': 0, blank: 0, unreadable: 0, waived: 0, static: 0 };

function totals(columns: number, readable: number, items: number): RunTotals {
  return { runId: 'r', day: '2026-03-16', columns, readable, items, byStatus, heldBack: 0 };
}

for (const [title, before, now, isDoubtful] of [
  ['nothing has changed', totals(10, 10, 150), totals(10, 10, 150), false],
  ['more than half can be read', totals(10, 10, 150), totals(10, 6, 90), false],
  ['half can be read', totals(10, 10, 150), totals(10, 5, 90), true],
  ['nothing can be read', totals(10, 10, 150), totals(10, 0, 0), true],
  ['half of the rows are left', totals(10, 10, 150), totals(10, 10, 75), true],
  ['a row more than half is left', totals(10, 10, 150), totals(10, 10, 76), false],
  ['nothing could be read before either', totals(10, 0, 0), totals(10, 0, 0), false],
  ['too few columns to say', totals(4, 4, 40), totals(4, 0, 0), false],
] as const)
  test(`${title}: ${isDoubtful ? 'doubtful' : 'believed'}`, () =>
    expect(doubtOfRun({ before, now, doubted: [] }, 0.5) !== null).toBe(isDoubtful));

test('a first run has nothing to be compared with', () => expect(doubtOfRun(null, 0.5)).toBeNull());

test('says the figures and the day compared with', () =>
  expect(doubtOfRun({ before: totals(10, 10, 150), now: totals(10, 4, 0), doubted: [] }, 0.5)?.zh).toBe(
    '本次只读到4个栏目，上次（2026-03-16）同样的栏目读到10个',
  ));

for (const [title, now, doubted, isDoubtful] of [
  ['the first day', totals(10, 4, 60), [], true],
  ['the second day', totals(10, 4, 60), [['2026-03-17', totals(10, 4, 60)]], true],
  ['the third day', totals(10, 4, 60), [['2026-03-18', totals(10, 4, 60)], ['2026-03-17', totals(10, 5, 60)]], false],
  ['three times on two days', totals(10, 4, 60), [['2026-03-18', totals(10, 4, 60)], ['2026-03-18', totals(10, 4, 60)]], true],
  ['the third day, rows alone', totals(10, 10, 60), [['2026-03-18', totals(10, 10, 62)], ['2026-03-17', totals(10, 10, 60)]], false],
  ['half of the doubtful one the day before', totals(10, 2, 30), [['2026-03-18', totals(10, 4, 60)], ['2026-03-17', totals(10, 4, 60)]], true],
  ['a worse third day after a better first one', totals(10, 2, 30), [['2026-03-18', totals(10, 2, 30)], ['2026-03-17', totals(10, 4, 60)]], true],
  ['nothing at all for weeks', totals(10, 0, 0), [['2026-03-18', totals(10, 0, 0)], ['2026-03-17', totals(10, 0, 0)]], true],
] as const)
  test(`fallen by more than half, ${title}: ${isDoubtful ? 'doubtful' : 'believed'}`, () => {
    const today = { ...now, day: '2026-03-19' };
    const past = doubted.map(([day, then]) => ({ before: { ...then, day }, now: today }));
    expect(doubtOfRun({ before: totals(10, 10, 150), now: today, doubted: past }, 0.5) !== null).toBe(isDoubtful);
  });
