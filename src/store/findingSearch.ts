/** Findings by what a person asks for, a page at a time, the newest first. */
import type { Knex } from 'knex';

import type { ColumnStatus, Day, Finding, FindingLevel, FindingState, Notice, Opinion } from '../model.js';
import { containing } from './containing.js';
import { readNotices } from './notices.js';
import type { Statements, Value } from './statements.js';

export interface FindingsAsked {
  siteId?: number;
  unit?: string;
  rule?: string;
  level?: FindingLevel;
  state?: FindingState;
  /** Stands in the name of its site, its column or its unit. */
  words?: string;
  limit: number;
  /** Number of the last one of the page before. */
  before?: number;
}

export interface FindingLine {
  id: number;
  columnId: number;
  siteId: number;
  siteName: string;
  path: string[];
  unit: string;
  finding: Finding;
  state: FindingState;
  openedOn: Day;
  resolvedOn: Day | null;
  reopened: number;
  /** How its column stands: where it is `unreadable`, nobody can tell whether an open finding still stands. */
  status: ColumnStatus | null;
  isWatched: boolean;
  /** The newest word of a person on it. */
  opinion: Pick<Opinion, 'opinion' | 'author' | 'facts'> | null;
  notices: Notice[];
}

export interface FindingsPage {
  findings: FindingLine[];
  /** The number from which on the rest is found; null where there is no more. */
  next: number | null;
  /** More may be found, but so many were looked through that the search stopped here. */
  isCut: boolean;
}

/** How many findings are looked through for one page: a question that hardly any fits is gone on with on the next. */
const LOOKED_AT = 5_000;

export async function readFoundFindings(sql: Knex, statements: Statements, asked: FindingsAsked): Promise<FindingsPage> {
  const { siteId, unit, rule, level, state, words, limit, before } = asked;
  const conditions: [string, Value][] = [];
  if (before !== undefined) conditions.push(['f.id < ?', before]);
  if (siteId !== undefined) conditions.push(['f.site_id = ?', siteId]);
  if (unit !== undefined) conditions.push(['f.unit = ?', unit]);
  if (state !== undefined) conditions.push(['f.state = ?', state]);
  if (level !== undefined) conditions.push(['f.level = ?', level]);
  if (rule !== undefined) conditions.push(['f.rule = ?', rule]);
  const where = conditions.map(([condition]) => `and ${condition}`).join(' ');
  const fits = words === undefined ? '1' : `(s.name like ? escape '\\' or c.path like ? escape '\\' or f.unit like ? escape '\\')`;
  const patterns = words === undefined ? [] : Array<string>(3).fill(containing(words));
  const looked = words === undefined ? limit + 1 : LOOKED_AT;
  const ids = await statements.all<{ id: number; fits: number }>(
    `select f.id, ${fits} as fits from (
       select f.id, f.column_id, f.site_id, f.unit from finding f ${indexFor(asked)} where 1 ${where} order by f.id desc limit ?) f
     join site_column c on c.id = f.column_id join site s on s.id = f.site_id order by f.id desc`,
    ...patterns, ...conditions.map(([, value]) => value), looked,
  );
  const fitting = ids.filter((one) => one.fits === 1);
  const shown = fitting.slice(0, limit).map(({ id }) => id);
  const isFull = fitting.length > limit;
  const hasMore = isFull || ids.length === looked;
  const rows = await statements.all<FindingLineRow>(LINES, JSON.stringify(shown));
  const notices = await readNotices(sql, shown);
  return {
    findings: rows.map((row) => lineOf(row, notices.get(row.id) ?? [])),
    next: hasMore ? (isFull ? shown.at(-1) : ids.at(-1)?.id) ?? null : null,
    isCut: hasMore && !isFull,
  };
}

/** SQLite would guess from figures that it was never given. The most telling first. */
function indexFor({ siteId, unit, rule, level, state }: FindingsAsked): string {
  if (siteId !== undefined) return 'indexed by finding_site_id_state_index';
  if (unit !== undefined) return 'indexed by finding_unit_state_index';
  if (state === undefined) return '';
  if (rule !== undefined) return 'indexed by finding_state_rule_index';
  if (level !== undefined) return 'indexed by finding_state_level_index';
  return 'indexed by finding_state_index';
}

const LINES = `
  select f.id, f.column_id, f.site_id, s.name as site_name, c.path, f.unit, f.finding, f.state, f.opened_on, f.resolved_on, f.reopened,
    c.status, c.is_watched,
    (select json_object('opinion', opinion, 'author', author, 'facts', facts) from opinion
      where column_id = f.column_id and finding_key = f.key order by id desc limit 1) as opinion
  from json_each(?) k join finding f on f.id = k.value
    join site_column c on c.id = f.column_id join site s on s.id = f.site_id`;

interface FindingLineRow {
  id: number;
  column_id: number;
  site_id: number;
  site_name: string;
  path: string;
  unit: string;
  finding: string;
  state: FindingState;
  opened_on: Day;
  resolved_on: Day | null;
  reopened: number;
  status: ColumnStatus | null;
  is_watched: number;
  opinion: string | null;
}

function lineOf(row: FindingLineRow, notices: Notice[]): FindingLine {
  return {
    id: row.id, columnId: row.column_id, siteId: row.site_id, siteName: row.site_name, path: JSON.parse(row.path) as string[],
    unit: row.unit, finding: JSON.parse(row.finding) as Finding, state: row.state, openedOn: row.opened_on,
    resolvedOn: row.resolved_on, reopened: row.reopened, status: row.status, isWatched: row.is_watched === 1,
    opinion: row.opinion === null ? null : (JSON.parse(row.opinion) as FindingLine['opinion']), notices,
  };
}
