import type { Knex } from 'knex';

import type { ColumnStatus, Day, Run, RunComparison, RunPast, RunTotals, UnreadableReason } from '../model.js';
import { runColumns, type Members } from './members.js';

/** A crawl beside others: the group that it was about, empty for all sites. */
const GROUP = "coalesce(json_extract(asked, '$.group'), '')";

/** Sound crawls that are looked through for one that visited the same columns. */
const SOUND_RUNS_LOOKED_AT = 20;
const DOUBTFUL_RUNS_LOOKED_AT = 10;

/**
 * A run beside the latest sound crawl before it that asked for at least half of the columns that it asked for itself, and
 * beside the doubtful ones that did so since, each over the columns that both asked for; null where there is no sound one.
 */
export async function compareWithBefore(sql: Knex, runId: string): Promise<RunPast | null> {
  const run = await sql('run').where({ id: runId }).first<{ day: Day; number: number; group: string } | undefined>('day', 'number', sql.raw(`${GROUP} as "group"`));
  if (!run) throw new Error(`run ${runId} was never started`);
  const asked = sql('run_column').where({ run_id: runId }).whereNotIn('column_id', heldBack(sql, { id: runId }));
  const { count } = (await asked.count({ count: '*' }).first()) as { count: number };
  const crawls = (doubtful: boolean, limit: number) => sql('run')
    .where({ kind: 'crawl' })
    .whereNotNull('finished_at')
    .whereNull('cleared_on')
    .where((one) => void (doubtful ? one.whereNotNull('doubtful') : one.whereNull('doubtful')))
    .where('day', '<=', run.day)
    .where('number', '<', run.number)
    // Runs of other groups share no site with it, and there may be many of them in a night.
    .whereRaw(`${GROUP} in ('', 'rest', ?)`, [run.group])
    .orderBy([{ column: 'day', order: 'desc' }, { column: 'number', order: 'desc' }])
    .limit(limit)
    .select<{ id: string; day: Day; number: number }[]>('id', 'day', 'number');
  let own: RunTotals | undefined;
  const compare = async (id: string) => {
    const whole = await keptTotals(sql, { id });
    own ??= await totalsOf(sql, { id: runId });
    // Nearly always the same columns, every one of them asked for: then the figures of each by itself are those.
    const isAlike = whole !== null && whole.columns === own.columns && whole.heldBack === 0 && own.heldBack === 0;
    if (isAlike && whole.columns > 0 && (await holdTheSame(sql, runId, id))) return { before: whole, now: own };
    const before = await totalsOf(sql, { id }, runId);
    const isShared = before.columns > 0 && before.columns * 2 >= Number(count);
    return isShared ? { before, now: await totalsOf(sql, { id: runId }, id) } : null;
  };
  for (const sound of await crawls(false, SOUND_RUNS_LOOKED_AT)) {
    const compared = await compare(sound.id);
    if (compared === null) continue;
    const doubted: RunComparison[] = [];
    for (const { id, day, number } of await crawls(true, DOUBTFUL_RUNS_LOOKED_AT)) {
      if (day < sound.day || number < sound.number) break;
      const since = await compare(id);
      if (since) doubted.push(since);
    }
    return { ...compared, doubted };
  }
  return null;
}

/** @returns whether every column of the one is held by the other */
async function holdTheSame(sql: Knex, one: string, other: string): Promise<boolean> {
  const alone = await sql('run_column')
    .where({ run_id: one })
    .whereNotIn('column_id', sql('run_column').where({ run_id: other }).select('column_id'))
    .first<{ column_id: number } | undefined>('column_id');
  return alone === undefined;
}

const RUNS_OF_TREND = 12;

