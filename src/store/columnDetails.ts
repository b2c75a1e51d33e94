/** One column with all that is known of it, for its page in the dashboard. */
import type { Knex } from 'knex';

import type {
  Column, Day, FindingRecord, Instant, KnownItem, Opinion, UnreadableReason, Verdict, VisitFact, Waiver,
} from '../model.js';
import { readFindings } from './findings.js';
import { itemsIn, openBook } from './itemBook.js';
import { readKnownPages, withPages } from './itemPages.js';
import type { Statements } from './statements.js';
import { readVisitFacts } from './visits.js';
import { readWaivers } from './waivers.js';

export interface ColumnDetails {
  id: number;
  key: string;
  siteId: number;
  siteKey: string;
  siteName: string;
  path: string[];
  url: string;
  isWatched: boolean;
  /** As it was configured when it was judged last; null with `verdict`, where it never was. */
  column: Column | null;
  verdict: Verdict | null;
  lastVisit: VisitFact | null;
  /** Open and resolved, in the order in which they were opened. */
  findings: FindingRecord[];
  waivers: Waiver[];
  /** Every word on its findings, oldest first. */
  opinions: Opinion[];
}

export async function readColumnDetails(sql: Knex, statements: Statements, id: number): Promise<ColumnDetails | null> {
  const row = await statements.first<DetailsRow>(DETAILS, id);
  if (!row) return null;
  const facts = row.last_visit === null ? null : await readVisitFacts(sql, [row.last_visit]);
  return {
    id, key: row.key, siteId: row.site_id, siteKey: row.site_key, siteName: row.site_name, path: JSON.parse(row.path) as string[],
    url: row.url, isWatched: row.is_watched === 1,
    column: row.column === null ? null : (JSON.parse(row.column) as Column),
    verdict: row.verdict === null ? null : (JSON.parse(row.verdict) as Verdict),
    lastVisit: row.last_visit === null ? null : facts?.get(row.last_visit) ?? null,
    findings: await readFindings(sql, id),
    waivers: await readWaivers(sql, id),
    opinions: (await sql('opinion').where({ column_id: id }).orderBy('id').select<OpinionRow[]>()).map(opinionOf),
  };
}

const DETAILS = `
  select c.key, c.site_id, s.key as site_key, s.name as site_name, c.path, c.url, c.is_watched, v."column", v.verdict,
    (select id from visit where column_id = c.id order by day desc, id desc limit 1) as last_visit
  from site_column c join site s on s.id = c.site_id left join verdict v on v.id = c.standing_id where c.id = ?`;

interface DetailsRow {
  key: string;
  site_id: number;
  site_key: string;
  site_name: string;
  path: string;
  url: string;
  is_watched: number;
  column: string | null;
  verdict: string | null;
  last_visit: number | null;
}

type OpinionRow = Omit<Opinion, 'findingKey'> & { finding_key: string };

function opinionOf({ finding_key: findingKey, opinion, reason, author, at, facts }: OpinionRow): Opinion {
  return { findingKey, opinion, reason, author, at, facts };
}

export interface ItemsPage {
  items: KnownItem[];
  /** Of all items that were ever listed. */
  total: number;
}

/** Newest day first, and those without a day last. */
export async function readItemsOf(
  sql: Knex,
  statements: Statements,
  id: number,
  { from, limit }: { from: number; limit: number },
): Promise<ItemsPage> {
  const row = await statements.first<{ parts: string | null; listed_on: Day | null; same_until: Day | null }>(ITEMS, id);
  if (!row) return { items: [], total: 0 };
  const parts = row.parts === null ? [] : row.parts.split('\n');
  const items = itemsIn(openBook(parts, { listedOn: row.listed_on, sameUntil: row.same_until }));
  const sorted = items.reverse().sort((one, two) => dayOf(two).localeCompare(dayOf(one)));
  const shown = sorted.slice(from, from + limit);
  return { items: withPages(shown, await readKnownPages(sql, id)), total: items.length };
}

function dayOf({ date }: KnownItem): Day {
  return date?.day ?? '';
}

const ITEMS = `
  select (select group_concat(items, char(10) order by part) from item_part where column_id = c.id) as parts, c.listed_on, c.same_until
  from site_column c where c.id = ?`;

/** One visit as a line of a table. */
export interface VisitLine {
  id: number;
  day: Day;
  at: Instant;
  outcome: VisitFact['outcome'];
  reason: UnreadableReason | null;
  /** A list that was read and not believed. */
  isDoubted: boolean;
  /** The page was found just as a visit before had. */
  isUnchanged: boolean;
  itemCount: number;
  datedCount: number;
  ms: number;
  finalUrl: string;
  /** SHA-256 of its first page; null where none came. */
  snapshot: string | null;
  clearedOn: Day | null;
}

export async function readVisitsOf(statements: Statements, id: number, { from, limit }: { from: number; limit: number }): Promise<VisitLine[]> {
  const rows = await statements.all<VisitLineRow>(VISITS, id, limit, from);
  return rows.map((row) => ({
    id: row.id, day: row.day, at: row.at, outcome: row.outcome, reason: row.reason, isDoubted: row.drift !== null, isUnchanged: row.same_as !== null,
    itemCount: row.item_count, datedCount: row.dated_count, ms: row.ms, finalUrl: row.final_url, snapshot: row.snapshot,
    clearedOn: row.cleared_on,
  }));
}

const VISITS = `
  select v.id, v.day, v.at, v.outcome, v.reason, v.drift, v.same_as, v.item_count, v.dated_count, v.ms, v.final_url, v.cleared_on, p.snapshot
  from (select id from visit where column_id = ? order by day desc, id desc limit ? offset ?) n
    join visit v on v.id = n.id
    left join visit_page p on p.visit_id = coalesce(v.same_as, v.id) and p.position = 0
  order by v.day desc, v.id desc`;

interface VisitLineRow {
  id: number;
  day: Day;
  at: Instant;
  outcome: VisitFact['outcome'];
  reason: UnreadableReason | null;
  drift: string | null;
  same_as: number | null;
  item_count: number;
  dated_count: number;
  ms: number;
  final_url: string;
  cleared_on: Day | null;
  snapshot: string | null;
}
