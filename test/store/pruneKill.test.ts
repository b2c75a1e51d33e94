/** `kill -9` during `shixian prune`, at moments spread over it: nothing outside of the ladder is lost, and a second one finishes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { daysBefore } from '../../src/store/retention.js';
import { connect } from './direct.js';
import { change, column, concluded, content, databaseFile, entry, finding, item, list, openedStore, page, run, verdict, visit } from './samples.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TODAY = '2026-11-23';
const KILLS = Number(process.env['KILLS'] ?? 6);
/** A visit every ten days over 700 days, each with a page of its own; a finding was opened in the middle. */
const DAYS = Array.from({ length: 70 }, (_, index) => daysBefore(TODAY, 695 - index * 10));
/** Enough that they go in several pieces of work. */
const COLUMNS = 120;

beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
}, 240_000);

async function filled(): Promise<string> {
  const file = await databaseFile();
  const store = await openedStore(file);
  for (const [at, day] of DAYS.entries()) {
    const started = run(`${day.replaceAll('-', '')}-020000-0000`, day);
    await store.startRun(started);
    await Promise.all(Array.from({ length: COLUMNS }, async (_, position) => {
      const visited = { ...column(), key: `某局/栏目${position}` };
      // Not every column has a visit on every day: that is enough to be pruned, and quicker.
      if (position % 10 !== at % 10 && position > 4) return undefined;
      const name = `k${position}`;
      const judge = at === 35
        ? () => ({ verdict: verdict(day, { findings: [finding(name)] }), changes: [change(name, 'opened', day)] })
        : content(day);
      const shown = list([item(`通知${day}`, `/${day}.html`, day)]);
      const seen = visit(day, shown, { columnKey: visited.key, pages: [page(`<html>page ${position} of ${day}</html>`)] });
      return store.recordColumn(entry(started, { position, column: visited, visit: seen }), judge);
    }));
    await concluded(store, started);
  }
  await store.close();
  return file;
}

/**
 * @param killAfterMs  after its first line, which comes when the database is open
 * @returns how long it took from then on; undefined where it was killed
 */
async function prune(db: string, killAfterMs?: number): Promise<number | undefined> {
  const argv = ['prune', '--yes', '--db', db, '--out', path.join(path.dirname(db), 'out'), '--today', TODAY];
  const child = spawn(process.execPath, [path.join(root, 'dist', 'src', 'bin.js'), ...argv], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  await once(child.stdout, 'data');
  const began = performance.now();
  child.stdout.resume();
  if (killAfterMs !== undefined) {
    await Promise.race([pause(killAfterMs), ended]);
    child.kill('SIGKILL');
  }
  const [code, signal] = await ended;
  if (signal !== null) return undefined;
  expect(code).toBe(0);
  return performance.now() - began;
}

/** All rows of all tables, by table. */
async function rowsOf(db: string): Promise<Map<string, Set<string>>> {
  const direct = await connect(db);
  try {
    expect(await direct.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(await direct.all('pragma foreign_key_check')).toEqual([]);
    const tables = await direct.all("select name from sqlite_master where type = 'table' and sql not like '%virtual%' and name not like 'sqlite%'");
    const rows = new Map<string, Set<string>>();
    for (const { name } of tables) {
      const found = await direct.all(`select * from "${String(name)}"`);
      rows.set(String(name), new Set(found.map((row) => JSON.stringify(row))));
    }
    return rows;
  } finally {
    await direct.close();
  }
}

test(`killed at ${KILLS} moments it loses nothing that the ladder keeps, and the next one ends the same`, async () => {
  const first = await filled();
  const home = path.dirname(first);
  const copyTo = async (name: string) => {
    await mkdir(path.join(home, name));
    await copyFile(first, path.join(home, name, 'a.sqlite'));
    return path.join(home, name, 'a.sqlite');
  };
  const whole = await copyTo('whole');
  const tookMs = await prune(whole) ?? 0;
  const expected = await rowsOf(whole);
  const before = await rowsOf(first);
  expect(expected.get('snapshot')?.size).toBeLessThan(before.get('snapshot')?.size ?? 0);
  const found = { untouched: 0, between: 0, done: 0 };

  for (let kill = 0; kill < KILLS; kill++) {
    const db = await copyTo(`${kill}`);
    await prune(db, (tookMs * kill) / KILLS);
    const left = await rowsOf(db);
    found[isDeepStrictEqual(left, before) ? 'untouched' : isDeepStrictEqual(left, expected) ? 'done' : 'between'] += 1;
    for (const [table, rows] of expected) {
      // Marked as cleared are rows that the whole one marks as well: these differ until it is done.
      if (table === 'run' || table === 'visit') continue;
      for (const row of rows) expect(left.get(table)?.has(row), `${table} after kill ${kill}`).toBe(true);
    }
    await prune(db);
    expect(await rowsOf(db)).toEqual(expected);
  }
  process.stdout.write(`killed: ${found.untouched} before anything went, ${found.between} in between, ${found.done} when all was done\n`);
}, 60_000 + KILLS * 20_000);
