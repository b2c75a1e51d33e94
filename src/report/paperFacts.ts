/**
 * What the sheets and letters for offices are written from: each problem with its place and what became of it, what could
 * not be read, and the figures of each unit. Problems are those that the database holds as opened: what a doubtful run or
 * a what-if says besides is on no paper.
 */
import type { Day, Finding, FindingRecord, Notice, Opinion, RuleInfo, Run, RunColumn } from '../model.js';
import { unitName } from './findingRows.js';
import { groupBy } from './groupBy.js';
import { isHeldAgainst } from './unitTable.js';
import { unreadableName, unreadableRemedy } from './words.js';

/** A unit of one site: sections of several sites may have one name (局办公室). */
export interface PaperUnit {
  siteKey: string;
  siteName: string;
  unit: string;
}

export interface PaperFacts {
  run: Run;
  /** From which day on closed problems are told. */
  since: Day;
  /** In the order of the configuration. */
  problems: Problem[];
  unread: UnreadColumn[];
  units: UnitFigures[];
  /** 公开时限依据, as the office wrote them, each once. */
  sources: string[];
}

/** A finding held against a unit. Doubts and what could not be read are none. */
export interface Problem extends PaperUnit {
  column: RunColumn;
  finding: Finding;
  /** Null where the rule is no longer shipped. */
  rule: RuleInfo | null;
  /**
   * `open`: the run saw it stand. `unverified`: found earlier, and the column could not be read or asked this time; it
   * counts as no problem of the run. `closed`: 已销号, a later visit saw it put right.
   */
  state: 'open' | 'unverified' | 'closed';
  /** 发现时间 */
  openedOn: Day;
  closedOn: Day | null;
  /** How often it came back after it was closed. */
  reopened: number;
  /** The lists it was handed out with, oldest first. */
  notices: Notice[];
}

/** 无法监测: a column that could not be read. It says nothing about whether the unit kept its promise. */
export interface UnreadColumn extends PaperUnit {
  column: RunColumn;
  reason: string;
  /** HTTP status and the technical detail, for whoever mends it. */
  detail: string;
  /** The last day on which it could be read; null where it never could. */
  lastReadable: Day | null;
  /** What to do. */
  remedy: string;
}

/** A unit in figures: only what could be read counts. */
export interface UnitFigures extends PaperUnit {
  columns: number;
  unreadable: number;
  /** Columns under a waiver on the day. */
  waived: number;
  /** Readable columns of which a problem is open. */
  withProblems: number;
  /** Problems. */
  open: number;
  unverified: number;
  /** Since `PaperFacts.since`. */
  closed: number;
  /** Open ones past their 整改时限. */
  pastDue: number;
  /** Open ones that came back, or were handed out before the day of the run and stand still. */
  recurring: number;
}

export interface SiteInput {
  run: Run;
  since: Day;
  rules: readonly RuleInfo[];
  /** Of one site, as they were judged on the day of the run. */
  columns: readonly RunColumn[];
  /** All that the store holds of these columns. */
  records: readonly FindingRecord[];
  /** The newest word on each finding, by its key. */
  opinions: ReadonlyMap<string, Opinion>;
}

/** The facts of one site; those of several are put together by `joinFacts`. */
export function siteFacts(input: SiteInput): PaperFacts {
  const recordsOf = groupBy(input.records, ({ finding }) => finding.columnKey);
  const problems = input.columns.flatMap((column) =>
    (recordsOf.get(column.column.key) ?? []).flatMap((record) => problemOf(column, record, input)));
  const problemsOf = groupBy(problems, unitKey);
  const units = [...groupBy(input.columns, (column) => unitKey(unitOf(column))).entries()]
    .map(([key, columns]) => unitFigures(columns, problemsOf.get(key) ?? [], input.run.day));
  const sources = new Set(input.columns.flatMap(({ column }) => column.cadence.source ?? []));
  return {
    run: input.run, since: input.since, problems, unread: input.columns.flatMap(unreadColumn), units, sources: [...sources],
  };
}

export function joinFacts(run: Run, since: Day, sites: readonly PaperFacts[]): PaperFacts {
  return {
    run,
    since,
    problems: sites.flatMap(({ problems }) => problems),
    unread: sites.flatMap(({ unread }) => unread),
    units: sites.flatMap(({ units }) => units),
    sources: [...new Set(sites.flatMap(({ sources }) => sources))],
  };
}

