/** When columns were asked for last: where a run may not ask for all of them, those that waited longest come first. */
import type { Day } from '../model.js';
import type { Database } from './database.js';

export interface LastAskedStore {
  /**
   * By key the last day on which a visit asked for the column; without those that were never asked for. A visit that hours
   * or an allowance held back before its first answer did not ask. One that they cut off on its way did: else a column that
   * needs more than the whole allowance would come first for ever.
   */
  lastAsked(columnKeys: readonly string[]): Promise<Map<string, Day>>;
}

export function createLastAskedStore(database: Database): LastAskedStore {
  return {
    lastAsked: (columnKeys) => database.look(async (statements) => {
      const rows = await statements.all<{ key: string; day: Day | null }>(LAST_ASKED, JSON.stringify(columnKeys));
      return new Map(rows.flatMap(({ key, day }) => (day === null ? [] : [[key, day]])));
    }),
  };
}

/** Whether the visit `v` asked for its column. */
export const ASKED = `(
  v.reason is null or v.reason not in ('closed-hours', 'over-budget')
  or exists (select 1 from visit_page p where p.visit_id = v.id and p.position > 0))`;

const LAST_ASKED = `
  select c.key, (
    select v.day from visit v where v.column_id = c.id and ${ASKED}
    order by v.day desc limit 1) as day
  from json_each(?) k join site_column c on c.key = k.value`;
