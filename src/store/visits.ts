import type { Knex } from 'knex';

import type {
  Article, DateEvidence, Day, DirectoryDate, Drift, Fetched, Instant, ListBefore, Observation, UnreadableReason, Visit,
  VisitFact,
} from '../model.js';
import { chunks } from './chunks.js';
import { readItemsSeen } from './items.js';
import { contentHash } from './snapshots.js';
import { storable } from './storable.js';

/** A visit with the number of its row. */
export interface StoredVisit {
  id: number;
  fact: VisitFact;
}

/** The two visits that an audit looks at. */
export interface LatestVisits {
  last: StoredVisit | null;
  lastReadable: StoredVisit | null;
}

/**
 * Keeps the visit and its pages, those of its items after its own, without items and without the bodies of the pages.
 *
 * @param found  why the list that it showed is not believed, else null; and how far it reached, as in `VisitReach`
 */
export async function recordVisit(
  sql: Knex,
  runId: string,
  columnId: number,
  visit: Visit,
  { drift, completeSince }: { drift: Drift | null; completeSince: Day | null | undefined },
): Promise<void> {
  const kept: VisitRow = {
    ...visitRow(runId, columnId, visit),
    complete_since: completeSince === null ? 'ever' : completeSince ?? null,
    drift: drift && JSON.stringify(drift),
  };
  const [row] = await sql('visit').insert(kept).returning<{ id: number }[]>('id');
  if (!row) throw new Error(`the database did not give back the row of the visit to ${visit.columnKey}`);

  const fetched = [
    ...visit.pages.map((page) => ({ ...pageColumns(page), is_item_page: false })),
    ...(visit.itemPages ?? []).map((answer) => ({ ...pageColumns(answer.fetched), is_item_page: true })),
  ];
  const pages = fetched.map((page, position) => ({ visit_id: row.id, position, ...page }));
  for (const piece of chunks(pages)) await sql('visit_page').insert(piece);
}

/**
 * The last visits up to and on `asOf`, by day and then by moment. Where every visit is later, the first one stands in,
 * because it is the nearest view of that day that there is.
 */
export async function readLatestVisits(sql: Knex, columnId: number, asOf: Day): Promise<LatestVisits> {
  const last = await nearestVisit(sql, columnId, (visits) => latestUpTo(visits, asOf));
  if (last) {
    const lastReadable = await nearestVisit(sql, columnId, (visits) => readable(latestUpTo(visits, asOf)));
    return { last, lastReadable };
  }
  const first = await nearestVisit(sql, columnId, (visits) => earliestAfter(visits, asOf));
  const firstReadable = await nearestVisit(sql, columnId, (visits) => readable(earliestAfter(visits, asOf)));
  return { last: first, lastReadable: firstReadable };
}

/** The last list visit up to `asOf` that was believed, with what stood on it; null where there is none. */
export async function readListBefore(sql: Knex, columnId: number, asOf: Day): Promise<ListBefore | null> {
  const visits = () => latestUpTo(sql('visit').where({ column_id: columnId }), asOf);
  const row: StoredVisitRow | undefined = await visits().where({ outcome: 'list' }).whereNull('drift').first();
  if (!row) return null;
  const items = await readItemsSeen(sql, columnId, row.day);
  const days = items.flatMap(({ date }) => (date && date.day <= row.day ? [date.day] : []));
  const shown = {
    day: row.day,
    rowsPerPage: row.pages === null ? null : Math.round(row.item_count / Math.max(1, row.pages)),
    newest: days.reduce<Day | null>((newest, day) => (newest === null || day > newest ? day : newest), null),
    ...nameHeldTo(visitFact(row)),
  };
  const lastRead: StoredVisitRow | undefined = await visits().whereNot('outcome', 'unreadable').first();
  return { shown, items, doubted: lastRead ? visitFact(lastRead).drift ?? null : null };
}

/** A title may be that of the newest item: no later page is held to it. */
function nameHeldTo({ pageName }: VisitFact): { name?: string } {
  return pageName && pageName.by !== 'title' ? { name: pageName.name } : {};
}

/** What is kept of these visits, under their row numbers. */
export async function readVisitFacts(sql: Knex, ids: readonly number[]): Promise<Map<number, VisitFact>> {
  const facts = new Map<number, VisitFact>();
  for (const piece of chunks(ids)) {
    const rows = await sql('visit').whereIn('id', piece).select<StoredVisitRow[]>();
    for (const row of rows) facts.set(row.id, visitFact(row));
  }
  return facts;
}

