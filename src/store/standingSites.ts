/**
 * How every watched column stands by its last verdict, whichever run gave it: groups of sites are visited at hours of their
 * own, and single columns are checked again, so that no one run holds them all.
 */
import type { Knex } from 'knex';

import type { Column, RunColumn, Verdict } from '../model.js';
import type { Database } from './database.js';
import type { RunSite } from './runReader.js';
import { readVisitFacts } from './visits.js';

export interface StandingSiteStore {
  /**
   * The watched columns with the verdicts that stand, a site at a time in the order in which they were entered. What became
   * of their findings is not told with them: `findingRecords` does. Columns that were never judged are left out.
   *
   * @param siteKey  only this site
   */
  standingSites(siteKey?: string): AsyncIterable<RunSite>;
}

export function createStandingSiteStore(database: Database): StandingSiteStore {
  return { standingSites: (siteKey) => sitesOf(database, siteKey) };
}

async function* sitesOf(database: Database, siteKey: string | undefined): AsyncGenerator<RunSite> {
  let columns: RunColumn[] = [];
  for await (const column of columnsOf(database, siteKey)) {
    if (columns[0] && columns[0].siteKey !== column.siteKey) {
      yield site(columns);
      columns = [];
    }
    columns.push(column);
  }
  if (columns.length > 0) yield site(columns);
}

/** @param columns  of one site, at least one */
function site(columns: RunColumn[]): RunSite {
  const [{ siteKey, siteName }] = columns as [RunColumn];
  return { siteKey, siteName, columns, verdict: null };
}

const COLUMNS_AT_ONCE = 200;

async function* columnsOf(database: Database, siteKey: string | undefined): AsyncGenerator<RunColumn> {
  let last: Pick<StandingRow, 'site_id' | 'id'> | undefined;
  do {
    const { rows, columns } = await database.read((sql) => readPiece(sql, siteKey, last));
    yield* columns;
    last = rows.length < COLUMNS_AT_ONCE ? undefined : rows.at(-1);
  } while (last);
}

async function readPiece(
  sql: Knex,
  siteKey: string | undefined,
  last: Pick<StandingRow, 'site_id' | 'id'> | undefined,
): Promise<{ rows: StandingRow[]; columns: RunColumn[] }> {
  const rows = await sql('site_column as c')
    .join('site as s', 's.id', 'c.site_id')
    .join('verdict as v', 'v.id', 'c.standing_id')
    .where('c.is_watched', true)
    .modify((query) => {
      if (siteKey !== undefined) void query.where('s.key', siteKey);
      if (last) void query.whereRaw('(c.site_id, c.id) > (?, ?)', [last.site_id, last.id]);
    })
    .orderBy(['c.site_id', 'c.id'])
    .limit(COLUMNS_AT_ONCE)
    .select<StandingRow[]>(
      'c.site_id', 'c.id', 'v.site_key', 'v.site_name', 'v.column', 'v.verdict',
      sql.raw('(select id from visit where column_id = c.id order by day desc, id desc limit 1) as last_visit'),
      sql.raw(`(
        select b.last_readable_id from run_column b join run r on r.id = b.run_id
        where b.column_id = c.id order by r.number desc limit 1) as last_readable`),
    );
  const ids = rows.flatMap(({ last_visit: visit, last_readable: readable }) => [visit, readable]);
  const facts = await readVisitFacts(sql, [...new Set(ids.filter((id) => id !== null))]);
  const factOf = (id: number | null) => (id === null ? null : facts.get(id) ?? null);
  const columns = rows.map((row): RunColumn => ({
    siteKey: row.site_key,
    siteName: row.site_name,
    column: JSON.parse(row.column) as Column,
    verdict: JSON.parse(row.verdict) as Verdict,
    lastVisit: factOf(row.last_visit),
    lastReadable: factOf(row.last_readable),
    changes: [],
    fixedAfterDays: [],
  }));
  return { rows, columns };
}

interface StandingRow {
  site_id: number;
  id: number;
  site_key: string;
  site_name: string;
  column: string;
  verdict: string;
  last_visit: number | null;
  last_readable: number | null;
}
