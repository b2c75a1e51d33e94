import type { Knex } from 'knex';

import type { FindingChange } from '../model.js';
import { chunks } from './chunks.js';
import { readFindings, recordChanges } from './findings.js';

/** What of a column's changes is to be written: all of them, or what is left where the run is not believed. */
export type Settle = (changes: FindingChange[]) => FindingChange[];

/** Columns settled in one transaction: few enough that nobody else waits long. */
export const COLUMNS_AT_ONCE = 200;

/**
 * Writes what became of the findings of some columns of a run that were not settled yet, and says how many there were: 0
 * when all are. Taken up again after a stop, it goes on where it ended.
 */
export async function settleColumns(sql: Knex, runId: string, settle: Settle): Promise<number> {
  const rows = await sql('run_column')
    .where({ run_id: runId })
    // As it is written in the index.
    .whereRaw('is_settled = 0')
    .orderBy('position')
    .limit(COLUMNS_AT_ONCE)
    .join('run', 'run.id', 'run_column.run_id')
    .select<{ column_id: number; changes: string; day: string }[]>('run_column.column_id', 'run_column.changes', 'run.day');
  const unchanged: number[] = [];
  for (const { column_id: columnId, changes: recorded, day } of rows) {
    const changes = recorded === NO_CHANGES ? [] : settle(JSON.parse(recorded) as FindingChange[]);
    // Nearly all columns are sound, and there is nothing to write of them but that they are done.
    if (changes.length > 0) await recordChanges(sql, { runId, columnId, day }, await readFindings(sql, columnId), changes);
    const settled = JSON.stringify(changes);
    if (settled === recorded) unchanged.push(columnId);
    else await sql('run_column').where({ run_id: runId, column_id: columnId }).update({ changes: settled, is_settled: true });
  }
  for (const ids of chunks(unchanged)) {
    await sql('run_column').where({ run_id: runId }).whereIn('column_id', ids).update({ is_settled: true });
  }
  return rows.length;
}

const NO_CHANGES = '[]';
