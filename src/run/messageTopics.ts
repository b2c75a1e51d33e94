/** A stored finding as it may be told: where it stands, for how long, and in plain text. Pure. */
import { daysBetween } from '../audit/days.js';
import { isSetAside } from '../audit/lifecycle.js';
import type { Day, Finding, FindingLevel, Verdict, Words } from '../model.js';
import type { Topic } from '../notify/news.js';
import { plainText } from '../report/pageText.js';
import type { TellableFinding } from '../store/messages.js';

/** @param day  the day that was judged */
export function topicOf({ finding, state, openedOn, siteKey, siteName, column, verdict, seenDays }: TellableFinding, day: Day): Topic {
  const stands = verdict.findings.find(({ key }) => key === finding.key);
  const site = plainText(siteName, 60);
  return {
    key: finding.key,
    level: finding.level,
    state: state === 'resolved' ? 'resolved' : stands ? 'stands' : isSetAside(finding, verdict) ? 'set-aside' : 'unverified',
    siteKey,
    site,
    unit: column.unit ? plainText(column.unit.name, 60) : site,
    path: plainText(column.path.join(' > '), 120),
    url: column.url,
    words: plainWords((stands ?? finding).description),
    ...(stands ? overdue(stands, verdict, { openedOn, day }) : { overdueDays: 0, isSinceFound: true }),
    lastedDays: seenDays,
  };
}

/** What has no day by which it had to be there is counted from the day on which it was found. */
const WITHOUT_DAYS: ReadonlySet<FindingLevel> = new Set(['late', 'doubt', 'unreadable']);

/**
 * Whole days since the deadline of what is missing: of the oldest of the periods that are missing now, one after the other,
 * where the column is overdue.
 */
export function overdue(
  { level, period }: Finding,
  { ledger }: Verdict,
  { openedOn, day }: { openedOn: Day; day: Day },
): Pick<Topic, 'overdueDays' | 'isSinceFound'> {
  if (WITHOUT_DAYS.has(level)) return { overdueDays: 0, isSinceFound: true };
  const deadline = period === null && level === 'overdue' ? deadlineOfGap(ledger) : ledger.find((cell) => cell.period.id === period)?.deadline;
  return { overdueDays: Math.max(0, daysBetween(deadline ?? openedOn, day)), isSinceFound: deadline == null };
}

function deadlineOfGap(ledger: Verdict['ledger']): Day | null {
  const past = ledger.filter(({ state }) => state !== 'pending');
  const filled = past.findLastIndex(({ state }) => state !== 'missing');
  return past[filled + 1]?.deadline ?? null;
}

function plainWords({ zh, en }: Words): Words {
  return { zh: plainText(zh, 400), en: plainText(en, 400) };
}
