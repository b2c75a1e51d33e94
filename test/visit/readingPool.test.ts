/** Pages read in worker threads: the same readings, and a page that goes astray ends neither the others nor the process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { brotliDecompressSync } from 'node:zlib';
import { decode } from '../../src/crawl/decode.js';
import type { Snapshot } from '../../src/model.js';
import { packPage } from '../../src/store/packBody.js';
import { readSnapshot } from '../../src/visit/readAddress.js';
import { readingHere } from '../../src/visit/pageReader.js';
import { createReadingPool, threadsHere, type ReadingPool, type ReadingPoolOptions } from '../../src/visit/readingPool.js';
import { daysDown, listPage } from '../doors/pages.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiled = (name: string) => pathToFileURL(path.join(root, 'dist', 'src', 'visit', name));
const today = '2026-03-17';

// `npm test` has built the program; started otherwise, the sources may be newer.
beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
}, 120_000);

const pools: ReadingPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

function poolOf(options: ReadingPoolOptions = {}): ReadingPool {
  const pool = createReadingPool({ threads: 2, worker: compiled('readingWorker.js'), ...options });
  pools.push(pool);
  return pool;
}

/** Does what the text of the page says: `hang`, `fill`, `leave`, `throw`; anything else is read. */
const astray = new URL('./readingPool/astrayWorker.mjs', import.meta.url);
const page = (deed: string) => ({ text: `<p>${deed}</p>`.padEnd(3_000), url: 'https://site.invalid/lm/' });

describe('the same reading as without threads', () => {
  const folder = path.join(root, 'fixtures', 'pages');
  const inputs = readdirSync(folder).filter((name) => readdirSync(path.join(folder, name)).includes('page.html'))
    .map((name) => {
      const { text } = decode(readFileSync(path.join(folder, name, 'page.html')), undefined);
      // Short ones would be read here.
      return { name, input: { text: text.padEnd(2_500), url: 'https://site.example.invalid/lm/index.html' } };
    });

  test('of every fixture page, as a column, as an item’s page and as a homepage', async () => {
    expect(inputs.length).toBeGreaterThan(20);
    const pool = poolOf();
    await Promise.all(inputs.map(async ({ name, input }) => {
      expect(await pool.readPage(input, { today }), name).toEqual(await readingHere.readPage(input, { today }));
      expect(await pool.readItemPage(input, today, '通知'), name).toEqual(await readingHere.readItemPage(input, today, '通知'));
      expect(await pool.readHomepage(input, today), name).toEqual(await readingHere.readHomepage(input, today));
    }));
  }, 60_000);
});

test('a page read from its bytes is read as its text is, and comes back named and packed', async () => {
  const pool = poolOf();
  const bytes = readFileSync(path.join(root, 'fixtures', 'pages', readdirSync(path.join(root, 'fixtures', 'pages'))[0] ?? '', 'page.html'));
  // A window on a larger buffer, as bodies are that come from a socket.
  const body = Buffer.concat([Buffer.alloc(10), bytes, Buffer.alloc(3_000, ' ')]).subarray(10);
  const url = 'https://site.example.invalid/lm/';
  const { reading, made } = (await pool.readBody({ body, url }, { today })) ?? {};
  const { text, charset } = decode(body, undefined);
  expect(reading).toEqual(await readingHere.readPage({ text, url }, { today }));
  expect(made).toEqual({ charset, packed: await packPage({ body }) });
  expect(brotliDecompressSync(made?.packed.brotli ?? new Uint8Array())).toEqual(body);
});

test('small bodies are read by who asks', () => {
  expect(poolOf().readBody({ body: new Uint8Array(100), url: 'https://site.invalid/' }, { today })).toBeNull();
});

test('what the crawler brought is read by its bytes, and takes note of what was made of them', async () => {
  const body = Buffer.from(listPage({ days: daysDown(60) }));
  const noted: unknown[] = [];
  const snapshot: Snapshot = {
    outcome: 'fetched', url: 'https://site.invalid/lm/', finalUrl: 'https://site.invalid/lm/', status: 200, headers: {}, body,
    get text(): string { throw new Error('decoded a second time'); },
    charset: '', by: 'http', at: `${today}T01:00:00.000Z`, ms: 1, attempts: 1, takeNote: (made) => void noted.push(made),
  };
  expect(await readSnapshot(snapshot, { today, pageReader: poolOf() })).toMatchObject({ kind: 'list' });
  expect(noted).toEqual([{ charset: 'utf-8 (bytes)', packed: await packPage({ body }) }]);
});

describe('a page that goes astray', () => {
  for (const deed of ['hang', 'fill', 'leave']) {
    test(`is unfinished when it makes its thread ${deed}, and the pages beside it are read`, async () => {
      const pool = poolOf({ worker: astray, timeoutMs: 2_000, heapMb: 64 });
      const deeds = ['one', 'two', deed, 'three', 'four', 'five', 'six', 'seven'];
      const readings = await Promise.all(deeds.map((text) => pool.readPage(page(text), { today })));
      expect(readings.map(({ unreadable }, index) => [deeds[index], unreadable]))
        .toEqual(deeds.map((text) => [text, text === deed ? 'unfinished' : null]));
      expect(await pool.readPage(page('after'), { today })).toMatchObject({ unreadable: null });
    });
  }

  test('is unfinished as an item’s page, as a homepage and by its bytes too', async () => {
    const pool = poolOf({ worker: astray, timeoutMs: 500 });
    const body = Buffer.from(page('hang').text);
    expect(await pool.readBody({ body, url: page('hang').url }, { today })).toMatchObject({ reading: { unreadable: 'unfinished' }, made: null });
    expect(await pool.readItemPage(page('hang'), today, null)).toMatchObject({ reading: { unreadable: 'unfinished' }, article: null });
    expect(await pool.readHomepage(page('hang'), today)).toMatchObject({ unreadable: 'unfinished', items: [] });
  });

  test('is a mistake of our own where reading it throws', async () => {
    await expect(poolOf({ worker: astray }).readPage(page('throw'), { today })).rejects.toThrow('a mistake');
  });
});

test('a pool without a program to run says so instead of calling every page unreadable', async () => {
  await expect(poolOf({ worker: new URL('./nowhere.mjs', import.meta.url) }).readPage(page('one'), { today })).rejects.toThrow();
});

test('small pages are read where they are asked for', async () => {
  const pool = poolOf({ worker: astray });
  expect(await pool.readPage({ text: '<p>hang</p>', url: 'https://site.invalid/' }, { today })).toMatchObject({ kind: 'unreadable' });
});

test('run from its sources the program starts no threads', () => expect(threadsHere()).toBe(0));

describe('closing', () => {
  test('leaves what is under way unfinished, and reads nothing more', async () => {
    const pool = poolOf({ worker: astray });
    const reading = pool.readPage(page('hang'), { today });
    await pool.close();
    expect(await reading).toMatchObject({ unreadable: 'unfinished' });
    expect(await pool.readPage(page('one'), { today })).toMatchObject({ unreadable: 'unfinished' });
  });

  test.each([['closed', 'await pool.close();'], ['left open', '']])('lets the process end: %s', async (_title, close) => {
    const text = listPage({ days: daysDown(40) });
    const program = `
      const { createReadingPool } = await import('${compiled('readingPool.js').href}');
      const pool = createReadingPool({ threads: 2 });
      const { items } = await pool.readPage({ text: process.argv[1], url: 'https://site.invalid/' }, { today: '${today}' });
      ${close}
      console.log(items.length);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, text], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(out.trim()).toBe('40');
  });
});
