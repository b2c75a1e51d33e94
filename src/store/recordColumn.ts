/** What one visit to one column brings, all of it or nothing: what was seen, and what is judged of it. */
import type { Knex } from 'knex';

import type { Day, FindingRecord, History, Item, Look, Observation, PackedBody, RunColumn, Visit } from '../model.js';
import type { ColumnEntry, Doubt, Judge, Judged } from './columnEntry.js';
import { registerColumnLater } from './columns.js';
import {
  emptyColumnState, findingsOf, historyOf, isLater, listBefore, readColumnStates, type ColumnState,
} from './columnState.js';
import type { Database } from './database.js';
import { requirePossible } from './findings.js';
import { outlivedBy, withRows, type ItemBook, type ListStand } from './itemBook.js';
import { recordItemPages } from './itemPages.js';
import { boundedBy, extendKnowledge } from './knowledge.js';
import { MOST_LOOKS } from './looks.js';
import { insertRunColumns, saveColumns, whyRefused, type JudgedColumn } from './runs.js';
import { packSnapshots, recordPictures, recordSnapshots } from './snapshots.js';
import { insertInto, type Statements } from './statements.js';
import { recordVisit, type LatestVisits, type StoredVisit } from './visits.js';

/** A column's visit on its way into the database. */
export interface Recording {
  entry: ColumnEntry;
  judge: Judge;
  doubt: Doubt;
  /** The bodies of its pages. */
  snapshots: PackedBody[];
}

/** Readies what needs no database, so that no transaction has to wait for it. */
export async function recordingOf(entry: ColumnEntry, judge: Judge, doubt: Doubt): Promise<Recording> {
  const { column, visit } = entry;
  if (visit && visit.columnKey !== column.key) {
    throw new Error(`a visit to ${visit.columnKey} was recorded for column ${column.key}`);
  }
  const itemPages = (visit?.itemPages ?? []).map(({ fetched }) => fetched);
  return { entry, judge, doubt, snapshots: await packSnapshots([...(visit?.pages ?? []), ...itemPages]) };
}

/** Whether a recording may be committed together with those: all of one run, and none of a column that it needs to know. */
export function mayJoin({ entry: { run, keepLifecycle, column } }: Recording, others: readonly Recording[]): boolean {
  const needed = new Set([column.key, ...column.pairs.map(({ columnKey }) => columnKey)]);
  return others.every(({ entry }) =>
    entry.run.id === run.id && entry.keepLifecycle === keepLifecycle && !needed.has(entry.column.key));
}

/** See `Store.recordColumn`: several of one run in one transaction, in their order. */
export async function recordColumns(database: Database, recordings: readonly Recording[]): Promise<RunColumn[]> {
  const entries = recordings.map(({ entry }) => entry);
  const [first] = entries;
  if (!first) return [];
  const { run: { id: runId, day }, keepLifecycle } = first;
  return explained(database, entries, async (sql, statements) => {
    const states = await readColumnStates(statements, entries.map(({ column }) => column.key), day);
    const next = await nextIds(statements);
    const befores = entries.map((entry, index) => registered(statements, entry, states.get(entry.column.key) ?? next.column + index));
    const done: JudgedColumn[] = [];
    const visited: ColumnState[] = [];
    for (const [index, { entry, judge, doubt, snapshots }] of recordings.entries()) {
      const { visit, position, judgedBy = '' } = entry;
      const before = befores[index] as ColumnState;
      await recordSnapshots(statements, snapshots);
      await recordPictures(statements, visit?.pages ?? []);
      const state = visit ? await recordSeen(sql, statements, before, { entry, visit, visitId: next.visit + index }, doubt) : before;
      const { judged, standsUntil } = await judgedOf(sql, statements, entry, state, judge);
      if (visit) visited.push(state);
      const rowsShown = visit && judged.verdict.status !== 'unreadable' ? rowsAPage(visit.observation) : null;
      done.push({ position, column: judged, state, rowsShown, judgedBy, standsUntil });
    }
    saveColumns(statements, visited);
    insertRunColumns(statements, { runId, keepLifecycle, firstId: next.verdict }, done);
    return done.map(({ column }) => column);
  });
}

