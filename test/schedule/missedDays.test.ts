import { expect, test } from 'vitest';
import type { GroupPlan } from '../../src/schedule/plan.js';
import { missedDays } from '../../src/schedule/missedDays.js';
import { group, plan, shanghai } from './plans.js';

const SIX_HOURS = 6 * 3_600_000;
const utc = (written: string) => new Date(shanghai(written)).toISOString();
const workdays = group({ on: { kind: 'working-days' } });
const quarterly = group({ cron: '0 6 * * *', on: { kind: 'before-end', of: 'quarter', workingDays: 3 } });

for (const [title, of, since, now, runs, missed] of [
  ['every night ran', group(), '2026-03-14', '2026-03-17 12:00', ['2026-03-14 02:00', '2026-03-15 02:01', '2026-03-16 02:00', '2026-03-17 02:00'], []],
  ['one night did not', group(), '2026-03-14', '2026-03-17 12:00', ['2026-03-14 02:00', '2026-03-16 02:00', '2026-03-17 02:00'], ['2026-03-15']],
  ['one was made up at noon', group(), '2026-03-16', '2026-03-17 12:00', ['2026-03-16 12:00', '2026-03-17 02:00'], []],
  ['the last is six hours late and no more', group(), '2026-03-17', '2026-03-17 08:00', [], []],
  ['the last is later than that', group(), '2026-03-17', '2026-03-17 08:00:01', [], ['2026-03-17']],
  ['nothing was due before it was planned so', group(), '2026-03-16 02:00:01', '2026-03-17 12:00', ['2026-03-17 02:00'], []],
  ['a run before the time is none for it', group(), '2026-03-17', '2026-03-17 12:00', ['2026-03-17 01:59'], ['2026-03-17']],
  ['more than a week ago is told no longer', group(), '2026-03-01', '2026-03-17 12:00', ['2026-03-11 02:00', '2026-03-12 02:00', '2026-03-13 02:00', '2026-03-14 02:00', '2026-03-15 02:00', '2026-03-16 02:00', '2026-03-17 02:00'], ['2026-03-10']],
  ['a weekend is no gap for working days, a worked Saturday is one', workdays, '2026-02-27', '2026-03-02 12:00', ['2026-02-27 02:00', '2026-03-02 02:00'], ['2026-02-28']],
  ['several times a day: one run of the day is enough', group({ cron: '0 */6 * * *' }), '2026-03-16', '2026-03-17 12:00', ['2026-03-16 18:00'], ['2026-03-17']],
  ['a quarter’s end is told for weeks', quarterly, '2026-01-01', '2026-05-04 12:00', [], ['2026-03-27']],
  ['until it was made', quarterly, '2026-01-01', '2026-05-04 12:00', ['2026-05-04 09:00'], []],
  ['or the next one is due', quarterly, '2026-01-01', '2026-06-26 07:00', ['2026-06-26 06:00'], []],
] as [string, GroupPlan, string, string, string[], string[]][])
  test(title, () => {
    const watched = { since: utc(since), now: shanghai(now), runs: runs.map(utc), patienceMs: SIX_HOURS };
    expect(missedDays(of, plan([of]), watched)).toEqual(missed);
  });
