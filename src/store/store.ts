import type { Knex } from 'knex';

import type {
  Column, Counterpart, Day, Drift, FindingChange, FindingRecord, History, Instant, KnownItem, KnownPage, ListBefore,
  Observation, Opinion, Run, RunColumn, RunPast, Verdict, Visit, Waiver,
} from '../model.js';
import { findColumn, listColumns, registerColumn, saveKnowledge, type ColumnName, type RegisteredColumn } from './columns.js';
import type { Database } from './database.js';
import { readFindings, readFindingsOf, requirePossible } from './findings.js';
import { readKnownPages, recordItemPages, withPages } from './itemPages.js';
import { hasItems, outlivedBy, readItems, readNewestItems, recordItems } from './items.js';
import { boundedBy, extendKnowledge, type Knowledge } from './knowledge.js';
import { readLooks } from './looks.js';
import { insertOpinion, readAllOpinions, readOpinions, type NewOpinion } from './opinions.js';
import {
  insertRun, insertRunColumn, markFinished, readLatestRuns, requireUnrecorded, type Ending,
} from './runs.js';
import { createRunReader, type RunReader } from './runReader.js';
import { compareWithBefore } from './runTotals.js';
import { insertNotices, readBatches, saveNoticeLink } from './notices.js';
import { readNextDue, writeNextDue } from './schedule.js';
import { settleColumns, type Settle } from './settle.js';
import { createSiteStore, type SiteStore } from './siteStore.js';
import { packSnapshots, readSnapshot, recordSnapshots, storedHashes } from './snapshots.js';
import { openSqlite } from './sqlite.js';
import { readLatestVisits, readListBefore, recordVisit, type LatestVisits } from './visits.js';
import {
  endWaiver, insertWaiver, readAllWaivers, readWaivers, type ConfiguredColumn, type NewWaiver, type WaiverEnding,
} from './waivers.js';

/** What is remembered of every run. All methods may be called at any time and beside each other. */
export interface Store extends SiteStore, RunReader {
  startRun(run: Run): Promise<void>;

  /**
   * Ends a run: what its columns brought becomes the state of the findings, through `settle`, in the order of the
   * configuration. Until then the findings are those of the runs before. Called again after a stop, it goes on.
   */
  concludeRun(runId: string, ending: Ending, settle: Settle): Promise<void>;

  /** The run beside the latest sound crawl before it, and the doubtful ones since; null where there is none. */
  compareWithBefore(runId: string): Promise<RunPast | null>;

  /**
   * Records one column of a run in one transaction: the visit with its pages, items and items' pages is written, the
   * history is read as of the run's day, `judge` is called, and its verdict and changes are written. Where anything fails,
   * `judge` included, nothing of it stays.
   *
   * A list that `doubt` speaks against is kept with its pages and the doubt, and nothing more is taken from it: its
   * rows do not become items, and it does not count as readable. Its pages are the evidence from which it can be read
   * again.
   *
   * @param doubt  without it every list is believed
   * @throws Error where the run already holds this column
   */
  recordColumn(entry: ColumnEntry, judge: Judge, doubt?: Doubt): Promise<RunColumn>;

  /**
   * What is known of a column for judging the day `asOf`. Visits are those up to that day; items are all that were ever
   * seen, because a later visit tells about earlier days too. A column never recorded has an empty history.
   *
   * @param pairedKeys  the columns that its pairs name, whose items are wanted as well
   */
  history(columnKey: string, asOf: Day, pairedKeys?: readonly string[]): Promise<History>;

  /** Where the known stretch of a column lies and its newest `limit` items: where a later visit need not read on. */
  knownList(columnKey: string, limit: number): Promise<KnownList>;

  /** What every visit so far learned of the pages of a column's items. */
  knownPages(columnKey: string): Promise<KnownPage[]>;

  /** Findings of these columns, or of all, open and resolved. */
  findingRecords(columnKeys?: readonly string[]): Promise<FindingRecord[]>;