/** A transaction that says of which of these columns it was a mistake, where it was one. */
export async function explained<T>(
  database: Database,
  entries: readonly ColumnEntry[],
  work: (sql: Knex, statements: Statements) => Promise<T>,
): Promise<T> {
  try {
    return await database.transaction(work);
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT';
    throw (isRefused ? await database.read((_, statements) => whyRefused(statements, entries)) : null) ?? error;
  }
}

/** The numbers of the next rows: nobody else writes until the transaction has ended. */
export async function nextIds(statements: Statements): Promise<{ column: number; visit: number; verdict: number }> {
  const rows = await statements.all<{ name: string; seq: number }>(LAST_IDS);
  const after = (name: string) => (rows.find((row) => row.name === name)?.seq ?? 0) + 1;
  return { column: after('site_column'), visit: after('visit'), verdict: after('verdict') };
}

const LAST_IDS = `select name, seq from sqlite_sequence where name in ('site_column', 'visit', 'verdict')`;

async function judgedOf(
  sql: Knex,
  statements: Statements,
  { run, site, column, keepLifecycle }: ColumnEntry,
  state: ColumnState,
  judge: Judge,
): Promise<{ judged: RunColumn; standsUntil?: Day | null }> {
  const pairedKeys = column.pairs.map(({ columnKey }) => columnKey);
  const history = await historyOf(sql, statements, state, { pairedKeys, asOf: run.day });
  const known = await findingsOf(sql, state);
  const { lastVisit, lastReadable } = history;
  return judgedColumn({ site, column, keepLifecycle }, { known, lastVisit, lastReadable }, judge(history, known));
}

/**
 * A column as it is judged, for its run.
 *
 * @throws Error where the judge contradicts what is known: changes are written when the run ends, a bug is found out now
 */
export function judgedColumn(
  { site, column, keepLifecycle }: Pick<ColumnEntry, 'site' | 'column' | 'keepLifecycle'>,
  { known, lastVisit, lastReadable }: Pick<History, 'lastVisit' | 'lastReadable'> & { known: readonly FindingRecord[] },
  { verdict, changes, standsUntil }: Judged,
): { judged: RunColumn; standsUntil?: Day | null } {
  if (keepLifecycle) requirePossible(known, changes, verdict.day);
  const judged = { siteKey: site.key, siteName: site.name, column, verdict, lastVisit, lastReadable, changes, fixedAfterDays: [] };
  return { judged, standsUntil };
}

/** The column as it is stored, entered or brought up to date first where it is not. @param found  its number where it is new */
export function registered(statements: Statements, { run, site, column }: ColumnEntry, found: ColumnState | number): ColumnState {
  const { url } = column;
  const path = JSON.stringify(column.path);
  const unit = column.unit ? JSON.stringify(column.unit) : null;
  const isUpToDate = typeof found !== 'number' && found.siteKey === site.key && found.siteName === site.name &&
    found.url === url && found.path === path && found.unit === unit;
  if (isUpToDate) return found;
  const state = typeof found === 'number' ? emptyColumnState(found) : found;
  registerColumnLater(statements, state.id, site, column, run.day);
  return { ...state, siteKey: site.key, siteName: site.name, path, url, unit };
}

/** Rows a page, so that a first visit of ten pages and a later one of one page can be compared. */
function rowsAPage(observation: Observation): number {
  return observation.outcome === 'list' ? Math.round(observation.items.length / Math.max(1, observation.pages)) : 0;
}

