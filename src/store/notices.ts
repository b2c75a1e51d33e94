import type { Knex } from 'knex';

import type { Day, Notice } from '../model.js';
import { chunks } from './chunks.js';

/** The lists that findings were handed out with, oldest first, under the number of the finding's row. */
export async function readNotices(sql: Knex, findingIds: readonly number[]): Promise<Map<number, Notice[]>> {
  const notices = new Map<number, Notice[]>();
  for (const ids of chunks(findingIds)) {
    const rows = await sql('notice').whereIn('finding_id', ids).orderBy('id').select<NoticeRow[]>();
    for (const { finding_id: id, batch, on_day: on, due, link, linked_on: linkedOn } of rows) {
      notices.set(id, [...(notices.get(id) ?? []), { batch, on, due, link, linkedOn }]);
    }
  }
  return notices;
}

interface NoticeRow {
  finding_id: number;
  batch: string;
  on_day: Day;
  due: Day | null;
  link: string | null;
  linked_on: Day | null;
}
