import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeSite } from '../../../src/audit/siteLines/judgeSite.js';
import { dayIn } from '../../../src/today.js';
import { yardstickOf } from '../builders.js';
import { homepageOf, judged, probesOf, today, waived } from './sites.js';

const yardstick = yardstickOf({ dayOf: (at) => dayIn('Asia/Shanghai', new Date(at)) });
const site = { key: '某局', name: '某局' };

test('five lines, in the order of the indicators, and no score', () => {
  const verdict = judgeSite({ site, columns: [judged()], homepage: null, probes: [] }, today, yardstick);
  expect(verdict.lines.map(({ id }) => id)).toEqual(['availability', 'homepage', 'news-and-notices', 'stale-columns', 'blank-columns']);
  expect(verdict).toMatchObject({ siteKey: '某局', siteName: '某局', day: today });
});

test('a probe counts for its day in the configured time zone', () => {
  // 16:30 in UTC is half past midnight of the next day in Shanghai.
  const probes = probesOf({ perDay: 20, from: 2 }).map((probe) => ({ ...probe, at: `${probe.day}T16:30:00.000Z` }));
  const [line] = judgeSite({ site, columns: [], homepage: null, probes }, today, yardstick).lines;
  expect(line?.state).toBe('clear');
});

const someColumn = fc.record({
  class: fc.constantFrom('news', 'notice', 'policy', 'personnel', 'other' as const),
  kind: fc.constantFrom('realtime', 'monthly', 'static' as const),
  status: fc.constantFrom('fresh', 'due', 'overdue', 'missing-period', 'blank', 'unreadable', 'waived' as const),
  age: fc.option(fc.nat(800)),
  path: fc.array(fc.constantFrom('甲', '乙', '丙'), { minLength: 1, maxLength: 2 }),
  more: fc.constantFrom({}, waived()),
}).map(judged);
const level = fc.constantFrom('leaf', 'first' as const);
const linesOf = (columns: ReturnType<typeof judged>[], countLevel: 'leaf' | 'first') =>
  judgeSite({ site, columns, homepage: homepageOf([3]), probes: [] }, today, { ...yardstick, rules: { ...yardstick.rules, lines: { countLevel } } }).lines;

describe('for any columns', () => {
  test('a line is over exactly where its figure reaches it', () =>
    fc.assert(fc.property(fc.array(someColumn, { maxLength: 40 }), level, (columns, countLevel) => {
      for (const { id, state, figure, over } of linesOf(columns, countLevel).slice(2))
        expect([id, state === 'over']).toEqual([id, figure !== null && figure >= over]);
    })));

  test('the order of the columns does not matter', () =>
    fc.assert(fc.property(fc.array(someColumn, { maxLength: 20 }), level, (columns, countLevel) => {
      const told = (some: typeof columns) => linesOf(some, countLevel).map(({ state, figure, because, columns: keys }) => [state, figure, because, [...keys].sort()]);
      expect(told([...columns].reverse())).toEqual(told(columns));
    })));

  test('a further column that could not be read never raises a figure, and never clears a line', () =>
    fc.assert(fc.property(fc.array(someColumn, { maxLength: 30 }), (columns) => {
      const [before, after] = [linesOf(columns, 'leaf'), linesOf([...columns, judged({ status: 'unreadable' })], 'leaf')];
      for (const [index, line] of after.entries()) {
        expect(line.figure ?? 0).toBe(before[index]?.figure ?? 0);
        if (line.state === 'clear') expect(['clear', 'unknown']).toContain(before[index]?.state);
      }
    })));

  test('never more first-level columns than leaves count', () =>
    fc.assert(fc.property(fc.array(someColumn, { maxLength: 30 }), (columns) => {
      const [leaves, first] = [linesOf(columns, 'leaf'), linesOf(columns, 'first')];
      for (const [index, line] of first.entries()) expect(line.figure ?? 0).toBeLessThanOrEqual(leaves[index]?.figure ?? 0);
    })));
});
