/** What each responsible unit did: on time, late, missing, again, and how long repairs took. */
import type { ColumnStatus, RunColumn, RunRecord } from '../model.js';
import { unitName } from './findingRows.js';
import { groupBy } from './groupBy.js';
import { countByStatus } from './summarise.js';

export interface UnitRow {
  /** Sections of several sites may have one name (局办公室): they are different units. */
  siteName: string;
  unit: string;
  columns: number;
  /** Columns that something can be said about. */
  judged: number;
  byStatus: Record<ColumnStatus, number>;
  overdue: number;
  /** Periods, over the ledgers of its columns. */
  onTime: number;
  late: number;
  missing: number;
  /** Findings held against it that stand, without doubts and what could not be read. */
  standing: number;
  /** Of these, those that were on a list handed out before this run (上期已通报), or came back after they were resolved. */
  recurring: number;
  /** Of those handed out, how many are past their 整改时限. */
  pastDue: number;
  resolved: number;
  /** Half of the repairs took so many days or fewer; null where there was none. */
  daysToFix: number | null;
}

/** One row a unit, the one with the fewest findings first: in a circular the good ones are named first. */
export function unitTable(record: RunRecord): UnitRow[] {
  const rows = [...groupBy(record.columns, (column) => `${column.siteKey}\n${unitName(column)}`).values()].map((columns) =>
    unitRow(columns, record.run.day),
  );
  return rows.sort(unitOrder);
}

/** The one with the fewest findings first. */
export function unitOrder(one: UnitRow, other: UnitRow): number {
  return (
    one.standing - other.standing || one.missing - other.missing || other.onTime - one.onTime || inOrder(one, other)
  );
}

function inOrder(a: UnitRow, b: UnitRow): number {
  const [one, other] = [`${a.siteName}\n${a.unit}`, `${b.siteName}\n${b.unit}`];
  return one < other ? -1 : 1;
}

/** @param columns  of one unit, at least one */
function unitRow(columns: RunColumn[], day: string): UnitRow {
  const [first] = columns as [RunColumn];
  const cells = columns.flatMap(({ verdict }) => verdict.ledger);
  const withState = (state: string) => cells.filter((cell) => cell.state === state).length;
  const byStatus = countByStatus(columns);
  const changes = columns.flatMap((column) => column.changes);
  const held = changes.filter(({ event, finding }) => event !== 'resolved' && isHeldAgainst(finding.level));
  const noticed = held.filter(({ notices }) => notices.some(({ on }) => on < day));
  return {
    siteName: first.siteName,
    unit: unitName(first),
    columns: columns.length,
    judged: columns.length - byStatus.unreadable,
    byStatus,
    overdue: byStatus.overdue,
    onTime: withState('on-time'),
    late: withState('late'),
    missing: withState('missing'),
    standing: columns.flatMap(({ verdict }) => verdict.findings).filter(({ level }) => isHeldAgainst(level)).length,
    recurring: held.filter((change) => change.reopened > 0 || noticed.includes(change)).length,
    pastDue: noticed.filter(({ notices }) => notices.some(({ due }) => due !== null && due < day)).length,
    resolved: changes.filter(({ event, finding }) => event === 'resolved' && isHeldAgainst(finding.level)).length,
    daysToFix: median(columns.flatMap((column) => column.fixedAfterDays)),
  };
}

/** Doubts are for a person to check, and what could not be read speaks of our own view. */
export function isHeldAgainst(level: string): boolean {
  return level === 'overdue' || level === 'missing' || level === 'late' || level === 'blank';
}

/** The lower of the two in the middle of an even number. */
function median(days: readonly number[]): number | null {
  const sorted = [...days].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}