interface VisitRow {
  run_id: string;
  column_id: number;
  day: Day;
  at: Instant;
  url: string;
  final_url: string;
  ms: number;
  outcome: Observation['outcome'];
  reason: UnreadableReason | null;
  status: number | null;
  detail: string;
  proof: string;
  reader: string;
  item_count: number;
  dated_count: number;
  /** `ever`, a day, or null where nothing can be said. */
  complete_since: string | null;
  column_date: string | null;
  article: string | null;
  pages: number | null;
  drift: string | null;
  page_name: string | null;
  directory_date: string | null;
}

type StoredVisitRow = VisitRow & { id: number };

function visitRow(runId: string, columnId: number, visit: Visit): VisitRow {
  return {
    run_id: runId,
    column_id: columnId,
    day: visit.day,
    at: visit.at,
    url: visit.url,
    final_url: visit.finalUrl,
    ms: visit.ms,
    directory_date: visit.directoryDate === undefined ? null : JSON.stringify(visit.directoryDate),
    ...observationColumns(visit.observation),
  };
}

type VisitColumns = 'run_id' | 'column_id' | 'day' | 'at' | 'url' | 'final_url' | 'ms' | 'directory_date';
type ObservationColumns = Omit<VisitRow, VisitColumns>;

function observationColumns(observation: Observation): ObservationColumns {
  const nothing = {
    outcome: observation.outcome, reason: null, status: null, detail: '', proof: '', reader: '',
    item_count: 0, dated_count: 0, complete_since: null, column_date: null, article: null, pages: null, drift: null,
    page_name: null,
  };
  switch (observation.outcome) {
    case 'list': {
      const { items, columnDate, pageName, reader, pages } = observation;
      return {
        ...nothing,
        reader,
        item_count: items.length,
        dated_count: items.filter((item) => item.date !== null).length,
        column_date: columnDate && JSON.stringify(columnDate),
        pages,
        page_name: pageName ? JSON.stringify({ name: pageName.name, by: pageName.by }) : null,
      };
    }
    case 'document':
      return { ...nothing, reader: observation.reader, article: JSON.stringify(observation.article) };
    case 'blank':
      return { ...nothing, reader: observation.reader, proof: storable(observation.proof) };
    case 'unreadable':
      return {
        ...nothing,
        reason: observation.reason,
        status: observation.status ?? null,
        detail: storable(observation.detail),
      };
  }
}

function pageColumns(page: Fetched): Record<string, string | number | null> {
  const always = {
    url: page.url, final_url: page.finalUrl, by: page.by, at: page.at, ms: page.ms, attempts: page.attempts,
    posted: page.posted ? storable(JSON.stringify(page.posted)) : null,
  };
  switch (page.outcome) {
    case 'fetched':
      return {
        ...always,
        status: page.status,
        charset: page.charset,
        headers: JSON.stringify(page.headers),
        snapshot: contentHash(page.body),
        failure: null,
        detail: null,
      };
    case 'failed':
      return {
        ...always,
        status: page.status ?? null,
        charset: null,
        headers: null,
        snapshot: null,
        failure: page.reason,
        detail: storable(page.detail),
      };
  }
}

function visitFact(row: VisitRow): VisitFact {
  return {
    day: row.day,
    at: row.at,
    finalUrl: row.final_url,
    outcome: row.outcome,
    reason: row.reason,
    status: row.status,
    detail: row.detail,
    proof: row.proof,
    reader: row.reader,
    itemCount: row.item_count,
    datedCount: row.dated_count,
    columnDate: row.column_date === null ? null : JSON.parse(row.column_date) as DateEvidence,
    article: row.article === null ? null : JSON.parse(row.article) as Article,
    ...(row.page_name !== null && { pageName: JSON.parse(row.page_name) as VisitFact['pageName'] }),
    ...(row.directory_date !== null && { directoryDate: JSON.parse(row.directory_date) as DirectoryDate | null }),
    ...(row.drift !== null && { drift: JSON.parse(row.drift) as Drift }),
  };
}

async function nearestVisit(
  sql: Knex,
  columnId: number,
  narrow: (visits: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<StoredVisit | null> {
  const visits = sql('visit').where({ column_id: columnId });
  const row: StoredVisitRow | undefined = await narrow(visits).first();
  return row ? { id: row.id, fact: visitFact(row) } : null;
}

function latestUpTo(visits: Knex.QueryBuilder, asOf: Day): Knex.QueryBuilder {
  const latestFirst = ['day', 'at', 'id'].map((column) => ({ column, order: 'desc' as const }));
  return visits.where('day', '<=', asOf).orderBy(latestFirst);
}

function earliestAfter(visits: Knex.QueryBuilder, asOf: Day): Knex.QueryBuilder {
  return visits.where('day', '>', asOf).orderBy(['day', 'at', 'id']);
}

/** Read, and believed. */
function readable(visits: Knex.QueryBuilder): Knex.QueryBuilder {
  return visits.whereNot('outcome', 'unreadable').whereNull('drift');
}
