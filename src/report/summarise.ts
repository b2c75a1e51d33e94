/**
 * The counts that the headline, the command line and findings.json share.
 */
import type { ColumnStatus, FindingLevel, LifecycleEvent, RunRecord } from '../model.js';

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
  const withStatus = (status: ColumnStatus): number =>
    columns.filter((column) => column.verdict.status === status).length;
  const findings = columns.flatMap((column) => column.verdict.findings);
  const withLevel = (level: FindingLevel): number => findings.filter((finding) => finding.level === level).length;
  const changes = columns.flatMap((column) => column.changes);
  const withEvent = (event: LifecycleEvent): number => changes.filter((change) => change.event === event).length;

  const configured = columns.length;
  const unreadable = withStatus('unreadable');
  return {
    configured,
    judged: configured - unreadable,
    fresh: withStatus('fresh'),
    due: withStatus('due'),
    overdue: withStatus('overdue'),
    missingPeriod: withStatus('missing-period'),
    blank: withStatus('blank'),
    unreadable,
    static: withStatus('static'),
    waived: withStatus('waived'),
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
