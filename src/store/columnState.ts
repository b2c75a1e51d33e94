/**
 * All that is stored of one column, read by one statement: it is read for every visit to every column, and most of what
 * there could be is not there.
 */
import type { Knex } from 'knex';

import type { Counterpart, Day, Drift, FindingRecord, History, ListBefore, Look } from '../model.js';
import { readFindings } from './findings.js';
import { itemsIn, itemsSeenOn, openBook, type ItemBook, type ListStand } from './itemBook.js';
import { readKnownPages } from './itemPages.js';
import type { Knowledge } from './knowledge.js';
import { looksIn, MOST_LOOKS } from './looks.js';
import { readOpinions } from './opinions.js';
import { historyFrom, partsIn, type BesidesItems, type PackedHistory } from './packedHistory.js';
import type { Statements } from './statements.js';
import { shownBy, visitFact, type LatestVisits, type StoredVisit, type StoredVisitRow } from './visits.js';
import { readWaivers } from './waivers.js';

export interface ColumnState {
  id: number;
  siteKey: string;
  siteName: string;
  path: string;
  url: string;
  unit: string | null;
  knowledge: Knowledge;
  stand: ListStand;
  standingId: number | null;
  book: ItemBook;
  visits: LatestVisits;
  /** The last list that was believed. */
  lastList: StoredVisitRow | null;
  /** Why the visit read after it was not; null where there is none. */
  doubted: Drift | null;
  /** Read when it is first asked for: most judgements never do. */
  looks: () => Look[];
  /** As the items and the looks are stored, for who opens them elsewhere. */
  packed: { parts: Uint8Array | null; looks: string | null };
  has: { pages: boolean; waivers: boolean; opinions: boolean; findings: boolean };
}

/**
 * What is stored of the column up to the day `asOf`; null where it was never recorded. Where every visit is later than
 * `asOf`, the first one stands in, because it is the nearest view of that day that there is.
 */
export async function readColumnState(statements: Statements, key: string, asOf: Day): Promise<ColumnState | null> {
  const [found] = (await readColumnStates(statements, [key], asOf)).values();
  return found ?? null;
}

/** The same of several columns, by their keys; those never recorded are left out. */
export async function readColumnStates(
  statements: Statements,
  keys: readonly string[],
  asOf: Day,
): Promise<Map<string, ColumnState>> {
  const rows = await statements.all<StateRow>(STATE, JSON.stringify(keys), asOf);
  return new Map(rows.map((row) => [row.key, stateOf(row)]));
}

/** What is known of a column before its first visit. */
export function emptyColumnState(id: number): Omit<ColumnState, 'siteKey' | 'siteName' | 'path' | 'url' | 'unit'> {
  const stand = { listedOn: null, sameUntil: null };
  return {
    id, knowledge: { since: undefined, until: null }, stand, standingId: null, book: openBook([], stand),
    visits: { last: null, lastReadable: null }, lastList: null, doubted: null, looks: () => [],
    packed: { parts: null, looks: null },
    has: { pages: false, waivers: false, opinions: false, findings: false },
  };
}

const LATEST_FIRST = 'order by day desc, id desc limit 1';
const BELIEVED = `outcome <> 'unreadable' and drift is null`;
const VISIT = `json_object(
  'id', id, 'run_id', run_id, 'column_id', column_id, 'day', day, 'at', at, 'url', url, 'final_url', final_url, 'ms', ms,
  'outcome', outcome, 'reason', reason, 'status', status, 'detail', detail, 'proof', proof, 'reader', reader,
  'item_count', item_count, 'dated_count', dated_count, 'complete_since', complete_since, 'column_date', column_date,
  'article', article, 'pages', pages, 'drift', drift, 'page_name', page_name, 'directory_date', directory_date)`;

const STATE = `
  select
    c.id, c.key, s.key as site_key, s.name as site_name, c.path, c.url, c.unit, c.known_since, c.known_until, c.listed_on, c.same_until, c.standing_id,
    (select cast(group_concat(items, char(10) order by part) as blob) from item_part where column_id = c.id) as parts,
    (select ${VISIT} from visit where column_id = c.id and day <= ?2 ${LATEST_FIRST}) as last,
    (select ${VISIT} from visit where column_id = c.id and day <= ?2 and ${BELIEVED} ${LATEST_FIRST}) as last_readable,
    (select ${VISIT} from visit where column_id = c.id and day <= ?2 and outcome = 'list' and drift is null ${LATEST_FIRST})
      as last_list,
    (select ${VISIT} from visit where column_id = c.id and day <= ?2 and outcome <> 'unreadable' and drift is not null
      ${LATEST_FIRST}) as last_doubted,
    (select ${VISIT} from visit where column_id = c.id and day > ?2 order by day, id limit 1) as first_after,
    (select ${VISIT} from visit where column_id = c.id and day > ?2 and ${BELIEVED} order by day, id limit 1)
      as first_readable_after,
    (select group_concat(day || substr(outcome, 1, 1) || coalesce(complete_since, ''), ' ' order by day desc, id desc) from (
      select day, id, outcome, complete_since from visit
      where column_id = c.id and day <= ?2 and outcome in ('list', 'blank') and drift is null
      order by day desc, id desc limit ${MOST_LOOKS})) as looks,
    exists (select 1 from item_page where column_id = c.id) as has_pages,
    exists (select 1 from waiver where column_id = c.id) as has_waivers,
    exists (select 1 from opinion where column_id = c.id) as has_opinions,
    exists (select 1 from finding where column_id = c.id) as has_findings
  from json_each(?1) k join site_column c on c.key = k.value join site s on s.id = c.site_id`;

