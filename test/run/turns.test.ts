/** Runs that are cut off every night at the same moment come to every site in its turn: by the server's own log. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import type { Day, Run, Site, Watchlist } from '../../src/model.js';
import { beginAfter } from '../../src/run/resume.js';
import { turnsAfter } from '../../src/run/turns.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { html, settings, type Loopback } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, listPage, siteOf } from '../doors/pages.js';

const open = opened();
let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-turns-'));
  store = await openStore(path.join(folder, 'run.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sites of so many columns each, read one by one: `/2/0` is the first column of the third site. */
function streamed(origin: string, columns: readonly number[], changed: Partial<Watchlist['crawl']>): Watchlist {
  async function* sites(): AsyncGenerator<Site> {
    for (const [at, count] of columns.entries()) {
      const own = Array.from({ length: count }, (_, of) => columnOf(`${origin}/${at}/${of}`, { key: `${at}/${of}`, path: [`${at}/${of}`] }));
      yield { ...siteOf(origin, own), key: String(at), name: `局${at}` };
    }
  }
  return {
    timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, schedule: { audit: '0 2 * * *' },
    crawl: { ...settings, concurrency: 1, retries: 0, ...changed }, sites: { [Symbol.asyncIterator]: sites },
  };
}

interface Night {
  day: Day;
  /** Requests after which the time of the run is over; absent: it has all it wants. */
  time?: number;
  /** Requests after which it is stopped. */
  stopped?: number;
  isResumed?: boolean;
}

/** The sites that a night's run asks for, in their order. A site may be asked for again when others were. */
async function night(server: Loopback, columns: readonly number[], { day, time = Infinity, stopped = Infinity, isResumed = false }: Night, concurrency = 1) {
  const before = server.seen.length;
  const config = streamed(server.origin, columns, { concurrency, ...(time < Infinity && { maxMinutes: 1 }) });
  const now = () => new Date(`${day}T10:00:00Z`);
  const asked = { configName: 'test', site: null, column: null, fingerprint: 'same' };
  const log = pino({ level: 'silent' });
  const { run: resumed } = await beginAfter({ store, log, now, today: day, asked, takeUp: isResumed ? 'unfinished' : 'never' });
  // Of the time nothing passes but by requests.
  const elapsedMs = () => ((server.seen.length - before) / time) * 60_000;
  const crawler = open.crawler(config.crawl, { elapsedMs });
  const stop = new AbortController();
  if (stopped === 0) stop.abort();
  const onColumn = () => void (server.seen.length - before >= stopped && stop.abort());
  const walk = { config, configName: 'test', store, log, today: day, now, asked, onColumn, signal: stop.signal, ...(resumed && { resumed }) };
  const run = await runAudit(walk, crawler);
  const paths = server.seen.slice(before).map((one) => one.path);
  return { run, paths, sites: paths.map((at) => at.split('/')[1]).filter((site, at, all) => site !== all[at - 1]).join(' ') };
}

const nightly = () => open.server(html(listPage({ days: daysDown(3) })));
const two = [2, 2, 2, 2, 2, 2, 2];

describe('cut off every night', () => {
  test('by the time of a run: each begins behind the site where the one before was, and keeps the places of the configuration', async () => {
    const server = await nightly();
    const nights: string[] = [];
    let last: Run | undefined;
    for (const day of ['2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20'] as const) {
      const { run, sites } = await night(server, two, { day, time: 5 });
      nights.push(sites);
      last = run;
    }
    // Five requests are two sites and a half.
    expect(nights).toEqual(['0 1 2', '3 4 5', '6 0 1', '2 3 4']);
    const keys: string[] = [];
    for await (const { siteKey } of store.runSites(last?.id ?? '')) keys.push(siteKey);
    expect(keys).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  for (const concurrency of [1, 3])
    test(`by a stop, ${concurrency} sites at once: every site is asked for within a few nights`, async () => {
      const server = await nightly();
      const seen = new Set<string>();
      for (const day of ['2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22', '2026-03-23'] as const) {
        const { run, paths } = await night(server, two, { day, stopped: 4 }, concurrency);
        expect(run.finishedAt).toBeNull();
        for (const at of paths) seen.add(at.split('/')[1] ?? '');
      }
      expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    });

  test('a site that a night is too short for keeps no other from its turn, and has all of its columns in time', async () => {
    const server = await nightly();
    const nights: string[] = [];
    for (const day of ['2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20'] as const) {
      nights.push((await night(server, [5, 1, 1, 1], { day, time: 3 })).paths.join(' '));
    }
    expect(nights).toEqual(['/0/0 /0/1 /0/2', '/1/0 /2/0 /3/0', '/0/3 /0/4 /0/0', '/1/0 /2/0 /3/0']);
  });
});

test('one that is gone on with goes on behind where it was stopped, and the next day behind that', async () => {
  const server = await nightly();
  expect((await night(server, two, { day: '2026-03-17', stopped: 10 })).sites).toBe('0 1 2 3 4');
  expect((await night(server, two, { day: '2026-03-18', stopped: 2 })).sites).toBe('5');
  expect((await night(server, two, { day: '2026-03-18', stopped: 2, isResumed: true })).sites).toBe('6');
  expect((await night(server, two, { day: '2026-03-19', stopped: 4 })).sites).toBe('0 1');
});

test('a night that came to nothing at all is passed over; after a whole one they come in the order of the configuration', async () => {
  const server = await nightly();
  await night(server, two, { day: '2026-03-17', stopped: 4 });
  expect((await night(server, two, { day: '2026-03-18', stopped: 0 })).sites).toBe('');
  const whole = await night(server, two, { day: '2026-03-19' });
  expect(whole).toMatchObject({ sites: '2 3 4 5 6 0 1', run: { finishedAt: expect.any(String) } });
  expect((await night(server, two, { day: '2026-03-20' })).sites).toBe('0 1 2 3 4 5 6');
});

test('where the site is configured no more, all come in the order of the configuration', async () => {
  const keys: string[] = [];
  for await (const { site } of turnsAfter('9', streamed('http://a.invalid', [1, 1], {}).sites)) keys.push(site.key);
  expect(keys).toEqual(['0', '1']);
});
