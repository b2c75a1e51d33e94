/** Columns judged again in worker threads: the same verdicts, byte for byte, and a thread that ends takes none with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import type { CadenceKind, Day, History, Look } from '../../src/model.js';
import { createJudgingPool, type JudgingPool } from '../../src/run/judgingPool.js';
import { judgesBy, judgeWith, yardstickOf, type JudgingSettings } from '../../src/run/judgeWith.js';
import type { JudgedAgain } from '../../src/store/columnEntry.js';
import { unpacked, type PackedHistory } from '../../src/store/packedHistory.js';
import { columnOf, yardstickOf as auditYardstick } from '../audit/builders.js';
import { historyUpTo, waiversAround } from '../audit/histories.js';
import { run } from '../store/samples.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const worker = pathToFileURL(path.join(root, 'dist', 'src', 'run', 'judgingWorker.js'));
const settings: JudgingSettings = { timezone: 'Asia/Shanghai', rules: auditYardstick().rules };

// `npm test` has built the program; started otherwise, the sources may be newer.
beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
}, 120_000);

const pools: JudgingPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

function poolOf(own = worker): JudgingPool {
  const pool = createJudgingPool({ threads: 2, before: 0, worker: own });
  pools.push(pool);
  return pool;
}

const kinds = fc.constantFrom<CadenceKind>('realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'static');
const days = fc.integer({ min: 0, max: 700 }).map((later) => addDays('2025-01-15', later));
const cases = fc.record({ today: days, kind: kinds, isRead: fc.boolean() }).chain(({ today, kind, isRead }) =>
  fc.tuple(historyUpTo(today), waiversAround(today)).map(([history, waivers]) => ({ today, kind, isRead, history: { ...history, waivers } })));

/** As the store packs it; what items' pages said is left out. */
function packed({ items, looks, ...besides }: History): PackedHistory {
  const own = items.map(({ page: _, ...item }) => item);
  const halves = [own.slice(0, own.length >> 1), own.slice(own.length >> 1)].map((part) => JSON.stringify(part));
  const stored = [...looks].reverse().map(lookPacked).join(' ');
  const stand = { listedOn: null, sameUntil: null };
  return { ...besides, pages: [], parts: Buffer.from(halves.join('\n')), stand, looks: stored === '' ? null : stored };
}

function lookPacked({ day, shows, since }: Look): string {
  return `${day}${shows === 'list' ? 'l' : 'b'}${since === null ? 'ever' : since ?? ''}`;
}

function askedOf({ today, kind, history, isRead }: { today: Day; kind: CadenceKind; history: History; isRead: boolean }): JudgedAgain {
  const column = columnOf(kind);
  const seen = isRead ? history : { ...history, lastVisit: null };
  const entry = { run: run('r', today), position: 0, site: { key: '某局', name: '某局' }, column, visit: null, keepLifecycle: true };
  return { entry, history: packed(seen), findings: [] };
}

test('what is judged in threads is what is judged here, byte for byte', async () => {
  const pool = poolOf();
  const inThreads = pool.judgesBy(settings);
  const here = judgesBy(settings);
  await fc.assert(fc.asyncProperty(fc.array(cases, { minLength: 1, maxLength: 6 }), async (some) => {
    const asked = some.map(askedOf);
    const judged = JSON.stringify(await inThreads(asked));
    expect(judged).toBe(JSON.stringify(here(asked)));
    expect(judged).toBe(JSON.stringify(asked.map(({ entry, history, findings }) =>
      judgeWith(entry, yardstickOf(settings))(unpacked(history), findings))));
  }), { numRuns: 60 });
}, 60_000);

test('where the threads cannot be had, it is judged here', async () => {
  const asked = fc.sample(cases, { numRuns: 20, seed: 7 }).map(askedOf);
  const judged = await poolOf(new URL('./nowhere.js', worker)).judgesBy(settings)(asked);
  expect(JSON.stringify(judged)).toBe(JSON.stringify(judgesBy(settings)(asked)));
});
