/**
 * What stands of many columns at once, as far as a visit that finds nothing new needs it: most visits of a nightly run do,
 * and each then costs three short statements.
 */
import type { ColumnStatus, Day, Instant, KnownAnswer, Verdict, VisitFact } from '../model.js';
import type { Database } from './database.js';
import { createGroups } from './groups.js';
import { withGiven } from './statements.js';
import { visitFact, type StoredVisitRow } from './visits.js';

/** A column whose last visit read one page over HTTP, was believed and asked for no item's own page. */
export interface Standing {
  columnKey: string;
  columnId: number;
  /** Of what its verdict was judged by besides the facts; see `ColumnEntry.judgedBy`. */
  judgedBy: string;
  verdict: Verdict;
  /** The first day on which it may change by itself; null where it never does. */
  standsUntil: Day | null;
  /** By which a server knows whether the page has changed. */
  page: KnownAnswer & { finalUrl: string };
  lastVisit: VisitFact;
  lastVisitId: number;
  /** The day of the visit that read it. */
  readOn: Day;
  rowsShown: number;
}

/** A visit that found the page just as the last one had. */
export interface UnchangedVisit {
  runId: string;
  /** The column's place in the configuration, from 0. */
  position: number;
  day: Day;
  at: Instant;
  ms: number;
  /** Only the server says so (304), and no body was seen: such a visit bears no witness that nothing else stood there. */
  isTold: boolean;
}

export interface StandingStore {
  /**
   * Of these columns those whose verdict stands on `today` and may be carried on by a visit that finds the page unchanged.
   * Left out are all with an open finding, and those whose last visit was not before or on `today`.
   */
  standings(columnKeys: readonly string[], today: Day): Promise<Map<string, Standing>>;

  /** Those of these columns that were recorded or waived before. */
  recordedAmong(columnKeys: readonly string[]): Promise<Set<string>>;

  /**
   * Records a visit that found the page unchanged, all of it or nothing: its pages and items are those of the last visit,
   * the items were seen again, and the verdict that stands is the run's.
   *
   * @throws Error where the run was not started or holds the column already: a bug of the caller
   */
  recordUnchanged(standing: Standing, visit: UnchangedVisit): Promise<void>;
}

export function createStandingStore(database: Database): StandingStore {
  const commitUnchanged = createGroups<Unchanged, void>({
    commit: async (pieces) => {
      await database.script(['begin immediate', ...statementsOf(pieces), 'commit'].join(';\n'));
      return pieces.map(() => undefined);
    },
    // Each column's statements stand by themselves, and a run that holds one twice is refused whatever stands beside it.
    mayJoin: () => true,
  });
  return {
    standings: (columnKeys, today) => database.look(async (statements) => {
      const rows = await statements.all<StandingRow>(STANDINGS, JSON.stringify(columnKeys), today);
      return new Map(rows.map((row) => [row.key, standingOf(row)]));
    }),
    recordedAmong: (columnKeys) => database.look(async (statements) => {
      const rows = await statements.all<{ key: string }>(RECORDED, JSON.stringify(columnKeys));
      return new Set(rows.map(({ key }) => key));
    }),
    recordUnchanged: (standing, visit) => commitUnchanged({ standing, visit }),
  };
}

const RECORDED = 'select c.key from json_each(?) k join site_column c on c.key = k.value';

const STANDINGS = `
  select
    c.id, c.key, c.stands_until, v.judged_by, v.verdict, p.final_url as page_url, p.headers, p.snapshot, x.day as read_on, l.*
  from json_each(?1) k
    join site_column c on c.key = k.value
    join verdict v on v.id = c.standing_id
    join visit l on l.id = (
      select id from visit where column_id = c.id order by day desc, id desc limit 1)
    join visit x on x.id = coalesce(l.same_as, l.id)
    join visit_page p on p.visit_id = coalesce(l.same_as, l.id) and p.position = 0
  where (c.stands_until = 'ever' or c.stands_until > ?2)
    and l.day <= ?2 and l.drift is null and l.directory_date is null
    and (l.outcome = 'blank' or (l.outcome = 'list' and c.listed_on is not null))
    and p."by" = 'http' and p.status = 200 and p.posted is null and p.snapshot is not null
    and not exists (select 1 from visit_page q where q.visit_id = p.visit_id and q.position > 0)
    and not exists (select 1 from item_page where column_id = c.id)
    and not exists (select 1 from finding where column_id = c.id and state = 'open')`;