/** Writes the visit and its items, and gives back the column as it is known afterwards. */
async function recordSeen(
  sql: Knex,
  statements: Statements,
  before: ColumnState,
  { entry: { run }, visit, visitId }: { entry: ColumnEntry; visit: Visit; visitId: number },
  doubt: Doubt,
): Promise<ColumnState> {
  const { observation, day } = visit;
  const rows = observation.outcome === 'list' ? observation.items : null;
  const past = rows && listBefore(before);
  const drift = past && doubt(visit, past);
  const claimed = reachOf(before.book, observation);
  const outlived = claimed === null && rows ? outlivedBy(before.book, rows) : null;
  const completeSince = outlived ? outlived.shown : claimed;

  const entered = recordVisit(statements, { runId: run.id, columnId: before.id, visitId }, visit, { drift, completeSince });
  // What an item's page says of itself does not hang on whether the list is believed. It refers to what waits.
  if (visit.itemPages) {
    await statements.flush();
    await recordItemPages(sql, before.id, visit.itemPages, day);
  }
  const isBelieved = observation.outcome !== 'unreadable' && drift === null;
  const state = {
    ...before,
    visits: withVisit(before.visits, entered, isBelieved, run.day),
    looks: withLook(before, visit, completeSince, { isBelieved, asOf: run.day }),
    has: { ...before.has, pages: before.has.pages || (visit.itemPages?.length ?? 0) > 0 },
  };
  if (drift) return state;

  const known = outlived ? boundedBy(before.knowledge, outlived.known) : before.knowledge;
  const knowledge = extendKnowledge(known, { completeSince, day });
  const book = rows ? withRows(before.book, rows, day) : before.book;
  const stand = rows ? standAfter(before, rows, day) : before.stand;
  if (rows) saveBook(statements, before.id, book);
  return { ...state, knowledge, book, stand };
}

const PARTS = insertInto('item_part', ['column_id', 'part', 'items'], 'on conflict (column_id, part) do update set items = excluded.items');

function saveBook(statements: Statements, columnId: number, { parts }: ItemBook): void {
  for (const [part, { items, isChanged }] of parts.entries()) {
    if (isChanged) statements.row(PARTS, columnId, part, JSON.stringify(items));
  }
}

/** Two lists read on one day cannot be told apart afterwards by the day on which an item was last seen. */
function standAfter({ stand, lastList }: ColumnState, rows: readonly Item[], day: Day): ListStand {
  const latest = [stand.listedOn, stand.sameUntil, lastList?.day ?? null].reduce((one, two) => ((two ?? '') > (one ?? '') ? two : one), null);
  if (latest !== null && day < latest) return stand.sameUntil === null ? stand : { listedOn: null, sameUntil: null };
  return { listedOn: day === latest || rows.length === 0 ? null : day, sameUntil: null };
}

function reachOf(book: ItemBook, observation: Observation): Day | null | undefined {
  switch (observation.outcome) {
    case 'list':
      return observation.completeSince;
    case 'blank':
      // A column that once held items and now shows none is doubtful: it proves nothing about the days in between.
      return book.parts.length > 0 ? undefined : null;
    case 'document':
    case 'unreadable':
      return undefined;
  }
}

/** The visits that an audit of the day `asOf` looks at, this one among them; see `readColumnState` for later ones. */
function withVisit(visits: LatestVisits, entered: StoredVisit, isBelieved: boolean, asOf: Day): LatestVisits {
  const isInTime = entered.fact.day <= asOf;
  if (visits.last === null || (isInTime && visits.last.fact.day > asOf)) {
    return { last: entered, lastReadable: isBelieved ? entered : null };
  }
  // After `asOf` the first counts, else the last.
  const isNearer = (known: StoredVisit) => isLater(placeOf(entered), placeOf(known)) === isInTime;
  const nearer = (known: StoredVisit | null) => (known === null || isNearer(known) ? entered : known);
  if (!isInTime && visits.last.fact.day <= asOf) return visits;
  return { last: nearer(visits.last), lastReadable: isBelieved ? nearer(visits.lastReadable) : visits.lastReadable };
}

function placeOf({ id, fact }: StoredVisit): { id: number; day: Day } {
  return { id, day: fact.day };
}

function withLook(
  { looks }: ColumnState,
  { observation: { outcome }, day }: Visit,
  since: Day | null | undefined,
  { isBelieved, asOf }: { isBelieved: boolean; asOf: Day },
): () => Look[] {
  if (!isBelieved || day > asOf || (outcome !== 'list' && outcome !== 'blank')) return looks;
  return () => {
    const known = looks();
    const place = known.findLastIndex((look) => look.day <= day) + 1;
    return [...known.slice(0, place), { day, shows: outcome, since }, ...known.slice(place)].slice(-MOST_LOOKS);
  };
}
