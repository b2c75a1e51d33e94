/** A list that is doubted leaves nothing behind but the visit, its pages and the doubt. */
import { expect, test } from 'vitest';
import type { Drift, ListBefore } from '../../src/model.js';
import type { Doubt } from '../../src/store/store.js';
import { column, content, entry, item, list, openedStore, startedRun, timeout, visit } from './samples.js';

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
