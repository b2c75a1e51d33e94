import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { expect, test } from 'vitest';

import type { Database } from '../../src/store/database.js';
import { explainSqliteError, openSqlite } from '../../src/store/sqlite.js';
import { StoreError, type StoreTrouble } from '../../src/store/storeError.js';
import { createStore } from '../../src/store/store.js';
import { connect } from './direct.js';
import {
  column, content, databaseFile, entry, item, list, openedStore, page, recordVisits, startedRun, visit,
} from './samples.js';

const march = visit('2026-03-10', list([item('3月项目进度', '/3.html', '2026-03-05')]));

/** The trouble that `work` ends in, which must be explained in both languages and name the file. */
async function troubleOf(file: string, work: Promise<unknown>): Promise<StoreTrouble> {
  const error: unknown = await work.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof StoreError)) throw error ?? new Error('nothing went wrong');
  expect(error.words.zh).toContain(file);
  expect(error.words.en).toContain(file);
  expect(error.message).toBe(error.words.en);
  return error.trouble;
}

test('makes the folders that are missing', async () => {
  const file = join(dirname(await databaseFile()), 'a', 'b', 'shixian.sqlite');
  await openedStore(file);
  expect((await stat(file)).isFile()).toBe(true);
});

test('a folder that cannot be made, because a file stands in its way', async () => {
  const file = await databaseFile();
  await writeFile(file, 'a file');
  const inside = join(file, 'shixian.sqlite');
  expect(await troubleOf(inside, openedStore(inside))).toBe('cannot-open');
});

test('a folder at the path of the database', async () => {
  const file = await databaseFile();
  await mkdir(file);
  expect(await troubleOf(file, openedStore(file))).toBe('is-folder');
});

test('a file that is not a database is left as it is', async () => {
  const file = await databaseFile();
  const words = '这是一份普通文件。'.repeat(500);
  await writeFile(file, words);
  expect(await troubleOf(file, openedStore(file))).toBe('not-a-database');
  expect(await readFile(file, 'utf8')).toBe(words);
});

test('the database of another program is left as it is', async () => {
  const file = await databaseFile();
  const other = await connect(file);
  await other.all('create table letters (id integer)');
  await other.close();
  const before = await readFile(file);
  expect(await troubleOf(file, openedStore(file))).toBe('foreign');
  expect(await readFile(file)).toEqual(before);
});

test('a database of a newer version of this program is left as it is', async () => {
  const file = await databaseFile();
  await (await openedStore(file)).close();
  const newer = await connect(file);
  await newer.all(`insert into knex_migrations (name, batch) values ('999-of-the-future', 2)`);
  await newer.close();
  const before = await readFile(file);
  expect(await troubleOf(file, openedStore(file))).toBe('newer');
  expect(await readFile(file)).toEqual(before);
});

test('while another program writes for longer than we wait, nothing is recorded; afterwards it is', async () => {
  const file = await databaseFile();
  const store = await openedStore(file, { busyTimeoutMs: 20 });
  const started = await startedRun(store, '2026-03-10');
  const other = await connect(file);
  await other.all('begin immediate');

  const recording = store.recordColumn(entry(started, { visit: march }), content('2026-03-10'));
  expect(await troubleOf(file, recording)).toBe('locked');
  expect((await store.history(column().key, '2026-03-10')).lastVisit).toBeNull();

  await other.all('commit');
  await other.close();
  await store.recordColumn(entry(started, { visit: march }), content('2026-03-10'));
  expect((await store.history(column().key, '2026-03-10')).lastVisit?.day).toBe('2026-03-10');
});

test('opening waits for nobody when there is nothing to change', async () => {
  const file = await databaseFile();
  await (await openedStore(file)).close();
  const other = await connect(file);
  await other.all('begin immediate');
  const store = await openedStore(file, { busyTimeoutMs: 0 });
  expect(await store.latestRun()).toBeNull();
  await other.close();
});

test('several programs may make the same new database at once', async () => {
  const file = await databaseFile();
  // Three, because each one that waits holds one of this process's four threads; programs of their own share none.
  const [one, ...others] = await Promise.all([openedStore(file), openedStore(file), openedStore(file)]);
  await recordVisits(one, [march]);
  for (const other of others) expect((await other.history(column().key, '2026-03-10')).items).toHaveLength(1);
});

test('a schema that was killed half-way is made anew', async () => {
  const file = await databaseFile();
  const other = await connect(file);
  await other.all('begin');
  await other.all('create table knex_migrations_lock (is_locked integer)');
  await other.all('create table run (id integer)');
  // Closing without a commit is what the end of a process does.
  await other.close();
  await recordVisits(await openedStore(file), [march]);
});

test('a full disk stops the visit and not the store', async () => {
  const file = await databaseFile();
  const database = await openSqlite(file, 1000);
  const store = createStore(database);
  await recordVisits(store, [march]);
  await pragma(database, 'pragma max_page_count = 60');
  const started = await startedRun(store, '2026-03-11');
  // Random text, because a body that compresses away would fit.
  const noise = page(Array.from({ length: 40_000 }, () => Math.random().toString(36)).join(''));
  const large = visit('2026-03-11', list([item('4月', '/4.html')]), { pages: [noise] });

  const recording = store.recordColumn(entry(started, { visit: large }), content('2026-03-11'));
  expect(await troubleOf(file, recording)).toBe('full');
  expect((await store.history(column().key, '2026-03-11')).items).toHaveLength(1);

  await pragma(database, 'pragma max_page_count = 100000');
  await store.recordColumn(entry(started, { visit: large }), content('2026-03-11'));
  expect((await store.history(column().key, '2026-03-11')).items).toHaveLength(2);
  await store.close();
});

for (const [code, trouble] of [
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_IOERR', 'disk'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_CANTOPEN', 'cannot-open'],
] as const)
  test(`${code} is explained as ${trouble}`, async () => {
    const error = Object.assign(new Error(code), { code });
    const explained = explainSqliteError(error, 'shixian.sqlite');
    expect(await troubleOf('shixian.sqlite', Promise.reject(explained as Error))).toBe(trouble);
    expect((explained as Error).cause).toBe(error);
  });

test('a bug is not explained away', () => {
  const constraint = Object.assign(new Error('constraint'), { code: 'SQLITE_CONSTRAINT' });
  for (const bug of [new Error('a rule broke'), constraint]) {
    expect(explainSqliteError(bug, 'shixian.sqlite')).toBe(bug);
  }
});

async function pragma(database: Database, statement: string): Promise<void> {
  await database.read(async (sql) => {
    await sql.raw(statement);
  });
}
