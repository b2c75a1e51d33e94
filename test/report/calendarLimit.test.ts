import { describe, expect, test } from 'vitest';
import type { Cell, Day, RunRecord } from '../../src/model.js';
import { calendarLimit, calendarStops } from '../../src/report/calendarLimit.js';
import { cellWords } from '../../src/report/periodWords.js';
import { renderHtml } from '../../src/report/renderHtml.js';
import { renderJson } from '../../src/report/renderJson.js';
import { ledger, record } from './runPieces.js';
import { sampleRecord } from './sampleRecord.js';

const uncovered = { zh: '工作日历未覆盖（只到 2026-12-28）', en: 'not covered (it ends on 2026-12-28)' };

/** The sample run on a day, the last cell of its first column with a ledger changed. */
function runWith(day: Day, cell: Partial<Cell>): RunRecord {
  const [first] = sampleRecord().columns;
  const [last] = ledger('monthly', '2026-12-01', 'o');
  if (!first || !last) throw new Error('the sample has no columns');
  const changed = { ...last, deadline: null, uncovered, ...cell };
  return record([{ ...first, verdict: { ...first.verdict, ledger: [changed] } }], { day });
}

describe('the line at the head of a report', () => {
  for (const [day, state, isSaid] of [
    ['2026-10-31', 'pending', false], // next year's notice is not due yet
    ['2026-11-01', 'pending', true],
    ['2027-01-05', 'unknown', true],
    ['2026-03-01', 'unknown', true],
  ] as const)
    test(`${day}, a period that is ${state}: ${isSaid ? 'said' : 'not said'}`, () => {
      const run = runWith(day, { state });
      const limit = calendarLimit(calendarStops(run));
      expect(limit !== null).toBe(isSaid);
      if (limit === null) return;
      expect(limit.zh).toContain('工作日历未覆盖（只到 2026-12-28）：1 个栏目的 1 个周期');
      expect(renderHtml(run, 'zh')).toContain(limit.zh);
      expect(renderHtml(run, 'en')).toContain('1 deadline in 1 column not reckoned');
    });

  test('nothing where every deadline is known', () => expect(calendarLimit(calendarStops(sampleRecord()))).toBeNull());
});

test('a cell says why nothing is said of it, to people and to programs', () => {
  const [cell] = runWith('2027-01-05', { state: 'unknown' }).columns[0]?.verdict.ledger ?? [];
  if (!cell) throw new Error('no cell');
  expect(cellWords(cell).zh).toContain('无法判定：工作日历未覆盖（只到 2026-12-28）');
  expect(cellWords({ ...cell, state: 'pending' }).zh).toContain('截止日未知：工作日历未覆盖');
  expect(renderJson(runWith('2027-01-05', { state: 'unknown' }))).toContain('"uncovered"');
  expect(renderJson(sampleRecord())).not.toContain('"uncovered"');
});
