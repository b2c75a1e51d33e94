import { describe, expect, test } from 'vitest';
import { contentHash } from '../../src/store/packBody.js';
import type { History, Run } from '../../src/model.js';
import type { Store } from '../../src/store/store.js';
import { daysBefore, monthsBefore } from '../../src/store/retention.js';
import { change, column, concluded, content, databaseFile, entry, finding, item, list, openedStore, page, run, verdict, visit } from './samples.js';

const retention = { snapshotDays: 90, runMonths: 13, visitMonths: 13 };
const TODAY = '2026-11-23';
const plan = { retention, today: TODAY, isDryRun: false };
const bodyOf = (day: string) => `<html>page of ${day}</html>`;
const hashOf = (day: string) => contentHash(new TextEncoder().encode(bodyOf(day)));

/** A visit every ten days over 700 days, each with a page of its own; on one day in March 2025 a finding was opened. */
const DAYS = Array.from({ length: 70 }, (_, index) => daysBefore(TODAY, 695 - index * 10));
const OPENED = DAYS.find((day) => day > '2025-03-01') ?? '';

const EMPTY: History = {
  items: [], lastVisit: null, lastReadable: null, knownSince: undefined, looks: [], waivers: [], opinions: [], counterparts: {},
};

async function history(store: Store): Promise<Run[]> {
  const runs: Run[] = [];
  for (const day of DAYS) {
    const started = run(`${day.replaceAll('-', '')}-020000-0000`, day);
    await store.startRun(started);
    const judge = day === OPENED
      ? () => ({ verdict: verdict(day, { findings: [finding('k')] }), changes: [change('k', 'opened', day)] })
      : content(day);
    await store.recordColumn(entry(started, { visit: visit(day, list([item(`通知${day}`, `/${day}.html`, day)]), { pages: [page(bodyOf(day))] }) }), judge);
    await concluded(store, started);
    runs.push(started);
  }
  return runs;
}

async function keptPages(store: Store): Promise<string[]> {
  const kept: string[] = [];
  for (const day of DAYS) if (await store.snapshot(hashOf(day))) kept.push(day);
  return kept;
}

