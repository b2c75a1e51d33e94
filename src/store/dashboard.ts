/** What the pages of the dashboard are drawn from. Every question is answered by an index, however many columns there are. */
import type { ColumnStatus, Day, Instant, Run, RunTotals } from '../model.js';
import type { Database } from './database.js';
import { readColumnDetails, readItemsOf, readVisitsOf, type ColumnDetails, type ItemsPage, type VisitLine } from './columnDetails.js';
import { readColumnLines, type ColumnsAsked, type ColumnsPage } from './columnLines.js';
import { containing } from './containing.js';
import { readFoundFindings, type FindingsAsked, type FindingsPage } from './findingSearch.js';
import { runOf, type RunRow } from './runs.js';
import type { Statements } from './statements.js';
import { readWaiverLines, type WaiverLine } from './waivers.js';

/** How many columns stand how. */
export interface Tally {
  columns: number;
  byStatus: Record<ColumnStatus, number>;
  /** Never judged yet. */
  unjudged: number;
  /** Findings that stand against the publisher. */
  problems: number;
  /** Those that a person should check. */
  doubts: number;
}

/** A site, or a unit of one, with how its columns stand. */
export interface TallyLine {
  siteId: number;
  siteName: string;
  /** Null for the whole site; empty for its columns of no unit. */
  unit: string | null;
  tally: Tally;
}

export interface TalliesAsked {
  scope: 'sites' | 'units';
  /** Only of this site. */
  siteId?: number;
  /** Only those in whose name this stands. */
  words?: string;
  limit: number;
  /** The last of the page before. */
  after?: TallyPlace;
}

/** A place in the order: the most findings first. */
export interface TallyPlace {
  problems: number;
  siteId: number;
  unit: string;
}

/** A run with how far it came or what it found. */
export interface RunLine {
  run: Run;
  number: number;
  /** Null for one that has not ended, and for those from before figures were kept. */
  totals: RunTotals | null;
  /** Columns recorded so far, of a run that has not ended. */
  recorded: number | null;
  /** `--site` and `--column` where it was narrowed. */
  narrowedTo: string | null;
  clearedOn: Day | null;
}

export interface DashboardStore {
  /** Over all sites; null where nothing was ever recorded. */
  wholeTally(): Promise<{ sites: number; tally: Tally } | null>;
  tallies(asked: TalliesAsked): Promise<TallyLine[]>;
  /** Null where there is no such site. */
  siteName(siteId: number): Promise<{ key: string; name: string } | null>;
  columnLines(asked: ColumnsAsked): Promise<ColumnsPage>;
  /** Null where there is no such column. */
  columnDetails(id: number): Promise<ColumnDetails | null>;
  /** What was ever listed, newest first, from the item with that place on. */
  columnItems(id: number, from: number, limit: number): Promise<ItemsPage>;
  /** Newest first. */
  columnVisits(id: number, from: number, limit: number): Promise<VisitLine[]>;
  foundFindings(asked: FindingsAsked): Promise<FindingsPage>;
  /** Of all columns, the newest first; those before the one with that number. */
  waiverLines(limit: number, before?: number): Promise<WaiverLine[]>;
  /** The newest first, those before the run with that number. */
  runLines(limit: number, before?: number): Promise<RunLine[]>;
  runLine(runId: string): Promise<RunLine | null>;
  /** The latest crawl of everything that came to its end, doubtful or not. */
  lastWholeRun(): Promise<RunLine | null>;
}

export function createDashboardStore(database: Database): DashboardStore {
  return {
    wholeTally: () => database.read(async (_, statements) => {
      const row = await statements.first<CountRow & { sites: number }>(WHOLE);
      return row && row.sites > 0 ? { sites: row.sites, tally: tallyOf(row) } : null;
    }),
    tallies: (asked) => database.read((_, statements) => readTallies(statements, asked)),
    siteName: (siteId) => database.read(async (_, statements) =>
      (await statements.first<{ key: string; name: string }>('select key, name from site where id = ?', siteId)) ?? null),
    columnLines: (asked) => database.read((_, statements) => readColumnLines(statements, asked)),
    columnDetails: (id) => database.read((sql, statements) => readColumnDetails(sql, statements, id)),
    columnItems: (id, from, limit) => database.read((sql, statements) => readItemsOf(sql, statements, id, { from, limit })),
    columnVisits: (id, from, limit) => database.read((_, statements) => readVisitsOf(statements, id, { from, limit })),
    foundFindings: (asked) => database.read((sql, statements) => readFoundFindings(sql, statements, asked)),
    waiverLines: (limit, before) => database.read((sql) => readWaiverLines(sql, limit, before)),
    runLines: (limit, before) => database.read((_, statements) => readRunLines(statements, `number < ?`, [before ?? Number.MAX_SAFE_INTEGER, limit])),
    runLine: (runId) => database.read(async (_, statements) => (await readRunLines(statements, 'id = ?', [runId, 1]))[0] ?? null),
    lastWholeRun: () => database.read(async (_, statements) => (await readRunLines(statements, LAST_WHOLE, [1]))[0] ?? null),
  };
}

