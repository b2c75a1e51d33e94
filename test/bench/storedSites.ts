/**
 * A database of any size, made in minutes: one site is visited, read and judged by the program itself, and then copied
 * inside the database, row by row, under other names. So it holds what the program stores, whatever its tables are.
 */
import { pino } from 'pino';
import sqlite3 from 'sqlite3';
import { parseConfig } from '../../src/config/parseConfig.js';
import type { Crawler } from '../../src/crawl/crawler.js';
import { decode } from '../../src/crawl/decode.js';
import type { Day, Snapshot } from '../../src/model.js';
import { runAudit } from '../../src/run.js';
import { enterNewColumns } from '../../src/store/columnGrams.js';
import { openStore } from '../../src/store/store.js';
import { listPage } from './listPage.js';

export interface StoredSites {
  file: string;
  sites: number;
  columnsPerSite: number;
  itemsPerColumn: number;
  /** The day of the visits. */
  day: Day;
}

/** The name of the first site, which is written in all that is stored of it; the others bear other figures. */
const FIRST = 'zhan000000';
const SITES_AT_ONCE = 100;

/** @param tell  called now and then with the number of sites that are there */
export async function makeStoredSites(wanted: StoredSites, tell: (sites: number) => void): Promise<void> {
  await storeFirstSite(wanted);
  const sql = await open(wanted.file);
  await sql.run('pragma journal_mode = wal');
  await sql.run('pragma synchronous = off');
  await sql.run('pragma cache_size = -200000');
  const copies = await copiesOf(sql, wanted.columnsPerSite);
  for (let from = 1; from < wanted.sites; from += SITES_AT_ONCE) {
    const until = Math.min(wanted.sites, from + SITES_AT_ONCE) - 1;
    await sql.run('begin');
    for (const copy of copies) await sql.run(copy, [from, until]);
    await sql.run('commit');
    tell(until + 1);
  }
  for (const statement of enterNewColumns) await sql.run(statement);
  await sql.close();
}

/** Of each hundred columns, the verdict of `share` may change on `day` by itself, that of the others not for years. */
export async function makeDue(file: string, share: number, day: Day): Promise<void> {
  const sql = await open(file);
  await sql.run(`update site_column set stands_until = case when id % 100 < ${share} then '${day}' else '2099-12-31' end`);
  await sql.close();
}

/** Every verdict has to be reckoned again. */
export async function forgetStanding(file: string): Promise<void> {
  const sql = await open(file);
  await sql.run('update site_column set standing_id = null, stands_until = null');
  await sql.close();
}

async function storeFirstSite({ file, columnsPerSite, itemsPerColumn, day }: StoredSites): Promise<void> {
  const columns = Array.from({ length: columnsPerSite }, (_, column) => column);
  const lines = columns.map((column) =>
    `      - { name: 栏目${column}, url: "http://${FIRST}.invalid/${column}/", cadence: ${column % 2 ? '按月' : '按季'}, itemPages: 不取 }`);
  const config = parseConfig(`crawl: { contact: "mailto:bench@example.invalid", maxPages: 1 }
sites:
  - name: ${FIRST}
    url: http://${FIRST}.invalid/
    homepage: false
    columns:
${lines.join('\n')}
`, 'bench.yaml');
  const store = await openStore(file);
  const walk = { config, configName: 'bench', store, log: pino({ level: 'silent' }), today: day };
  await runAudit({ ...walk, now: () => new Date(`${day}T01:00:00Z`) }, crawlerOf(day, itemsPerColumn));
  await store.close();
}

/** No network: the pages are made where they are asked for. */
function crawlerOf(day: Day, rows: number): Crawler {
  return {
    busyHosts: 0,
    opensIn: () => 0,
    clockAheadMs: () => null,
    close: async () => undefined,
    fetch: async (asked): Promise<Snapshot> => {
      const url = typeof asked === 'string' ? asked : asked.url;
      const { body, contentType } = listPage(Number(new URL(url).pathname.slice(1, -1)), rows);
      const page = { outcome: 'fetched', url, finalUrl: url, status: 200, headers: { 'content-type': contentType }, body } as const;
      return { ...page, ...decode(body, contentType), by: 'http', at: `${day}T01:00:00.000Z`, ms: 1, attempts: 1 };
    },
  };
}

/** What a number in a column points at, where it is not the row's own. */
const POINTS_AT: Record<string, string> = {
  site_id: 'site', column_id: 'site_column', visit_id: 'visit', last_visit_id: 'visit', last_readable_id: 'visit',
  same_as: 'visit', standing_id: 'verdict', verdict_id: 'verdict', finding_id: 'finding',
};

const COPIED = [
  'site', 'site_column', 'verdict', 'visit', 'visit_page', 'item_part', 'run_column', 'run_site', 'finding', 'finding_event',
];

/** The statements that copy every row of the first site for the sites from the first number given to the second. */
async function copiesOf(sql: Sql, columnsPerSite: number): Promise<string[]> {
  const numbers = 'with recursive site_number (n) as (select ?1 union all select n + 1 from site_number where n < ?2)';
  const largest = new Map<string, number>();
  const copies: string[] = [];
  const fieldsOf = (table: string) => sql.all<{ name: string; type: string }>(`pragma table_info(${table})`);
  // All of them first: a row may point at one of a table that is copied after its own.
  for (const table of COPIED) {
    if (!(await fieldsOf(table)).some(({ name }) => name === 'id')) continue;
    const [top] = await sql.all<{ top: number | null }>(`select max(id) as top from ${table}`);
    largest.set(table, top?.top ?? 0);
  }
  for (const table of COPIED) {
    const fields = await fieldsOf(table);
    const numbered = fields.some(({ name }) => name === 'id');
    const values = fields.map(({ name, type }) => valueOf(table, name, type));
    const names = fields.map(({ name }) => `"${name}"`).join(', ');
    const rows = numbered ? ` where id <= ${largest.get(table) ?? 0}` : ` where rowid <= (select count(*) from ${table})`;
    // A table of its own for what is copied, so that it is not read while it grows.
    await sql.run(`create temporary table first_${table} as select * from ${table}${rows}`);
    copies.push(`insert into ${table} (${names}) ${numbers} select ${values.join(', ')} from site_number, first_${table}`);
  }
  return copies;

  function valueOf(table: string, name: string, type: string): string {
    const pointed = name === 'id' ? table : POINTS_AT[name];
    if (pointed !== undefined) return `"${name}" + n * ${largest.get(pointed) ?? 0}`;
    if (name === 'position' && table === 'run_column') return `position + n * ${columnsPerSite}`;
    if (name === 'position' && table === 'run_site') return 'position + n';
    return type.toLowerCase() === 'text' ? `replace("${name}", '${FIRST}', printf('zhan%06d', n))` : `"${name}"`;
  }
}

interface Sql {
  run(statement: string, values?: unknown[]): Promise<void>;
  all<Row>(statement: string): Promise<Row[]>;
  close(): Promise<void>;
}

async function open(file: string): Promise<Sql> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)));
  });
  const done = (resolve: () => void, reject: (error: Error) => void) => (error: Error | null) =>
    error ? reject(error) : resolve();
  return {
    run: (statement, values = []) => new Promise((resolve, reject) => database.run(statement, values, done(resolve, reject))),
    all: <Row>(statement: string) => new Promise<Row[]>((resolve, reject) =>
      database.all<Row>(statement, (error, rows) => (error ? reject(error) : resolve(rows)))),
    close: () => new Promise((resolve, reject) => database.close(done(resolve, reject))),
  };
}