describe('prune', () => {
  test('clears away what the ladder does not keep, and nothing else', async () => {
    const store = await openedStore();
    const runs = await history(store);
    const before = await store.history(column().key, TODAY);
    const records = await store.findingRecords();

    const asked = await store.prune({ ...plan, isDryRun: true });
    expect(await keptPages(store)).toEqual(DAYS);
    const pruned = await store.prune(plan);
    expect(pruned).toEqual(asked);

    const since = daysBefore(TODAY, 90);
    const isLastOfMonth = (day: string) => !DAYS.some((other) => other > day && other.slice(0, 7) === day.slice(0, 7));
    const wanted = DAYS.filter((day) => day >= since || isLastOfMonth(day) || day === DAYS[0] || day === OPENED);
    expect(await keptPages(store)).toEqual(wanted);
    expect(pruned.kinds.bodies).toMatchObject({ count: DAYS.length - wanted.length, oldest: DAYS[1] });
    expect(pruned.kinds.verdicts.count).toBe(pruned.kinds.runs.count);

    expect(await store.history(column().key, TODAY)).toEqual(before);
    expect(await store.findingRecords()).toEqual(records);
    expect(await store.clearedOn(hashOf(DAYS[1] ?? ''))).toBe(TODAY);
    expect(await store.clearedOn(hashOf(DAYS[0] ?? ''))).toBeNull();
    for (const { id } of runs) {
      const clearedOn = await store.runClearedOn(id);
      expect((await store.readRun(id))?.columns).toHaveLength(clearedOn === null ? 1 : 0);
      expect(clearedOn !== null).toBe(pruned.clearedRuns.includes(id));
    }
    expect(await store.prune(plan)).toMatchObject({ kinds: { bodies: { count: 0 }, runs: { count: 0 }, verdicts: { count: 0 } } });
  });

  test('goes on where it was stopped', async () => {
    const [whole, stopped] = [await openedStore(), await openedStore()];
    for (const store of [whole, stopped]) await history(store);
    await whole.prune(plan);
    const stop = new AbortController();
    stop.abort();
    expect((await stopped.prune({ ...plan, signal: stop.signal })).isWhole).toBe(false);
    expect((await stopped.prune(plan)).isWhole).toBe(true);
    expect(await keptPages(stopped)).toEqual(await keptPages(whole));
  });

  test('a page that another column still needs stays, and one that comes back is stored again', async () => {
    const store = await openedStore();
    await history(store);
    const [, shared = '', again = ''] = DAYS;
    const other = run('20261120-020000-0001', '2026-11-20');
    await store.startRun(other);
    const visited = { ...column('某局/其他'), url: 'https://site.example.invalid/b/' };
    const seen = visit('2026-11-20', list([item('甲', '/b.html', '2026-11-20')]), { columnKey: visited.key, pages: [page(bodyOf(shared))] });
    await store.recordColumn(entry(other, { column: visited, visit: seen, position: 1 }), () => ({ verdict: verdict('2026-11-20', { columnKey: visited.key }), changes: [] }));
    await store.prune(plan);
    expect(await store.snapshot(hashOf(shared))).not.toBeNull();

    const late = run('20261122-020000-0002', '2026-11-22');
    await store.startRun(late);
    await store.recordColumn(entry(late, { visit: visit('2026-11-22', list([]), { pages: [page(bodyOf(again))] }) }), content('2026-11-22'));
    expect(await store.snapshot(hashOf(again))).not.toBeNull();
    expect(await store.clearedOn(hashOf(again))).toBeNull();
  });

  test('of visits that found nothing new the first and last of a stretch stay', async () => {
    const store = await openedStore();
    const first = daysBefore(TODAY, 695);
    const started = run('20241228-020000-0000', first);
    await store.startRun(started);
    const seen = visit(first, list([item('通知', '/1.html', first)]), { pages: [page(bodyOf(first))] });
    await store.recordColumn(entry(started, { visit: seen }), () => ({ ...content(first)(EMPTY, []), standsUntil: null }));
    await concluded(store, started);
    for (let ago = 694; ago >= 0; ago--) {
      const day = daysBefore(TODAY, ago);
      const nightly = run(`${day.replaceAll('-', '')}-020000-0000`, day);
      await store.startRun(nightly);
      const standing = (await store.standings([column().key], day)).get(column().key);
      if (!standing) throw new Error(`nothing stands on ${day}`);
      await store.recordUnchanged(standing, { runId: nightly.id, position: 0, day, at: `${day}T02:00:00.000Z`, ms: 5, isTold: false });
      await concluded(store, nightly);
    }
    const { looks, ...before } = await store.history(column().key, TODAY);
    const asked = await store.prune({ ...plan, isDryRun: true });
    expect(await store.prune(plan)).toEqual(asked);
    const { looks: left, ...after } = await store.history(column().key, TODAY);
    expect(after).toEqual(before);
    expect(looks).toHaveLength(696);
    expect(left[0]).toEqual(looks[0]);
    expect(left.filter(({ day }) => day >= monthsBefore(TODAY, 13))).toEqual(looks.filter(({ day }) => day >= monthsBefore(TODAY, 13)));
    // Those of the months whose run stays are shown by it.
    expect(left.length).toBeLessThan(425);
    expect(await store.snapshot(hashOf(first))).not.toBeNull();
    expect(asked.kinds.visits.count).toBe(696 - left.length);
  });

  test('a room given back leaves everything readable', async () => {
    const file = await databaseFile();
    const store = await openedStore(file);
    await history(store);
    await store.prune(plan);
    await store.reclaim();
    expect((await store.history(column().key, TODAY)).items).toHaveLength(DAYS.length);
  });
});
