/** A database made for the bench holds sites that are alike in all but their names. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { folders } from '../doors/program.js';
import { makeDue, makeStoredSites } from './storedSites.js';

const folder = folders();

test('a copied site has its own columns, items, visits and findings', async () => {
  const file = path.join(await folder(), 'stored.sqlite');
  const day = '2026-11-23';
  const told: number[] = [];
  await makeStoredSites({ file, sites: 3, columnsPerSite: 2, itemsPerColumn: 20, day }, (sites) => void told.push(sites));
  await makeDue(file, 1, '2026-11-24');
  expect(told).toEqual([3]);

  const store = await openStore(file);
  const columns = await store.columns();
  expect(columns.map(({ key }) => key)).toEqual([
    'zhan000000/栏目0', 'zhan000000/栏目1', 'zhan000001/栏目0', 'zhan000001/栏目1', 'zhan000002/栏目0', 'zhan000002/栏目1',
  ]);
  const first = await store.history('zhan000000/栏目1', day);
  expect(first.items).toHaveLength(20);
  const named = (facts: unknown) => JSON.parse(JSON.stringify(facts).replaceAll('zhan000000', 'zhan000002')) as unknown;
  expect(await store.history('zhan000002/栏目1', day)).toEqual(named(first));
  expect(await store.findingRecords(['zhan000002/栏目1'])).toEqual(named(await store.findingRecords(['zhan000000/栏目1'])));
  await store.close();
});
