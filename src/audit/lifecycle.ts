/** What became of each finding of a column since the last run: opened, continuing, resolved, reopened, unverified. */
import type { Finding, FindingChange, FindingRecord, Verdict } from '../model.js';

/**
 * The changes that a verdict brings to the known findings of its column: first those that stand now, in the verdict's
 * order, then those that stood before.
 *
 * A finding is resolved only by a visit that would have shown it again (销号). Where nobody visited, the column could not
 * be read, or the finding's period is no longer judged, it stays open as `unverified`. A resolved finding that does not
 * return is not mentioned. Nor is one that a waiver covers or that a person set aside: it was not put right, so it is as
 * open as it was, and only the report's own parts for these tell of it.
 *
 * @param known  every finding ever stored for the column, open or resolved; those of other columns are passed over
 * @param isVisited  whether the verdict rests on a visit of this run, and not only on what was known before
 */
export function lifecycle(known: FindingRecord[], verdict: Verdict, isVisited: boolean): FindingChange[] {
  const ofColumn = known.filter((record) => record.finding.columnKey === verdict.columnKey);
  const records = new Map(ofColumn.map((record) => [record.finding.key, record]));
  const standing = new Set(verdict.findings.map((finding) => finding.key));

  const now = verdict.findings.map((finding): FindingChange => {
    const record = records.get(finding.key);
    if (!record) return { finding, event: 'opened', openedOn: verdict.day, reopened: 0, notices: [] };
    const { openedOn, notices } = record;
    if (record.state === 'open') return { finding, event: 'continuing', openedOn, reopened: record.reopened, notices };
    return { finding, event: 'reopened', openedOn, reopened: record.reopened + 1, notices };
  });
  const before = ofColumn
    .filter((record) => record.state === 'open' && !standing.has(record.finding.key) && !isSetAside(record.finding, verdict))
    .map(
      (record): FindingChange => ({
        finding: record.finding,
        event: isVisited && canBeSeen(record.finding, verdict) ? 'resolved' : 'unverified',
        openedOn: record.openedOn,
        reopened: record.reopened,
        notices: record.notices,
      }),
    );
  return [...now, ...before];
}

/** Whether a person's word, on the finding or by a waiver, is all that keeps it from standing. */
export function isSetAside(finding: Finding, verdict: Verdict): boolean {
  if (verdict.dismissed.some((each) => each.finding.key === finding.key)) return true;
  if (finding.rule === 'missing-period') {
    return verdict.ledger.some(({ period, state }) => period.id === finding.period && state === 'waived');
  }
  return verdict.status === 'waived' && ['overdue', 'blank'].includes(finding.level);
}

/** Whether the verdict rests on a reading in which the finding would have shown, had it still been true. */
function canBeSeen(finding: Finding, verdict: Verdict): boolean {
  if (verdict.status === 'unreadable' || verdict.unasked?.includes(finding.rule)) return false;
  switch (finding.rule) {
    case 'missing-period':
      // A period that has left the audit window was not put right by that.
      return verdict.ledger.some((cell) => cell.period.id === finding.period && cell.state !== 'unknown');
    case 'cadence-overdue':
      // A gap is closed by an item. Cells that turned unknown, after weeks in which nothing was read, close nothing.
      return verdict.ledger.findLast((cell) => cell.state !== 'pending')?.state !== 'unknown';
    default:
      return true;
  }
}

/**
 * What is left of a column's changes where the run is not believed: what stood before stands, unverified where the run
 * did not see it, and nothing is opened, reopened or resolved.
 */
export function unsettled(changes: readonly FindingChange[]): FindingChange[] {
  return changes.flatMap((change): FindingChange[] => {
    switch (change.event) {
      case 'opened':
      case 'reopened':
        return [];
      case 'resolved':
        return [{ ...change, event: 'unverified' }];
      case 'continuing':
      case 'unverified':
        return [change];
    }
  });
}
