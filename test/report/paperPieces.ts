/** Facts for the tests of sheets and letters, from the sample run and what a store would hold of its findings. */
import type { FindingRecord, Notice, Opinion, RunRecord } from '../../src/model.js';
import { groupBy } from '../../src/report/groupBy.js';
import { joinFacts, siteFacts, type PaperFacts } from '../../src/report/paperFacts.js';
import { sampleRecord } from './sampleRecord.js';

export const SINCE = '2026-01-01';

/** What a store holds after the run: each change as the state of its finding. */
export function recordsOf({ run, columns }: RunRecord, notices: Record<string, Notice[]> = {}): FindingRecord[] {
  return columns.flatMap(({ changes }) => changes.map(({ finding, event, openedOn, reopened }): FindingRecord => ({
    finding,
    state: event === 'resolved' ? 'resolved' : 'open',
    openedOn,
    lastSeenOn: run.day,
    resolvedOn: event === 'resolved' ? run.day : null,
    reopened,
    notices: notices[finding.key] ?? [],
  })));
}

export function factsOf(
  record: RunRecord = sampleRecord(),
  { notices, opinions = [] }: { notices?: Record<string, Notice[]>; opinions?: Opinion[] } = {},
): PaperFacts {
  const { run, rules } = record;
  const records = recordsOf(record, notices);
  const words = new Map(opinions.map((opinion) => [opinion.findingKey, opinion]));
  const sites = [...groupBy(record.columns, ({ siteKey }) => siteKey).values()];
  return joinFacts(run, SINCE, sites.map((columns) => {
    const keys = new Set(columns.map(({ column }) => column.key));
    const own = records.filter(({ finding }) => keys.has(finding.columnKey));
    return siteFacts({ run, since: SINCE, rules, columns, records: own, opinions: words });
  }));
}
