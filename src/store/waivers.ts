/**
 * 豁免, kept for good: a row tells who waived what, when and why, and who took it back. None is ever removed or written
 * over, so the rows themselves are the audit trail.
 */
import type { Knex } from 'knex';

import type { Column, Day, Instant, Waiver } from '../model.js';
import { findColumn, judgeAnew, registerColumn } from './columns.js';
import { storable } from './storable.js';
import type { Statements } from './statements.js';

/** What a person says of a waiver; the rest is added when it is stored. */
export type NewWaiver = Omit<Waiver, 'id' | 'recordedAt' | 'endedOn' | 'ending'>;

/** Where a configuration has a column, so that one that was never visited can be waived as well. */
export interface ConfiguredColumn {
  site: { key: string; name: string };
  column: Column;
}

/** What a person says who takes a waiver back: it holds no longer from the day `on`. */
export interface WaiverEnding {
  on: Day;
  author: string;
  reason: string;
}

/** The waivers of a column, those that have ended included, in the order in which they were recorded. */
export async function readWaivers(sql: Knex, columnId: number): Promise<Waiver[]> {
  return selectWaivers(sql, { column_id: columnId });
}

/** The same of all columns. */
export async function readAllWaivers(sql: Knex): Promise<Waiver[]> {
  return selectWaivers(sql);
}

/** @throws Error where the column is neither stored nor configured: a bug of the caller */
export async function insertWaiver(
  sql: Knex,
  statements: Statements,
  waiver: NewWaiver,
  at: Instant,
  configured?: ConfiguredColumn,
): Promise<Waiver> {
  const { columnKey, kind, from, until, reason, author, document } = waiver;
  let column: { id: number } | null = await findColumn(sql, columnKey);
  if (!column && configured?.column.key === columnKey) {
    column = await registerColumn(statements, configured.site, configured.column, at.slice(0, 10));
  }
  if (!column) throw new Error(`a waiver was given for column ${columnKey}, which is not known`);

  const [row] = await sql('waiver')
    .insert({
      column_id: column.id, kind, from_day: from, until_day: until, reason: storable(reason), author: storable(author),
      document: document === null ? null : storable(document), recorded_at: at, ended_on: null,
    })
    .returning<Omit<WaiverRow, 'column_key'>[]>('*');
  await judgeAnew(sql, column.id);
  if (!row) throw new Error(`the database did not give back the waiver of column ${columnKey}`);
  return waiverOf({ ...row, column_key: columnKey });
}

/** The waiver as it is afterwards; null where there is none of that id or it was taken back before. */
export async function endWaiver(sql: Knex, id: number, ending: WaiverEnding, at: Instant): Promise<Waiver | null> {
  const changed = await sql('waiver').where({ id, ended_on: null }).update({
    ended_on: ending.on, ended_by: storable(ending.author), ended_reason: storable(ending.reason), ended_at: at,
  });
  if (changed === 0) return null;
  const [waiver] = await selectWaivers(sql, { 'waiver.id': id });
  const row = await sql('waiver').where({ id }).first<{ column_id: number }>('column_id');
  await judgeAnew(sql, row.column_id);
  return waiver ?? null;
}

/** A waiver with the column that it is for. */
export interface WaiverLine {
  waiver: Waiver;
  columnId: number;
  siteName: string;
  path: string[];
}

/** The newest first; those before the one with the number `before`. */
export async function readWaiverLines(sql: Knex, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<WaiverLine[]> {
  const rows = await sql('waiver')
    .join('site_column', 'site_column.id', 'waiver.column_id')
    .join('site', 'site.id', 'site_column.site_id')
    .where('waiver.id', '<', before)
    .orderBy('waiver.id', 'desc')
    .limit(limit)
    .select<(WaiverRow & { column_id: number; site_name: string; path: string })[]>(
      'waiver.*', 'site_column.key as column_key', 'site.name as site_name', 'site_column.path',
    );
  return rows.map((row) => (
    { waiver: waiverOf(row), columnId: row.column_id, siteName: row.site_name, path: JSON.parse(row.path) as string[] }
  ));
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
  ended_by: string | null;
  ended_reason: string | null;
  ended_at: Instant | null;
}

async function selectWaivers(sql: Knex, which: Record<string, number> = {}): Promise<Waiver[]> {
  const rows = await sql('waiver')
    .join('site_column', 'site_column.id', 'waiver.column_id')
    .where(which)
    .orderBy('waiver.id')
    .select<WaiverRow[]>('waiver.*', 'site_column.key as column_key');
  return rows.map(waiverOf);
}

function waiverOf(row: WaiverRow): Waiver {
  const { ended_by: author, ended_reason: reason, ended_at: at } = row;
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
    ...(author !== null && reason !== null && at !== null && { ending: { author, reason, at } }),
  };
}
