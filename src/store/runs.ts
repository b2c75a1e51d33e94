import type { Knex } from 'knex';

import type { CalendarYear, Day, Instant, RuleSettings, Run, RunColumn, Words } from '../model.js';
import type { ColumnState } from './columnState.js';
import { insertInto, type Statements } from './statements.js';

/** @throws Error where the run was started before: a bug of the caller */
export async function insertRun(sql: Knex, run: Run): Promise<void> {
  if (await findRun(sql, run.id)) throw new Error(`run ${run.id} was started a second time`);
  await sql('run').insert({
    id: run.id,
    kind: run.kind,
    day: run.day,
    started_at: run.startedAt,
    finished_at: run.finishedAt,
    timezone: run.timezone,
    config_name: run.configName,
    rules: JSON.stringify(run.rules),
    calendar: run.calendar ? JSON.stringify(run.calendar) : null,
    doubtful: run.doubtful && JSON.stringify(run.doubtful),
  });
}

/** @throws Error where there is no such run: a bug of the caller */
export async function markFinished(sql: Knex, runId: string, { at, doubtful }: Ending): Promise<void> {
  const ended = { finished_at: at, doubtful: doubtful && JSON.stringify(doubtful) };
  const changed = await sql('run').where({ id: runId }).update(ended);
  if (changed === 0) throw new Error(`run ${runId} was never started`);
}

/** How a run ends. */
export interface Ending {
  at: Instant;
  /** Why it settles nothing; null where it is sound. */
  doubtful: Words | null;
}

/** The runs that began last, the latest first, finished or not. */
export async function readLatestRuns(sql: Knex, limit: number): Promise<Run[]> {
  // By number, because a clock may be put back.
  const rows = await sql('run').orderBy('number', 'desc').limit(limit).select<RunRow[]>();
  return rows.map(runOf);
}

/**
 * Keeps a column's verdict as the one that stands, what is known of the column, and that the run took it up.
 *
 * A run takes a column up once: to record it again would count its findings twice, so it is refused and nothing replaced.
 *
 * @throws Error where the run was not started or holds the column already: a bug of the caller
 */
export async function insertRunColumn(
  statements: Statements,
  where: { runId: string; position: number; rowsShown: number | null; isSettled: boolean; judgedBy: string; standsUntil?: Day | null },
  { siteKey, siteName, column, verdict, changes }: RunColumn,
  { id, knowledge, stand, visits }: ColumnState,
): Promise<void> {
  const { runId, position, rowsShown, isSettled, judgedBy, standsUntil } = where;
  const texts = [siteKey, siteName, JSON.stringify(column), JSON.stringify(verdict), judgedBy];
  const known = [knowledge.since ?? null, knowledge.until, stand.listedOn, stand.sameUntil];
  const state = [visits.last?.id ?? null, visits.lastReadable?.id ?? null, verdict.status, rowsShown, isSettled ? 1 : 0];
  try {
    await statements.run(KEEP_VERDICT, id, ...texts);
    await statements.run(KEEP_COLUMN, ...known, standsUntil === null ? 'ever' : standsUntil ?? null, id);
    await statements.run(KEEP_RUN_COLUMN, runId, position, JSON.stringify(changes), ...state, id);
  } catch (error) {
    throw (await whyRefused(statements, { runId, columnId: id, key: column.key })) ?? error;
  }
}

const KEEP_VERDICT = insertInto('verdict', ['column_id', 'site_key', 'site_name', 'column', 'verdict', 'judged_by']);

const KEEP_COLUMN = `
  update site_column
  set known_since = ?, known_until = ?, listed_on = ?, same_until = ?, standing_id = last_insert_rowid(), stands_until = ?
  where id = ?`;

const KEEP_RUN_COLUMN = `
  insert into run_column (
    run_id, column_id, position, verdict_id, changes, last_visit_id, last_readable_id, status, rows_shown, is_settled)
  select ?, id, ?, standing_id, ?, ?, ?, ?, ?, ? from site_column where id = ?`;

async function whyRefused(
  statements: Statements,
  { runId, columnId, key }: { runId: string; columnId: number; key: string },
): Promise<Error | null> {
  const row = await statements.first<{ is_held: number }>(IS_HELD, columnId, runId);
  if (!row) return new Error(`run ${runId} was never started`);
  return row.is_held === 1 ? new Error(`run ${runId} already holds column ${key}`) : null;
}

const IS_HELD = `
  select exists (select 1 from run_column where run_id = run.id and column_id = ?) as is_held from run where id = ?`;

/** A row of `run`, as far as it is the run itself. */
export interface RunRow {
  id: string;
  kind: Run['kind'];
  day: Day;
  started_at: Instant;
  finished_at: Instant | null;
  timezone: string;
  config_name: string;
  rules: string | null;
  calendar: string | null;
  doubtful: string | null;
  broken_off_at: Instant | null;
}

/** Null where there is no such run. */
export async function findRun(sql: Knex, runId: string): Promise<Run | null> {
  const row = await sql('run').where({ id: runId }).first<RunRow | undefined>();
  return row ? runOf(row) : null;
}

export function runOf(row: RunRow): Run {
  return {
    id: row.id,
    kind: row.kind,
    day: row.day,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    timezone: row.timezone,
    configName: row.config_name,
    rules: row.rules === null ? RULES_BEFORE : (JSON.parse(row.rules) as RuleSettings),
    ...(row.calendar !== null && { calendar: JSON.parse(row.calendar) as CalendarYear[] }),
    doubtful: row.doubtful === null ? null : (JSON.parse(row.doubtful) as Words),
    ...(row.broken_off_at !== null && { brokenOffAt: row.broken_off_at }),
  };
}

/** For runs from before the settings were kept with them: none of these had a say then. */
const RULES_BEFORE: RuleSettings = {
  lines: { countLevel: 'leaf' },
  honesty: { backdatedDays: 3, bulkItems: 10, assessments: [] },
  rectification: { days: 10, unit: 'working' },
  sanityShare: 0.5,
};
