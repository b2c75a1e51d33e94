import type {
  Day, FindingRecord, History, Instant, KnownItem, KnownPage, Opinion, Run, RunColumn, RunPast, Waiver,
} from '../model.js';
import { createAccountStore, type AccountStore } from './accounts.js';
import { createAuditLogStore, type AuditLogStore } from './auditLog.js';
import type { ColumnEntry, Doubt, Judge, JudgeAgain } from './columnEntry.js';
import { historyOf, readColumnState } from './columnState.js';
import { createDueStore, type DueStore } from './due.js';
import { findColumn, listColumns, type ColumnName } from './columns.js';
import type { Database } from './database.js';
import { createDashboardStore, type DashboardStore } from './dashboard.js';
import { createEvidenceReader, type EvidenceReader } from './evidence.js';
import { readFindingsOf } from './findings.js';
import { newestItems } from './itemBook.js';
import { readKnownPages } from './itemPages.js';
import type { Knowledge } from './knowledge.js';
import { createMessageStore, type MessageStore } from './messages.js';
import { insertNotices, readBatches, saveGivenBack, type GivenBack } from './notices.js';
import { insertOpinion, readAllOpinions, type NewOpinion } from './opinions.js';
import { createGroups } from './groups.js';
import { recordJudgements } from './judgeAgain.js';
import { mayJoin, recordColumns, recordingOf, type Recording } from './recordColumn.js';
import { createPruneStore, type PruneStore } from './prune.js';
export { PRUNED_KINDS, type Pruned } from './pruned.js';
import { createCutRunStore, type CutRunStore } from './cutRun.js';
import { createLastAskedStore, type LastAskedStore } from './lastAsked.js';
import { createRunReader, type RunReader } from './runReader.js';
import { insertRun, markFinished, readLatestRuns, type Ending } from './runs.js';
import { compareWithBefore } from './runTotals.js';
import { createScheduleStore, type ScheduleStore } from './schedule.js';
import { settleColumns, type Settle } from './settle.js';
import { createResumeStore, noteBeginning, type Asked, type ResumeStore } from './resume.js';
import { createSiteStore, type SiteStore } from './siteStore.js';
import { createStandingSiteStore, type StandingSiteStore } from './standingSites.js';
import { createStandingStore, type StandingStore } from './standings.js';
export type { Standing } from './standings.js';
import { readSnapshot } from './snapshots.js';
import { openSqlite } from './sqlite.js';
import { keepRunFigures } from './watched.js';
import { endWaiver, insertWaiver, readAllWaivers, type ConfiguredColumn, type NewWaiver, type WaiverEnding } from './waivers.js';

export type { ColumnEntry, Judge, JudgeAgain, JudgedAgain } from './columnEntry.js';

/** What is remembered of every run. All methods may be called at any time and beside each other. */
export interface Store extends SiteStore, RunReader, StandingStore, StandingSiteStore, DueStore, ResumeStore, PruneStore, EvidenceReader, DashboardStore, AccountStore, AuditLogStore, MessageStore, ScheduleStore, LastAskedStore, CutRunStore {
  /** @param asked  absent: nobody takes it up where it is killed */
  startRun(run: Run, asked?: Asked): Promise<void>;

  /**
   * Ends a run: what its columns brought becomes the state of the findings, through `settle`, in the order of the
   * configuration. Until then the findings are those of the runs before. Called again after a stop, it goes on.
   */
  concludeRun(runId: string, ending: Ending, settle: Settle): Promise<void>;

  /** The run beside the latest sound crawl before it, and the doubtful ones since; null where there is none. */
  compareWithBefore(runId: string): Promise<RunPast | null>;

  /**
   * Records one column of a run, all of it or nothing: the visit with its pages, items and items' pages is written, the
   * history is read as of the run's day, `judge` is called, and its verdict and changes are written. Where anything fails,
   * `judge` included, nothing of it stays. Columns of a run that are recorded beside each other share a transaction; where
   * that fails each has one of its own, and `judge` is called again.
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
   * Records columns of a run that are only judged again, in one transaction: as `recordColumn` does without a visit.
   * They are judged before it, while the database is free for others; nothing else of this process may record a visit, or
   * a person's word, on one of them meanwhile.
   *
   * @param entries  all of one run
   */
  recordJudgements(entries: readonly ColumnEntry[], judge: JudgeAgain): Promise<RunColumn[]>;

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
  /** Keeps 整改链接 and 整改结果 of a finding that was handed out; false where it never was. */
  noteLink(key: string, given: GivenBack): Promise<boolean>;

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

