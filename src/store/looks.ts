import type { Knex } from 'knex';

import type { Day, Look } from '../model.js';

/** Two years and more of nightly visits. */
const MOST_LOOKS = 800;

/** The visits up to `asOf` that read the column's list, or that it is empty, and were believed, oldest first; of very many the latest. */
export async function readLooks(sql: Knex, columnId: number, asOf: Day): Promise<Look[]> {
  const rows = await sql('visit')
    .where({ column_id: columnId })
    .whereIn('outcome', ['list', 'blank'])
    .where('day', '<=', asOf)
    .whereNull('drift')
    .orderBy([{ column: 'day', order: 'desc' }, { column: 'at', order: 'desc' }])
    .limit(MOST_LOOKS)
    .select<{ day: Day; outcome: Look['shows']; complete_since: string | null }[]>('day', 'outcome', 'complete_since');
  return rows.map(({ day, outcome, complete_since: since }) => ({ day, shows: outcome, since: reachOf(since) })).reverse();
}

function reachOf(stored: string | null): Day | null | undefined {
  if (stored === null) return undefined;
  return stored === 'ever' ? null : stored;
}