interface StandingRow extends StoredVisitRow {
  key: string;
  stands_until: string;
  judged_by: string;
  verdict: string;
  page_url: string;
  headers: string;
  snapshot: string;
  read_on: Day;
  column_id: number;
}

function standingOf(row: StandingRow): Standing {
  const { etag, 'last-modified': lastModified } = JSON.parse(row.headers) as Record<string, string | undefined>;
  return {
    columnKey: row.key,
    columnId: row.column_id,
    judgedBy: row.judged_by,
    verdict: JSON.parse(row.verdict) as Verdict,
    standsUntil: row.stands_until === 'ever' ? null : row.stands_until,
    page: {
      sha256: row.snapshot, finalUrl: row.page_url, ...(etag !== undefined && { etag }),
      ...(lastModified !== undefined && { lastModified }),
    },
    lastVisit: visitFact(row),
    lastVisitId: row.id,
    readOn: row.read_on,
    rowsShown: row.item_count,
  };
}

const COPIED_NAMES = [
  'url', 'final_url', 'outcome', 'reason', 'status', 'detail', 'proof', 'reader', 'item_count', 'dated_count',
  'column_date', 'article', 'pages', 'drift', 'page_name', 'directory_date',
];
const COPIED = COPIED_NAMES.map((name) => `"${name}"`).join(', ');
const FROM_LAST = COPIED_NAMES.map((name) => `l."${name}"`).join(', ');

interface Unchanged {
  standing: Standing;
  visit: UnchangedVisit;
}

/** One for each table and not for each column: to understand a statement takes longer than to carry it out for one. */
function statementsOf(pieces: readonly Unchanged[]): string[] {
  const rows = pieces.map(({ standing: { columnId, lastVisitId, verdict, rowsShown }, visit }, index) => [
    Math.trunc(columnId), Math.trunc(lastVisitId), index + 1, visit.runId, visit.day, visit.at, Math.trunc(visit.ms),
    Math.trunc(visit.position), visit.isTold ? 1 : 0, verdict.status satisfies ColumnStatus,
    verdict.status === 'unreadable' ? null : Math.trunc(rowsShown),
  ]);
  return [INSERT_VISITS, INSERT_RUN_COLUMNS, NOTE_SAME].map((statement) => withGiven(GIVEN, rows, statement));
}

const GIVEN = ['column_id', 'last_id', 'place', 'run_id', 'day', 'at', 'ms', 'position', 'is_told', 'status', 'rows_shown'];

const INSERT_VISITS = `
  insert into visit (run_id, column_id, day, at, ms, same_as, complete_since, ${COPIED})
    select
      given.run_id, l.column_id, given.day, given.at, given.ms, x.id, iif(given.is_told, null, x.complete_since), ${FROM_LAST}
    from given join visit l on l.id = given.last_id join visit x on x.id = coalesce(l.same_as, l.id)
    order by given.place`;

// The visit just inserted is the column's last one: nobody else writes until the transaction has ended.
const INSERT_RUN_COLUMNS = `
  insert into run_column (
    run_id, column_id, position, verdict_id, changes, last_visit_id, last_readable_id, status, rows_shown, is_settled)
    select
      given.run_id, c.id, given.position, c.standing_id, '[]', v.id, v.id, given.status, given.rows_shown, 1
    from given
      join site_column c on c.id = given.column_id
      join visit v on v.id = (select max(id) from visit where column_id = c.id and day = given.day and run_id = given.run_id)
    order by given.place`;

const NOTE_SAME = `
  update site_column set
    is_watched = 1, same_until = given.day,
    known_until = case
      when known_until is null or x.complete_since is null then known_until
      else max(known_until, given.day) end
  from given join visit l on l.id = given.last_id join visit x on x.id = coalesce(l.same_as, l.id)
  where site_column.id = given.column_id`;
