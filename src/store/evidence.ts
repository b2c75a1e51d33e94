/** 证据: the pages on which a run's verdict of a column rests, as they were read. */
import type { Day, FetchFailure, Fetched, Instant } from '../model.js';
import type { Database } from './database.js';
import { runColumns } from './members.js';
import { findRun } from './runs.js';
import { readSnapshot } from './snapshots.js';

export interface EvidenceReader {
  /**
   * The first pages of the last visit that a run knows of a column; where that visit found the page unchanged, those of
   * the visit that had read it. Null where the run holds no visit of the column.
   */
  shownPages(runId: string, columnKey: string): Promise<ShownPages | null>;
  /** The same of any visit, by its number; null where the column of that number has no such visit. */
  visitPages(columnId: number, visitId: number): Promise<ShownPages | null>;
}

export interface ShownPages {
  day: Day;
  /** Set where that visit found the page just as it had been: the day on which it was read. */
  readOn: Day | null;
  /** In the order in which they were asked, at most `MOST_PAGES`; without the pages of items. */
  pages: ShownPage[];
  /** The day on which the bodies were cleared away; null where they were not. */
  clearedOn: Day | null;
}

export interface ShownPage {
  url: string;
  finalUrl: string;
  by: Fetched['by'];
  at: Instant;
  status: number | null;
  /** Null where it was not fetched. */
  contentType: string | null;
  /** As it was fetched, after decompression; null where it was not, or is kept no longer. */
  body: Uint8Array | null;
  /** JPEG of the page as the browser drew it; null where none was taken. */
  picture: Uint8Array | null;
  /** Why it was not fetched. */
  failure: FetchFailure | null;
}

const MOST_PAGES = 4;

export function createEvidenceReader(database: Database): EvidenceReader {
  return {
    shownPages: (runId, columnKey) => database.read(async (sql) => {
      const run = await findRun(sql, runId);
      const visit = run && (await sql
        .from(runColumns(sql, run))
        .join('site_column', 'site_column.id', 'run_column.column_id')
        .join('visit', 'visit.id', 'run_column.last_visit_id')
        .join('visit as origin', 'origin.id', sql.raw('coalesce(visit.same_as, visit.id)'))
        .where('site_column.key', columnKey)
        .first<VisitRow | undefined>(...SHOWN));
      return visit ? pagesOf(sql, visit) : null;
    }),
    visitPages: (columnId, visitId) => database.read(async (sql) => {
      const visit = await sql('visit')
        .join('visit as origin', 'origin.id', sql.raw('coalesce(visit.same_as, visit.id)'))
        .where({ 'visit.id': visitId, 'visit.column_id': columnId })
        .first<VisitRow | undefined>(...SHOWN);
      return visit ? pagesOf(sql, visit) : null;
    }),
  };
}

const SHOWN = ['visit.day', 'visit.same_as', 'origin.id', 'origin.day as read_on', 'origin.cleared_on'];

async function pagesOf(sql: Sql, visit: VisitRow): Promise<ShownPages> {
  const rows = await sql('visit_page')
    .where({ visit_id: visit.id, is_item_page: 0 })
    .orderBy('position')
    .limit(MOST_PAGES)
    .select<PageRow[]>('url', 'final_url', 'by', 'at', 'status', 'headers', 'snapshot', 'picture', 'failure');
  const pages: ShownPage[] = [];
  for (const row of rows) {
    const headers = row.headers === null ? null : (JSON.parse(row.headers) as Record<string, string>);
    pages.push({
      url: row.url, finalUrl: row.final_url, by: row.by, at: row.at, status: row.status, failure: row.failure,
      contentType: headers && (headers['content-type'] ?? ''),
      body: row.snapshot === null ? null : await readSnapshot(sql, row.snapshot),
      picture: row.picture === null ? null : await readPicture(sql, row.picture),
    });
  }
  return { day: visit.day, readOn: visit.same_as === null ? null : visit.read_on, pages, clearedOn: visit.cleared_on };
}

type Sql = Parameters<typeof readSnapshot>[0];

async function readPicture(sql: Sql, sha256: string): Promise<Uint8Array | null> {
  const row = await sql('picture').where({ sha256 }).first<{ jpeg: Buffer } | undefined>('jpeg');
  return row?.jpeg ?? null;
}

interface VisitRow {
  id: number;
  day: Day;
  same_as: number | null;
  read_on: Day;
  cleared_on: Day | null;
}

interface PageRow {
  url: string;
  final_url: string;
  by: Fetched['by'];
  at: Instant;
  status: number | null;
  headers: string | null;
  snapshot: string | null;
  picture: string | null;
  failure: FetchFailure | null;
}
