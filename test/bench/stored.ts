/**
 * `npm run bench -- --audit`: how long an audit of what is stored takes. First of 2,000,000 columns of which 1 % may have
 * changed by themselves since their verdict; then of columns of 100 items each, all of them judged again. `--columns N`
 * stores N in the first part and a hundredth of it in the second. Both databases are made in a temporary folder, some
 * gigabytes at full size, and removed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { storedConfig } from '../../src/commands/chooseColumns.js';
import { latestWholeRun } from '../../src/commands/stored.js';
import { createJudgingPool } from '../../src/run/judgingPool.js';
import { rejudge, rejudgeDue } from '../../src/run/rejudge.js';
import { openStore } from '../../src/store/store.js';
import { forgetStanding, makeDue, makeStoredSites, type StoredSites } from './storedSites.js';

const DAY = '2026-11-23';
const NEXT_DAY = '2026-11-24';
const COLUMNS_PER_SITE = 200;
const PERCENT_DUE = 1;

export async function measure({ columns = 2_000_000, print }: {
  columns: number | undefined;
  print: (line: string) => void;
}): Promise<void> {
  await part(columns, 5, (file) => makeDue(file, PERCENT_DUE, NEXT_DAY), `${PERCENT_DUE} % due`);
  await part(Math.ceil(columns / 100), 100, forgetStanding, 'all judged again');

  async function part(count: number, itemsPerColumn: number, prepare: (file: string) => Promise<void>, what: string) {
    const folder = await mkdtemp(path.join(tmpdir(), 'shixian-bench-'));
    try {
      const file = path.join(folder, 'stored.sqlite');
      const columnsPerSite = Math.min(COLUMNS_PER_SITE, count);
      const sites = Math.ceil(count / columnsPerSite);
      await timed(print, `stored ${sites * columnsPerSite} columns of ${itemsPerColumn} items`, count, async () => {
        await make({ file, sites, columnsPerSite, itemsPerColumn, day: DAY });
        await prepare(file);
      });
      await timed(print, `audited them, ${what}`, sites * columnsPerSite, () => audit(file));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function make(wanted: StoredSites): Promise<void> {
  await makeStoredSites(wanted, (sites) => {
    if (sites % 1_000 === 0) process.stderr.write(`${sites} sites stored\n`);
  });
}

/** As `shixian audit` does, its report left aside. */
async function audit(file: string): Promise<void> {
  const store = await openStore(file);
  const last = await latestWholeRun(store);
  const config = storedConfig(store, last);
  const now = () => new Date(`${NEXT_DAY}T01:00:00Z`);
  const log = pino({ level: 'silent' });
  const judging = createJudgingPool();
  const walk = { config, configName: 'bench', store, log, today: NEXT_DAY, now, judging };
  const due = await rejudgeDue(walk, last);
  if (due === null) await rejudge(walk, true);
  process.stderr.write(due === null ? 'all were judged again\n' : 'what was due was judged again\n');
  await judging.close();
  await store.close();
}

/** Says how long it took and how much memory was held, looked at four times a second. */
async function timed(print: (line: string) => void, what: string, columns: number, work: () => Promise<void>): Promise<void> {
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage.rss()));
  const timer = setInterval(look, 250);
  const started = performance.now();
  const before = process.cpuUsage();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const processor = `${((user + system) / 1000 / columns).toFixed(2)} ms of processor each`;
  const speed = `${Math.round(columns / seconds)} columns/s, ${processor}`;
  print(`${what}: ${seconds.toFixed(1)} s, ${speed}, ${Math.round(most / 2 ** 20)} MB at most`);
}