/** The sound crawls up to a run, oldest first. */
export async function readTrend(sql: Knex, { id, day }: Run): Promise<RunTotals[]> {
  const ids = await sql('run')
    .where({ kind: 'crawl' })
    .whereNotNull('finished_at')
    .whereNull('doubtful')
    .whereNull('cleared_on')
    .where('day', '<=', day)
    .where('number', '<=', sql('run').where({ id }).select('number'))
    // Runs of other sites are no earlier figures of these.
    .whereRaw(`${GROUP} = (select ${GROUP} from run where id = ?)`, [id])
    .orderBy([{ column: 'day', order: 'desc' }, { column: 'number', order: 'desc' }])
    .limit(RUNS_OF_TREND)
    .pluck<string[]>('id');
  const trend: RunTotals[] = [];
  for (const id of ids.reverse()) trend.push(await totalsKept(sql, { id }));
  return trend;
}

/** A run in figures, those that were kept when it ended if it has. */
export async function totalsKept(sql: Knex, run: Members): Promise<RunTotals> {
  return (await keptTotals(sql, run)) ?? totalsOf(sql, run);
}

/** Null where the run has not ended, or ended before all of its figures were kept. */
async function keptTotals(sql: Knex, { id }: Members): Promise<RunTotals | null> {
  const row = await sql('run').where({ id }).whereNotNull('finished_at').first<{ totals: string | null } | undefined>('totals');
  const kept = row?.totals ? (JSON.parse(row.totals) as Partial<RunTotals>) : {};
  const { runId, day, columns, readable, items, byStatus, heldBack } = kept;
  const isWhole = runId !== undefined && day !== undefined && columns !== undefined && readable !== undefined &&
    items !== undefined && byStatus !== undefined && heldBack !== undefined;
  return isWhole ? { runId, day, columns, readable, items, byStatus: { ...NONE, ...byStatus }, heldBack } : null;
}

/**
 * A run in figures, counted anew.
 *
 * @param sharedWith  only the columns that this run holds as well, without those that either of the two was held back from
 */
export async function totalsOf(sql: Knex, run: Members, sharedWith?: string): Promise<RunTotals> {
  const columns = sql.from(runColumns(sql, run));
  const counted = sharedWith === undefined
    ? columns
    : columns
      .whereIn('column_id', sql('run_column').where({ run_id: sharedWith }).select('column_id'))
      .whereNotIn('column_id', heldBack(sql, run))
      .whereNotIn('column_id', heldBack(sql, { id: sharedWith }));
  const rows = await counted
    .groupBy('status')
    .select<{ status: ColumnStatus; columns: number; items: number | null }[]>(
      'status', sql.raw('count(*) as columns'), sql.raw('sum(rows_shown) as items'),
    );
  const { day } = await sql('run').where({ id: run.id }).first<{ day: Day }>('day');
  const held = sharedWith === undefined ? (await heldBack(sql, run).count({ count: '*' }).first<{ count: number }>()).count : 0;
  const totals: RunTotals = { runId: run.id, day, columns: 0, readable: 0, items: 0, byStatus: { ...NONE }, heldBack: Number(held) };
  for (const { status, columns: found, items } of rows) {
    totals.columns += Number(found);
    totals.items += Number(items ?? 0);
    if (status !== 'unreadable') totals.readable += Number(found);
    totals.byStatus[status] += Number(found);
  }
  return totals;
}

const NONE: Record<ColumnStatus, number> = {
  fresh: 0, due: 0, overdue: 0, 'missing-period': 0, blank: 0, unreadable: 0, waived: 0, static: 0,
};

/** Columns that a run did not ask for, because our own configuration held it back (`closed-hours`, `over-budget`). */
function heldBack(sql: Knex, run: Members): Knex.QueryBuilder {
  return sql
    .from(runColumns(sql, run))
    .join('visit', 'visit.id', 'run_column.last_visit_id')
    .where('run_column.status', 'unreadable')
    .whereIn('visit.reason', HELD_BACK)
    .select('run_column.column_id');
}

const HELD_BACK: UnreadableReason[] = ['closed-hours', 'over-budget'];