interface StateRow {
  id: number;
  key: string;
  site_key: string;
  site_name: string;
  path: string;
  url: string;
  unit: string | null;
  known_since: Day | null;
  known_until: Day | null;
  listed_on: Day | null;
  same_until: Day | null;
  standing_id: number | null;
  /** As bytes: these cost less on the way to who opens them. */
  parts: Uint8Array | null;
  last: string | null;
  last_readable: string | null;
  last_list: string | null;
  last_doubted: string | null;
  first_after: string | null;
  first_readable_after: string | null;
  looks: string | null;
  has_pages: number;
  has_waivers: number;
  has_opinions: number;
  has_findings: number;
}

function stateOf(row: StateRow): ColumnState {
  // Nearly always one and the same visit.
  const read = new Map<string, StoredVisitRow>();
  const visitOf = (json: string | null): StoredVisitRow | null => {
    if (json === null) return null;
    const known = read.get(json) ?? (JSON.parse(json) as StoredVisitRow);
    read.set(json, known);
    return known;
  };
  const stored = (json: string | null): StoredVisit | null => {
    const found = visitOf(json);
    return found && { id: found.id, at: found.at, fact: visitFact(found) };
  };
  const visits = row.last === null
    ? { last: stored(row.first_after), lastReadable: stored(row.first_readable_after) }
    : { last: stored(row.last), lastReadable: stored(row.last_readable) };
  const doubted = visitOf(row.last_doubted);
  const believed = visitOf(row.last_readable);
  const stand = { listedOn: row.listed_on, sameUntil: row.same_until };
  let book: ItemBook | undefined;
  return {
    id: row.id,
    siteKey: row.site_key,
    siteName: row.site_name,
    path: row.path,
    url: row.url,
    unit: row.unit,
    knowledge: { since: row.known_until === null ? undefined : row.known_since, until: row.known_until },
    stand,
    standingId: row.standing_id,
    // Of many columns read at once only one is looked at: its items need not be there while it waits.
    get book() {
      book ??= openBook(partsIn(row.parts), stand);
      return book;
    },
    visits,
    lastList: visitOf(row.last_list),
    doubted: doubted && (believed === null || isLater(doubted, believed)) ? (visitFact(doubted).drift ?? null) : null,
    looks: () => looksIn(row.looks),
    packed: { parts: row.parts, looks: row.looks },
    has: {
      pages: row.has_pages === 1, waivers: row.has_waivers === 1, opinions: row.has_opinions === 1,
      findings: row.has_findings === 1,
    },
  };
}

/** By day, and within a day by the order in which they were entered: a clock that is put right meanwhile may go back. */
export function isLater(one: Pick<StoredVisitRow, 'day' | 'id'>, other: Pick<StoredVisitRow, 'day' | 'id'>): boolean {
  return one.day === other.day ? one.id > other.id : one.day > other.day;
}

/** What an audit of the day `asOf` needs. @param pairedKeys  the columns whose items are wanted as well */
export async function historyOf(
  sql: Knex,
  statements: Statements,
  state: ColumnState,
  asked: { pairedKeys: readonly string[]; asOf: Day },
): Promise<History> {
  return historyFrom(await besides(sql, statements, state, asked), () => itemsIn(state.book), state.looks);
}

/** The same, with the items and looks as they are stored: see `unpacked`. */
export async function packedHistoryOf(
  sql: Knex,
  statements: Statements,
  state: ColumnState,
  asked: { pairedKeys: readonly string[]; asOf: Day },
): Promise<PackedHistory> {
  const { packed: { parts, looks }, stand } = state;
  return { ...(await besides(sql, statements, state, asked)), parts, stand, looks };
}

async function besides(
  sql: Knex,
  statements: Statements,
  { id, knowledge, visits, has }: ColumnState,
  { pairedKeys, asOf }: { pairedKeys: readonly string[]; asOf: Day },
): Promise<BesidesItems> {
  return {
    pages: has.pages ? await readKnownPages(sql, id) : [],
    lastVisit: visits.last?.fact ?? null,
    lastReadable: visits.lastReadable?.fact ?? null,
    knownSince: knowledge.since,
    waivers: has.waivers ? await readWaivers(sql, id) : [],
    opinions: has.opinions ? await readOpinions(sql, id) : [],
    counterparts: await readCounterparts(statements, pairedKeys, asOf),
  };
}

async function readCounterparts(
  statements: Statements,
  keys: readonly string[],
  asOf: Day,
): Promise<Record<string, Counterpart>> {
  const counterparts: Record<string, Counterpart> = {};
  for (const key of keys) {
    const state = await readColumnState(statements, key, asOf);
    if (!state) continue;
    counterparts[key] = {
      items: itemsIn(state.book),
      lastReadable: state.visits.lastReadable?.fact ?? null,
      knownSince: state.knowledge.since,
    };
  }
  return counterparts;
}

export async function findingsOf(sql: Knex, { id, has }: ColumnState): Promise<FindingRecord[]> {
  return has.findings ? readFindings(sql, id) : [];
}

/** The last list that was believed, with what stood on it; null where there is none. */
export function listBefore({ lastList, book, doubted }: ColumnState): ListBefore | null {
  if (lastList === null) return null;
  const items = itemsSeenOn(book, lastList.day);
  return { shown: shownBy(lastList, items), items, doubted };
}
