import { expect, test } from 'vitest';
import { extendKnowledge } from '../../src/audit/knowledge.js';

const nothing = { since: undefined, until: null };
const march = { since: '2026-03-01', until: '2026-03-31' };
const ever = { since: null, until: '2026-03-31' };

for (const [title, before, visit, after] of [
  ['a first visit of the whole list', nothing, [null, '2026-03-31'], { since: null, until: '2026-03-31' }],
  ['a first visit that stopped at a day', nothing, ['2026-03-01', '2026-03-31'], march],
  ['a first visit of which nothing can be said', nothing, [undefined, '2026-03-31'], nothing],
  ['a visit of which nothing can be said', march, [undefined, '2026-04-02'], march],
  ['the next visit, overlapping', march, ['2026-03-20', '2026-04-02'], { since: '2026-03-01', until: '2026-04-02' }],
  ['reaching the day of the last visit', march, ['2026-03-31', '2026-04-02'],
    { since: '2026-03-01', until: '2026-04-02' }],
  ['reaching only the day after', march, ['2026-04-01', '2026-04-02'], { since: '2026-04-01', until: '2026-04-02' }],
  ['reaching further back', march, ['2026-01-01', '2026-04-02'], { since: '2026-01-01', until: '2026-04-02' }],
  ['the whole list at last', march, [null, '2026-04-02'], { since: null, until: '2026-04-02' }],
  ['after everything was known, overlapping', ever, ['2026-03-20', '2026-04-02'], { since: null, until: '2026-04-02' }],
  ['after everything was known, with a gap', ever, ['2026-04-01', '2026-04-02'],
    { since: '2026-04-01', until: '2026-04-02' }],
  ['an older visit inside what is known', march, ['2026-02-01', '2026-03-10'],
    { since: '2026-02-01', until: '2026-03-31' }],
  ['an older visit that does not reach what is known', march, ['2026-01-01', '2026-02-10'], march],
] as const)
  test(`${title}: known since ${after.since}, until ${after.until}`, () =>
    expect(extendKnowledge(before, { completeSince: visit[0], day: visit[1] })).toEqual(after));
