/** What people say: waivers and opinions are kept for good, each change whole. */
import { expect, test } from 'vitest';
import type { NewWaiver } from '../../src/store/waivers.js';
import type { Store } from '../../src/store/store.js';
import { rowsOf } from './direct.js';
import { change, column, concluded, databaseFile, entry, finding, openedStore, startedRun, verdict } from './samples.js';

const key = 'missing-period|某局/项目进度|2026-02';
const at = '2026-03-02T02:00:00.000Z';
const given: NewWaiver = {
  columnKey: column().key, kind: 'redesign', from: '2026-03-01', until: '2026-05-31', reason: '改版\n第二行 <b>', author: '张三',
  document: '临政办〔2026〕5号',
};

/** A store in which a run found something. */
async function foundOn(store: Store, facts = 'missing'): Promise<void> {
  const started = await startedRun(store, '2026-03-01');
  const [known] = await store.findingRecords();
  const changed = { ...change(key, known ? 'continuing' : 'opened', '2026-03-01'), finding: { ...finding(key), facts } };
  await store.recordColumn(entry(started), () => ({ verdict: verdict('2026-03-01'), changes: [changed] }));
  await concluded(store, started);
}

test('a waiver comes back as it was given, also to the judge', async () => {
  const store = await openedStore();
  await foundOn(store);
  const first = await store.addWaiver(given, at);
  expect(first).toEqual({ ...given, id: 1, recordedAt: at, endedOn: null });
  const second = await store.addWaiver({ ...given, document: null, kind: 'other' }, '2026-03-03T02:00:00.000Z');
  expect(await store.listWaivers()).toEqual([first, second]);
  expect((await store.history(given.columnKey, '2026-03-02')).waivers).toEqual([first, second]);
});

test('one that is taken back keeps its row, with who did it, why and when; a second time changes nothing', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  await foundOn(store);
  const first = await store.addWaiver(given, at);
  const ended = await store.endWaiver(1, { on: '2026-04-01', author: '李四', reason: '改版完成' }, '2026-04-01T02:00:00.000Z');
  expect(ended).toEqual({
    ...first, endedOn: '2026-04-01', ending: { author: '李四', reason: '改版完成', at: '2026-04-01T02:00:00.000Z' },
  });
  expect(await store.endWaiver(1, { on: '2026-04-02', author: '王五', reason: '再来' }, at)).toBeNull();
  expect(await store.endWaiver(2, { on: '2026-04-02', author: '王五', reason: '没有' }, at)).toBeNull();
  expect(await store.listWaivers()).toEqual([ended]);
  expect(await rowsOf(file, 'waiver')).toHaveLength(1);
});

test('a configured column that was never visited can be waived, and no other; the run that visits it knows it again', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const site = { key: '某局', name: '某局' };
  await expect(store.addWaiver(given, at)).rejects.toThrow('not known');
  await expect(store.addWaiver(given, at, { site, column: column('某局/其他') })).rejects.toThrow('not known');
  expect(await rowsOf(file, 'site_column')).toEqual([]);

  const waiver = await store.addWaiver(given, at, { site, column: column() });
  expect(await store.columns()).toEqual([{ key: column().key, siteKey: '某局', siteName: '某局', path: ['重大建设项目', '项目进度'] }]);
  const started = await startedRun(store, '2026-03-05');
  await store.recordColumn(entry(started), (history) => {
    expect(history).toMatchObject({ waivers: [waiver], knownSince: undefined, items: [] });
    return { verdict: verdict('2026-03-05'), changes: [] };
  });
  expect(await rowsOf(file, 'site_column')).toHaveLength(1);
});

test('a waiver does not change what is known of a stored column', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  await foundOn(store);
  const before = await rowsOf(file, 'site_column');
  await store.addWaiver(given, at, { site: { key: '别的', name: '别的' }, column: { ...column(), path: ['别的'] } });
  expect(await rowsOf(file, 'site_column')).toEqual(before);
});

test('an opinion keeps the facts of the finding as it is stored; a newer one stands beside it and counts', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  await foundOn(store, 'February');
  const said = { findingKey: key, opinion: 'false-alarm', reason: '见公告栏', author: '张三' } as const;
  const first = await store.addOpinion(said, at);
  expect(first).toEqual({ ...said, at, facts: 'February' });
  await foundOn(store, 'February and March');
  const second = await store.addOpinion({ ...said, opinion: 'confirmed' }, '2026-04-02T02:00:00.000Z');
  expect(second).toMatchObject({ opinion: 'confirmed', facts: 'February and March' });
  expect(await store.listOpinions()).toEqual([first, second]);
  expect((await store.history(column().key, '2026-04-02')).opinions).toEqual([second]);
  expect(await store.addOpinion({ ...said, findingKey: 'no-such-key' }, at)).toBeNull();
  expect(await rowsOf(file, 'opinion')).toHaveLength(2);
});

test('text that no database keeps as it is reads the same as it was given back', async () => {
  const store = await openedStore();
  await foundOn(store);
  const torn = 'NUL\0 und half\ud83d';
  const waiver = await store.addWaiver({ ...given, reason: torn, author: torn, document: torn }, at);
  const opinion = await store.addOpinion({ findingKey: key, opinion: 'confirmed', reason: torn, author: torn }, at);
  expect(await store.listWaivers()).toEqual([waiver]);
  expect(await store.listOpinions()).toEqual([opinion]);
  expect(waiver.reason).toBe('NUL\ufffd und half\ufffd');
});
