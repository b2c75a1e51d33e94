import type { Knex } from 'knex';

import type { CalendarYear, Day, FindingLevel, Instant, RuleSettings, Run, RunColumn, Words } from '../model.js';
import type { ColumnEntry } from './columnEntry.js';
import type { ColumnState } from './columnState.js';
import { insertInto, withGiven, type Statements } from './statements.js';

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
    stands_on: run.standsOn ?? null,
    troubles: run.troubles ? JSON.stringify(run.troubles) : null,
  });
}

/** @throws Error where there is no such run: a bug of the caller */
export async function markFinished(sql: Knex, runId: string, { at, doubtful, troubles }: Ending): Promise<void> {
  const said = troubles && { troubles: JSON.stringify(troubles) };
  const ended = { finished_at: at, doubtful: doubtful && JSON.stringify(doubtful), ...said };
  const changed = await sql('run').where({ id: runId }).update(ended);
  if (changed === 0) throw new Error(`run ${runId} was never started`);
}

/** How a run ends. */
export interface Ending {
  at: Instant;
  /** Why it settles nothing; null where it is sound. */
  doubtful: Words | null;
  /** In place of those that it began with; absent: nothing came to them. */
  troubles?: Words[];
}

/** The runs that began last, the latest first, finished or not. */
export async function readLatestRuns(sql: Knex, limit: number): Promise<Run[]> {
  // By number, because a clock may be put back.
  const rows = await sql('run').orderBy('number', 'desc').limit(limit).select<RunRow[]>();
  return rows.map(runOf);
}

/** A column as it is judged in a run, to be kept. */
export interface JudgedColumn {
  position: number;
  column: RunColumn;
  /** As it is known after what the run saw. */
  state: Pick<ColumnState, 'id' | 'visits'>;
  rowsShown: number | null;
  judgedBy: string;
  /** See `Judged`. */
  standsUntil?: Day | null;
}

/**
 * Keeps the verdicts on columns, and that the run took them up.
 *
 * A run takes a column up once: to record it again would count its findings twice, so it is refused and nothing replaced.
 *
 * @param keepLifecycle  whether the verdicts become those that stand; else they are the run's alone
 * @throws Error where the run was not started or holds a column already: a bug of the caller
 */
export function insertRunColumns(
  statements: Statements,
  { runId, keepLifecycle, firstId }: { runId: string; keepLifecycle: boolean; firstId: number },
  judged: readonly JudgedColumn[],
): void {
  if (judged.length === 0) return;
  const idAt = (index: number) => firstId + index;
  for (const [index, { column, position, rowsShown, state: { id, visits }, judgedBy }] of judged.entries()) {
    const { changes, verdict } = column;
    statements.row(
      VERDICTS, idAt(index), id, column.siteKey, column.siteName, JSON.stringify(column.column), JSON.stringify(verdict), judgedBy,
    );
    statements.row(
      RUN_COLUMNS, runId, id, position, idAt(index), JSON.stringify(changes), visits.last?.id ?? null,
      visits.lastReadable?.id ?? null, verdict.status, rowsShown, keepLifecycle ? 0 : 1,
    );
  }
  if (!keepLifecycle) return;
  statements.later(withGiven(STAND_BY, judged.map(({ column, state, standsUntil }, index) => {
    const { status, findings } = column.verdict;
    const of = (levels: readonly FindingLevel[]) => findings.filter(({ level }) => levels.includes(level)).length;
    return [state.id, idAt(index), standsUntil === null ? 'ever' : standsUntil ?? null, status, of(PROBLEMS), of(['doubt'])];
  }), STAND));
}

/** The levels that are held against the publisher. */
const PROBLEMS: readonly FindingLevel[] = ['overdue', 'missing', 'late', 'blank'];

const VERDICTS = insertInto('verdict', ['id', 'column_id', 'site_key', 'site_name', 'column', 'verdict', 'judged_by']);

const RUN_COLUMNS = insertInto('run_column', [
  'run_id', 'column_id', 'position', 'verdict_id', 'changes', 'last_visit_id', 'last_readable_id', 'status', 'rows_shown', 'is_settled',
]);

const STAND_BY = ['id', 'standing_id', 'stands_until', 'status', 'problems', 'doubts'];
const STAND = `
  update site_column set
    standing_id = given.standing_id, stands_until = given.stands_until, status = given.status, problems = given.problems,
    doubts = given.doubts, is_watched = 1
  from given where site_column.id = given.id`;

/** Keeps what is known of columns after their visits. */
export function saveColumns(statements: Statements, states: readonly ColumnState[]): void {
  if (states.length === 0) return;
  statements.later(withGiven(KEEP_BY, states.map(({ id, knowledge, stand }) => (
    [id, knowledge.since ?? null, knowledge.until, stand.listedOn, stand.sameUntil]
  )), KEEP));
}

const KEEP_BY = ['id', 'known_since', 'known_until', 'listed_on', 'same_until'];
const KEEP = `
  update site_column set
    known_since = given.known_since, known_until = given.known_until, listed_on = given.listed_on, same_until = given.same_until
  from given where site_column.id = given.id`;

/** Which of these columns a run refuses, and why; null where it refuses none. */
export async function whyRefused(statements: Statements, entries: readonly ColumnEntry[]): Promise<Error | null> {
  for (const { run, column } of entries) {
    const row = await statements.first<{ is_held: number }>(IS_HELD, column.key, run.id);
    if (!row) return new Error(`run ${run.id} was never started`);
    if (row.is_held === 1) return new Error(`run ${run.id} already holds column ${column.key}`);
  }
  return null;
}

const IS_HELD = `
  select exists (
    select 1 from run_column b join site_column c on c.id = b.column_id where b.run_id = run.id and c.key = ?) as is_held
  from run where id = ?`;


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
  stands_on: string | null;
  troubles: string | null;
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
    ...(row.stands_on !== null && { standsOn: row.stands_on }),
    doubtful: row.doubtful === null ? null : (JSON.parse(row.doubtful) as Words),
    ...(row.broken_off_at !== null && { brokenOffAt: row.broken_off_at }),
    ...(row.troubles !== null && { troubles: JSON.parse(row.troubles) as Words[] }),
  };
}

/** For runs from before the settings were kept with them: none of these had a say then. */
const RULES_BEFORE: RuleSettings = {
  lines: { countLevel: 'leaf' },
  honesty: { backdatedDays: 3, bulkItems: 10, assessments: [] },
  rectification: { days: 10, unit: 'working' },
  sanityShare: 0.5,
};
