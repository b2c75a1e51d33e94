/** What must hold of every verdict, whatever the column, the items and the day. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packageCalendar } from '../../src/audit/calendar.js';
import { addDays } from '../../src/audit/days.js';
import { lifecycle } from '../../src/audit/lifecycle.js';
import { auditWindowStart, hasPeriods, type PeriodKind } from '../../src/audit/periods.js';
import { periodsStoodFor } from '../../src/audit/publications.js';
import type {
  CadenceKind, Column, ColumnStatus, Day, Finding, FindingRecord, Grace, History, KnownItem, Opinion, Verdict,
} from '../../src/model.js';
import { columnOf, deepFrozen, itemOf, judge, listSeen, untold, visitOf } from './builders.js';
import { dayUpTo, waiversAround } from './histories.js';

const periodKind = fc.constantFrom<PeriodKind>('daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly');
const anyKind = fc.constantFrom<CadenceKind>(
  'realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'static',
);
const calendarGrace = fc.integer({ min: 0, max: 40 }).map((days): Grace => ({ days, unit: 'calendar' }));
const workingGrace = fc.integer({ min: 0, max: 25 }).map((days): Grace => ({ days, unit: 'working' }));
const anyGrace = fc.oneof(calendarGrace, workingGrace);

const title = fc.oneof(
  fc.constantFrom('项目进度', '六裕交〔2026〕3号', '第一季度结果', '上半年总结', '2026年前三季度', '1月份进度', '1-3月份进度'),
  fc.constantFrom('2025年度决算', '2026年部门预算', '2024年总结和2025年计划', '转发2019年文件', '2026年1-12月安排', '去年三月份'),
  fc.tuple(fc.constantFrom(2025, 2026), fc.integer({ min: 1, max: 12 })).map(([year, month]) => `${year}年${month}月进度`),
  fc.tuple(fc.constantFrom(2025, 2026), fc.integer({ min: 1, max: 4 })).map(([year, n]) => `${year}年第${n}季度结果`),
);

/** Items dated up to a day, no two of the same title and address. */
function itemsUpTo(last: Day): fc.Arbitrary<KnownItem[]> {
  return fc
    .array(fc.tuple(dayUpTo(last), title), { minLength: 1, maxLength: 40 })
    .map((rows) => rows.map(([day, words], at) => itemOf(day, `${words}（之${at}）`)));
}

/** The same items, some of which were called or dated otherwise before. */
function changedUpTo(last: Day, items: fc.Arbitrary<KnownItem[]>): fc.Arbitrary<KnownItem[]> {
  return fc.tuple(items, fc.array(fc.tuple(fc.nat(40), dayUpTo(last), title), { maxLength: 4 })).map(([known, former]) =>
    known.map((item, at) => {
      const earlier = former.filter(([index]) => index === at).map(([, before, words]) => ({
        title: words, date: { day: before, by: 'row-text', text: before, implied: [] }, firstSeen: before, lastSeen: last,
      }));
      return earlier.length === 0 ? item : { ...item, earlier };
    }),
  );
}

const anyPeriodBy = fc.constantFrom<Column['periodBy']>('title', 'title', 'date');

const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-01-15', days));

/** A readable column with periods, on a day that the working calendar covers. */
const readable = fc
  .record({ today: day, kind: periodKind, grace: anyGrace })
  .chain(({ today, kind, grace }) =>
    fc.record({
      today: fc.constant(today),
      column: fc
        .tuple(fc.option(dayUpTo(today), { nil: undefined }), anyPeriodBy)
        .map(([since, periodBy]): Column => ({ ...columnOf(kind, { grace, ...(since && { since }) }), periodBy })),
      items: changedUpTo(today, itemsUpTo(today)),
      knownSince: fc.oneof(fc.constant(null), fc.constant(undefined), dayUpTo(today)),
    }),
  );

/** Any column in any state, on days within and past the calendar's coverage. */
const anyCase = fc
  .record({
    today: fc.integer({ min: 0, max: 1200 }).map((days) => addDays('2025-01-15', days)),
    kind: anyKind,
    grace: anyGrace,
  })
  .chain(({ today, kind, grace }) =>
    fc.record({
      today: fc.constant(today),
      column: fc
        .record({
          since: fc.option(dayUpTo(today), { nil: undefined }),
          silenceDays: fc.constantFrom(undefined, null, 0, 30),
          periodBy: anyPeriodBy,
        })
        .map(({ since, silenceDays, periodBy }): Column => {
          const silence = silenceDays === undefined ? {} : { silenceDays };
          return { ...columnOf(kind, { grace, ...(since && { since }), ...silence }), periodBy };
        }),
      history: fc
        .record({
          items: fc.oneof(fc.constant<KnownItem[]>([]), changedUpTo(today, itemsUpTo(addDays(today, 10)))),
          waivers: waiversAround(today),
          undated: fc.boolean(),
          outcome: fc.constantFrom('list', 'blank', 'document', 'unreadable', 'never'),
          knownSince: fc.oneof(fc.constant(null), fc.constant(undefined), dayUpTo(today)),
        })
        .map(({ items, undated, outcome, knownSince, waivers }): History => {
          const known = undated ? [...items, itemOf(null, '无日期')] : items;
          const list = listSeen(known, today, { knownSince, waivers });
          if (outcome === 'list') return list;
          if (outcome === 'never') return { items: [], lastVisit: null, lastReadable: null, knownSince: undefined, ...untold };
          const article = { title: null, published: items[0]?.date ?? null, written: null };
          const visit = visitOf(today, outcome, {
            ...(outcome === 'unreadable' && { reason: 'blocked' as const }),
            ...(outcome === 'document' && { article }),
          });
          return { ...list, lastVisit: visit, ...(outcome !== 'unreadable' && { lastReadable: visit }) };
        }),
    }),
  );

