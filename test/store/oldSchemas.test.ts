/** Databases that older versions of the program left: brought up to date with all that is in them, after a backup. */
import { mkdir, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import knexPackage, { type Knex } from 'knex';
import { expect, test } from 'vitest';
import { migrate, newestMigration } from '../../src/store/migrations.js';
import { openStore } from '../../src/store/store.js';
import { connect } from './direct.js';
import { databaseFile, finding, openedStore, verdict } from './samples.js';

const VERSIONS = [
  '001-first-schema', '002-schedule', '003-drift', '004-posted', '005-item-pages', '006-page-names', '007-office-work',
  '008-calendar', '009-conclusion', '010-homepage', '011-waiver-ending',
] as const;

/** A database as the program of that version left it: one run, one column with a finding, two items, one of them changed. */
async function databaseOf(version: string): Promise<string> {
  const file = await databaseFile();
  const sql = knexPackage.knex({ client: 'sqlite3', connection: { filename: file }, useNullAsDefault: true });
  await sql.transaction(async (transaction) => {
    await transaction.raw(`pragma application_id = ${0x53484958}`);
    await migrate(transaction, version);
    await fill(transaction);
  });
  await sql.destroy();
  return file;
}

const DAY = '2026-03-10';

async function fill(sql: Knex): Promise<void> {
  const at = `${DAY}T02:00:00.000Z`;
  const url = 'https://site.example.invalid/a/';
  await sql('run').insert({
    id: 'run-1', kind: 'crawl', day: DAY, started_at: at, finished_at: at, timezone: 'Asia/Shanghai', config_name: 'a.yaml',
  });
  await sql('site').insert({ id: 1, key: '某局', name: '某局' });
  await sql('site_column').insert({
    id: 1, site_id: 1, key: '某局/项目进度', path: '["项目进度"]', url, first_seen: DAY, known_since: null, known_until: DAY,
  });
  await sql('visit').insert({
    id: 1, run_id: 'run-1', column_id: 1, day: DAY, at, url, final_url: url, ms: 5, outcome: 'list', detail: '', proof: '',
    reader: 'generic', item_count: 2, dated_count: 2, complete_since: 'ever',
  });
  await sql('visit_page').insert({
    visit_id: 1, position: 0, url, final_url: url, by: 'http', status: 200, at, ms: 5, attempts: 1, charset: 'utf-8',
    headers: '{}', snapshot: 'ab',
  });
  for (const [id, day] of [[1, '2026-02-05'], [2, '2026-01-05']] as const) {
    await sql('item').insert({
      id, column_id: 1, identity: `i${id}`, title: `信息${id}`, url: `${url}${id}.html`, pinned: 0, date_day: day,
      date_by: 'row-text', date_text: day, date_implied: '[]', first_seen: DAY, current_since: DAY, last_seen: DAY,
    });
  }
  await sql('item_version').insert({
    item_id: 1, title: '旧题', date_day: '2026-02-04', date_by: 'row-text', date_text: '2026-02-04', date_implied: '[]',
    first_seen: '2026-03-01', last_seen: '2026-03-02',
  });
  const found = finding('missing-period|某局/项目进度|2026-02');
  await sql('finding').insert({
    id: 1, column_id: 1, key: found.key, rule: found.rule, level: found.level, period: found.period, state: 'open',
    opened_on: DAY, last_seen_on: DAY, reopened: 0, finding: JSON.stringify(found),
  });
  const column = { key: '某局/项目进度', path: ['项目进度'], url };
  await sql('run_column').insert({
    run_id: 'run-1', column_id: 1, position: 0, site_key: '某局', site_name: '某局', column: JSON.stringify(column),
    verdict: JSON.stringify(verdict(DAY, { status: 'overdue' })), changes: '[]', last_visit_id: 1, last_readable_id: 1,
  });
}

const copiesOf = async (file: string) => (await readdir(dirname(file))).filter((name) => name.includes('.before-'));

for (const version of VERSIONS)
  test(`a database of ${version} is read as it was, and a copy of it is kept first`, async () => {
    const file = await databaseOf(version);
    const store = await openedStore(file);
    const record = await store.readRun('run-1');
    expect(record?.run).toMatchObject({ id: 'run-1', day: DAY, doubtful: null });
    expect(record?.columns).toMatchObject([{ siteName: '某局', verdict: { status: 'overdue' }, lastVisit: { day: DAY, itemCount: 2 } }]);
    const history = await store.history('某局/项目进度', '2026-12-31');
    expect(history).toMatchObject({ knownSince: null, looks: [{ day: DAY, shows: 'list', since: null }] });
    expect(history.items).toMatchObject([
      { title: '信息1', date: { day: '2026-02-05' }, firstSeen: DAY, lastSeen: DAY, earlier: [{ title: '旧题', date: { day: '2026-02-04' } }] },
      { title: '信息2', date: { day: '2026-01-05' }, firstSeen: DAY, lastSeen: DAY },
    ]);
    expect(await store.findingRecords()).toMatchObject([{ state: 'open', openedOn: DAY, lastSeenOn: DAY }]);
    expect(await store.unfinishedRuns()).toEqual([]);

    const [copy, ...others] = await copiesOf(file);
    expect(copy).toMatch(/\.before-\d{3}\.sqlite$/);
    expect(others).toEqual([]);
    const kept = await connect(`${dirname(file)}/${copy}`);
    expect(await kept.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(await kept.all('select max(name) as name from knex_migrations')).toEqual([{ name: version }]);
    expect(await kept.all('select count(*) as items from item')).toEqual([{ items: 2 }]);
    await kept.close();
  });

test('no copy is made of a new database, of an empty one, or of one that is up to date', async () => {
  const file = await databaseFile();
  await (await openedStore(file)).close();
  await (await openedStore(file)).close();
  const empty = await databaseFile();
  const sql = knexPackage.knex({ client: 'sqlite3', connection: { filename: empty }, useNullAsDefault: true });
  await sql.transaction(async (transaction) => {
    await transaction.raw(`pragma application_id = ${0x53484958}`);
    await migrate(transaction, '005-item-pages');
  });
  await sql.destroy();
  await (await openedStore(empty)).close();
  expect([...(await copiesOf(file)), ...(await copiesOf(empty))]).toEqual([]);
});

test('where the copy cannot be written, that is said and the database is left as it is', async () => {
  const file = await databaseOf('011-waiver-ending');
  // A folder stands where the copy is to be written.
  const copy = `${file}.before-${newestMigration().slice(0, 3)}.sqlite`;
  await mkdir(`${copy}/inside`, { recursive: true });
  await expect(openStore(file)).rejects.toMatchObject({ trouble: 'no-backup', words: { zh: expect.stringContaining('没有升级') } });
  const direct = await connect(file);
  expect(await direct.all('select max(name) as name from knex_migrations')).toEqual([{ name: '011-waiver-ending' }]);
  await direct.close();
  expect((await readdir(dirname(file))).filter((name) => name.endsWith('.part'))).toEqual([]);
});