  /** Waits for what is under way. Afterwards every other call is refused. */
  close(): Promise<void>;
}

export interface KnownList extends Knowledge {
  /** Newest first. */
  items: KnownItem[];
}

export interface StoreOptions {
  /** How long to wait while another program is writing, 10 seconds unless said. */
  busyTimeoutMs?: number;
  /** How much of the file is kept in memory, in megabytes: for who asks for something else at every click. SQLite's own 2 unless said. */
  cacheMb?: number;
}

/**
 * Opens the store in the SQLite file `file`, which is made where it is not there yet and brought up to the present
 * schema where it is older.
 *
 * @throws StoreError where a person has to do something first
 */
export async function openStore(file: string, options: StoreOptions = {}): Promise<Store> {
  return createStore(await openSqlite(file, options.busyTimeoutMs ?? 10_000, options.cacheMb));
}

/** A store over a database that is open already. */
export function createStore(database: Database): Store {
  // A recording packs its snapshots before it gets to the database, which cannot know of it until then.
  const underWay = new Set<Promise<RunColumn>>();
  const commitRecording = createGroups({ commit: (recordings: readonly Recording[]) => recordColumns(database, recordings), mayJoin });

  return {
    ...createSiteStore(database),
    ...createRunReader(database),
    ...createStandingStore(database),
    ...createStandingSiteStore(database),
    ...createPruneStore(database),
    ...createMessageStore(database),
    ...createEvidenceReader(database),
    ...createDueStore(database),
    ...createLastAskedStore(database),
    ...createCutRunStore(database),
    ...createResumeStore(database),
    ...createScheduleStore(database),
    ...createDashboardStore(database),
    ...createAccountStore(database),
    ...createAuditLogStore(database),
    startRun: (run, asked) => database.transaction(async (sql) => {
      await insertRun(sql, run);
      await noteBeginning(sql, run.id, asked);
    }),
    async concludeRun(runId, ending, settle) {
      const settleSome = () => database.transaction((sql) => settleColumns(sql, runId, settle));
      while ((await settleSome()) > 0);
      await database.transaction(async (sql) => {
        await markFinished(sql, runId, ending);
        await keepRunFigures(sql, runId);
      });
    },
    compareWithBefore: (runId) => database.read((sql) => compareWithBefore(sql, runId)),
    async recordColumn(entry, judge, doubt = () => null) {
      const recording = recordingOf(entry, judge, doubt).then(commitRecording);
      underWay.add(recording);
      try {
        return await recording;
      } finally {
        underWay.delete(recording);
      }
    },
    recordJudgements: (entries, judge) => recordJudgements(database, entries, judge),
    history: (columnKey, asOf, pairedKeys = []) => database.read(async (sql, statements) => {
      const state = await readColumnState(statements, columnKey, asOf);
      return state ? historyOf(sql, statements, state, { pairedKeys, asOf }) : emptyHistory();
    }),
    knownList: (columnKey, limit) => database.read(async (_, statements) => {
      const state = await readColumnState(statements, columnKey, '');
      if (!state) return { since: undefined, until: null, items: [] };
      return { ...state.knowledge, items: newestItems(state.book, limit) };
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
    noteLink: (key, given) => database.transaction((sql) => saveGivenBack(sql, key, given)),
    columns: () => database.read((sql) => listColumns(sql)),
    addWaiver: (waiver, at, configured) => database.transaction((sql, statements) => insertWaiver(sql, statements, waiver, at, configured)),
    endWaiver: (id, ending, at) => database.transaction((sql) => endWaiver(sql, id, ending, at)),
    listWaivers: () => database.read((sql) => readAllWaivers(sql)),
    addOpinion: (opinion, at) => database.transaction((sql) => insertOpinion(sql, opinion, at)),
    listOpinions: () => database.read((sql) => readAllOpinions(sql)),
    latestRun: () => database.read(async (sql) => (await readLatestRuns(sql, 1))[0] ?? null),
    listRuns: (limit) => database.read((sql) => readLatestRuns(sql, limit)),
    snapshot: (sha256) => database.read((sql) => readSnapshot(sql, sha256)),
    async close() {
      await Promise.allSettled(underWay);
      await database.close();
    },
  };
}

function emptyHistory(): History {
  return {
    items: [], lastVisit: null, lastReadable: null, knownSince: undefined, looks: [], waivers: [], opinions: [],
    counterparts: {},
  };
}
