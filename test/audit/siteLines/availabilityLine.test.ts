import { expect, test } from 'vitest';
import { availabilityLine } from '../../../src/audit/siteLines/availabilityLine.js';
import type { FetchFailure } from '../../../src/model.js';
import { probesOf, today } from './sites.js';

// 7 × 20 = 140 probes, the fewest that say anything; 7 × 100 = 700 for shares of a hundredth.
for (const [what, probes, state, figure] of [
  ['none failed', probesOf({}), 'clear', 0],
  ['2.86 % failed', probesOf({ perDay: 20, failed: 4 }), 'clear', 2.86],
  ['2.9 % failed', probesOf({ perDay: 100, failed: 20 }), 'clear', 2.86],
  ['exactly 3 % failed', probesOf({ perDay: 100, failed: 21 }), 'near', 3],
  ['4.86 % failed', probesOf({ perDay: 100, failed: 34 }), 'near', 4.86],
  ['exactly 5 % failed: 7 of 140', probesOf({ perDay: 20, failed: 7 }), 'over', 5],
  ['half failed', probesOf({ failed: 84 }), 'over', 50],
  ['all failed: this machine is kept out, more likely', probesOf({ failed: 168 }), 'unknown', 100],
  ['19 a day', probesOf({ perDay: 19, failed: 60 }), 'unknown', null],
  ['20 on six of the seven days', probesOf({ perDay: 20, days: 6, failed: 60 }), 'unknown', null],
  ['those of today do not make up for a day', probesOf({ perDay: 20, from: 0, failed: 60 }), 'unknown', null],
  ['those of the week before do not', probesOf({ perDay: 20, from: 8, failed: 60 }), 'unknown', null],
  ['none was made', [], 'unknown', null],
] as const)
  test(`${what}: ${state}`, () => expect(availabilityLine([...probes], today)).toMatchObject({ state, figure, near: 3, over: 5 }));

test('failures while no control address answered count for nothing, nor do they make a day', () => {
  expect(availabilityLine(probesOf({ perDay: 24, failed: 20 }, { controlAnswered: false }), today)).toMatchObject({ state: 'clear', figure: 0 });
  const line = availabilityLine(probesOf({ perDay: 20, failed: 20 }, { controlAnswered: false }), today);
  expect(line).toMatchObject({ state: 'unknown', figure: null });
  expect(line.because.zh).toContain('未计入20次');
});

test('without a control address no failure counts', () =>
  expect(availabilityLine(probesOf({ perDay: 24, failed: 20 }, { controlAnswered: null }), today)).toMatchObject({ state: 'clear', figure: 0 }));

for (const [reason, state] of [
  ['dns', 'over'], ['refused', 'over'], ['reset', 'over'], ['timeout', 'over'], ['http-status', 'over'],
  ['robots', 'clear'], ['rate-limited', 'clear'], ['tls', 'clear'], ['unsafe-address', 'clear'], ['redirect-loop', 'clear'],
] satisfies [FetchFailure, string][])
  test(`20 of 168 failed with ${reason}: ${state}`, () => expect(availabilityLine(probesOf({ failed: 20 }, { reason }), today).state).toBe(state));

test('shows the latest failures', () => {
  const { evidence } = availabilityLine(probesOf({ failed: 30 }), today);
  expect(evidence).toHaveLength(10);
  expect(evidence[0]?.text).toBe('2026-03-17T08:00:00.000Z timeout 80 ms');
});
