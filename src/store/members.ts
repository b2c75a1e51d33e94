/**
 * The columns that a run speaks of: those that it took up, and where it stands on another run those of that one, as the
 * judgements in between left them.
 */
import type { Knex } from 'knex';

/** A run with what it stands on. */
export interface Members {
  id: string;
  standsOn?: string;
}

/** Stands in a query where the table `run_column` would, with its columns. */
export function runColumns(sql: Knex, { id, standsOn }: Members): Knex.Raw {
  if (standsOn === undefined) return sql.raw('(select * from run_column where run_id = ?) as run_column', [id]);
  return sql.raw(
    `(select
        b.column_id, b.position, coalesce(o.verdict_id, b.verdict_id) as verdict_id,
        case when o.run_id = ? then o.changes else '[]' end as changes,
        coalesce(o.last_visit_id, b.last_visit_id) as last_visit_id,
        coalesce(o.last_readable_id, b.last_readable_id) as last_readable_id,
        coalesce(o.status, b.status) as status, b.rows_shown
      from run_column b
        left join run_column o on o.column_id = b.column_id and o.run_id = (
          select r.id from run_column x join run r on r.id = x.run_id
          where x.column_id = b.column_id and r.stands_on = b.run_id and r.number <= (select number from run where id = ?)
          order by r.number desc limit 1)
      where b.run_id = ?) as run_column`,
    [id, id, standsOn],
  );
}
