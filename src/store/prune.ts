/**
 * Clears away what the ladder of retention does not keep: pages of old visits, columns of old runs, verdicts that no run
 * shows any more, and visits between two others that found the same. Items, their versions, findings, their events,
 * waivers, opinions and notices are never touched.
 *
 * It goes in small transactions and may be killed between any two: what is left is found again the next time.
 */
import type { Day, RetentionSettings } from '../model.js';
import type { Database } from './database.js';
import { daysBefore, monthsBefore, runsToClear, visitsBetween, visitsWithPages, type OldRun, type OldVisit } from './retention.js';
import type { Statements } from './statements.js';

export interface PruneStore {
  /** Says what the ladder does not keep and, unless it is only asked, clears it away. */
  prune(plan: PrunePlan): Promise<Pruned>;
  /** The day on which a body was cleared away; null where it was not, or was stored again since. */
  clearedOn(sha256: string): Promise<Day | null>;
  /** The day on which a run's columns were cleared away; null where they were not. */
  runClearedOn(runId: string): Promise<Day | null>;
  /** Gives the room back to the disk. It needs as much free room as the database takes, twice where /tmp lies beside it. */
  reclaim(): Promise<void>;
}

export interface PrunePlan {
  retention: RetentionSettings;
  today: Day;
  /** Nothing is changed. A page that several columns show is counted only where the first of them already lets it go. */
  isDryRun: boolean;
  signal?: AbortSignal;
}

export const PRUNED_KINDS = ['bodies', 'runs', 'runColumns', 'verdicts', 'visits'] as const;

export interface Pruned {
  kinds: Record<(typeof PRUNED_KINDS)[number], PrunedKind>;
  /** Runs without columns, those of earlier times included: their reports go as well. */
  clearedRuns: string[];
  /** False where it was stopped: the rest goes the next time. */
  isWhole: boolean;
}

export interface PrunedKind {
  count: number;
  /** About how many bytes of the database they take. */
  bytes: number;
  oldest: Day | null;
}

export function createPruneStore(database: Database): PruneStore {
  return {
    prune: (plan) => prune(database, plan),
    clearedOn: (sha256) => database.read(async (_, statements) => {
      const row = await statements.first<{ day: Day | null }>(CLEARED_ON, sha256);
      return row?.day ?? null;
    }),
    runClearedOn: (runId) => database.read(async (_, statements) => {
      const row = await statements.first<{ cleared_on: Day | null }>('select cleared_on from run where id = ?', runId);
      return row?.cleared_on ?? null;
    }),
    reclaim: () => database.script('vacuum; pragma wal_checkpoint(truncate);'),
  };
}

const CLEARED_ON = `
  select max(day) as day from (
    select max(v.cleared_on) as day from visit_page p join visit v on v.id = p.visit_id where p.snapshot = ?1
    union all select max(cleared_on) from homepage_visit where snapshot = ?1)
  where not exists (select 1 from snapshot where sha256 = ?1)`;

async function prune(database: Database, plan: PrunePlan): Promise<Pruned> {
  const nothing = (): PrunedKind => ({ count: 0, bytes: 0, oldest: null });
  const kinds = { bodies: nothing(), runs: nothing(), runColumns: nothing(), verdicts: nothing(), visits: nothing() };
  const isStopped = () => plan.signal?.aborted === true;
  const clearedRuns = await clearRuns(database, plan, kinds, isStopped);
  for (const [group, pruneSome] of [['column', pruneColumns], ['site', pruneHomepages]] as const) {
    let last = 0;
    while (!isStopped()) {
      const ids = await database.read((_, statements) => statements.all<{ id: number }>(GROUPS[group], last));
      if (ids.length === 0) break;
      await pruneSome(database, { ...plan, ids: ids.map(({ id }) => id), clearedRuns }, kinds);
      last = ids.at(-1)?.id ?? last;
    }
  }
  return { kinds, clearedRuns, isWhole: !isStopped() };
}

