import { expect, test } from 'vitest';

import type { FindingChange } from '../../src/model.js';
import type { Store } from '../../src/store/store.js';
import { rowsOf } from './direct.js';
import { change, column, concluded, databaseFile, entry, finding, openedStore, startedRun, verdict } from './samples.js';

const key = 'missing-period|某局/项目进度|2026-02';

/** Judges the column on a day, with these changes as the outcome. */
async function judgeOn(store: Store, day: string, changes: FindingChange[], keepLifecycle = true): Promise<void> {
  const started = await startedRun(store, day);
  await store.recordColumn(entry(started, { keepLifecycle }), () => ({ verdict: verdict(day), changes }));
  await concluded(store, started);
}

test('a finding is opened, goes on, cannot be verified, is resolved and comes back', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const open = { finding: finding(key), state: 'open', openedOn: '2026-03-01', resolvedOn: null, reopened: 0, notices: [] };
  for (const [day, event, record] of [
    ['2026-03-01', 'opened', { ...open, lastSeenOn: '2026-03-01' }],
    ['2026-03-02', 'continuing', { ...open, lastSeenOn: '2026-03-02' }],
    ['2026-03-03', 'unverified', { ...open, lastSeenOn: '2026-03-02' }],
    ['2026-03-04', 'resolved', { ...open, state: 'resolved', lastSeenOn: '2026-03-02', resolvedOn: '2026-03-04' }],
    ['2026-03-05', 'reopened', { ...open, lastSeenOn: '2026-03-05', reopened: 1 }],
    ['2026-03-06', 'resolved',
      { ...open, state: 'resolved', lastSeenOn: '2026-03-05', resolvedOn: '2026-03-06', reopened: 1 }],
    ['2026-03-07', 'reopened', { ...open, lastSeenOn: '2026-03-07', reopened: 2 }],
  ] as const) {
    await judgeOn(store, day, [change(key, event, '2026-03-01')]);
    expect(await store.findingRecords(), event).toEqual([record]);
  }
  expect((await rowsOf(file, 'finding_event')).map(({ event, day }) => `${String(day)} ${String(event)}`)).toEqual([
    '2026-03-01 opened', '2026-03-02 continuing', '2026-03-03 unverified', '2026-03-04 resolved',
    '2026-03-05 reopened', '2026-03-06 resolved', '2026-03-07 reopened',
  ]);
});

test('the judge is told of every finding of its column and of no other', async () => {
  const store = await openedStore();
  await judgeOn(store, '2026-03-01', [change('a', 'opened', '2026-03-01'), change('b', 'opened', '2026-03-01')]);
  await judgeOn(store, '2026-03-02', [change('a', 'resolved', '2026-03-01')]);
  const other = column('某局/其他');
  const started = await startedRun(store, '2026-03-02');
  await store.recordColumn(entry(started, { column: other }), (_history, known) => {
    expect(known).toEqual([]);
    return { verdict: verdict('2026-03-02'), changes: [change('c', 'opened', '2026-03-02')] };
  });
  await store.recordColumn(entry(started), (_history, known) => {
    expect(known.map(({ finding: { key: own }, state }) => [own, state])).toEqual([['a', 'resolved'], ['b', 'open']]);
    return { verdict: verdict('2026-03-02'), changes: [] };
  });
  await concluded(store, started);

  const keysOf = async (columns?: string[]) =>
    (await store.findingRecords(columns)).map((record) => record.finding.key);
  expect(await keysOf()).toEqual(['a', 'b', 'c']);
  expect(await keysOf([other.key])).toEqual(['c']);
  expect(await keysOf([])).toEqual([]);
});

test('a finding that goes on shows what it says now', async () => {
  const store = await openedStore();
  await judgeOn(store, '2026-03-01', [change(key, 'opened', '2026-03-01')]);
  const reworded = { ...finding(key), description: { zh: '2026年2月、3月没有信息', en: 'nothing for two months' } };
  await judgeOn(store, '2026-04-01', [{ ...change(key, 'continuing', '2026-03-01'), finding: reworded }]);
  expect(await store.findingRecords()).toMatchObject([{ finding: reworded, openedOn: '2026-03-01' }]);
});

test('without lifecycle the changes stand in the run alone', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  await judgeOn(store, '2026-03-01', [change(key, 'opened', '2026-03-01')], false);
  expect(await store.findingRecords()).toEqual([]);
  expect(await rowsOf(file, 'finding_event')).toEqual([]);

  const latest = await store.latestRun();
  expect((await store.readRun(latest?.id ?? ''))?.columns[0]?.changes).toEqual([change(key, 'opened', '2026-03-01')]);
});

for (const [title, changes, message] of [
  ['opens a finding that is known', [change('a', 'opened', '2026-03-01')], /opened a second time/],
  ['resolves one that is not', [change('b', 'resolved', '2026-03-01')], /never opened/],
] as const)
  test(`a judge that ${title} is a bug, and nothing of its visit is kept`, async () => {
    const store = await openedStore();
    await judgeOn(store, '2026-03-01', [change('a', 'opened', '2026-03-01')]);
    await expect(judgeOn(store, '2026-03-02', [...changes])).rejects.toThrow(message);
    expect(await store.findingRecords()).toMatchObject([{ state: 'open', lastSeenOn: '2026-03-01' }]);
  });
