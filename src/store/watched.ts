/** Which columns are still watched: those that the last whole run of their configuration held. */
import type { Knex } from 'knex';

import { enterNewColumns } from './columnGrams.js';
import { runOf, type RunRow } from './runs.js';
import type { Asked } from './resume.js';
import { totalsOf } from './runTotals.js';

/**
 * At the end of a run: its figures are kept with it, its new columns are entered for those who look for them, and columns
 * that its configuration no longer holds are counted no more. All that was ever seen of them stays. Columns of other configurations are none of its business.
 */
export async function keepRunFigures(sql: Knex, runId: string): Promise<void> {
  const row = await sql('run').where({ id: runId }).first<RunRow & { asked: string | null }>();
  const run = runOf(row);
  const totals = await totalsOf(sql, run);
  await sql('run').where({ id: runId }).update({ totals: JSON.stringify(totals) });
  for (const statement of enterNewColumns) await sql.raw(statement);
  if (run.kind !== 'crawl' || !isWhole(row.asked)) return;

  // A run's columns are watched since they were recorded: where there are as many, they are the same.
  const [watched] = await sql('tally').where({ scope: 0 }).sum<{ columns: number | null }[]>({ columns: 'columns' });
  if (Number(watched?.columns ?? 0) === totals.columns) return;
  await sql.raw(
    `update site_column set is_watched = 0 where is_watched
      and not exists (select 1 from run_column b where b.run_id = ? and b.column_id = site_column.id)
      and exists (
        select 1 from run_column b join run r on r.id = b.run_id
        where b.column_id = site_column.id and r.kind = 'crawl' and r.config_name = ?)`,
    [runId, run.configName],
  );
}

function isWhole(asked: string | null): boolean {
  if (asked === null) return false;
  const { site, column } = JSON.parse(asked) as Asked;
  return site === null && column === null;
}
