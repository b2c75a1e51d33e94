import type { Knex } from 'knex';

import type { Day, Notice } from '../model.js';
import { chunks } from './chunks.js';

/** The lists that findings were handed out with, oldest first, under the number of the finding's row. */
export async function readNotices(sql: Knex, findingIds: readonly number[]): Promise<Map<number, Notice[]>> {
  const notices = new Map<number, Notice[]>();
  for (const ids of chunks(findingIds)) {
    const rows = await sql('notice').whereIn('finding_id', ids).orderBy('id').select<NoticeRow[]>();
    for (const { finding_id: id, batch, on_day: on, due, link, linked_on: linkedOn, result } of rows) {
      const notice = { batch, on, due, link, linkedOn, ...(result !== null && { result }) };
      notices.set(id, [...(notices.get(id) ?? []), notice]);
    }
  }
  return notices;
}

/**
 * Hands findings out with a list.
 *
 * @throws Error where a finding is not known: a bug of the caller
 */
export async function insertNotices(sql: Knex, keys: readonly string[], list: Pick<Notice, 'batch' | 'on' | 'due'>): Promise<void> {
  const ids: number[] = [];
  for (const piece of chunks(keys)) ids.push(...(await sql('finding').whereIn('key', piece).pluck<number[]>('id')));
  if (ids.length !== new Set(keys).size) throw new Error(`a finding of list ${list.batch} is not known`);
  const rows = ids.map((id) => ({ finding_id: id, batch: list.batch, on_day: list.on, due: list.due, link: null, linked_on: null }));
  for (const piece of chunks(rows)) await sql('notice').insert(piece);
}

/** Names of the lists handed out on a day. */
export async function readBatches(sql: Knex, on: Day): Promise<string[]> {
  return sql('notice').where({ on_day: on }).distinct().pluck<string[]>('batch');
}

/** What a unit gave back of a finding. */
export interface GivenBack {
  /** 整改链接; absent: only a result was written, and a link that is kept stays. */
  url?: string;
  /** 整改结果; absent: what was written before stays. */
  result?: string;
  on: Day;
}

/** Keeps it with the last list that the finding was handed out with; false where it never was. */
export async function saveGivenBack(sql: Knex, key: string, { url, result, on }: GivenBack): Promise<boolean> {
  const last = await sql('notice')
    .join('finding', 'finding.id', 'notice.finding_id')
    .where('finding.key', key)
    .orderBy('notice.id', 'desc')
    .first<{ id: number } | undefined>('notice.id');
  if (!last) return false;
  await sql('notice').where({ id: last.id }).update({
    ...(url !== undefined && { link: url, linked_on: on }),
    ...(result !== undefined && { result }),
  });
  return true;
}

interface NoticeRow {
  finding_id: number;
  batch: string;
  on_day: Day;
  due: Day | null;
  link: string | null;
  linked_on: Day | null;
  result: string | null;
}
