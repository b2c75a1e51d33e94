import type { Knex } from 'knex';

import type { Instant, Opinion } from '../model.js';

/** What people said of a column's findings, the newest word on each, in the order in which they were first spoken of. */
export async function readOpinions(sql: Knex, columnId: number): Promise<Opinion[]> {
  const rows = await sql('opinion').where({ column_id: columnId }).orderBy('id').select<OpinionRow[]>();
  const newest = new Map<string, Opinion>();
  for (const { finding_key: findingKey, opinion, reason, author, at, facts } of rows) {
    newest.set(findingKey, { findingKey, opinion, reason, author, at, facts });
  }
  return [...newest.values()];
}

interface OpinionRow {
  finding_key: string;
  opinion: Opinion['opinion'];
  reason: string;
  author: string;
  at: Instant;
  facts: string;
}
