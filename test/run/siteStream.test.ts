/** A run over sites that are read as it comes to them: how many are in hand at once, and what is kept of those that are done. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import type { Site, Watchlist } from '../../src/model.js';
import { probeCrawl, probeSites } from '../../src/run/probeSites.js';
import { rejudge } from '../../src/run/rejudge.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { html, settings } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, listPage, siteOf } from '../doors/pages.js';

const open = opened();
const SITES = 60;
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-stream-'));
  store = await openStore(path.join(folder, 'run.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sites of one column each, read one by one; `read` counts them. */
function streamed(origin: string, read: { count: number }): Watchlist {
  async function* sites(): AsyncGenerator<Site> {
    for (let at = 0; at < SITES; at++) {
      read.count += 1;
      const column = columnOf(`${origin}/${at}`, { key: `${at}/c`, path: [String(at)] });
      yield { ...siteOf(origin, [column]), key: String(at), name: `局${at}` };
    }
  }
  return {
    timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, schedule: { audit: '0 2 * * *' },
    crawl: { ...settings, concurrency: 3 }, sites: { [Symbol.asyncIterator]: sites },
  };
}

test('no more sites are in hand than are visited at once and the next, and no host is remembered when it is over', async () => {
  const server = await open.server(html(listPage({ days: daysDown(3) })));
  const read = { count: 0 };
  let [done, most] = [0, 0];
  const onColumn = () => {
    most = Math.max(most, read.count - done);
    done += 1;
  };
  const now = () => new Date('2026-03-17T10:00:00Z');
  const walk = { config: streamed(server.origin, read), configName: 'test', store, log: pino({ level: 'silent' }), today: '2026-03-17', now };
  const crawler = open.crawler({ concurrency: 3 });
  const run = await runAudit({ ...walk, onColumn }, crawler);
  expect(done).toBe(SITES);
  // Three at work, one waiting, one just read; a site's own end comes a moment after its last column.
  expect(most).toBeLessThanOrEqual(8);
  expect(crawler.busyHosts).toBe(0);

  // Judged again a few sites are read ahead of the one that is written.
  [done, most, read.count] = [0, 0, 0];
  await rejudge({ ...walk, onColumn }, true);
  expect(done).toBe(SITES);
  expect(most).toBeLessThanOrEqual(4);

  const keys: string[] = [];
  for await (const { siteKey } of store.runSites(run.id)) keys.push(siteKey);
  expect(keys).toEqual(Array.from({ length: SITES }, (_, at) => String(at)));
});

test('a site that can be read no longer ends the run, which has no end then: nothing is left out in silence', async () => {
  const server = await open.server(html(listPage({ days: daysDown(3) })));
  const config = streamed(server.origin, { count: 0 });
  async function* broken(): AsyncGenerator<Site> {
    let at = 0;
    for await (const site of config.sites) {
      if (at++ === 5) throw new Error('site 5 was spoilt');
      yield site;
    }
  }
  const now = () => new Date('2026-03-17T10:00:00Z');
  const walk = { configName: 'test', store, log: pino({ level: 'silent' }), today: '2026-03-17', now };
  const spoilt = { ...config, sites: { [Symbol.asyncIterator]: broken } };
  await expect(runAudit({ ...walk, config: spoilt }, open.crawler())).rejects.toThrow('site 5 was spoilt');
  expect(await store.latestRun()).toMatchObject({ finishedAt: null });
  expect((await store.columns()).length).toBeLessThanOrEqual(5);
});

test('probes come in the order of the sites, however many there are', async () => {
  const server = await open.server(html('<h1>某局</h1>'));
  const read = { count: 0 };
  const config = streamed(server.origin, read);
  const keys: string[] = [];
  for await (const { probe } of probeSites(open.crawler(probeCrawl(config)), config, new Date())) keys.push(probe.siteKey);
  expect(keys).toEqual(Array.from({ length: SITES }, (_, at) => String(at)));
});