const GROUPS = {
  column: 'select id from site_column where id > ? order by id limit 50',
  site: 'select id from site where id > ? order by id limit 50',
};

type Kinds = Pruned['kinds'];

function add(kind: PrunedKind, { count, bytes, oldest }: PrunedKind): void {
  kind.count += count;
  kind.bytes += bytes;
  if (oldest !== null && (kind.oldest === null || oldest < kind.oldest)) kind.oldest = oldest;
}

/** Run rows stay, without their columns: visits and events name them. */
async function clearRuns(database: Database, plan: PrunePlan, kinds: Kinds, isStopped: () => boolean): Promise<string[]> {
  const { retention, today, isDryRun } = plan;
  const rows = await database.read((_, statements) => statements.all<RunRow>(RUNS));
  const going = runsToClear(rows.filter((row) => row.clearedOn === null).map(runOf), today, retention);
  for (const { day } of going) add(kinds.runs, { count: 1, bytes: 0, oldest: day });
  // Marked before anything goes, so that nobody draws a report from half a run.
  if (!isDryRun && going.length > 0) {
    await database.transaction((_, statements) => statements.run(MARK_RUNS, today, JSON.stringify(going.map(({ id }) => id))));
  }
  const cleared = [...rows.filter((row) => row.clearedOn !== null), ...going].map(({ id, day }) => ({ id, day }));
  for (const { id, day } of cleared) {
    if (isStopped()) break;
    const [columns] = await database.read((_, statements) => statements.all<Sum>(RUN_COLUMNS, id));
    if (!columns || columns.count === 0) continue;
    add(kinds.runColumns, { ...columns, oldest: day });
    if (!isDryRun) await dropColumns(database, id);
  }
  return cleared.map(({ id }) => id);
}

async function dropColumns(database: Database, runId: string): Promise<void> {
  const left = 'select exists (select 1 from run_column where run_id = ?) as is_left';
  for (let isLeft = 1; isLeft === 1;) {
    isLeft = await database.transaction(async (_, statements) => {
      await statements.run('delete from run_column where rowid in (select rowid from run_column where run_id = ? limit 2000)', runId);
      await statements.run('delete from run_site where run_id = ?', runId);
      return (await statements.first<{ is_left: number }>(left, runId))?.is_left ?? 0;
    });
  }
}

interface Sum {
  count: number;
  bytes: number;
}

interface RunRow extends Omit<OldRun, 'isDoubtful'> {
  isDoubtful: number;
  clearedOn: Day | null;
}

function runOf({ isDoubtful, ...run }: RunRow): OldRun {
  return { ...run, isDoubtful: isDoubtful === 1 };
}

/** One that neither ended nor was broken off may still be gone on with. */
const RUNS = `
  select id, kind, day, started_at as startedAt, finished_at as finishedAt, doubtful is not null as isDoubtful,
    cleared_on as clearedOn, coalesce(json_extract(asked, '$.group'), '') as "group"
  from run where finished_at is not null or broken_off_at is not null order by started_at`;
const MARK_RUNS = 'update run set cleared_on = ? where id in (select value from json_each(?))';
const RUN_COLUMNS = 'select count(*) as count, coalesce(sum(length(changes) + 60), 0) as bytes from run_column where run_id = ?';

interface Piece extends PrunePlan {
  ids: number[];
  clearedRuns: string[];
}

async function pruneColumns(database: Database, piece: Piece, kinds: Kinds): Promise<void> {
  const rows: { visits: number[]; verdicts: number[] } = { visits: [], verdicts: [] };
  const work = async (statements: Statements) => {
    for (const id of piece.ids) {
      const { old, between } = await oldVisits(statements, id, piece);
      await letPagesGo(statements, PAGES_OF_VISITS, old, piece, kinds.bodies);
      const visits = await unseen(statements, IDLE_VISITS, [JSON.stringify(between)], id, piece);
      const verdicts = await unseen(statements, IDLE_VERDICTS, [], id, piece);
      for (const visit of visits) add(kinds.visits, { count: 1, bytes: visit.bytes, oldest: visit.day });
      for (const verdict of verdicts) add(kinds.verdicts, { count: 1, bytes: verdict.bytes, oldest: verdict.day });
      rows.visits.push(...visits.map((visit) => visit.id));
      rows.verdicts.push(...verdicts.map((verdict) => verdict.id));
    }
  };
  if (piece.isDryRun) await database.read((_, statements) => work(statements));
  else await database.transaction((_, statements) => work(statements));
  if (!piece.isDryRun && rows.visits.length + rows.verdicts.length > 0) await dropRows(database, rows);
}

