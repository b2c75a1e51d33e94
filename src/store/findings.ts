import type { Knex } from 'knex';

import type { Day, Finding, FindingChange, FindingRecord, FindingState, Notice } from '../model.js';
import { chunks } from './chunks.js';
import { readNotices } from './notices.js';

/**
 * A finding's record after a change on `day`.
 *
 * @throws Error where the change does not follow from what is known: a bug of the caller
 */
export function changeFinding(known: FindingRecord | undefined, change: FindingChange, day: Day): FindingRecord {
  const { finding, event, openedOn } = change;
  if (event === 'opened') {
    if (known) throw new Error(`finding ${finding.key} was opened a second time`);
    return { finding, state: 'open', openedOn, lastSeenOn: day, resolvedOn: null, reopened: 0, notices: [] };
  }
  if (!known) throw new Error(`finding ${finding.key} was ${event} but never opened`);

  switch (event) {
    case 'continuing':
      return { ...known, finding, state: 'open', lastSeenOn: day };
    case 'reopened':
      return { ...known, finding, state: 'open', lastSeenOn: day, resolvedOn: null, reopened: known.reopened + 1 };
    case 'resolved':
      return { ...known, state: 'resolved', resolvedOn: day };
    case 'unverified':
      return known;
  }
}

/** @throws Error where a change does not follow from what is known: a bug of the caller */
export function requirePossible(known: readonly FindingRecord[], changes: readonly FindingChange[], day: Day): void {
  const recordOf = new Map(known.map((record) => [record.finding.key, record]));
  for (const change of changes) changeFinding(recordOf.get(change.finding.key), change, day);
}

/** Writes what became of the column's findings, and an event for each. */
export async function recordChanges(
  sql: Knex,
  where: { runId: string; columnId: number; day: Day },
  known: readonly FindingRecord[],
  changes: readonly FindingChange[],
): Promise<void> {
  const recordOf = new Map(known.map((record) => [record.finding.key, record]));
  const rows = changes.map((change) => {
    const record = changeFinding(recordOf.get(change.finding.key), change, where.day);
    return findingRow(where.columnId, record);
  });

  const idOf = new Map<string, number>();
  for (const piece of chunks(rows)) {
    const written = await sql('finding')
      .insert(piece)
      .onConflict('key')
      .merge()
      .returning<{ id: number; key: string }[]>(['id', 'key']);
    for (const { id, key } of written) idOf.set(key, id);
  }

  const events = changes.map(({ finding, event }) => (
    { run_id: where.runId, finding_id: idOf.get(finding.key), event, day: where.day }
  ));
  for (const piece of chunks(events)) await sql('finding_event').insert(piece);
}

/** Every finding that the column ever had, open or resolved, in the order in which they were opened. */
export async function readFindings(sql: Knex, columnId: number): Promise<FindingRecord[]> {
  const rows = await sql('finding').where({ column_id: columnId }).orderBy('id').select<StoredFindingRow[]>();
  return withNotices(sql, rows);
}

/** The same for some columns, or for all. */
export async function readFindingsOf(sql: Knex, columnKeys?: readonly string[]): Promise<FindingRecord[]> {
  if (columnKeys === undefined) {
    return withNotices(sql, await sql('finding').orderBy('id').select<StoredFindingRow[]>());
  }
  const records: FindingRecord[] = [];
  for (const keys of chunks(columnKeys)) {
    const ids = sql('site_column').whereIn('key', keys).select('id');
    const rows = await sql('finding').whereIn('column_id', ids).orderBy('id').select<StoredFindingRow[]>();
    records.push(...(await withNotices(sql, rows)));
  }
  return records;
}

async function withNotices(sql: Knex, rows: readonly StoredFindingRow[]): Promise<FindingRecord[]> {
  const notices = await readNotices(sql, rows.map(({ id }) => id));
  return rows.map((row) => findingRecord(row, notices.get(row.id) ?? []));
}

type StoredFindingRow = FindingRow & { id: number };

interface FindingRow {
  column_id: number;
  key: string;
  rule: string;
  level: string;
  period: string | null;
  state: FindingState;
  opened_on: Day;
  last_seen_on: Day;
  resolved_on: Day | null;
  reopened: number;
  finding: string;
}

function findingRow(columnId: number, record: FindingRecord): FindingRow {
  const { finding } = record;
  return {
    column_id: columnId,
    key: finding.key,
    rule: finding.rule,
    level: finding.level,
    period: finding.period,
    state: record.state,
    opened_on: record.openedOn,
    last_seen_on: record.lastSeenOn,
    resolved_on: record.resolvedOn,
    reopened: record.reopened,
    finding: JSON.stringify(finding),
  };
}

function findingRecord(row: FindingRow, notices: Notice[]): FindingRecord {
  return {
    finding: JSON.parse(row.finding) as Finding,
    state: row.state,
    openedOn: row.opened_on,
    lastSeenOn: row.last_seen_on,
    resolvedOn: row.resolved_on,
    reopened: row.reopened,
    notices,
  };
}