const COUNT_NAMES = [
  'columns', 'fresh', 'due', 'overdue', 'missing_period', 'blank', 'unreadable', 'waived', 'static', 'unjudged', 'problems', 'doubts',
] as const;

type CountRow = Record<(typeof COUNT_NAMES)[number], number>;

const WHOLE = `
  select count(*) as sites, ${COUNT_NAMES.map((name) => `coalesce(sum("${name}"), 0) as "${name}"`).join(', ')}
  from tally where scope = 0 and columns > 0`;

function tallyOf(row: CountRow): Tally {
  const { fresh, due, overdue, missing_period: missing, blank, unreadable, waived, static: standing } = row;
  const { columns, unjudged, problems, doubts } = row;
  const byStatus = { fresh, due, overdue, 'missing-period': missing, blank, unreadable, waived, static: standing };
  return { columns, unjudged, problems, doubts, byStatus };
}

async function readTallies(statements: Statements, { scope, siteId, words, limit, after }: TalliesAsked): Promise<TallyLine[]> {
  const rows = await statements.all<CountRow & { site_id: number; unit: string; name: string }>(
    `select t.*, s.name from tally t join site s on s.id = t.site_id
     where t.scope = ? and t.columns > 0
       ${siteId === undefined ? '' : 'and t.site_id = ?'}
       ${words === undefined ? '' : `and (s.name like ? escape '\\' or t.unit like ? escape '\\')`}
       ${after === undefined ? '' : 'and (t.problems < ? or (t.problems = ? and (t.site_id, t.unit) > (?, ?)))'}
     order by t.problems desc, t.site_id, t.unit limit ?`,
    scope === 'sites' ? 0 : 1,
    ...(siteId === undefined ? [] : [siteId]),
    ...(words === undefined ? [] : [containing(words), containing(words)]),
    ...(after === undefined ? [] : [after.problems, after.problems, after.siteId, after.unit]),
    limit,
  );
  return rows.map((row) => ({
    siteId: row.site_id, siteName: row.name, unit: scope === 'sites' ? null : row.unit, tally: tallyOf(row),
  }));
}

const LAST_WHOLE = `
  kind = 'crawl' and finished_at is not null and (asked is null or (asked ->> 'site' is null and asked ->> 'column' is null))`;

/** Beyond so many the place of the last column is taken for their number. */
const COUNTED_ONE_BY_ONE = 10_000;

async function readRunLines(statements: Statements, which: string, values: (string | number)[]): Promise<RunLine[]> {
  const rows = await statements.all<RunLineRow>(`select * from run where ${which} order by number desc limit ?`, ...values);
  const lines: RunLine[] = [];
  for (const row of rows) {
    const isOpen = row.finished_at === null && row.broken_off_at === null;
    lines.push({
      run: runOf(row),
      number: row.number,
      totals: row.totals === null ? null : (JSON.parse(row.totals) as RunTotals),
      recorded: isOpen ? await recordedSoFar(statements, row.id) : null,
      narrowedTo: narrowing(row.asked),
      clearedOn: row.cleared_on,
    });
  }
  return lines;
}

type RunLineRow = RunRow & { number: number; totals: string | null; asked: string | null; cleared_on: Instant | null };

async function recordedSoFar(statements: Statements, runId: string): Promise<number> {
  const counted = await statements.first<{ n: number }>(
    `select count(*) as n from (select 1 from run_column where run_id = ? limit ${COUNTED_ONE_BY_ONE})`, runId,
  );
  if ((counted?.n ?? 0) < COUNTED_ONE_BY_ONE) return counted?.n ?? 0;
  const last = await statements.first<{ n: number }>('select max(position) + 1 as n from run_column where run_id = ?', runId);
  return last?.n ?? 0;
}

function narrowing(asked: string | null): string | null {
  if (asked === null) return null;
  const { site, column } = JSON.parse(asked) as { site: string | null; column: string | null };
  return site === null && column === null ? null : [site, column].filter((part) => part !== null).join(' ');
}