const staleness: Partial<Record<ColumnStatus, number>> = {
  fresh: 0, waived: 0, due: 1, 'missing-period': 2, overdue: 2,
};

function missingIn(verdict: Verdict): string[] {
  return verdict.ledger.filter((cell) => cell.state === 'missing').map((cell) => cell.period.id);
}

test('a later today is never fresher, for the same readable history', () => {
  const twoDays = fc
    // The audit window moves with the day. What falls out of it behind is left out here by starting inside it.
    .record({ today: day, later: fc.integer({ min: 0, max: 60 }), kind: periodKind, grace: calendarGrace })
    .chain(({ today, later, kind, grace }) => {
      const laterDay = addDays(today, later);
      const since = fc.integer({ min: 0, max: 400 }).map((days) => addDays(auditWindowStart(kind, laterDay), days));
      return fc.record({
        today: fc.constant(today),
        laterDay: fc.constant(laterDay),
        column: fc.tuple(since, anyPeriodBy).map(([from, periodBy]) => ({ ...columnOf(kind, { grace, since: from }), periodBy })),
        items: changedUpTo(today, itemsUpTo(today)),
        waivers: waiversAround(today),
      });
    });
  fc.assert(
    fc.property(twoDays, ({ today, laterDay, column, items, waivers }) => {
      const history = listSeen(items, laterDay);
      const [now, then] = [judge(column, history, today), judge(column, history, laterDay)];
      // Past the calendar's coverage a daily column's days become unknown, which accuses nobody.
      fc.pre(laterDay <= packageCalendar.coverage.to);
      expect(staleness[then.status]).toBeGreaterThanOrEqual(staleness[now.status] ?? 9);
      expect(missingIn(then)).toEqual(expect.arrayContaining(missingIn(now)));

      // A waiver that begins in between makes what is awaited waived; what is missing already stays missing.
      const [waivedNow, waivedThen] = [today, laterDay].map((on) => judge(column, { ...history, waivers }, on));
      expect(missingIn(waivedThen as Verdict)).toEqual(expect.arrayContaining(missingIn(waivedNow as Verdict)));
    }),
    { numRuns: 200 },
  );
});

test('one more item never makes one more period missing', () => {
  fc.assert(
    fc.property(readable, fc.nat(400), title, ({ today, column, items, knownSince }, back, words) => {
      const before = judge(column, listSeen(items, today, { knownSince }), today);
      const ledgerStart = before.ledger[0]?.period.from ?? today;
      const added = itemOf(addDays(today, -back), `${words}（新）`);
      // Without `since`, an item from before the ledger would begin it earlier.
      fc.pre(column.since !== undefined || (added.date?.day ?? '') >= ledgerStart);
      const after = judge(column, listSeen([...items, added], today, { knownSince }), today);
      expect(missingIn(before)).toEqual(expect.arrayContaining(missingIn(after)));
      if (before.status !== 'overdue') expect(after.status).not.toBe('overdue');
    }),
    { numRuns: 200 },
  );
});

test('a waiver never adds a finding, and what was published stays what it was', () => {
  const waived = anyCase.chain((one) => fc.record({ one: fc.constant(one), waivers: waiversAround(one.today) }));
  fc.assert(
    fc.property(waived, ({ one: { today, column, history }, waivers }) => {
      const without = judge(column, { ...history, waivers: [] }, today);
      const verdict = judge(column, { ...history, waivers }, today);
      const keys = ({ findings }: Verdict): string[] => findings.map(({ key }) => key);
      expect(keys(without)).toEqual(expect.arrayContaining(keys(verdict)));
      const dates = ({ findings }: Verdict): Finding[] => findings.filter(({ level }) => level === 'doubt');
      expect(dates(verdict)).toEqual(dates(without));
      const filled = ({ ledger }: Verdict) => ledger.filter(({ filledBy }) => filledBy !== null);
      expect(filled(verdict)).toEqual(filled(without));
      expect(verdict.status === 'unreadable').toBe(without.status === 'unreadable');
    }),
    { numRuns: 200 },
  );
});