  /** 限期整改: hands findings out with a list of its own name, which is given back: `2026-03-17-1`. */
  giveNotice(keys: readonly string[], on: Day, due: Day | null): Promise<string>;
  /** Keeps 整改链接 of a finding that was handed out; false where it never was. */
  noteLink(key: string, link: { url: string; on: Day }): Promise<boolean>;

  /** Every column that was ever recorded or waived, in the order in which they were entered. */
  columns(): Promise<ColumnName[]>;

  /**
   * Keeps a waiver of a column that is stored, or that is configured and was never visited.
   *
   * @throws Error where the column is neither: a bug of the caller
   */
  addWaiver(waiver: NewWaiver, at: Instant, configured?: ConfiguredColumn): Promise<Waiver>;
  /** Takes a waiver back; its row stays. Null, with nothing changed, where there is none or it was taken back before. */
  endWaiver(id: number, ending: WaiverEnding, at: Instant): Promise<Waiver | null>;
  /** All of them, those that have ended included, in the order in which they were recorded. */
  listWaivers(): Promise<Waiver[]>;

  /** Keeps a person's word on a finding as it is stored now; earlier words stay. Null where there is no such finding. */
  addOpinion(opinion: NewOpinion, at: Instant): Promise<Opinion | null>;
  /** Every word that was ever given, oldest first: of those on one finding the last counts. */
  listOpinions(): Promise<Opinion[]>;

  /** The run that began last, finished or not. */
  latestRun(): Promise<Run | null>;
  /** At most `limit` runs, the latest first. */
  listRuns(limit: number): Promise<Run[]>;

  /** The body whose SHA-256 is given in hexadecimal, or null where none is kept. */
  snapshot(sha256: string): Promise<Uint8Array | null>;

  /** The moment noted last at which `job` is due; null where none was noted. In the past: a run was missed. */
  nextDue(job: string): Promise<Instant | null>;
  setNextDue(job: string, at: Instant): Promise<void>;

  /** Waits for what is under way. Afterwards every other call is refused. */
  close(): Promise<void>;
}

export interface ColumnEntry {
  run: Run;
  /** The column's place in the configuration, from 0. */
  position: number;
  site: { key: string; name: string };
  column: Column;
  /** Null where the column is only judged again. */
  visit: Visit | null;
  /** False: the verdict is kept with the run, and the findings stay as they were. */
  keepLifecycle: boolean;
}

/** Says what is to be written about a column, from all that is known of it. Called inside the transaction. */
export type Judge = (
  history: History,
  known: FindingRecord[],
) => { verdict: Verdict; changes: FindingChange[] };

/** Says why a list is not believed, from the last one that was; null where it is. Called inside the transaction. */
export type Doubt = (visit: Visit, before: ListBefore) => Drift | null;

export interface KnownList extends Knowledge {
  /** Newest first. */
  items: KnownItem[];
}

export interface StoreOptions {
  /** How long to wait while another program is writing, 10 seconds unless said. */
  busyTimeoutMs?: number;
}

/**
 * Opens the store in the SQLite file `file`, which is made where it is not there yet and brought up to the present
 * schema where it is older.
 *
 * @throws StoreError where a person has to do something first
 */
export async function openStore(file: string, options: StoreOptions = {}): Promise<Store> {
  return createStore(await openSqlite(file, options.busyTimeoutMs ?? 10_000));
}