/** Tells units of different sites apart. */
export function unitKey({ siteKey, unit }: Pick<PaperUnit, 'siteKey' | 'unit'>): string {
  return `${siteKey}\n${unit}`;
}

/** What a unit is called where those of several sites stand together: `某县交通运输局` and `局办公室` are `某县交通运输局办公室`. */
export function fullUnitName({ siteName, unit }: PaperUnit): string {
  if (unit.includes(siteName)) return unit;
  return siteName.endsWith('局') && unit.startsWith('局') ? `${siteName}${unit.slice(1)}` : `${siteName}${unit}`;
}

function unitOf(column: RunColumn): PaperUnit {
  return { siteKey: column.siteKey, siteName: column.siteName, unit: unitName(column) };
}

/** None where it is nothing held against the publisher, a person called it a false alarm, or it lies outside of the days told. */
function problemOf(column: RunColumn, record: FindingRecord, { run, since, rules, opinions }: SiteInput): Problem[] {
  const { key, level } = record.finding;
  if (!isHeldAgainst(level) || record.openedOn > run.day) return [];
  const standing = column.verdict.findings.find((finding) => finding.key === key);
  const finding = standing ?? record.finding;
  const word = opinions.get(key);
  const isDismissed = column.verdict.dismissed.some((each) => each.finding.key === key);
  if (isDismissed || (word?.opinion === 'false-alarm' && word.facts === finding.facts)) return [];
  // What was closed after the day of the run stood open on it.
  const isClosed = record.state === 'resolved' && record.resolvedOn !== null && record.resolvedOn <= run.day;
  if (isClosed && (record.resolvedOn ?? '') < since) return [];
  const isSeen = standing !== undefined && column.verdict.unreadable === null;
  return [{
    ...unitOf(column),
    column,
    finding,
    rule: rules.find(({ id }) => id === finding.rule) ?? null,
    state: isClosed ? 'closed' : isSeen ? 'open' : 'unverified',
    openedOn: record.openedOn,
    closedOn: isClosed ? record.resolvedOn : null,
    reopened: record.reopened,
    notices: record.notices,
  }];
}

function unreadColumn(column: RunColumn): UnreadColumn[] {
  const { unreadable } = column.verdict;
  if (unreadable === null) return [];
  const { reason, status, detail, lastReadable } = unreadable;
  return [{
    ...unitOf(column),
    column,
    reason: unreadableName(reason).zh,
    detail: [status === null ? '' : `HTTP ${status}`, detail].filter((part) => part !== '').join('，'),
    lastReadable: column.lastReadable?.day ?? lastReadable,
    remedy: unreadableRemedy(reason).zh,
  }];
}

/** @param columns  of one unit, at least one */
function unitFigures(columns: readonly RunColumn[], problems: readonly Problem[], day: Day): UnitFigures {
  const open = problems.filter(({ state }) => state === 'open');
  const [first] = columns as [RunColumn];
  return {
    ...unitOf(first),
    columns: columns.length,
    unreadable: columns.filter(({ verdict }) => verdict.unreadable !== null).length,
    waived: columns.filter(({ verdict }) => verdict.waivers.length > 0).length,
    withProblems: new Set(open.map(({ finding }) => finding.columnKey)).size,
    open: open.length,
    unverified: problems.filter(({ state }) => state === 'unverified').length,
    closed: problems.filter(({ state }) => state === 'closed').length,
    pastDue: open.filter(({ notices }) => isPast(notices.at(-1)?.due, day)).length,
    recurring: open.filter(({ notices, reopened }) => reopened > 0 || notices.some(({ on }) => on < day)).length,
  };
}

function isPast(due: Day | null | undefined, day: Day): boolean {
  return due != null && due < day;
}

type Figures = Omit<UnitFigures, 'siteKey' | 'siteName' | 'unit'>;

/** The figures of units that have no column in common, added up. */
export function sumOf(units: readonly UnitFigures[]): Figures {
  const sum = (figure: keyof Figures) => units.reduce((total, unit) => total + unit[figure], 0);
  return {
    columns: sum('columns'), unreadable: sum('unreadable'), waived: sum('waived'), withProblems: sum('withProblems'), open: sum('open'),
    unverified: sum('unverified'), closed: sum('closed'), pastDue: sum('pastDue'), recurring: sum('recurring'),
  };
}
