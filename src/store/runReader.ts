/**
 * What a run left, read site by site. Every query that reads the columns of a run for people stands here; what else
 * reads them are the totals (runTotals.ts) and the end of a run (settle.ts).
 */
import type { Knex } from 'knex';

import type {
  Column, FindingChange, Run, RunColumn, RunRecord, RunTotals, SiteVerdict, Verdict,
} from '../model.js';
import type { Database } from './database.js';
import { readFixes } from './fixes.js';
import { runColumns as membersOf } from './members.js';
import { findRun } from './runs.js';
import { readTrend, totalsKept } from './runTotals.js';
import { readVisitFacts } from './visits.js';

/** A stored run. The rules are not stored: the caller adds those of the running program. */
export type StoredRun = Omit<RunRecord, 'rules'>;

export interface RunReader {
  /** The run and its figures, without its columns; null where there is no such run. */
  runHead(runId: string): Promise<RunHead | null>;

  /**
   * The run's columns as they were configured and judged then, a site at a time in the order of the configuration.
   * Nothing is held but the site given out. Each piece is read for itself: a run that has ended does not change.
   */
  runSites(runId: string): AsyncIterable<RunSite>;

  /** The whole run at once, for runs that are known to be small; null where there is no such run. */
  readRun(runId: string): Promise<StoredRun | null>;
}

export interface RunHead {
  run: Run;
  /** The sound crawls up to this run, oldest first and at most twelve. */
  trend: RunTotals[];
  totals: RunTotals;
  /** How many sites were judged as a whole; 0 in runs of single columns. */
  judgedSites: number;
}

/** One site of a run. */
export interface RunSite {
  siteKey: string;
  siteName: string;
  /** In the order of the configuration, at least one. */
  columns: RunColumn[];
  /** Null where nothing was said of the whole site. */
  verdict: SiteVerdict | null;
}

export function createRunReader(database: Database): RunReader {
  return {
    runHead: (runId) => database.read((sql) => readHead(sql, runId)),
    runSites: (runId) => sitesOf(database, runId),
    async readRun(runId) {
      const head = await database.read((sql) => readHead(sql, runId));
      if (!head) return null;
      const columns: RunColumn[] = [];
      for await (const piece of columnsOf(database, head.run)) columns.push(...piece);
      const sites = await database.read((sql) => readVerdicts(sql, head.run));
      return { run: head.run, columns, sites, trend: head.trend };
    },
  };
}

async function readHead(sql: Knex, runId: string): Promise<RunHead | null> {
  const run = await findRun(sql, runId);
  if (!run) return null;
  const { count } = (await sql('run_site').where({ run_id: run.standsOn ?? runId }).count({ count: '*' }).first()) as { count: number };
  return { run, trend: await readTrend(sql, run), totals: await totalsKept(sql, run), judgedSites: Number(count) };
}

/** A run takes no site up without a column, and a site's columns stand together. */
async function* sitesOf(database: Database, runId: string): AsyncGenerator<RunSite> {
  const run = await database.read((sql) => findRun(sql, runId));
  if (!run) return;
  let columns: RunColumn[] = [];
  for await (const piece of columnsOf(database, run)) {
    for (const column of piece) {
      if (columns[0] && columns[0].siteKey !== column.siteKey) {
        yield await siteOf(database, run, columns);
        columns = [];
      }
      columns.push(column);
    }
  }
  if (columns.length > 0) yield await siteOf(database, run, columns);
}

/** @param columns  of one site, at least one */
async function siteOf(database: Database, run: Run, columns: RunColumn[]): Promise<RunSite> {
  const [{ siteKey, siteName }] = columns as [RunColumn];
  const row = await database.read((sql) => verdictsOf(sql, run).where({ site_key: siteKey }).first<{ verdict: string } | undefined>('verdict'));
  return { siteKey, siteName, columns, verdict: row ? (JSON.parse(row.verdict) as SiteVerdict) : null };
}

/** Columns read in one go: enough for most sites, and little beside what a page about them takes. */
const COLUMNS_AT_ONCE = 200;

