import { expect, test } from 'vitest';

import type { SiteVerdict } from '../../src/model.js';
import type { RunSite } from '../../src/store/runReader.js';
import { column, content, entry, item, list, openedStore, startedRun, verdict, visit } from './samples.js';

const day = '2026-03-10';

async function all(sites: AsyncIterable<RunSite>): Promise<RunSite[]> {
  const found: RunSite[] = [];
  for await (const site of sites) found.push(site);
  return found;
}

test('a run comes back site by site in the order of the configuration, with all that the whole run says', async () => {
  const store = await openedStore();
  const run = await startedRun(store, day);
  // More columns than are read in one go, and sites that ended in another order than they are configured in.
  const places = [...Array.from({ length: 250 }, (_, index) => ['乙局', index + 1] as const), ['甲局', 0], ['丙局', 251]] as const;
  for (const [site, position] of places) {
    const key = `${site}/${position}`;
    const seen = position % 100 === 0 ? visit(day, list([item('a', `/${position}.html`, day)]), { columnKey: key }) : null;
    await store.recordColumn(
      entry(run, { position, site: { key: site, name: site }, column: { ...column(), key }, visit: seen }),
      content(day),
    );
  }
  const said: SiteVerdict = { siteKey: '乙局', siteName: '乙局', day, lines: [] };
  await store.recordSite(run.id, 1, said);

  const sites = await all(store.runSites(run.id));
  expect(sites.map(({ siteKey, columns }) => [siteKey, columns.length])).toEqual([['甲局', 1], ['乙局', 250], ['丙局', 1]]);
  expect(sites.map(({ verdict: judged }) => judged)).toEqual([null, said, null]);

  const whole = await store.readRun(run.id);
  expect(sites.flatMap(({ columns }) => columns)).toEqual(whole?.columns);
  expect(whole?.columns.map(({ column: { key } }) => Number(key.split('/')[1]))).toEqual(places.map((_, index) => index));
  expect(whole?.columns.filter(({ lastVisit }) => lastVisit !== null)).toHaveLength(3);
});

test('the head of a run counts its columns and the sites that were judged as a whole', async () => {
  const store = await openedStore();
  const run = await startedRun(store, day);
  const judge = () => ({ verdict: verdict(day, { status: 'overdue' }), changes: [] });
  await store.recordColumn(entry(run), judge);
  expect(await store.runHead(run.id)).toMatchObject({ run, trend: [], totals: { columns: 1, byStatus: { overdue: 1 } }, judgedSites: 0 });
});

test('of a run that there is not nothing is read', async () => {
  const store = await openedStore();
  expect(await store.runHead('unknown')).toBeNull();
  expect(await all(store.runSites('unknown'))).toEqual([]);
});
