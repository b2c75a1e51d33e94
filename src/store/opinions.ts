/**
 * 人工认定, kept for good: every word stands beside the ones before it, with who gave it, when and of which facts. The
 * newest counts; the rows together are the audit trail.
 */
import type { Knex } from 'knex';

import type { Finding, Instant, Opinion } from '../model.js';
import { judgeAnew } from './columns.js';
import { storable } from './storable.js';

/** What a person says of a finding; the facts are taken from the finding as it is stored. */
export type NewOpinion = Pick<Opinion, 'findingKey' | 'opinion' | 'reason' | 'author'>;

/** What people said of a column's findings, the newest word on each, in the order in which they were first spoken of. */
export async function readOpinions(sql: Knex, columnId: number): Promise<Opinion[]> {
  const rows = await sql('opinion').where({ column_id: columnId }).orderBy('id').select<OpinionRow[]>();
  const newest = new Map<string, Opinion>();
  for (const row of rows) newest.set(row.finding_key, opinionOf(row));
  return [...newest.values()];
}

/** Every word ever given, of all columns, oldest first. */
export async function readAllOpinions(sql: Knex): Promise<Opinion[]> {
  return (await sql('opinion').orderBy('id').select<OpinionRow[]>()).map(opinionOf);
}

/** Null where no such finding is stored. */
export async function insertOpinion(sql: Knex, given: NewOpinion, at: Instant): Promise<Opinion | null> {
  const row = await sql('finding')
    .where({ key: given.findingKey })
    .first<{ column_id: number; finding: string } | undefined>('column_id', 'finding');
  if (!row) return null;

  const { facts } = JSON.parse(row.finding) as Finding;
  const { findingKey, opinion } = given;
  const said = { opinion, reason: storable(given.reason), author: storable(given.author), at, facts };
  await sql('opinion').insert({ column_id: row.column_id, finding_key: findingKey, ...said });
  await judgeAnew(sql, row.column_id);
  return { findingKey, ...said };
}

interface OpinionRow {
  finding_key: string;
  opinion: Opinion['opinion'];
  reason: string;
  author: string;
  at: Instant;
  facts: string;
}

function opinionOf({ finding_key: findingKey, opinion, reason, author, at, facts }: OpinionRow): Opinion {
  return { findingKey, opinion, reason, author, at, facts };
}