/** A store over a database that is open already. */
export function createStore(database: Database): Store {
  // A recording packs its snapshots before it gets to the database, which cannot know of it until then.
  const underWay = new Set<Promise<RunColumn>>();

  return {
    ...createSiteStore(database),
    ...createRunReader(database),
    startRun: (run) => database.transaction((sql) => insertRun(sql, run)),
    async concludeRun(runId, ending, settle) {
      const settleSome = () => database.transaction((sql) => settleColumns(sql, runId, settle));
      while ((await settleSome()) > 0);
      await database.transaction((sql) => markFinished(sql, runId, ending));
    },
    compareWithBefore: (runId) => database.read((sql) => compareWithBefore(sql, runId)),
    async recordColumn(entry, judge, doubt = () => null) {
      const recording = recordColumn(database, entry, judge, doubt);
      underWay.add(recording);
      try {
        return await recording;
      } finally {
        underWay.delete(recording);
      }
    },
    history: (columnKey, asOf, pairedKeys = []) => database.read(async (sql) => {
      const column = await findColumn(sql, columnKey);
      return column ? (await readHistory(sql, column, asOf, pairedKeys)).history : emptyHistory();
    }),
    knownList: (columnKey, limit) => database.read(async (sql) => {
      const column = await findColumn(sql, columnKey);
      if (!column) return { since: undefined, until: null, items: [] };
      return { ...column.knowledge, items: await readNewestItems(sql, column.id, limit) };
    }),
    knownPages: (columnKey) => database.read(async (sql) => {
      const column = await findColumn(sql, columnKey);
      return column ? readKnownPages(sql, column.id) : [];
    }),
    findingRecords: (columnKeys) => database.read((sql) => readFindingsOf(sql, columnKeys)),
    giveNotice: (keys, on, due) => database.transaction(async (sql) => {
      const batch = `${on}-${(await readBatches(sql, on)).length + 1}`;
      await insertNotices(sql, keys, { batch, on, due });
      return batch;
    }),
    noteLink: (key, link) => database.transaction((sql) => saveNoticeLink(sql, key, link)),
    columns: () => database.read((sql) => listColumns(sql)),
    addWaiver: (waiver, at, configured) => database.transaction((sql) => insertWaiver(sql, waiver, at, configured)),
    endWaiver: (id, ending, at) => database.transaction((sql) => endWaiver(sql, id, ending, at)),
    listWaivers: () => database.read((sql) => readAllWaivers(sql)),
    addOpinion: (opinion, at) => database.transaction((sql) => insertOpinion(sql, opinion, at)),
    listOpinions: () => database.read((sql) => readAllOpinions(sql)),
    latestRun: () => database.read(async (sql) => (await readLatestRuns(sql, 1))[0] ?? null),
    listRuns: (limit) => database.read((sql) => readLatestRuns(sql, limit)),
    snapshot: (sha256) => database.read((sql) => readSnapshot(sql, sha256)),
    nextDue: (job) => database.read((sql) => readNextDue(sql, job)),
    setNextDue: (job, at) => database.transaction((sql) => writeNextDue(sql, job, at)),
    async close() {
      await Promise.allSettled(underWay);
      await database.close();
    },
  };
}

async function recordColumn(
  database: Database,
  entry: ColumnEntry,
  judge: Judge,
  doubt: Doubt,
): Promise<RunColumn> {
  const { run, site, column, visit } = entry;
  if (visit && visit.columnKey !== column.key) {
    throw new Error(`a visit to ${visit.columnKey} was recorded for column ${column.key}`);
  }
  const snapshots = await packSnapshots(
    [...(visit?.pages ?? []), ...(visit?.itemPages ?? []).map(({ fetched }) => fetched)],
    (hashes) => database.read((sql) => storedHashes(sql, hashes)),
  );

  return database.transaction(async (sql) => {
    const registered = await registerColumn(sql, site, column, run.day);
    const where = { runId: run.id, columnId: registered.id, position: entry.position };
    await requireUnrecorded(sql, run.id, registered.id, column.key);

    await recordSnapshots(sql, snapshots);
    const knowledge = visit ? await recordSeen(sql, run.id, registered, visit, doubt) : registered.knowledge;
    const { history, visits } = await readHistory(
      sql, { id: registered.id, knowledge }, run.day, column.pairs.map(({ columnKey }) => columnKey),
    );

    const known = await readFindings(sql, registered.id);
    const { verdict, changes } = judge(history, known);

    // Written when the run ends; a judge that contradicts what is known is found out now.
    if (entry.keepLifecycle) requirePossible(known, changes, verdict.day);

    const { lastVisit, lastReadable } = history;
    const judged = { siteKey: site.key, siteName: site.name, column, verdict, lastVisit, lastReadable, changes, fixedAfterDays: [] };
    const rowsShown = visit && verdict.status !== 'unreadable' ? rowsAPage(visit.observation) : null;
    await insertRunColumn(sql, { ...where, rowsShown, isSettled: !entry.keepLifecycle }, judged, visits);
    return judged;
  });
}

