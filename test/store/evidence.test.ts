import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fetched, Visit } from '../../src/model.js';
import { openStore, type Store } from '../../src/store/store.js';
import { column, content, entry, startedRun, visit } from './samples.js';

let folder = '';
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-evidence-'));
  store = await openStore(path.join(folder, 'a.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const picture = new Uint8Array([0xff, 0xd8, 1, 2, 3]);

/** The sample visit, its page drawn by a browser. */
function drawn(day: string, text: string): Visit {
  const sample = visit(day, { outcome: 'list', items: [], completeSince: null, columnDate: null, reader: 'generic', pages: 1 });
  const page: Fetched = {
    outcome: 'fetched', url: sample.url, finalUrl: sample.url, status: 200, headers: { 'content-type': 'text/html' },
    body: new TextEncoder().encode(text), text, charset: 'utf-8 (bytes)', by: 'browser', at: sample.at, ms: 1, attempts: 1, picture,
  };
  return { ...sample, pages: [page] };
}

async function recorded(day: string, text: string): Promise<string> {
  const run = await startedRun(store, day);
  await store.recordColumn(entry(run, { visit: drawn(day, text) }), content(day));
  return run.id;
}

test('the pages of a run’s visit are given back with their picture', async () => {
  const first = await recorded('2024-01-10', '<p>一</p>');
  await recorded('2024-01-11', '<p>二</p>');
  const seen = await store.shownPages(first, column().key);
  expect(seen).toMatchObject({ day: '2024-01-10', readOn: null, clearedOn: null });
  expect(new TextDecoder().decode(seen?.pages[0]?.body ?? undefined)).toBe('<p>一</p>');
  expect([...(seen?.pages[0]?.picture ?? [])]).toEqual([...picture]);
  expect(await store.shownPages(first, 'unknown')).toBeNull();
});

test('a picture goes with the page that is cleared away, and stays while another visit needs it', async () => {
  const runs: string[] = [];
  for (const day of ['2024-01-09', '2024-01-10', '2024-01-11', '2024-01-31']) runs.push(await recorded(day, `<p>${day}</p>`));
  const retention = { snapshotDays: 90, runMonths: 1200, visitMonths: 1200 };
  await store.prune({ retention, today: '2025-01-01', isDryRun: false });
  const middle = await store.shownPages(runs[1] ?? '', column().key);
  expect(middle?.clearedOn).toBe('2025-01-01');
  expect(middle?.pages[0]?.body).toBeNull();
  // The first and the last visit show the same picture.
  expect(middle?.pages[0]?.picture).not.toBeNull();
  expect((await store.shownPages(runs[0] ?? '', column().key))?.pages[0]?.body).not.toBeNull();
});
