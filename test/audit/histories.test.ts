/** What must hold of every verdict over whole histories: looks, earlier days and titles, items' pages, waivers, opinions. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import { judge as judgeBy } from '../../src/audit/judge.js';
import { lifecycle } from '../../src/audit/lifecycle.js';
import { auditWindowStart } from '../../src/audit/periods.js';
import { packageCalendar } from '../../src/audit/calendar.js';
import { dateInUrl } from '../../src/extract/dates/urlDate.js';
import type { CadenceKind, Column, ColumnStatus, Day, FindingRecord, Grace, History, Verdict } from '../../src/model.js';
import { columnOf, deepFrozen, itemOf, yardstickOf } from './builders.js';
import { dayUpTo, historyUpTo, opinionsOn, waiversAround } from './histories.js';

const RUNS = { numRuns: 200 };

const anyKind = fc.constantFrom<CadenceKind>(
  'realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'static',
);
const anyGrace = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom<Grace['unit']>('calendar', 'calendar', 'working'))
  .map(([days, unit]): Grace => ({ days, unit }));
const anyDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-01-15', days));

const judge = (column: Column, history: History, today: Day): Verdict =>
  judgeBy(column, history, today, yardstickOf({ addressDay: dateInUrl }));

/** Any readable column on any day, with all that people may have said of it but opinions. */
const anyCase = fc.record({ today: anyDay, kind: anyKind, grace: anyGrace }).chain(({ today, kind, grace }) =>
  fc.record({
    today: fc.constant(today),
    column: fc
      .record({ since: fc.option(dayUpTo(today)), periodBy: fc.constantFrom<Column['periodBy']>('title', 'date') })
      .map(({ since, periodBy }): Column => ({ ...columnOf(kind, { grace, ...(since !== null && { since }) }), periodBy })),
    history: fc
      .tuple(historyUpTo(today), waiversAround(today))
      .map(([history, waivers]): History => ({ ...history, waivers })),
  }),
);

const staleness: Partial<Record<ColumnStatus, number>> = {
  fresh: 0, static: 0, waived: 0, due: 1, 'missing-period': 2, overdue: 2,
};

function missingIn({ ledger }: Verdict): string[] {
  return ledger.filter(({ state }) => state === 'missing').map(({ period }) => period.id);
}

function keysOf({ findings }: Pick<Verdict, 'findings'>): string[] {
  return findings.map(({ key }) => key).sort();
}

test('a later today is never fresher', () => {
  const twoDays = fc
    .record({ today: anyDay, later: fc.integer({ min: 0, max: 60 }), kind: anyKind, grace: anyGrace })
    .chain(({ today, later, kind, grace }) => {
      const laterDay = addDays(today, later);
      // What falls out of the audit window behind is left out by starting inside it.
      const since = fc.integer({ min: 0, max: 400 }).map((days) => addDays(auditWindowStart(kind, laterDay), days));
      const column = since.map((from) => columnOf(kind, { grace, ...(kind !== 'realtime' && kind !== 'static' && { since: from }) }));
      // All that there is was seen by the later day, and nothing was published in between.
      const history = historyUpTo(laterDay, today).map((seen): History => ({ ...seen, knownSince: null }));
      return fc.record({ today: fc.constant(today), laterDay: fc.constant(laterDay), column, history });
    });
  fc.assert(
    fc.property(twoDays, ({ today, laterDay, column, history }) => {
      fc.pre(laterDay <= packageCalendar.coverage.to);
      const [now, then] = [judge(column, history, today), judge(column, history, laterDay)];
      expect(staleness[then.status]).toBeGreaterThanOrEqual(staleness[now.status] ?? 9);
      expect(missingIn(then)).toEqual(expect.arrayContaining(missingIn(now)));
    }),
    RUNS,
  );
});

test('one more item makes no period missing, no column overdue, and no silence longer', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(400), ({ today, column, history }, back) => {
      const before = judge(column, history, today);
      // Where no day could be read, the first one that can be begins the ledger.
      fc.pre(before.status !== 'unreadable');
      const day = addDays(today, -back);
      // Without `since`, an item from before the ledger would begin it earlier.
      fc.pre(column.since !== undefined || day >= (before.ledger[0]?.period.from ?? day));
      const added = itemOf(day, '新的一条', { firstSeen: day, lastSeen: today });
      const after = judge(column, { ...history, items: [...history.items, added] }, today);
      expect(missingIn(before)).toEqual(expect.arrayContaining(missingIn(after)));
      const overdue = ({ findings }: Verdict) => findings.filter(({ level }) => level === 'overdue').map(({ key }) => key);
      expect(overdue(before)).toEqual(expect.arrayContaining(overdue(after)));
    }),
    RUNS,
  );
});

test('the order of items, of the visits of a day, of waivers and of opinions does not matter', () => {
  fc.assert(
    fc.property(anyCase, fc.infiniteStream(fc.nat(1000)), fc.infiniteStream(fc.nat(3)), ({ today, column, history }, keys, words) => {
      const shuffled = <Value>(values: readonly Value[]): Value[] =>
        values.map((value) => ({ value, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ value }) => value);
      const opinions = opinionsOn(judge(column, history, today).findings, words);
      const verdict = judge(column, { ...history, opinions }, today);
      const looks = shuffled(history.looks).sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
      const other = {
        ...history, looks, items: shuffled(history.items), waivers: shuffled(history.waivers), opinions: shuffled(opinions),
      };
      expect(judge(column, other, today)).toEqual(verdict);
    }),
    RUNS,
  );
});

test('judging again gives the same, changes nothing that was handed in, and brings nothing new', () => {
  fc.assert(
    fc.property(anyCase, ({ today, column, history }) => {
      const frozen = deepFrozen(history);
      const verdict = judge(deepFrozen(column), frozen, today);
      expect(judge(column, frozen, today)).toEqual(verdict);
      expect(new Set(keysOf(verdict)).size).toBe(verdict.findings.length);
      const known = lifecycle([], verdict, true).map(({ finding, openedOn, reopened, notices }): FindingRecord => (
        { finding, state: 'open', openedOn, lastSeenOn: today, resolvedOn: null, reopened, notices }
      ));
      expect(lifecycle(known, verdict, true).every(({ event }) => event === 'continuing')).toBe(true);
    }),
    RUNS,
  );
});

test('a waiver adds no finding and hides none of dates; a word on findings adds none and hides none but what it is said of', () => {
  fc.assert(
    fc.property(anyCase, fc.infiniteStream(fc.nat(3)), ({ today, column, history }, words) => {
      const without = judge(column, { ...history, waivers: [] }, today);
      const verdict = judge(column, history, today);
      expect(keysOf(without)).toEqual(expect.arrayContaining(keysOf(verdict)));
      const doubts = ({ findings }: Verdict) => findings.filter(({ level }) => level === 'doubt');
      expect(doubts(verdict)).toEqual(doubts(without));

      const spoken = judge(column, { ...history, opinions: opinionsOn(verdict.findings, words) }, today);
      const all = [...spoken.findings, ...spoken.dismissed.map(({ finding }) => finding)];
      expect(keysOf({ findings: all })).toEqual(keysOf(verdict));
    }),
    RUNS,
  );
});
