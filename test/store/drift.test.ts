/** A list that is doubted leaves nothing behind but the visit, its pages and the doubt. */
import { expect, test } from 'vitest';
import type { Drift, ListBefore } from '../../src/model.js';
import type { Doubt } from '../../src/store/columnEntry.js';
import { connect } from './direct.js';
import { column, content, databaseFile, entry, item, list, openedStore, startedRun, timeout, visit } from './samples.js';

const march = item('三月进度', '/3.html', '2026-03-02');
const april = item('四月进度', '/4.html', '2026-03-09');
const drift: Drift = {
  sign: 'all-replaced', before: { day: '2026-03-10', rowsPerPage: 1, newest: '2026-03-02' },
  now: { day: '2026-03-11', rowsPerPage: 1, newest: '2026-03-09' }, days: ['2026-03-11'], sample: ['/4.html'],
};

test('its rows do not become items, it reaches nowhere, and the visit before it stays the last readable one', async () => {
  const store = await openedStore();
  const record = async (day: string, observation: Parameters<typeof visit>[1], doubt?: Doubt) =>
    store.recordColumn(entry(await startedRun(store, day), { visit: visit(day, observation) }), content(day), doubt);

  await record('2026-03-10', list([march], '2026-03-02'));
  const doubted = await record('2026-03-11', list([april], null), () => drift);
  expect(doubted.lastVisit).toMatchObject({ day: '2026-03-11', outcome: 'list', drift });
  expect(doubted.lastReadable?.day).toBe('2026-03-10');
  const history = await store.history(column().key, '2026-03-11');
  expect(history.items.map(({ title }) => title)).toEqual(['三月进度']);
  expect(history.knownSince).toBe('2026-03-02');

  await record('2026-03-12', timeout);
  const handed: ListBefore[] = [];
  await record('2026-03-13', list([march, april], null), (_visit, before) => {
    handed.push(before);
    return null;
  });
  expect(handed).toEqual([{
    shown: { day: '2026-03-10', rowsPerPage: 1, newest: '2026-03-02' },
    items: [{ ...march, firstSeen: '2026-03-10', lastSeen: '2026-03-10' }],
    doubted: drift,
  }]);
  expect((await store.history(column().key, '2026-03-13')).items).toHaveLength(2);
});

test('the first list of a column, and one for a day before the first, have nothing to be held against', async () => {
  const store = await openedStore();
  const never: Doubt = () => {
    throw new Error('asked');
  };
  for (const day of ['2026-03-10', '2026-03-05'])
    await store.recordColumn(entry(await startedRun(store, day), { visit: visit(day, list([march])) }), content(day), never);
});

test('a database from before lists were doubted keeps its visits, all believed and of no known number of pages', async () => {
  const file = await databaseFile();
  const first = await openedStore(file);
  await first.recordColumn(
    entry(await startedRun(first, '2026-03-10'), { visit: visit('2026-03-10', list([march])) }), content('2026-03-10'),
  );
  await first.close();
  const older = await connect(file);
  await older.all('drop index visit_looks');
  for (const name of ['pages', 'drift']) await older.all(`alter table visit drop column ${name}`);
  await older.all(`delete from knex_migrations where name = '003-drift'`);
  await older.close();

  const store = await openedStore(file);
  expect(await store.history(column().key, '2026-03-10')).toMatchObject({
    items: [{ title: '三月进度' }], lastReadable: { day: '2026-03-10', itemCount: 1 },
  });
  const handed: ListBefore[] = [];
  const again = entry(await startedRun(store, '2026-03-11'), { visit: visit('2026-03-11', list([march])) });
  await store.recordColumn(again, content('2026-03-11'), (_visit, before) => {
    handed.push(before);
    return null;
  });
  expect(handed[0]?.shown).toEqual({ day: '2026-03-10', rowsPerPage: null, newest: '2026-03-02' });
});

test('the known list is the newest items, with the stretch that is known without a gap', async () => {
  const store = await openedStore();
  expect(await store.knownList(column().key, 5)).toEqual({ since: undefined, until: null, items: [] });
  const seen = visit('2026-03-10', list([march, april, item('无日期', '/0.html')], '2026-03-02'));
  await store.recordColumn(entry(await startedRun(store, '2026-03-10'), { visit: seen }), content('2026-03-10'));
  const known = await store.knownList(column().key, 1);
  expect(known).toMatchObject({ since: '2026-03-02', until: '2026-03-10', items: [{ title: '四月进度' }] });
});
