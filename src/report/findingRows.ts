/**
 * The findings of a run, each beside its column, its rule and what became of it, and the part of the report that each
 * belongs in. Every finding of the record is in exactly one part: nothing once seen is lost on the way to paper.
 */
import type { Day, Finding, LifecycleEvent, Notice, RuleInfo, RunColumn, RunRecord } from '../model.js';

export interface FindingRow {
  column: RunColumn;
  finding: Finding;
  /** Null where the run kept no lifecycle (a what-if for another day), and for what a person set aside. */
  event: LifecycleEvent | null;
  /** 发现时间; null where no lifecycle was kept. */
  openedOn: Day | null;
  /** How many times it came back; 0 where no lifecycle was kept. */
  reopened: number;
  /** The lists it was handed out with, oldest first. */
  notices: Notice[];
  /** Null where the rule is no longer shipped. */
  rule: RuleInfo | null;
}

/** Columns in the order of the configuration; in each, the findings that stand and then those that do not any more. */
export function findingRows(record: RunRecord): FindingRow[] {
  const rules = new Map(record.rules.map((rule) => [rule.id, rule]));
  return record.columns.flatMap((column) => {
    const changes = new Map(column.changes.map((change) => [change.finding.key, change]));
    const standing = column.verdict.findings;
    const standingKeys = new Set(standing.map((finding) => finding.key));
    // What a person set aside is listed apart: it was neither put right nor left unchecked.
    const setAside = new Set(column.verdict.dismissed.map(({ finding }) => finding.key));
    const past = column.changes
      .map((change) => change.finding)
      .filter((finding) => !standingKeys.has(finding.key) && !setAside.has(finding.key));
    return [...standing, ...past].map((finding) => ({
      column,
      finding,
      event: changes.get(finding.key)?.event ?? null,
      openedOn: changes.get(finding.key)?.openedOn ?? null,
      reopened: changes.get(finding.key)?.reopened ?? 0,
      notices: changes.get(finding.key)?.notices ?? [],
      rule: rules.get(finding.rule) ?? null,
    }));
  });
}

/** What a person called a false alarm, in no part and in no count; as rows, for lists that hold all that was found. */
export function dismissedRows(record: RunRecord): FindingRow[] {
  const rules = new Map(record.rules.map((rule) => [rule.id, rule]));
  return record.columns.flatMap((column) =>
    column.verdict.dismissed.map(({ finding }) => {
      const change = column.changes.find((each) => each.finding.key === finding.key);
      const { openedOn = null, reopened = 0, notices = [] } = change ?? {};
      return { column, finding, event: null, openedOn, reopened, notices, rule: rules.get(finding.rule) ?? null };
    }),
  );
}

export interface FindingParts {
  /** What is held against the publisher: overdue, missing, late, blank. */
  publisher: FindingRow[];
  resolved: FindingRow[];
  /** What a person should look at before anything is said. */
  doubts: FindingRow[];
  /** What belongs to the unreadable columns: why, and what stays unverified. */
  unreadable: FindingRow[];
}

export function partFindings(rows: FindingRow[]): FindingParts {
  const parts: FindingParts = { publisher: [], resolved: [], doubts: [], unreadable: [] };
  for (const row of rows) parts[partOf(row)].push(row);
  return parts;
}

function partOf(row: FindingRow): keyof FindingParts {
  if (row.event === 'resolved') return 'resolved';
  if (row.event === 'unverified') return 'unreadable';
  switch (row.finding.level) {
    case 'overdue':
    case 'missing':
    case 'late':
    case 'blank':
      return 'publisher';
    case 'doubt':
      return 'doubts';
    case 'unreadable':
      return 'unreadable';
  }
}

/** 单位: who answers for the column, the site itself where no unit is named. */
export function unitName(column: RunColumn): string {
  return column.column.unit?.name ?? column.siteName;
}
