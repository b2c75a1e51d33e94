import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBefore, monthsBefore, runsToClear, visitsBetween, visitsWithPages, type OldRun, type OldVisit } from '../../src/store/retention.js';

const visit = (id: number, day: string, more: Partial<OldVisit> = {}): OldVisit => ({
  id, day, pagesOf: id, isRead: true, isDoubted: false, ...more,
});
const none = { shownOn: new Set<string>(), changedOn: [] };

describe('a visit keeps its pages', () => {
  const year = [
    visit(1, '2025-01-05'), visit(2, '2025-01-10'), visit(3, '2025-01-20'), visit(4, '2025-02-03'), visit(5, '2025-02-04'),
    visit(6, '2026-01-01'), visit(7, '2026-01-02'), visit(8, '2026-01-03'),
  ];
  for (const [title, grounds, since, kept] of [
    ['first, last and last of a month', none, '2027-01-01', [1, 3, 5, 8]],
    ['all from the ladder’s day on', none, '2026-01-02', [1, 3, 5, 7, 8]],
    ['the day before the ladder’s goes', none, '2026-01-03', [1, 3, 5, 8]],
    ['a day on which a finding’s item was first seen', { ...none, shownOn: new Set(['2025-01-10']) }, '2027-01-01', [1, 2, 3, 5, 8]],
    ['the day on which a finding was opened', { ...none, changedOn: ['2025-02-03'] }, '2027-01-01', [1, 3, 4, 5, 8]],
    ['the visit before a finding opened by judging alone', { ...none, changedOn: ['2025-01-15'] }, '2027-01-01', [1, 2, 3, 5, 8]],
  ] as const) {
    test(title, () => expect([...visitsWithPages(year, grounds, since)].sort()).toEqual(kept));
  }

  test('one that a later visit found unchanged, however old it is', () => {
    const visits = [visit(1, '2025-01-01'), visit(2, '2025-01-02'), visit(3, '2026-01-02', { pagesOf: 2 }), visit(4, '2026-01-02')];
    expect(visitsWithPages(visits, none, '2026-01-02').has(2)).toBe(true);
  });

  test('a list that was not believed, and the last that was read', () => {
    const visits = [
      visit(1, '2025-01-01'), visit(2, '2025-01-02', { isDoubted: true, isRead: false }), visit(3, '2025-01-03'),
      visit(4, '2025-01-04', { isRead: false }), visit(5, '2025-01-05', { isRead: false }),
    ];
    expect([...visitsWithPages(visits, none, '2027-01-01')].sort()).toEqual([1, 2, 3, 5]);
  });
});

describe('visits between two that found the same', () => {
  test('go, and each stretch keeps its first and last', () => {
    const visits = [1, 2, 3, 4, 5, 6].map((id) => visit(id, `2025-01-0${id}`, { pagesOf: id < 5 ? 1 : id }));
    expect(visitsBetween(visits, '2026-01-01').map(({ id }) => id)).toEqual([2, 3]);
    expect(visitsBetween(visits, '2025-01-03').map(({ id }) => id)).toEqual([2]);
  });

  test('leave every stretch as long as it was, and never the visit that holds the pages', () => {
    const anyVisits = fc.array(fc.boolean(), { maxLength: 60 }).map((same) => {
      let pagesOf = 1;
      return same.map((isSame, index) => {
        if (!isSame || index === 0) pagesOf = index + 1;
        return visit(index + 1, daysBefore('2026-01-01', 100 - index), { pagesOf });
      });
    });
    const stretches = (visits: readonly OldVisit[]) => {
      const ends = new Map<number, [string, string]>();
      for (const { pagesOf, day } of visits) ends.set(pagesOf, [ends.get(pagesOf)?.[0] ?? day, day]);
      return [...ends];
    };
    fc.assert(fc.property(anyVisits, (visits) => {
      const gone = new Set(visitsBetween(visits, '2026-01-01').map(({ id }) => id));
      expect(stretches(visits.filter(({ id }) => !gone.has(id)))).toEqual(stretches(visits));
      expect(visits.some(({ id, pagesOf }) => gone.has(id) && id === pagesOf)).toBe(false);
    }));
  });
});

describe('runs', () => {
  const run = (day: string, more: Partial<OldRun> = {}): OldRun => ({
    id: day, kind: 'crawl', day, startedAt: `${day}T02:00:00.000Z`, finishedAt: `${day}T03:00:00.000Z`, isDoubtful: false, ...more,
  });
  const recent = Array.from({ length: 20 }, (_, index) => run(`2026-11-${String(index + 1).padStart(2, '0')}`));
  const retention = { snapshotDays: 90, runMonths: 13, visitMonths: 13 };
  const cleared = (old: OldRun[], today = '2026-11-23') => runsToClear([...old, ...recent], today, retention).map(({ id }) => id);

  test('older than the ladder go, but for the last of each month', () => {
    expect(cleared([run('2025-03-01'), run('2025-03-31'), run('2025-10-01'), run('2025-10-22'), run('2025-10-23')])).toEqual(['2025-03-01', '2025-10-01', '2025-10-22']);
  });
  test('a sound crawl stays before a later one that was doubtful, judged again, or never ended', () => {
    const old = [run('2025-03-01'), run('2025-03-02', { isDoubtful: true }), run('2025-03-03', { kind: 'rejudge' }), run('2025-03-04', { finishedAt: null })];
    expect(cleared(old)).toEqual(['2025-03-02', '2025-03-03', '2025-03-04']);
  });
  test('each group of sites keeps its own last of the month', () => {
    const old = [run('2025-03-01', { group: '乡镇' }), run('2025-03-02', { group: '乡镇' }), run('2025-03-03'), run('2025-03-04')];
    expect(cleared(old)).toEqual(['2025-03-01', '2025-03-03']);
  });
  test('the newest stay however old they are', () => expect(cleared([], '2036-01-01')).toEqual([]));
});

test.each([['2026-11-23', 13, '2025-10-23'], ['2026-01-31', 1, '2025-12-31'], ['2026-03-31', 1, '2026-02-31'], ['2026-03-01', 24, '2024-03-01']])(
  '%s less %i months: %s', (day, months, before) => expect(monthsBefore(day, months)).toBe(before));
