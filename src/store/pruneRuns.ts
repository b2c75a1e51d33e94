/** The columns of runs that are no longer kept. */
import type { Day } from '../model.js';
import type { Database } from './database.js';
import { add, type Kinds, type PrunePlan } from './pruned.js';
import { runsToClear, type OldRun } from './retention.js';

/** Run rows stay, without their columns: visits and events name them. */
export async function clearRuns(database: Database, plan: PrunePlan, kinds: Kinds, isStopped: () => boolean): Promise<string[]> {
  const { retention, today, isDryRun } = plan;
  const rows = await database.read((_, statements) => statements.all<RunRow>(RUNS));
  const going = runsToClear(rows.filter((row) => row.clearedOn === null).map(runOf), today, retention);
  for (const { day } of going) add(kinds.runs, { count: 1, bytes: 0, oldest: day });
  // Marked before anything goes, so that nobody draws a report from half a run.
  if (!isDryRun && going.length > 0) {
    await database.transaction((_, statements) => statements.run(MARK_RUNS, today, JSON.stringify(going.map(({ id }) => id))));
  }
  const cleared = [...rows.filter((row) => row.clearedOn !== null), ...going].map(({ id, day }) => ({ id, day }));
  for (const { id, day } of cleared) {
    if (isStopped()) break;
    const [columns] = await database.read((_, statements) => statements.all<Sum>(RUN_COLUMNS, id));
    if (!columns || columns.count === 0) continue;
    add(kinds.runColumns, { ...columns, oldest: day });
    if (!isDryRun) await dropColumns(database, id);
  }
  return cleared.map(({ id }) => id);
}

async function dropColumns(database: Database, runId: string): Promise<void> {
  const left = 'select exists (select 1 from run_column where run_id = ?) as is_left';
  for (let isLeft = 1; isLeft === 1;) {
    isLeft = await database.transaction(async (_, statements) => {
      await statements.run('delete from run_column where rowid in (select rowid from run_column where run_id = ? limit 2000)', runId);
      await statements.run('delete from run_site where run_id = ?', runId);
      return (await statements.first<{ is_left: number }>(left, runId))?.is_left ?? 0;
    });
  }
}

interface Sum {
  count: number;
  bytes: number;
}

interface RunRow extends Omit<OldRun, 'isDoubtful'> {
  isDoubtful: number;
  clearedOn: Day | null;
}

function runOf({ isDoubtful, ...run }: RunRow): OldRun {
  return { ...run, isDoubtful: isDoubtful === 1 };
}

/** One that neither ended nor was broken off may still be gone on with. */
const RUNS = `
  select id, kind, day, started_at as startedAt, finished_at as finishedAt, doubtful is not null as isDoubtful,
    cleared_on as clearedOn, coalesce(json_extract(asked, '$.group'), '') as "group"
  from run where finished_at is not null or broken_off_at is not null order by started_at`;
const MARK_RUNS = 'update run set cleared_on = ? where id in (select value from json_each(?))';
const RUN_COLUMNS = 'select count(*) as count, coalesce(sum(length(changes) + 60), 0) as bytes from run_column where run_id = ?';