/** A run's columns in pieces, in the order of the configuration. */
async function* columnsOf(database: Database, run: Run): AsyncGenerator<RunColumn[]> {
  let last: Pick<RunColumnRow, 'position' | 'column_id'> | undefined;
  do {
    const rows: RunColumnRow[] = await database.read((sql) => readColumnRows(sql, run, last));
    if (rows.length === 0) return;
    yield await database.read((sql) => runColumns(sql, run, rows));
    last = rows.length < COLUMNS_AT_ONCE ? undefined : rows.at(-1);
  } while (last);
}

/** Some columns of a run, at most as many as one statement takes; those that it does not hold are left out. */
export async function readRunColumns(sql: Knex, run: Run, columnIds: readonly number[]): Promise<RunColumn[]> {
  const rows = sql
    .from(membersOf(sql, run))
    .join('verdict', 'verdict.id', 'run_column.verdict_id')
    .whereIn('run_column.column_id', columnIds);
  return runColumns(sql, run, await rows.select<RunColumnRow[]>(COLUMNS_READ));
}

/** The next columns after `last`, or the first. */
async function readColumnRows(
  sql: Knex,
  run: Run,
  last: Pick<RunColumnRow, 'position' | 'column_id'> | undefined,
): Promise<RunColumnRow[]> {
  const rows = sql
    .from(membersOf(sql, run))
    .join('verdict', 'verdict.id', 'run_column.verdict_id')
    .orderBy(['position', 'run_column.column_id'])
    .limit(COLUMNS_AT_ONCE);
  const left = last ? rows.whereRaw('(position, run_column.column_id) > (?, ?)', [last.position, last.column_id]) : rows;
  return left.select<RunColumnRow[]>(COLUMNS_READ);
}

const COLUMNS_READ = [
  'run_column.column_id', 'position', 'site_key', 'site_name', 'column', 'verdict', 'changes', 'last_visit_id', 'last_readable_id',
];

async function runColumns(sql: Knex, run: Run, rows: readonly RunColumnRow[]): Promise<RunColumn[]> {
  const visitIds = rows.flatMap(({ last_visit_id: last, last_readable_id: readable }) => [last, readable]);
  const facts = await readVisitFacts(sql, [...new Set(visitIds.filter((id) => id !== null))]);
  const factOf = (id: number | null) => (id === null ? null : facts.get(id) ?? null);
  const fixes = await readFixes(sql, rows.map(({ column_id: id }) => id), run.day);
  return rows.map((row): RunColumn => ({
    siteKey: row.site_key,
    siteName: row.site_name,
    column: JSON.parse(row.column) as Column,
    verdict: JSON.parse(row.verdict) as Verdict,
    lastVisit: factOf(row.last_visit_id),
    lastReadable: factOf(row.last_readable_id),
    changes: JSON.parse(row.changes) as FindingChange[],
    fixedAfterDays: fixes.get(row.column_id) ?? [],
  }));
}

interface RunColumnRow {
  column_id: number;
  position: number;
  site_key: string;
  site_name: string;
  column: string;
  verdict: string;
  changes: string;
  last_visit_id: number | null;
  last_readable_id: number | null;
}

/** A site's last word first: that of the run, else of the last judgement before it on what it stands on, else of that. */
function verdictsOf(sql: Knex, { id, standsOn }: Run): Knex.QueryBuilder {
  const runs = sql('run_site').join('run', 'run.id', 'run_site.run_id').orderBy('number', 'desc');
  if (standsOn === undefined) return runs.where({ run_id: id });
  const upToIt = sql('run').where({ id }).select('number');
  return runs.where('number', '<=', upToIt).where((one) => void one.where({ run_id: standsOn }).orWhere({ stands_on: standsOn }));
}

async function readVerdicts(sql: Knex, run: Run): Promise<SiteVerdict[]> {
  const rows = await verdictsOf(sql, run).select<{ site_key: string; position: number; verdict: string }[]>('site_key', 'position', 'verdict');
  const last = new Map(rows.reverse().map((row) => [row.site_key, row]));
  return [...last.values()].sort((one, two) => one.position - two.position).map(({ verdict }) => JSON.parse(verdict) as SiteVerdict);
}
