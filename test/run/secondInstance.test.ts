/** Two runs on one database: the second is told who is at work, and a killed one keeps nobody out. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { takeFileLock } from '../../src/store/fileLock.js';
import { openStore } from '../../src/store/store.js';
import { html } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { daysDown, listPage } from '../doors/pages.js';
import { folders, shixian, writeConfig } from '../doors/program.js';

const open = opened();
const folder = folders();

async function place() {
  const waiting: { release?: () => void; asked?: () => void } = {};
  const asked = new Promise<void>((tell) => (waiting.asked = tell));
  const released = new Promise<void>((release) => (waiting.release = release));
  const page = html(listPage({ days: daysDown(5) }));
  const server = await open.server({
    '/a/': page,
    '/slow/': (request, response) => {
      waiting.asked?.();
      void released.then(() => page(request, response));
    },
  });
  const home = await folder();
  const config = await writeConfig(home, server.origin, {
    甲: `url: "${server.origin}/a/", cadence: 按月`, 乙: `url: "${server.origin}/slow/", cadence: 按月`,
  });
  // The slow page is waited for, however slow the machine is that runs the commands meanwhile.
  await writeFile(config, (await readFile(config, 'utf8')).replace('timeoutMs: 3000', 'timeoutMs: 60000'));
  const db = path.join(home, 'a.sqlite');
  const files = ['--db', db, '--out', home, '--log-level', 'silent'];
  return { db, asked, release: () => waiting.release?.(), config: ['--config', config], files };
}

test('a second run says who is at work since when, ends with 5 and changes nothing; reports can be read', async () => {
  const { db, asked, release, config, files } = await place();
  const first = shixian(['run', ...config, ...files]);
  await asked;
  const second = await shixian(['run', ...config, ...files]);
  expect(second).toMatchObject({ code: 5, err: expect.stringContaining(`进程 ${process.pid}，自 2026-03-17T04:00:00.000Z 起`) });
  expect(await shixian(['report', ...files])).toMatchObject({ code: 0 });
  // A question is not kept out, a judgement that settles findings is.
  expect(await shixian(['audit', ...files, ...config, '--lang', 'en'])).toMatchObject({ code: 0 });
  expect(await shixian(['audit', ...files, '--lang', 'en'])).toMatchObject({ code: 5, err: expect.stringContaining('Another run') });
  release();
  expect(await first).toMatchObject({ code: 0 });
  expect(await shixian(['run', ...config, ...files])).toMatchObject({ code: 0 });
  const store = await openStore(db);
  expect((await store.listRuns(10)).filter(({ kind }) => kind === 'crawl')).toHaveLength(2);
  await store.close();
});

test('a second schedule is refused, a run beside a schedule that waits is not', async () => {
  const { release, config, files, db } = await place();
  release();
  const stop = new AbortController();
  await shixian(['run', ...config, ...files]);
  const first = shixian(['schedule', ...config, ...files], '2026-03-17', stop.signal);
  const lock = async () => takeFileLock(db, 'schedule');
  for (let taken = await lock(); taken !== null; taken = await lock()) await taken.release();
  expect(await shixian(['schedule', ...config, ...files])).toMatchObject({ code: 5 });
  expect(await shixian(['run', ...config, ...files])).toMatchObject({ code: 0 });
  stop.abort();
  expect(await first).toMatchObject({ code: 0 });
});

test('the lock of a process that was killed is free at once', async () => {
  const { db, config, files, release } = await place();
  release();
  await shixian(['run', ...config, ...files]);
  // The same lock, taken by another process by SQLite's own means.
  const script = `
    const sqlite3 = require('sqlite3');
    const held = new sqlite3.Database(${JSON.stringify(`${db}-run.lock`)});
    held.exec('begin exclusive', () => console.log('held'));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  expect(await takeFileLock(db, 'run')).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = await takeFileLock(db, 'run');
  expect(lock).not.toBeNull();
  await lock?.release();
});
