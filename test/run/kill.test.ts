/**
 * `kill -9` at any moment of a run: what was recorded is there whole, and the run gone on with ends as an undisturbed one.
 *
 * Twelve moments by default; `KILLS=100` tries a hundred, `SEED` repeats those of an earlier time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIRST_DAY, known, openOffices, SECOND_DAY, writeOffices, type Known, type Offices } from '../doors/offices.js';
import { folders } from '../doors/program.js';
import { connect } from '../store/direct.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = path.join(root, 'dist', 'src', 'bin.js');
const KILLS = Number(process.env['KILLS'] ?? 12);
const SEED = Number(process.env['SEED'] ?? Math.trunc(Math.random() * 2 ** 31));
const folder = folders();
let offices: Offices;

beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
  offices = await openOffices();
}, 240_000);
afterAll(() => offices.close());

/** A small generator of our own, so that a seed repeats its moments on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a run does that can be seen from outside: requests at the servers, log lines and lines to its reader, in order. */
interface Watched {
  code: number | null;
  signal: string | null;
  /** The columns whose recording was reported. */
  reported: { site: string; column: string }[];
  /** When each event came, in milliseconds after the start. */
  eventsMs: number[];
  endMs: number;
}

/** @param until  kills the process so many milliseconds after the n-th event; 0 is the start itself */
async function run(places: string[], day: string, more: string[] = [], until?: { event: number; delayMs: number }): Promise<Watched> {
  const argv = ['run', ...places, '--today', day, '--log-level', 'info', ...more];
  const start = performance.now();
  const child = spawn(process.execPath, [bin, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SHIXIAN_BROWSER: 'none' },
  });
  const eventsMs: number[] = [];
  let isEnded = false;
  const kill = async () => {
    await pause(until?.delayMs ?? 0);
    if (!isEnded) child.kill('SIGKILL');
  };
  const happened = () => {
    eventsMs.push(performance.now() - start);
    if (until && eventsMs.length === until.event) void kill();
  };
  if (until?.event === 0) void kill();
  offices.onRequest = happened;
  const text = { out: '', err: '' };
  for (const name of ['out', 'err'] as const) {
    (name === 'out' ? child.stdout : child.stderr).on('data', (chunk: Buffer) => {
      text[name] += String(chunk);
      happened();
    });
  }
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  isEnded = true;
  const lines = text.err.split('\n').flatMap((line) => parsed(line));
  const reported = lines.filter(({ msg }) => msg === 'column').map(({ site, column }) => ({ site, column }));
  return { code, signal, reported, eventsMs, endMs: performance.now() - start };
}

/** The last line may have been cut by the kill. */
function parsed(line: string): { msg: string; site: string; column: string }[] {
  try {
    return [JSON.parse(line) as { msg: string; site: string; column: string }];
  } catch {
    return [];
  }
}

