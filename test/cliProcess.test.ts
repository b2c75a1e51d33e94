/** The program as people start it: a process with streams, signals and a database on disk. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sqlite3 from 'sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../src/store/store.js';
import { html } from './crawl/loopback.js';
import { opened } from './crawl/using.js';
import { daysDown, listPage } from './doors/pages.js';
import { folders, writeConfig } from './doors/program.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = path.join(root, 'dist', 'src', 'bin.js');
const open = opened();
const folder = folders();

// `npm test` has built the program; started otherwise, the sources may be newer.
beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
}, 120_000);

function start(argv: string[], stdio: ('pipe' | 'ignore')[] = ['ignore', 'pipe', 'pipe']): ChildProcess {
  return spawn(process.execPath, [bin, ...argv], { stdio, env: { ...process.env, SHIXIAN_BROWSER: 'none' } });
}

async function ended(child: ChildProcess): Promise<{ code: unknown; out: string; err: string }> {
  const text = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (text.out += String(chunk)));
  child.stderr?.on('data', (chunk: Buffer) => (text.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

async function isSound(db: string): Promise<string> {
  const database = new sqlite3.Database(db);
  return new Promise((resolve, reject) => {
    database.get('pragma integrity_check', (error: Error | null, row: { integrity_check: string }) => {
      database.close();
      if (error) reject(error);
      else resolve(row.integrity_check);
    });
  });
}

/** A site whose second column never answers; `asked` resolves when it is asked for. */
async function hangingSite(settings = '') {
  let tell: () => void;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const server = await open.server({ '/a/': html(listPage({ days: daysDown(5) })), '/b/': () => tell() });
  const at = await folder();
  const column = (place: string) => `url: "${server.origin}${place}", cadence: 按月`;
  const config = await writeConfig(at, server.origin, { 甲: column('/a/'), 乙: column('/b/') });
  if (settings !== '') await appendFile(config, `${settings}\n`);
  return { asked, places: ['--config', config, '--db', path.join(at, 'a.sqlite'), '--out', at], db: path.join(at, 'a.sqlite') };
}

test('is found by npx and speaks', async () => {
  const link = path.join(root, 'node_modules', '.bin', 'shixian');
  expect(await ended(spawn(link, ['--version']))).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('its exit code is the command’s', async () =>
  expect(await ended(start(['run', '--today', '2026-02-30', '--config', 'config/example.yaml']))).toMatchObject({ code: 3 }));

test('a reader that closes early is no error', async () => {
  const child = start(['inspect', ...Array.from({ length: 200 }, () => path.join(root, 'README.md')), '--json']);
  child.stdout?.once('data', () => child.stdout?.destroy());
  const err: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => err.push(String(chunk)));
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(err.join('')).toBe('');
});

describe('told to stop', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    test(`a run ends on ${signal} with its finished columns, and the database is sound`, async () => {
      const { asked, places, db } = await hangingSite();
      const child = start(['run', '--today', '2026-03-17', ...places]);
      const end = ended(child);
      await asked;
      child.kill(signal);
      expect(await end).toMatchObject({ code: 1, out: expect.stringContaining('巡检被中止') });
      expect(await isSound(db)).toBe('ok');
      const store = await openStore(db);
      const run = await store.latestRun();
      expect(run?.finishedAt).toBeNull();
      expect((await store.readRun(run?.id ?? ''))?.columns.map(({ column }) => column.path)).toEqual([['甲']]);
      await store.close();
    });

  test('a schedule without an audit under way ends at once', async () => {
    const { places, db } = await hangingSite();
    const child = start(['schedule', ...places]);
    const end = ended(child);
    await once(child.stdout as NodeJS.EventEmitter, 'data');
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0, out: expect.stringMatching(/定时巡检已启动[\s\S]*已停止/) });
    expect(await isSound(db)).toBe('ok');
  });

  test('a schedule in the middle of an audit leaves it due, and the database sound', async () => {
    // At an hour that is not near: a run that comes soon makes up for what was missed.
    const hour = (new Date().getUTCHours() + 8 + 12) % 24;
    const { asked, places, db } = await hangingSite(`schedule: { audit: "0 ${hour} * * *" }`);
    const missed = '2020-01-01T18:00:00.000Z';
    const before = await openStore(db);
    await before.setNextDue('audit', missed);
    await before.close();
    const child = start(['schedule', ...places]);
    const end = ended(child);
    await asked;
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0, out: expect.stringContaining('已停止') });
    expect(await isSound(db)).toBe('ok');
    const after = await openStore(db);
    expect(await after.nextDue('audit')).toBe(missed);
    await after.close();
  });
});
