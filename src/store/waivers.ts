import type { Knex } from 'knex';

import type { Day, Instant, Waiver } from '../model.js';

/** The waivers of a column, those that have ended included, in the order in which they were recorded. */
export async function readWaivers(sql: Knex, columnId: number): Promise<Waiver[]> {
  const rows = await sql('waiver')
    .join('site_column', 'site_column.id', 'waiver.column_id')
    .where({ column_id: columnId })
    .orderBy('waiver.id')
    .select<WaiverRow[]>('waiver.*', 'site_column.key as column_key');
  return rows.map(waiverOf);
}

interface WaiverRow {
  id: number;
  column_key: string;
  kind: Waiver['kind'];
  from_day: Day;
  until_day: Day;
  reason: string;
  author: string;
  document: string | null;
  recorded_at: Instant;
  ended_on: Day | null;
}

function waiverOf(row: WaiverRow): Waiver {
  return {
    id: row.id,
    columnKey: row.column_key,
    kind: row.kind,
    from: row.from_day,
    until: row.until_day,
    reason: row.reason,
    author: row.author,
    document: row.document,
    recordedAt: row.recorded_at,
    endedOn: row.ended_on,
  };
}