/**
 * Nothing refers to these rows, and none of them can be referred to again: a run refers to the last visit and verdict. To
 * let the database make sure of it once more would read every column of every run for each row.
 */
async function dropRows(database: Database, { visits, verdicts }: { visits: number[]; verdicts: number[] }): Promise<void> {
  try {
    await database.script(`
      pragma foreign_keys = off;
      begin immediate;
      delete from visit where id in (${visits.join(', ')});
      delete from verdict where id in (${verdicts.join(', ')});
      commit;`);
  } finally {
    await database.script('pragma foreign_keys = on');
  }
}

/** The visits whose pages go, and those that only say once more what their neighbours say. */
async function oldVisits(statements: Statements, columnId: number, plan: PrunePlan): Promise<{ old: OldRow[]; between: number[] }> {
  const { retention, today } = plan;
  const rows = (await statements.all<VisitRow>(VISITS, columnId)).map(visitOf);
  const since = daysBefore(today, retention.snapshotDays);
  if ((rows[0]?.day ?? since) >= since) return { old: [], between: [] };
  const changed = await statements.all<{ day: Day }>(CHANGED_ON, columnId);
  const shown = await statements.all<{ day: Day }>(SHOWN_ON, columnId);
  const grounds = { changedOn: changed.map(({ day }) => day), shownOn: new Set(shown.map(({ day }) => day)) };
  const kept = visitsWithPages(rows, grounds, since);
  const old = rows.filter(({ id, pagesOf, isCleared }) => id === pagesOf && !isCleared && !kept.has(id));
  // A finding may count the visits between two days: where there ever was one, all of them stay.
  const between = changed.length > 0 ? [] : visitsBetween(rows, monthsBefore(today, retention.visitMonths));
  return { old, between: between.map(({ id }) => id) };
}

type OldRow = Pick<OldVisit, 'id' | 'day'>;

interface VisitRow {
  id: number;
  day: Day;
  pagesOf: number;
  isRead: number;
  isDoubted: number;
  isCleared: number;
}

function visitOf({ id, day, pagesOf, isRead, isDoubted, isCleared }: VisitRow): OldVisit & { isCleared: boolean } {
  return { id, day, pagesOf, isRead: isRead === 1, isDoubted: isDoubted === 1, isCleared: isCleared === 1 };
}

const VISITS = `
  select id, day, coalesce(same_as, id) as pagesOf, outcome <> 'unreadable' and drift is null as isRead,
    drift is not null as isDoubted, cleared_on is not null as isCleared
  from visit where column_id = ? order by day, id`;

const CHANGED_ON = `
  select distinct e.day from finding f join finding_event e on e.finding_id = f.id
  where f.column_id = ? and e.event in ('opened', 'reopened', 'resolved')`;

/** Findings name items by their addresses. */
const SHOWN_ON = `
  with shown as (
    select distinct e.value ->> 'url' as url from finding f, json_each(f.finding, '$.evidence') e
    where f.column_id = ?1 and e.value ->> 'url' is not null),
  known as (
    select i.value as item from item_part p, json_each(p.items) i
    where p.column_id = ?1 and i.value ->> 'url' in (select url from shown)),
  pages as (select id, read_on from item_page where column_id = ?1 and url in (select url from shown))
  select item ->> 'firstSeen' as day from known
  union select item ->> 'currentSince' from known
  union select v.value ->> 'firstSeen' from known, json_each(item, '$.earlier') v
  union select read_on from pages where read_on is not null
  union select v.read_on from item_page_version v join pages on pages.id = v.item_page_id`;