/** Rows a page, so that a first visit of ten pages and a later one of one page can be compared. */
function rowsAPage(observation: Observation): number {
  return observation.outcome === 'list' ? Math.round(observation.items.length / Math.max(1, observation.pages)) : 0;
}

/** Writes the visit and its items, and gives back for which days the column's items are known now. */
async function recordSeen(
  sql: Knex,
  runId: string,
  column: RegisteredColumn,
  visit: Visit,
  doubt: Doubt,
): Promise<Knowledge> {
  const listBefore = visit.observation.outcome === 'list' ? await readListBefore(sql, column.id, visit.day) : null;
  const drift = listBefore && doubt(visit, listBefore);
  const claimed = await reachOf(sql, column.id, visit);
  const outlived = claimed === null ? await outlivedBy(sql, column.id, visit.observation) : null;
  const completeSince = outlived ? outlived.shown : claimed;
  await recordVisit(sql, runId, column.id, visit, { drift, completeSince });
  // What an item's page says of itself does not hang on whether the list is believed.
  await recordItemPages(sql, column.id, visit.itemPages ?? [], visit.day);
  if (drift) return column.knowledge;
  if (visit.observation.outcome === 'list') await recordItems(sql, column.id, visit.observation.items, visit.day);

  const before = outlived ? boundedBy(column.knowledge, outlived.known) : column.knowledge;
  const knowledge = extendKnowledge(before, { completeSince, day: visit.day });
  await saveKnowledge(sql, column.id, knowledge);
  return knowledge;
}

async function reachOf(sql: Knex, columnId: number, visit: Visit): Promise<Day | null | undefined> {
  const { observation } = visit;
  switch (observation.outcome) {
    case 'list':
      return observation.completeSince;
    case 'blank':
      // A column that once held items and now shows none is doubtful: it proves nothing about the days in between.
      return (await hasItems(sql, columnId)) ? undefined : null;
    case 'document':
    case 'unreadable':
      return undefined;
  }
}

async function readHistory(
  sql: Knex,
  column: RegisteredColumn,
  asOf: Day,
  pairedKeys: readonly string[],
): Promise<{ history: History; visits: LatestVisits }> {
  const visits = await readLatestVisits(sql, column.id, asOf);
  const history = {
    items: withPages(await readItems(sql, column.id), await readKnownPages(sql, column.id)),
    lastVisit: visits.last?.fact ?? null,
    lastReadable: visits.lastReadable?.fact ?? null,
    knownSince: column.knowledge.since,
    looks: await readLooks(sql, column.id, asOf),
    waivers: await readWaivers(sql, column.id),
    opinions: await readOpinions(sql, column.id),
    counterparts: await readCounterparts(sql, pairedKeys, asOf),
  };
  return { history, visits };
}

function emptyHistory(): History {
  return {
    items: [], lastVisit: null, lastReadable: null, knownSince: undefined, looks: [], waivers: [], opinions: [],
    counterparts: {},
  };
}

async function readCounterparts(
  sql: Knex,
  keys: readonly string[],
  asOf: Day,
): Promise<Record<string, Counterpart>> {
  const counterparts: Record<string, Counterpart> = {};
  for (const key of keys) {
    const column = await findColumn(sql, key);
    if (!column) continue;
    const { lastReadable } = await readLatestVisits(sql, column.id, asOf);
    counterparts[key] = {
      items: await readItems(sql, column.id),
      lastReadable: lastReadable?.fact ?? null,
      knownSince: column.knowledge.since,
    };
  }
  return counterparts;
}
