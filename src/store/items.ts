import { isDeepStrictEqual } from 'node:util';

import type { Knex } from 'knex';

import type { DateEvidence, Day, Implied, Item, ItemVersion, KnownItem, Observation } from '../model.js';
import { chunks } from './chunks.js';
import { distinctItems, sight, type StoredItem } from './sightings.js';

/** Keeps what a visit's rows say: new items, changed items with what they were before, and when each was last seen. */
export async function recordItems(sql: Knex, columnId: number, rows: readonly Item[], day: Day): Promise<void> {
  const shown = distinctItems(rows);
  const known = await itemsByIdentity(sql, columnId, [...shown.keys()]);

  const upserts: ItemRow[] = [];
  const versions: VersionRow[] = [];
  const seenAgain: number[] = [];
  for (const [identity, item] of shown) {
    const before = known.get(identity);
    const { current, superseded } = sight(before?.item, item, day);
    if (before && superseded) versions.push(versionRow(before.id, superseded));
    if (before && isDeepStrictEqual({ ...before.item, lastSeen: current.lastSeen }, current)) {
      if (before.item.lastSeen !== current.lastSeen) seenAgain.push(before.id);
    } else {
      upserts.push(itemRow(columnId, identity, current));
    }
  }

  for (const ids of chunks(seenAgain)) await sql('item').whereIn('id', ids).update({ last_seen: day });
  for (const piece of chunks(upserts)) {
    await sql('item').insert(piece).onConflict(['column_id', 'identity']).merge([...changingColumns]);
  }
  for (const piece of chunks(versions)) await sql('item_version').insert(piece);
}

/** Every item that any visit to the column ever saw, with what it was before, in the order in which they became known. */
export async function readItems(sql: Knex, columnId: number): Promise<KnownItem[]> {
  const rows = await sql('item').where({ column_id: columnId }).orderBy('id').select<(ItemRow & { id: number })[]>();
  const earlier = await readVersions(sql, columnId);
  return rows.map((row) => {
    const versions = earlier.get(row.id);
    return versions ? { ...knownItem(row), earlier: versions } : knownItem(row);
  });
}

async function readVersions(sql: Knex, columnId: number): Promise<Map<number, ItemVersion[]>> {
  const rows = await sql('item_version')
    .join('item', 'item.id', 'item_version.item_id')
    .where({ column_id: columnId })
    .orderBy('item_version.id')
    .select<VersionRow[]>('item_version.*');
  const versions = new Map<number, ItemVersion[]>();
  for (const row of rows) {
    const { title, first_seen: firstSeen, last_seen: lastSeen } = row;
    versions.set(row.item_id, [...(versions.get(row.item_id) ?? []), { title, date: dateEvidence(row), firstSeen, lastSeen }]);
  }
  return versions;
}

/** The items that were seen first on `day` or before and last on it or after: those of a visit on that day. */
export async function readItemsSeen(sql: Knex, columnId: number, day: Day): Promise<KnownItem[]> {
  const rows = await sql('item')
    .where({ column_id: columnId })
    .where('first_seen', '<=', day)
    .where('last_seen', '>=', day)
    .orderBy('id')
    .select<ItemRow[]>();
  return rows.map(knownItem);
}

/** The `limit` items with the newest days. */
export async function readNewestItems(sql: Knex, columnId: number, limit: number): Promise<KnownItem[]> {
  const newestFirst = ['date_day', 'id'].map((column) => ({ column, order: 'desc' as const }));
  const rows = await sql('item')
    .where({ column_id: columnId })
    .whereNotNull('date_day')
    .orderBy(newestFirst)
    .limit(limit)
    .select<ItemRow[]>();
  return rows.map(knownItem);
}

/** How a list that seems whole does not show all that it did. */
export interface Outlived {
  /** The oldest day that it shows. */
  shown: Day;
  /** That of the oldest item known. */
  known: Day;
}

/**
 * Null where the rows hold every known item that is as old as the oldest of them. Where they do not, the list shows only
 * its newest rows, or its older ones were moved to an archive or taken down in due course.
 */
