/**
 * The counts that the headline, the command line and findings.json share.
 */
import type { ColumnStatus, FindingLevel, LifecycleEvent, RunColumn, RunRecord } from '../model.js';

export interface Summary {
  /** Columns in the run. */
  configured: number;
  /** Columns that something can be said about: `configured` less `unreadable`. */
  judged: number;
  fresh: number;
  due: number;
  overdue: number;
  missingPeriod: number;
  blank: number;
  unreadable: number;
  static: number;
  waived: number;
  /** Findings that stand in this run. Those that could not be checked again are only in `unverified`. */
  findingsByLevel: Record<FindingLevel, number>;
  opened: number;
  continuing: number;
  reopened: number;
  resolved: number;
  /** Findings of earlier runs whose column could not be read this time: still open, neither confirmed nor resolved. */
  unverified: number;
}

/** Eight statuses add up to `configured`; `judged + unreadable` does too. */
export function summarise({ columns }: Pick<RunRecord, 'columns'>): Summary {
  const counts = countByStatus(columns);
  const findings = columns.flatMap((column) => column.verdict.findings);
  const withLevel = (level: FindingLevel): number => findings.filter((finding) => finding.level === level).length;
  const changes = columns.flatMap((column) => column.changes);
  const withEvent = (event: LifecycleEvent): number => changes.filter((change) => change.event === event).length;

  const configured = columns.length;
  const unreadable = counts.unreadable;
  return {
    configured,
    judged: configured - unreadable,
    fresh: counts.fresh,
    due: counts.due,
    overdue: counts.overdue,
    missingPeriod: counts['missing-period'],
    blank: counts.blank,
    unreadable,
    static: counts.static,
    waived: counts.waived,
    findingsByLevel: {
      overdue: withLevel('overdue'),
      missing: withLevel('missing'),
      late: withLevel('late'),
      blank: withLevel('blank'),
      unreadable: withLevel('unreadable'),
      doubt: withLevel('doubt'),
    },
    opened: withEvent('opened'),
    continuing: withEvent('continuing'),
    reopened: withEvent('reopened'),
    resolved: withEvent('resolved'),
    unverified: withEvent('unverified'),
  };
}

/** The counts of two sets of columns that have none in common. */
export function addSummaries(one: Summary, other: Summary): Summary {
  const { findingsByLevel: ones, ...counts } = one;
  const { findingsByLevel: others, ...added } = other;
  // `one` first: the names keep their order, which findings.json promises.
  return { ...one, ...addCounts(counts, added), findingsByLevel: addCounts(ones, others) };
}

function addCounts<Name extends string>(one: Record<Name, number>, other: Record<Name, number>): Record<Name, number> {
  const names = Object.keys(one) as Name[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as Record<Name, number>;
}

/** How many columns there are of each status. */
export function countByStatus(columns: readonly Pick<RunColumn, 'verdict'>[]): Record<ColumnStatus, number> {
  const counts = { fresh: 0, due: 0, overdue: 0, 'missing-period': 0, blank: 0, unreadable: 0, waived: 0, static: 0 };
  for (const { verdict } of columns) counts[verdict.status] += 1;
  return counts;
}

/** The same of columns that were counted already. */
export function statusCounts({ missingPeriod, ...summary }: Summary): Record<ColumnStatus, number> {
  const { fresh, due, overdue, blank, unreadable, static: standing, waived } = summary;
  return { fresh, due, overdue, 'missing-period': missingPeriod, blank, unreadable, waived, static: standing };
}

/** Before this run nothing was open, as on the first of all: whatever is found is new, and there is nothing to compare. */
export function nothingWasOpen({ continuing, reopened, resolved, unverified }: Summary): boolean {
  return continuing + reopened + resolved + unverified === 0;
}
