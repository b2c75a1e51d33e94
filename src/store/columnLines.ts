/** Columns by what a person asks for, a page at a time, in the order of their numbers. */
import type { ColumnStatus, Day } from '../model.js';
import { findColumnsByWords, type FoundColumns } from './columnSearch.js';
import { containing } from './containing.js';
import type { Statements } from './statements.js';

export interface ColumnLine {
  id: number;
  siteId: number;
  siteName: string;
  path: string[];
  url: string;
  unit: string;
  /** Null where it was never judged. */
  status: ColumnStatus | null;
  problems: number;
  doubts: number;
  latest: Day | null;
  lastVisit: Day | null;
}

export interface ColumnsAsked {
  siteId?: number;
  unit?: string;
  status?: ColumnStatus;
  words?: string;
  limit: number;
  /** Number of the last column of the page before. */
  after?: number;
}

export interface ColumnsPage {
  columns: ColumnLine[];
  /** From which column on the rest is found; null where there is no more. */
  next: number | null;
}

export async function readColumnLines(statements: Statements, asked: ColumnsAsked): Promise<ColumnsPage> {
  const { ids, next } = await findColumns(statements, asked);
  const rows = await statements.all<ColumnRow>(LINES, JSON.stringify(ids));
  return { columns: rows.map(columnLine), next };
}

/** Of the columns of one site looked through for words, in one go: more are looked through on the next page. */
const COLUMNS_LOOKED_AT = 5_000;

async function findColumns(statements: Statements, { siteId, unit, status, words, limit, after = 0 }: ColumnsAsked): Promise<FoundColumns> {
  if (words !== undefined && siteId === undefined) return findColumnsByWords(statements, { words, unit, status, limit, after });

  const looked = words === undefined ? limit + 1 : COLUMNS_LOOKED_AT;
  const ids = await statements.all<{ id: number; fits: number }>(
    `select id, ${words === undefined ? '1' : `path like ? escape '\\'`} as fits from (
       select id, path from site_column
       where is_watched and id > ?
         ${siteId === undefined ? '' : 'and site_id = ?'}
         ${status === undefined ? '' : 'and status = ?'}
         ${unit === undefined ? '' : `and coalesce(unit ->> 'name', '') = ?`}
       order by id limit ?)`,
    ...(words === undefined ? [] : [containing(words)]),
    after,
    ...(siteId === undefined ? [] : [siteId]),
    ...(status === undefined ? [] : [status]),
    ...(unit === undefined ? [] : [unit]),
    looked,
  );
  const fitting = ids.filter(({ fits }) => fits === 1);
  const shown = fitting.slice(0, limit);
  const hasMore = fitting.length > limit || ids.length === looked;
  const last = fitting.length > limit ? shown.at(-1) : ids.at(-1);
  return { ids: shown.map(({ id }) => id), next: hasMore ? last?.id ?? null : null };
}

const LINES = `
  select c.id, c.site_id, s.name as site_name, c.path, c.url, coalesce(c.unit ->> 'name', '') as unit, c.status, c.problems, c.doubts,
    (select v.verdict ->> '$.latest.date.day' from verdict v where v.id = c.standing_id) as latest,
    (select day from visit where column_id = c.id order by day desc, id desc limit 1) as last_visit
  from json_each(?) k join site_column c on c.id = k.value join site s on s.id = c.site_id`;

interface ColumnRow {
  id: number;
  site_id: number;
  site_name: string;
  path: string;
  url: string;
  unit: string;
  status: ColumnStatus | null;
  problems: number;
  doubts: number;
  latest: Day | null;
  last_visit: Day | null;
}

function columnLine(row: ColumnRow): ColumnLine {
  const { id, site_id: siteId, site_name: siteName, url, unit, status, problems, doubts, latest, last_visit: lastVisit } = row;
  return { id, siteId, siteName, path: JSON.parse(row.path) as string[], url, unit, status, problems, doubts, latest, lastVisit };
}
