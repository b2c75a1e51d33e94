/** How far runs came: what a later start needs to go on with one that was killed, or to close it as broken off (中断). */
import type { Knex } from 'knex';

import type { Day, Instant, Run, RunColumn } from '../model.js';
import { chunks } from './chunks.js';
import type { Database } from './database.js';
import { readRunColumns } from './runReader.js';
import { runOf, type RunRow } from './runs.js';

/** What a crawl was to visit. Only a start that asks for the same on the same day goes on with it. */
export interface Asked {
  configName: string;
  /** `--site` and `--column` as they were written; null where they were not. */
  site: string | null;
  column: string | null;
  /** The group of sites; absent or null: all of the configuration. */
  group?: string | null;
  /** Of the configuration and the program: where it differs, something was changed in between. */
  fingerprint: string;
}

/** A run with how far it came. */
export interface RunProgress {
  run: Run;
  /** Null where nobody can go on with it. */
  asked: Asked | null;
  /** Every column is recorded, and only the conclusion may be missing. */
  isRecorded: boolean;
  isReported: boolean;
}

/** Who is at work on the database: for people to read, as what keeps others out is a lock on a file. */
export interface Holder {
  what: 'run' | 'schedule';
  pid: number;
  host: string;
  since: Instant;
}

/** What a run holds of one site already. */
export interface HeldSite {
  hasHomepage: boolean;
  /** Whether all was done that is done with a site. */
  isJudged: boolean;
  /** By the columns' keys. */
  columns: Map<string, RunColumn>;
}

/** What is remembered of how far runs came. */
export interface ResumeStore {
  /** Runs that neither ended nor were broken off, in the order in which they began. */
  unfinishedRuns(): Promise<RunProgress[]>;
  /** The crawl of a day that began last among those that were asked the same, whatever the fingerprint; null where none was. */
  latestCrawl(asked: Pick<Asked, 'configName' | 'site' | 'column' | 'group'>, day: Day): Promise<RunProgress | null>;
  /** What the run holds of a site with these columns. */
  heldSite(run: Run, siteKey: string, columnKeys: readonly string[]): Promise<HeldSite>;

  /**
   * Takes from an unfinished run the verdicts of columns that a later run recorded as well, so that it takes them up anew:
   * what became of their findings since was not known to it. Its visits stay.
   */
  dropOvertaken(runId: string): Promise<void>;
  /** Notes that every column is recorded. */
  noteRecorded(runId: string, at: Instant): Promise<void>;
  noteReported(runId: string, at: Instant): Promise<void>;
  /** Closes a run that will never end: its visits stay, and the findings stay as if it had not judged. How many columns it holds. */
  breakOff(runId: string, at: Instant): Promise<number>;

  noteHolder(holder: Holder): Promise<void>;
  /** Who noted it last, at work still or not; null where nobody ever did. */
  holder(what: Holder['what']): Promise<Holder | null>;
}

export function createResumeStore(database: Database): ResumeStore {
  return {
    unfinishedRuns: () => database.read(async (sql) => {
      const rows = await sql('run').whereNull('finished_at').whereNull('broken_off_at').orderBy('number').select<ProgressRow[]>();
      return rows.map(progressOf);
    }),
    latestCrawl: (asked, day) => database.read((sql) => readLatestCrawl(sql, asked, day)),
    heldSite: (run, siteKey, columnKeys) => database.read(async (sql) => {
      const ofSite = (table: string) => sql(table).where({ run_id: run.id, site_key: siteKey }).first<object | undefined>('run_id');
      return {
        hasHomepage: (await ofSite('homepage_visit')) !== undefined,
        isJudged: (await ofSite('run_site')) !== undefined,
        columns: await readHeldColumns(sql, run, columnKeys),
      };
    }),
    dropOvertaken: (runId) => database.transaction((sql) => dropOvertaken(sql, runId)),
    noteRecorded: (runId, at) => database.transaction(async (sql) => {
      await sql('run').where({ id: runId }).update({ recorded_at: at });
    }),
    noteReported: (runId, at) => database.transaction(async (sql) => {
      await sql('run').where({ id: runId }).update({ reported_at: at });
    }),
    breakOff: (runId, at) => database.transaction(async (sql) => {
      await sql('run').where({ id: runId }).update({ broken_off_at: at });
      return sql('run_column').where({ run_id: runId }).update({ changes: '[]', is_settled: true });
    }),
    noteHolder: (holder) => database.transaction(async (sql) => {
      await sql('holder').insert(holder).onConflict('what').merge();
    }),
    holder: (what) => database.read(async (sql) => {
      const row = await sql('holder').where({ what }).first<Holder | undefined>();
      return row ?? null;
    }),
  };
}

/** Completes the row of a run that begins now. */
export async function noteBeginning(sql: Knex, runId: string, asked: Asked | undefined): Promise<void> {
  const [last] = await sql('run').max<{ number: number | null }[]>({ number: 'number' });
  const number = (last?.number ?? 0) + 1;
  await sql('run').where({ id: runId }).update({ number, asked: asked === undefined ? null : JSON.stringify(asked) });
}

type ProgressRow = RunRow & { number: number; asked: string | null; recorded_at: Instant | null; reported_at: Instant | null };

function progressOf(row: ProgressRow): RunProgress {
  return {
    run: runOf(row),
    asked: row.asked === null ? null : (JSON.parse(row.asked) as Asked),
    isRecorded: row.recorded_at !== null,
    isReported: row.reported_at !== null,
  };
}

async function readLatestCrawl(
  sql: Knex,
  { configName, site, column, group = null }: Pick<Asked, 'configName' | 'site' | 'column' | 'group'>,
  day: Day,
): Promise<RunProgress | null> {
  const rows = await sql('run')
    .where({ kind: 'crawl', day, config_name: configName })
    .whereNotNull('asked')
    .whereNull('broken_off_at')
    .orderBy('number', 'desc')
    .select<ProgressRow[]>();
  return rows.map(progressOf).find(({ asked }) => asked?.site === site && asked.column === column && (asked.group ?? null) === group) ?? null;
}

async function readHeldColumns(sql: Knex, run: Run, keys: readonly string[]): Promise<Map<string, RunColumn>> {
  const held = new Map<string, RunColumn>();
  for (const piece of chunks(keys)) {
    const ids = await sql('site_column').whereIn('key', piece).pluck<number[]>('id');
    for (const column of await readRunColumns(sql, run, ids)) held.set(column.column.key, column);
  }
  return held;
}

async function dropOvertaken(sql: Knex, runId: string): Promise<void> {
  const number = () => sql('run').where({ id: runId }).select('number');
  const later = sql('run').where('number', '>', number()).select('id');
  const overtaken = () => sql('run_column')
    .where({ run_id: runId, is_settled: false })
    .whereIn('column_id', sql('run_column').whereIn('run_id', later.clone()).select('column_id'));
  const sites = sql('site').join('site_column', 'site_column.site_id', 'site.id')
    .whereIn('site_column.id', overtaken().select('column_id')).select('site.key');
  await sql('run_site').where({ run_id: runId }).whereIn('site_key', sites).delete();
  await overtaken().delete();
}
