import type { Knex } from 'knex';

import type { Day, FindingLevel } from '../model.js';
import { chunks } from './chunks.js';

/** What a publisher can put right; the levels of the others speak of our own view. */
const PUBLISHERS: FindingLevel[] = ['overdue', 'missing', 'late', 'blank'];

/** Days from discovery to repair of the findings of these columns that were resolved by `day`, by column. */
export async function readFixes(sql: Knex, columnIds: readonly number[], day: Day): Promise<Map<number, number[]>> {
  const fixes = new Map<number, number[]>();
  for (const piece of chunks(columnIds)) {
    const rows = await sql('finding')
      .where({ state: 'resolved' })
      .where('resolved_on', '<=', day)
      .whereIn('level', PUBLISHERS)
      .whereIn('column_id', piece)
      .orderBy('id')
      .select<{ column_id: number; opened_on: Day; resolved_on: Day }[]>('column_id', 'opened_on', 'resolved_on');
    for (const { column_id: columnId, opened_on: opened, resolved_on: resolved } of rows) {
      const days = Math.round((Date.parse(resolved) - Date.parse(opened)) / 86_400_000);
      const known = fixes.get(columnId);
      if (known) known.push(days);
      else fixes.set(columnId, [days]);
    }
  }
  return fixes;
}
