import type { Knex } from 'knex';

import type { Instant } from '../model.js';

/** When `job` was due next as of its last noting; null where it was never noted. */
export async function readNextDue(sql: Knex, job: string): Promise<Instant | null> {
  const row = await sql('schedule').where({ job }).first<{ next_due: Instant } | undefined>('next_due');
  return row?.next_due ?? null;
}

export async function writeNextDue(sql: Knex, job: string, at: Instant): Promise<void> {
  await sql('schedule').insert({ job, next_due: at }).onConflict('job').merge();
}
