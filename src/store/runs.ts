import type { Knex } from 'knex';

import type { CalendarYear, ColumnStatus, Day, Instant, RuleSettings, Run, RunColumn, Words } from '../model.js';
import type { LatestVisits } from './visits.js';

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
  const latestFirst = ['started_at', 'id'].map((column) => ({ column, order: 'desc' as const }));
  const rows = await sql('run').orderBy(latestFirst).limit(limit).select<RunRow[]>();
  return rows.map(runOf);
}

/**
 * A run takes a column up once: to record it again would count its findings twice, so it is refused and nothing
 * replaced.
 *
 * @throws Error where the run was not started or holds the column already: a bug of the caller
 */
export async function requireUnrecorded(sql: Knex, runId: string, columnId: number, key: string): Promise<void> {
  if (!(await findRun(sql, runId))) throw new Error(`run ${runId} was never started`);
  const found = await sql('run_column').where({ run_id: runId, column_id: columnId }).first('position');
  if (found) throw new Error(`run ${runId} already holds column ${key}`);
}

export async function insertRunColumn(
  sql: Knex,
  where: { runId: string; columnId: number; position: number; rowsShown: number | null; isSettled: boolean },
  column: RunColumn,
  visits: LatestVisits,
): Promise<void> {
  const row: RunColumnRow = {
    run_id: where.runId,
    column_id: where.columnId,
    position: where.position,
    site_key: column.siteKey,
    site_name: column.siteName,
    column: JSON.stringify(column.column),
    verdict: JSON.stringify(column.verdict),
    changes: JSON.stringify(column.changes),
    last_visit_id: visits.last?.id ?? null,
    last_readable_id: visits.lastReadable?.id ?? null,
    status: column.verdict.status,
    rows_shown: where.rowsShown,
    is_settled: where.isSettled,
  };
  await sql('run_column').insert(row);
}

interface RunRow {
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
}

interface RunColumnRow {
  run_id: string;
  column_id: number;
  position: number;
  site_key: string;
  site_name: string;
  column: string;
  verdict: string;
  changes: string;
  last_visit_id: number | null;
  last_readable_id: number | null;
  status: ColumnStatus | null;
  rows_shown: number | null;
  is_settled: boolean;
}

/** Null where there is no such run. */
export async function findRun(sql: Knex, runId: string): Promise<Run | null> {
  const row = await sql('run').where({ id: runId }).first<RunRow | undefined>();
  return row ? runOf(row) : null;
}

function runOf(row: RunRow): Run {
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
  };
}

/** For runs from before the settings were kept with them: none of these had a say then. */
const RULES_BEFORE: RuleSettings = {
  lines: { countLevel: 'leaf' },
  honesty: { backdatedDays: 3, bulkItems: 10, assessments: [] },
  rectification: { days: 10, unit: 'working' },
  sanityShare: 0.5,
};