/** Everything that must be true of the file after a kill, whatever the moment. */
async function soundness(db: string, reported: Watched['reported']): Promise<void> {
  const direct = await connect(db);
  try {
    expect(await direct.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(await direct.all('pragma foreign_key_check')).toEqual([]);
    const [latest] = await direct.all(`select id from run where day = '${SECOND_DAY}' order by number desc limit 1`);
    const run = typeof latest?.['id'] === 'string' ? latest['id'] : '';
    // Every column that was reported is there whole: its verdict, its visit, the visit's pages and what they listed.
    const held = await direct.all(`
      select s.name as site, c.path, v.outcome, v.item_count,
        (select count(*) from visit_page p where p.visit_id = coalesce(v.same_as, v.id)) as pages,
        (select count(*) from item i where i.column_id = c.id and i.last_seen >= '${SECOND_DAY}') as items
      from run_column r join site_column c on c.id = r.column_id join site s on s.id = c.site_id
        left join visit v on v.run_id = r.run_id and v.column_id = r.column_id
      where r.run_id = '${run}'`);
    for (const { site, column } of reported) {
      const found = held.filter((one) => one['site'] === site && (JSON.parse(String(one['path'])) as string[]).join(' > ') === column);
      expect(found, `${site} ${column}`).toHaveLength(1);
    }
    for (const { outcome, item_count: count, pages, items } of held) {
      expect(outcome).not.toBeNull();
      expect(Number(pages)).toBeGreaterThan(0);
      if (outcome === 'list') expect(items).toBe(count);
    }
    // No half one: a visit without its verdict, a verdict for which nothing is kept, a page of no visit.
    const half = async (statement: string) => expect(await direct.all(statement)).toEqual([]);
    await half(`select id from visit v where run_id = '${run}' and not exists (
      select 1 from run_column r where r.run_id = v.run_id and r.column_id = v.column_id)`);
    await half('select column_id from run_column where verdict_id is null or verdict_id not in (select id from verdict)');
    await half(`select id from visit where same_as is null and not exists (select 1 from visit_page p where p.visit_id = visit.id)`);
    await half('select p.snapshot from visit_page p where p.snapshot is not null and p.snapshot not in (select sha256 from snapshot)');
    await half('select snapshot from homepage_visit where snapshot is not null and snapshot not in (select sha256 from snapshot)');
    await half('select run_id, site_key from homepage_visit group by run_id, site_key having count(*) > 1');
  } finally {
    await direct.close();
  }
}

/** Where in the run the moment lies, for the figures. */
type Stage = 'start-up' | 'visits' | 'end';

test(`a run killed at ${KILLS} moments (SEED=${SEED}) loses nothing and ends as an undisturbed one`, async () => {
  const home = await folder();
  const config = await writeOffices(home, offices);
  const first = path.join(home, 'first.sqlite');
  const placesOf = (db: string, out: string) => ['--config', config, '--db', db, '--out', path.join(home, out)];
  offices.day = 0;
  expect((await run(placesOf(first, 'first'), FIRST_DAY)).code).toBe(0);

  offices.day = 1;
  const undisturbed = path.join(home, 'undisturbed.sqlite');
  await copyFile(first, undisturbed);
  const whole = await run(placesOf(undisturbed, 'undisturbed'), SECOND_DAY);
  expect(whole).toMatchObject({ code: 0, reported: expect.objectContaining({ length: offices.columns }) });
  const expected: Known = await known(undisturbed);
  expect(new Set(expected.findings.map(({ state }) => state))).toEqual(new Set(['open', 'resolved']));

  const random = randomFrom(SEED);
  const tried = { 'start-up': 0, visits: 0, end: 0 } satisfies Record<Stage, number>;
  let ended = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { stage, event, delayMs } = momentOf(whole, random);
    const db = path.join(home, `${kill}.sqlite`);
    await copyFile(first, db);
    const killed = await run(placesOf(db, `${kill}`), SECOND_DAY, [], { event, delayMs });
    if (killed.signal === null) ended += 1;
    else tried[stage] += 1;
    const what = `kill ${kill}, ${delayMs} ms after event ${event} (SEED=${SEED})`;
    await soundness(db, killed.reported).catch((error: unknown) => {
      throw new Error(what, { cause: error });
    });
    expect((await run(placesOf(db, `${kill}`), SECOND_DAY, ['--resume'])).code, what).toBe(0);
    await soundness(db, []);
    expect(await known(db), what).toEqual(expected);
  }
  const figures = `killed: ${tried['start-up']} at start-up, ${tried.visits} during visits, ${tried.end} at the end; ${ended} had ended`;
  process.stdout.write(`${figures} (SEED=${SEED})\n`);
}, 60_000 + KILLS * 30_000);

/** A sixth of the moments in the start-up, a quarter after the last visit, the rest at any event between. */
function momentOf({ eventsMs, endMs }: Watched, random: () => number): { stage: Stage; event: number; delayMs: number } {
  const [share, where] = [random(), random()];
  const count = eventsMs.length;
  if (share < 1 / 6) return { stage: 'start-up', event: 0, delayMs: Math.trunc(where * (eventsMs[0] ?? 0)) };
  if (share < 3 / 4) {
    return { stage: 'visits', event: 1 + Math.trunc(where * (count - 1)), delayMs: Math.trunc(random() * 12) };
  }
  // The last words come when the report is written: from a little before the last log lines to the end.
  const event = Math.max(1, count - 1 - Math.trunc(random() * 3));
  const leftMs = endMs - (eventsMs[event - 1] ?? 0);
  return { stage: 'end', event, delayMs: Math.trunc(where * leftMs) };
}
