import type { Knex } from 'knex';

import type {
  Article, DateEvidence, Day, DirectoryDate, Drift, Fetched, Instant, KnownItem, ListShown, Observation,
  UnreadableReason, Visit, VisitFact,
} from '../model.js';
import { chunks } from './chunks.js';
import { bodyHash, contentHash } from './packBody.js';
import { insertInto, type Statements, type Value } from './statements.js';
import { storable } from './storable.js';

/** A visit with the number of its row. */
export interface StoredVisit {
  id: number;
  at: Instant;
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
export function recordVisit(
  statements: Statements,
  { runId, columnId, visitId }: { runId: string; columnId: number; visitId: number },
  visit: Visit,
  { drift, completeSince }: { drift: Drift | null; completeSince: Day | null | undefined },
): StoredVisit {
  const kept: VisitRow = {
    ...visitRow(runId, columnId, visit),
    complete_since: completeSince === null ? 'ever' : completeSince ?? null,
    drift: drift && JSON.stringify(drift),
  };
  statements.row(INSERT_VISIT, visitId, ...VISIT_COLUMNS.map((name) => kept[name]));

  const fetched = [
    ...visit.pages.map((page) => ({ ...pageColumns(page), is_item_page: 0 })),
    ...(visit.itemPages ?? []).map((answer) => ({ ...pageColumns(answer.fetched), is_item_page: 1 })),
  ];
  for (const [position, page] of fetched.entries()) {
    const stored: Record<string, Value> = { ...page, visit_id: visitId, position };
    statements.row(INSERT_PAGE, ...PAGE_COLUMNS.map((name) => stored[name] ?? null));
  }
  return { id: visitId, at: kept.at, fact: visitFact(kept) };
}

const VISIT_COLUMNS = [
  'run_id', 'column_id', 'day', 'at', 'url', 'final_url', 'ms', 'outcome', 'reason', 'status', 'detail', 'proof', 'reader',
  'item_count', 'dated_count', 'complete_since', 'column_date', 'article', 'pages', 'drift', 'page_name', 'directory_date',
] as const satisfies readonly (keyof VisitRow)[];
const INSERT_VISIT = insertInto('visit', ['id', ...VISIT_COLUMNS]);

const PAGE_COLUMNS = [
  'visit_id', 'position', 'url', 'final_url', 'by', 'status', 'at', 'ms', 'attempts', 'charset', 'headers', 'snapshot',
  'failure', 'detail', 'posted', 'is_item_page', 'picture',
] as const;
const INSERT_PAGE = insertInto('visit_page', PAGE_COLUMNS);

/** What a list visit that was believed showed, in figures. @param items  those that stood on it */
export function shownBy(row: StoredVisitRow, items: readonly KnownItem[]): ListShown {
  const days = items.flatMap(({ date }) => (date && date.day <= row.day ? [date.day] : []));
  return {
    day: row.day,
    rowsPerPage: row.pages === null ? null : Math.round(row.item_count / Math.max(1, row.pages)),
    newest: days.reduce<Day | null>((newest, day) => (newest === null || day > newest ? day : newest), null),
    ...nameHeldTo(visitFact(row)),
  };
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

export type StoredVisitRow = VisitRow & { id: number };

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
        snapshot: bodyHash(page),
        picture: page.picture ? contentHash(page.picture) : null,
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

export function visitFact(row: VisitRow): VisitFact {
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
