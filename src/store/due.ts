/** Which columns have to be judged again although nobody visited them: those whose verdict may have changed by itself. */
import type { Column, Day, RunColumn } from '../model.js';
import type { Database } from './database.js';
import { readRunColumns } from './runReader.js';
import { findRun } from './runs.js';
import type { Statements } from './statements.js';

/** A column of a run, as it was configured then. */
export interface DueColumn {
  columnId: number;
  position: number;
  site: { key: string; name: string };
  column: Column;
  judgedBy: string;
}

export interface JudgedSite {
  key: string;
  name: string;
  position: number;
  columns: RunColumn[];
}

export interface DueStore {
  /** How many columns of a run are due on `today`, and how many it has; a sample of them, null where it has none. */
  dueOf(runId: string, today: Day): Promise<{ due: number; columns: number; sample: DueColumn | null }>;
  /** The next ones after the column with that number, in the order of these numbers; at most 200. */
  dueColumns(runId: string, today: Day, after: number): Promise<DueColumn[]>;
  /**
   * The sites that a run judged as a whole of which `judgement`, which stands on it, has a column of another status than
   * before, one by one, each with all its columns.
   */
  sitesJudgedOtherwise(judgement: string, runId: string): AsyncIterable<JudgedSite>;
}

export function createDueStore(database: Database): DueStore {
  return {
    dueOf: (runId, today) => database.read(async (_, statements) => {
      const counted = await statements.first<{ due: number }>(`select count(*) as due ${DUE}`, runId, today, 0);
      const whole = await statements.first<{ columns: number }>('select count(*) as columns from run_column where run_id = ?', runId);
      const [sample] = (await statements.all<DueRow>(`${SELECT} ${OF_RUN} limit 1`, runId)).map(dueOf);
      return { due: counted?.due ?? 0, columns: whole?.columns ?? 0, sample: sample ?? null };
    }),
    dueColumns: (runId, today, after) => database.read((_, statements) => readDue(statements, runId, today, after)),
    sitesJudgedOtherwise: (judgement, runId) => sitesJudgedOtherwise(database, judgement, runId),
  };
}

const SELECT = `
  select c.id, b.position, v.site_key, v.site_name, v."column", v.judged_by`;
const OF_RUN = `
  from run_column b join site_column c on c.id = b.column_id join verdict v on v.id = coalesce(c.standing_id, b.verdict_id)
  where b.run_id = ?1`;
// Found by the index on the day, so that those that stand cost nothing.
const DUE = `
  from site_column c join run_column b on b.column_id = c.id and b.run_id = ?1
    join verdict v on v.id = coalesce(c.standing_id, b.verdict_id)
  where (c.stands_until is null or c.stands_until <= ?2) and c.id > ?3`;

async function readDue(statements: Statements, runId: string, today: Day, after: number): Promise<DueColumn[]> {
  const rows = await statements.all<DueRow>(`${SELECT} ${DUE} order by c.id limit 200`, runId, today, after);
  return rows.map(dueOf);
}

interface DueRow {
  id: number;
  position: number;
  site_key: string;
  site_name: string;
  column: string;
  judged_by: string;
}

function dueOf(row: DueRow): DueColumn {
  const { id: columnId, position, site_key: key, site_name: name, judged_by: judgedBy } = row;
  return { columnId, position, site: { key, name }, column: JSON.parse(row.column) as Column, judgedBy };
}

async function* sitesJudgedOtherwise(database: Database, judgement: string, runId: string): AsyncGenerator<JudgedSite> {
  const sites = await database.read((_, statements) => statements.all<{ id: number; key: string; name: string; position: number }>(OTHERWISE, judgement, runId));
  for (const { id, key, name, position } of sites) {
    const columns = await database.read(async (sql) => {
      const run = await findRun(sql, judgement);
      const ids = await sql('site_column').where({ site_id: id }).orderBy('id').pluck<number[]>('id');
      return run ? readRunColumns(sql, run, ids) : [];
    });
    yield { key, name, position, columns };
  }
}

const OTHERWISE = `
  select distinct s.id, s.key, s.name, w.position
  from run_column o join run_column b on b.run_id = ?2 and b.column_id = o.column_id
    join site_column c on c.id = o.column_id join site s on s.id = c.site_id
    join run_site w on w.run_id = ?2 and w.site_key = s.key
  where o.run_id = ?1 and o.status <> b.status
  order by w.position`;
