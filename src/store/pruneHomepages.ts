/** Pages of homepages that are no longer kept. */
import type { Database } from './database.js';
import { letPagesGo, PAGES_OF_HOMEPAGES, visitOf, type VisitRow } from './prunePages.js';
import type { Kinds, Piece } from './pruned.js';
import { daysBefore, visitsWithPages } from './retention.js';
import type { Statements } from './statements.js';

/** Lets the pages of these sites' homepages go, all in one transaction. */
export async function pruneHomepages(database: Database, piece: Piece, kinds: Kinds): Promise<void> {
  const since = daysBefore(piece.today, piece.retention.snapshotDays);
  const work = async (statements: Statements) => {
    for (const id of piece.ids) {
      const rows = (await statements.all<VisitRow>(HOMEPAGES, id)).map(visitOf);
      const kept = visitsWithPages(rows, { shownOn: new Set(), changedOn: [] }, since);
      const old = rows.filter((row) => !row.isCleared && !kept.has(row.id));
      await letPagesGo(statements, PAGES_OF_HOMEPAGES, old, piece, kinds.bodies);
    }
  };
  if (piece.isDryRun) await database.read((_, statements) => work(statements));
  else await database.transaction((_, statements) => work(statements));
}

const HOMEPAGES = `
  select v.id, v.day, v.id as pagesOf, v.reason is null as isRead, 0 as isDoubted, v.cleared_on is not null as isCleared
  from homepage_visit v join site s on s.key = v.site_key where s.id = ? order by v.day, v.id`;