/** Lets the pages of these visits go: a body goes where no other visit needs it. */
async function letPagesGo(statements: Statements, of: PagesOf, old: readonly OldRow[], plan: PrunePlan, kind: PrunedKind): Promise<void> {
  if (old.length === 0) return;
  const ids = JSON.stringify(old.map(({ id }) => id));
  const going = await statements.all<{ sha256: string; bytes: number }>(of.going, ids);
  const oldest = old[0]?.day ?? null;
  for (const { bytes } of going) add(kind, { count: 1, bytes, oldest });
  if (plan.isDryRun) return;
  await statements.run(of.mark, plan.today, ids);
  const hashes = JSON.stringify(going.map(({ sha256 }) => sha256));
  await statements.run('delete from snapshot where sha256 in (select value from json_each(?))', hashes);
  await statements.run('delete from picture where sha256 in (select value from json_each(?))', hashes);
}

interface PagesOf {
  going: string;
  mark: string;
}

const NEEDED_BY_VISIT = `
  select 1 from visit_page q join visit w on w.id = q.visit_id where q.snapshot = s.sha256 and w.cleared_on is null`;
const NEEDED_BY_HOMEPAGE = 'select 1 from homepage_visit h where h.snapshot = s.sha256 and h.cleared_on is null';
const THESE = '(select value from json_each(?1))';

const PAGES_OF_VISITS: PagesOf = {
  going: `
    select s.sha256, length(s.brotli) as bytes from snapshot s
    where s.sha256 in (select snapshot from visit_page where visit_id in ${THESE})
      and not exists (${NEEDED_BY_VISIT} and w.id not in ${THESE}) and not exists (${NEEDED_BY_HOMEPAGE})
    union all
    select s.sha256, s.size_bytes from picture s
    where s.sha256 in (select picture from visit_page where visit_id in ${THESE})
      and not exists (
        select 1 from visit_page q join visit w on w.id = q.visit_id
        where q.picture = s.sha256 and w.cleared_on is null and w.id not in ${THESE})`,
  mark: 'update visit set cleared_on = ? where id in (select value from json_each(?))',
};

const PAGES_OF_HOMEPAGES: PagesOf = {
  going: `
    select s.sha256, length(s.brotli) as bytes from snapshot s
    where s.sha256 in (select snapshot from homepage_visit where id in ${THESE})
      and not exists (${NEEDED_BY_VISIT}) and not exists (${NEEDED_BY_HOMEPAGE} and h.id not in ${THESE})`,
  mark: 'update homepage_visit set cleared_on = ? where id in (select value from json_each(?))',
};

async function pruneHomepages(database: Database, piece: Piece, kinds: Kinds): Promise<void> {
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

/** Those rows that no run shows which keeps its columns. */
function unseen(statements: Statements, sql: string, values: string[], columnId: number, { clearedRuns }: Piece): Promise<IdleRow[]> {
  return statements.all<IdleRow>(sql, columnId, JSON.stringify(clearedRuns), ...values);
}

interface IdleRow {
  id: number;
  day: Day | null;
  bytes: number;
}

const SHOWING_RUNS = `
  select 1 from run_column r where r.column_id = ?1 and r.run_id not in (select value from json_each(?2))`;

const IDLE_VISITS = `
  select v.id, v.day, 150 + 2 * length(v.url) + length(v.proof) + coalesce(length(v.page_name), 0) as bytes from visit v
  where v.id in (select value from json_each(?3))
    and not exists (${SHOWING_RUNS} and (r.last_visit_id = v.id or r.last_readable_id = v.id))`;

const IDLE_VERDICTS = `
  select v.id, v.verdict ->> 'day' as day, length(v.verdict) + length(v."column") as bytes from verdict v
  where v.column_id = ?1
    and not exists (select 1 from site_column c where c.id = ?1 and c.standing_id = v.id)
    and not exists (${SHOWING_RUNS} and r.verdict_id = v.id)`;