test('a word on findings never adds one, never makes a column read, and changes no cell', () => {
  const spoken = anyCase.chain((one) => fc.record({ one: fc.constant(one), words: fc.infiniteStream(fc.nat(3)) }));
  fc.assert(
    fc.property(spoken, ({ one: { today, column, history }, words }) => {
      const before = judge(column, history, today);
      const opinions = before.findings.flatMap(({ key, facts }): Opinion[] => {
        const word = words.next().value ?? 0;
        if (word === 0) return [];
        const opinion = word === 1 ? 'confirmed' : 'false-alarm';
        return [{ findingKey: key, opinion, reason: '理由', author: '张三', at: '2025-01-01T00:00:00.000Z', facts: word === 3 ? '' : facts }];
      });
      const after = judge(column, { ...history, opinions }, today);
      const keys = [...after.findings, ...after.dismissed.map(({ finding }) => finding)].map(({ key }) => key);
      expect(keys.sort()).toEqual(before.findings.map(({ key }) => key).sort());
      expect(after.ledger).toEqual(before.ledger);
      expect(after.unreadable).toEqual(before.unreadable);
      expect(after.status === 'unreadable').toBe(before.status === 'unreadable');
    }),
    { numRuns: 200 },
  );
});

test('an item fills one cell only, unless its title names several, and only one that it can fill', () => {
  fc.assert(
    fc.property(readable, ({ today, column, items, knownSince }) => {
      const { ledger } = judge(column, listSeen(items, today, { knownSince }), today);
      const filled = ledger.filter((cell) => cell.filledBy !== null);
      const { kind } = column.cadence;
      const byDate = filled.filter((cell) => cell.filledBy?.by === 'date');
      const uses = byDate.map(({ filledBy }) => JSON.stringify([filledBy?.title, filledBy?.url, filledBy?.date.day]));
      expect(new Set(uses).size).toBe(uses.length);
      for (const { period, deadline, filledBy, state, lateDays } of filled) {
        const day = filledBy?.date.day ?? '';
        expect(day <= today).toBe(true);
        const named = filledBy && hasPeriods(kind) && column.periodBy === 'title' ? periodsStoodFor(filledBy, kind) : [];
        expect(filledBy?.by).toBe(named.length > 0 ? 'title' : 'date');
        if (named.length > 0) expect(named.map(({ id }) => id)).toContain(period.id);
        else expect(day >= period.from).toBe(true);
        if (state === 'on-time') expect(day <= (deadline ?? period.to)).toBe(true);
        else {
          expect(state).toBe('late');
          expect(deadline !== null && day > deadline && lateDays > 0).toBe(true);
        }
      }
      for (const cell of ledger) {
        expect(cell.filledBy !== null).toBe(cell.state === 'on-time' || cell.state === 'late');
        if (cell.state === 'missing') expect(cell.deadline !== null && cell.deadline < today).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('judging again gives the same, the order of the items does not matter, and nothing handed in is changed', () => {
  fc.assert(
    fc.property(anyCase, fc.infiniteStream(fc.nat(1000)), ({ today, column, history }, keys) => {
      const frozen = deepFrozen(history);
      const verdict = judge(deepFrozen(column), frozen, today);
      expect(judge(column, frozen, today)).toEqual(verdict);

      const keyed = history.items.map((item) => ({ item, key: keys.next().value ?? 0 }));
      const shuffled = keyed.sort((a, b) => a.key - b.key);
      expect(judge(column, { ...history, items: shuffled.map(({ item }) => item) }, today)).toEqual(verdict);
    }),
    { numRuns: 200 },
  );
});

test('what could not be read is neither overdue nor blank nor missing, and resolves nothing', () => {
  const open = (column: Column): FindingRecord[] =>
    judge(column, listSeen([itemOf('2025-01-01')], '2026-12-31'), '2026-12-31').findings.map((finding) => ({
      finding, state: 'open', openedOn: '2026-12-31', lastSeenOn: '2026-12-31', resolvedOn: null, reopened: 0, notices: [],
    }));
  fc.assert(
    fc.property(anyCase, ({ today, column, history }) => {
      const verdict = judge(column, history, today);
      expect(verdict.status === 'unreadable').toBe(verdict.unreadable !== null);
      const wasRead = history.lastVisit !== null && history.lastVisit.outcome !== 'unreadable';
      if (!wasRead) expect(verdict.status).toBe('unreadable');
      if (verdict.status === 'unreadable') {
        for (const { level } of verdict.findings) expect(['unreadable', 'doubt']).toContain(level);
        for (const { event } of lifecycle(open(column), verdict, true)) expect(event).not.toBe('resolved');
        expect(verdict.ageDays).toBeNull();
      }
      if (verdict.status === 'blank') expect(history.items).toEqual([]);
      expect(new Set(verdict.findings.map((finding) => finding.key)).size).toBe(verdict.findings.length);
    }),
    { numRuns: 200 },
  );
});
