/**
 * `npm run bench -- --dashboard`: how long each page of the dashboard takes over 2,000,000 stored columns (10,000 sites), asked
 * one after the other as the function that it is, without a port. `--columns N` stores N.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { carried } from '../../src/audit/carried.js';
import { rules } from '../../src/audit/rules/index.js';
import { seenPages } from '../../src/reportFiles/seenPages.js';
import { openStore } from '../../src/store/store.js';
import { createApp } from '../../src/web/app.js';
import { makeStoredSites } from './storedSites.js';

const DAY = '2026-11-23';
const COLUMNS_PER_SITE = 200;
const TIMES = 200;

export async function measure({ columns = 2_000_000, print }: {
  columns: number | undefined;
  print: (line: string) => void;
}): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shixian-bench-'));
  try {
    const file = path.join(folder, 'stored.sqlite');
    const columnsPerSite = Math.min(COLUMNS_PER_SITE, columns);
    const sites = Math.ceil(columns / columnsPerSite);
    await makeStoredSites({ file, sites, columnsPerSite, itemsPerColumn: 5, day: DAY }, (made) => {
      if (made % 1_000 === 0) process.stderr.write(`${made} sites stored\n`);
    });
    await ask(file, sites, sites * columnsPerSite, print);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ask(file: string, sites: number, columns: number, print: (line: string) => void): Promise<void> {
  // As `shixian serve` opens it.
  const store = await openStore(file, { cacheMb: 64 });
  const app = createApp({
    store, language: 'zh', rules, carried, timezone: 'Asia/Shanghai', now: () => new Date(`${DAY}T02:00:00Z`), dayOf: () => DAY,
    actions: { run: () => 'queued', check: () => 'queued', jobs: () => [], configuredColumns: columns, nextRuns: () => [] },
    downloads: [], seen: async (columnId, visitId) => seenPages(await store.visitPages(columnId, visitId)), access: { isLoopback: true, origin: null, addressOf: () => '' }, limits: { waiverDays: 400, reason: 2000, name: 100 },
    onError: (error) => process.stderr.write(`${String(error)}\n`),
  });
  // Another site, column or page each time, so that not one and the same is read from memory.
  const spread = (time: number, of: number) => 1 + Math.floor((time * of) / TIMES);
  const pages: Record<string, (time: number) => string> = {
    overview: () => '/',
    units: () => '/?by=units',
    'site by name': (time) => `/?words=zhan${String(spread(time, sites)).padStart(6, '0')}`,
    'unit by name': (time) => `/?by=units&words=zhan${String(spread(time, sites)).padStart(6, '0')}`,
    site: (time) => `/site/${spread(time, sites)}`,
    column: (time) => `/column/${spread(time, columns)}`,
    'columns by status': (time) => `/columns?status=overdue&after=${spread(time, columns)}`,
    'columns by words': (time) => `/columns?words=${encodeURIComponent('栏目1')}&after=${spread(time, columns)}`,
    'columns by one character': (time) => `/columns?words=${encodeURIComponent('栏')}&after=${spread(time, columns)}`,
    'columns by words and status': (time) => `/columns?status=overdue&words=${encodeURIComponent('目19')}&after=${spread(time, columns)}`,
    'columns, words that none has': (time) => `/columns?words=none&after=${spread(time, columns)}`,
    'open findings': () => '/findings?state=open',
    'findings of a site': (time) => `/findings?state=open&site=${spread(time, sites)}`,
    'findings by level and rule': () => '/findings?state=open&level=missing&rule=missing-period',
    'findings by words': (time) => `/findings?state=open&words=${encodeURIComponent(`zhan${String(spread(time, sites)).padStart(6, '0')}`)}`,
    runs: () => '/runs',
    progress: () => '/live',
    waivers: () => '/waivers',
    'audit log': () => '/log',
  };
  print(`${columns} columns of ${sites} sites, ${TIMES} times each, ms: p50, p95`);
  for (const [name, addressAt] of Object.entries(pages)) {
    const taken: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const started = performance.now();
      const answer = await app.request(addressAt(time), { headers: { host: 'localhost' } });
      await answer.text();
      taken.push(performance.now() - started);
      if (answer.status !== 200) throw new Error(`${addressAt(time)}: ${answer.status}`);
    }
    taken.sort((one, two) => one - two);
    const at = (share: number) => (taken[Math.floor(share * (TIMES - 1))] ?? 0).toFixed(1);
    print(`${name}: ${at(0.5)}, ${at(0.95)}`);
  }
  await store.close();
}