export async function outlivedBy(sql: Knex, columnId: number, observation: Observation): Promise<Outlived | null> {
  if (observation.outcome !== 'list') return null;
  const days = observation.items.flatMap(({ date }) => (date ? [date.day] : [])).sort();
  const [shown] = days;
  if (shown === undefined) return null;
  const here = distinctItems(observation.items);
  const asOld = await sql('item')
    .where({ column_id: columnId })
    .where('date_day', '<=', shown)
    .orderBy('date_day')
    .select<{ identity: string; date_day: Day }[]>('identity', 'date_day');
  const [oldest] = asOld;
  return oldest && asOld.some(({ identity }) => !here.has(identity)) ? { shown, known: oldest.date_day } : null;
}

export async function hasItems(sql: Knex, columnId: number): Promise<boolean> {
  return (await sql('item').where({ column_id: columnId }).first<{ id: number } | undefined>('id')) !== undefined;
}

interface DateColumns {
  date_day: Day | null;
  date_by: string | null;
  date_text: string | null;
  date_implied: string | null;
}

interface ItemRow extends DateColumns {
  column_id: number;
  identity: string;
  title: string;
  url: string | null;
  /** A number in SQLite, which has no booleans. */
  pinned: boolean | number;
  first_seen: Day;
  current_since: Day;
  last_seen: Day;
}

interface VersionRow extends DateColumns {
  item_id: number;
  title: string;
  first_seen: Day;
  last_seen: Day;
}

const changingColumns: readonly (keyof ItemRow)[] = [
  'title', 'url', 'pinned', 'date_day', 'date_by', 'date_text', 'date_implied',
  'first_seen', 'current_since', 'last_seen',
];

async function itemsByIdentity(
  sql: Knex,
  columnId: number,
  identities: string[],
): Promise<Map<string, { id: number; item: StoredItem }>> {
  const known = new Map<string, { id: number; item: StoredItem }>();
  for (const piece of chunks(identities)) {
    const rows = await sql('item')
      .where({ column_id: columnId })
      .whereIn('identity', piece)
      .select<(ItemRow & { id: number })[]>();
    for (const row of rows) known.set(row.identity, { id: row.id, item: storedItem(row) });
  }
  return known;
}

function itemRow(columnId: number, identity: string, item: StoredItem): ItemRow {
  return {
    column_id: columnId,
    identity,
    title: item.title,
    url: item.url,
    pinned: item.pinned,
    ...dateColumns(item.date),
    first_seen: item.firstSeen,
    current_since: item.currentSince,
    last_seen: item.lastSeen,
  };
}

function versionRow(itemId: number, version: ItemVersion): VersionRow {
  return {
    item_id: itemId,
    title: version.title,
    ...dateColumns(version.date),
    first_seen: version.firstSeen,
    last_seen: version.lastSeen,
  };
}

function knownItem(row: ItemRow): KnownItem {
  const { title, url, date, pinned, firstSeen, lastSeen } = storedItem(row);
  return { title, url, date, pinned, firstSeen, lastSeen };
}

function storedItem(row: ItemRow): StoredItem {
  return {
    title: row.title,
    url: row.url,
    date: dateEvidence(row),
    pinned: Boolean(row.pinned),
    firstSeen: row.first_seen,
    currentSince: row.current_since,
    lastSeen: row.last_seen,
  };
}

function dateColumns(date: DateEvidence | null): DateColumns {
  return {
    date_day: date?.day ?? null,
    date_by: date?.by ?? null,
    date_text: date?.text ?? null,
    date_implied: date ? JSON.stringify(date.implied) : null,
  };
}

function dateEvidence(row: DateColumns): DateEvidence | null {
  if (row.date_day === null) return null;
  const implied = JSON.parse(row.date_implied ?? '[]') as Implied[];
  return { day: row.date_day, by: row.date_by ?? '', text: row.date_text ?? '', implied };
}
