/** The judgement of one column on one day: from what is known to a verdict. */
import type {
  Article, Column, Day, Finding, History, KnownItem, UnreadableReason, Verdict, VisitFact, Waiver, Words,
} from '../model.js';
import { furtherFindings } from './checks.js';
import { columnLedger } from './columnLedger.js';
import { addDays } from './days.js';
import {
  columnFacts, datesReadUntil, lastTrusted, type ColumnFacts, type DatedItem, type Judged, type Yardstick,
} from './facts.js';
import { judgeLedger } from './judgeLedger.js';
import { judgeSilence } from './judgeSilence.js';
import { owesByDate, withLastLook } from './lastLook.js';
import { withOpinions } from './opinions.js';
import { auditWindowStart } from './periods.js';
import { blankColumnFinding } from './rules/blank-column.js';
import { columnDateFinding } from './rules/column-date-disagrees.js';
import { directoryDateDisagrees, directoryDateFinding } from './rules/directory-date-disagrees.js';
import { futureDateFinding } from './rules/future-date.js';
import { undatedItemsFinding } from './rules/undated-items.js';
import { failureWords, unreadableFinding } from './rules/unreadable.js';
import { waiversEnded, waiversOn } from './waivers.js';
import { waiverWords } from './waiverWords.js';

/**
 * What can be said of a column on `today`, and nothing more: what could not be read is neither overdue nor blank.
 *
 * The last visit decides whether anything can be said at all; then the dates do. Items dated after `today` never count.
 * The same column, history and day always give the same verdict, and the order of the items does not matter.
 *
 * While a column is unreadable its `latest` is the newest item known from before, and `ageDays` is null: for how long
 * it has not been updated is just what is not known.
 *
 * What people said comes last: findings that they called false alarms are set aside, and the status is that of what is
 * left. See `withOpinions`.
 *
 * @param history  what the visits up to `today` tell; later ones must not be in it
 */
export function judge(column: Column, history: History, today: Day, yardstick: Yardstick): Verdict {
  return judgeFacts(columnFacts(column, history, today, yardstick));
}

/** The same, where the facts are worked out already. */
export function judgeFacts(facts: ColumnFacts): Verdict {
  return withOpinions(facts, judgeVisit(facts, facts.history.lastVisit));
}

function judgeVisit(facts: ColumnFacts, visit: VisitFact | null): Verdict {
  switch (visit?.outcome) {
    case undefined:
      return notRead(facts, { reason: 'no-list', detail: 'never visited' });
    case 'unreadable':
      return notRead(facts, { reason: visit.reason ?? 'doubtful', status: visit.status, detail: visit.detail });
    case 'blank':
      return judgeBlank(facts, visit);
    case 'document':
      return judgeDocument(facts, visit);
    case 'list':
      if (visit.drift) return notRead(facts, { reason: 'doubtful', detail: `drift: ${visit.drift.sign}` });
      return judgeList(facts, visit);
  }
}

function judgeBlank(facts: ColumnFacts, visit: VisitFact): Verdict {
  // On a look back, items that came since were not there before.
  if (facts.history.items.some(({ firstSeen }) => firstSeen <= visit.day)) {
    return notRead(facts, { reason: 'doubtful', detail: `blank (${visit.proof}) where items had been listed before` });
  }
  const finding = blankColumnFinding(facts, visit);
  const [waiver] = waiversOn(facts.history.waivers, facts.today);
  if (waiver) return verdict(facts, { status: 'waived', because: waivedBlank(finding, waiver), findings: [] });
  return verdict(facts, { status: 'blank', because: finding.description, findings: [finding] });
}

function waivedBlank({ description }: Finding, waiver: Waiver): Words {
  const words = waiverWords(waiver);
  return { zh: `${description.zh}${words.zh}。`, en: `${description.en} It is ${words.en}.` };
}

/** One document where a list was expected: right for a static column, and for a yearly one where it says its day. */
function judgeDocument(facts: ColumnFacts, visit: VisitFact): Verdict {
  const { column, history, today } = facts;
  if (column.cadence.kind === 'static') return verdict(facts, withFurther(facts, judgeStatic()));
  const item = visit.article && documentItem(visit.article, visit, column);
  if (column.cadence.kind !== 'yearly' || !item) return notRead(facts, { reason: 'article', detail: visit.detail });

  // The document may be known already from the visit's items; twice it would fill two years.
  const isKnown = history.items.some((known) => known.date?.day === item.date?.day);
  if (isKnown) return judgeDated(facts);
  return judgeDated(columnFacts(column, { ...history, items: [...history.items, item] }, today, facts.yardstick));
}

function judgeList(facts: ColumnFacts, visit: VisitFact): Verdict {
  if (visit.itemCount === 0) {
    return notRead(facts, { reason: 'no-list', detail: 'a list without items', seen: 'nothing' });
  }
  // A visit that read not one day says nothing of what is new, even where earlier visits had read some.
  const readsDays = visit.datedCount > 0 && (facts.usable.length > 0 || facts.future.length > 0);
  if (readsDays) return judgeDated(facts);
  if (facts.column.cadence.kind === 'static') return verdict(facts, withFurther(facts, judgeStatic()));
  return notRead(facts, {
    reason: 'undated',
    detail: 'items without a readable day',
    seen: 'nothing',
    findings: [undatedItemsFinding(facts)],
  });
}

function judgeDated(facts: ColumnFacts): Verdict {
  const { latest, today } = facts;
  // A row that the last list no longer shows was withdrawn or put right: nothing is left to check.
  const lastRead = facts.history.lastReadable?.day ?? '';
  const future = facts.future.filter(
    ({ firstSeen, lastSeen, earlier }) =>
      // On a look back, a day that it was given later was not shown yet.
      firstSeen <= today && lastSeen >= lastRead && !earlier?.some((version) => version.lastSeen >= today),
  );
  const doubts = future.length > 0 ? [futureDateFinding(facts, future)] : [];
  if (latest === null) {
    const detail = `every day read lies after ${today}`;
    return notRead(facts, { reason: 'doubtful', detail, seen: 'nothing', ...(doubts.length > 0 && { findings: doubts }) });
  }
  const judged = judgeCadence(facts, latest);
  for (const disagreement of [columnDateFinding(facts), directoryDateFinding(facts)]) {
    if (disagreement) doubts.push(disagreement);
  }
  const lastVisitDay = facts.history.lastVisit?.day ?? today;
  const because = owesByDate(judged) ? withLastLook(judged.because, lastVisitDay, today) : judged.because;
  const told = { ...judged, because, findings: [...judged.findings, ...doubts] };
  return verdict(facts, withFurther(facts, told));
}

/** With what the other checks find, after what the cadence says. */
function withFurther(facts: ColumnFacts, judged: Judged): Judged {
  return { ...judged, findings: [...judged.findings, ...furtherFindings(facts)] };
}

function judgeCadence(facts: ColumnFacts, latest: DatedItem): Judged {
  const { kind } = facts.column.cadence;
  switch (kind) {
    case 'static':
      return judgeStatic();
    case 'realtime':
      return judgeSilence(facts, latest);
    default:
      return judgeLedger(facts, latest, kind, columnLedger(facts, facts.today));
  }
}

function judgeStatic(): Judged {
  const because = { zh: '静态栏目，不按日期考核。', en: 'A static column: nothing is owed by date.' };
  return { status: 'static', because, findings: [] };
}

interface Failure {
  reason: UnreadableReason;
  status?: number | null;
  /** For the log and the evidence. */
  detail: string;
  /** `nothing`: not even earlier visits allow a period without an item to be called missing. */
  seen?: 'nothing';
  /** What stands instead of the finding `unreadable`. */
  findings?: Finding[];
}

function notRead(facts: ColumnFacts, { reason, status, detail, seen, findings }: Failure): Verdict {
  const failure = { reason, status: status ?? null, detail, lastReadable: lastTrusted(facts) };
  const why = failureWords(facts, failure);
  return {
    ...verdict(facts, {
      status: 'unreadable',
      because: {
        zh: `未能读取，不作时效判断：${why.zh}。`,
        en: `Could not be read, so nothing is said about its timeliness: ${why.en}.`,
      },
      findings: findings ?? [unreadableFinding(facts, failure)],
      ledger: columnLedger(facts, seen === 'nothing' ? null : datesReadUntil(facts)),
    }),
    ageDays: null,
    unreadable: failure,
  };
}

function verdict({ column, history, today, latest, ageDays }: ColumnFacts, judged: Judged): Verdict {
  return {
    columnKey: column.key,
    day: today,
    status: judged.status,
    because: judged.because,
    latest: latest && { title: latest.title, url: latest.url, date: latest.date },
    ageDays,
    ledger: judged.ledger ?? [],
    findings: judged.findings,
    unreadable: null,
    dismissed: [],
    waivers: waiversOn(history.waivers, today),
    ...endedWaivers(history.waivers, column, today),
    // A site whose directory was not read this time may disagree with its lists as before.
    ...(history.lastVisit?.directoryDate === null && { unasked: [directoryDateDisagrees.id] }),
  };
}

/** Nothing where there are none, as for nearly all columns. */
function endedWaivers(waivers: readonly Waiver[], { cadence }: Column, today: Day): Pick<Verdict, 'endedWaivers'> {
  if (waivers.length === 0) return {};
  const [window, yearAgo] = [auditWindowStart(cadence.kind, today), addDays(today, -365)];
  const ended = waiversEnded(waivers, window < yearAgo ? window : yearAgo, today);
  return ended.length === 0 ? {} : { endedWaivers: ended };
}

function documentItem({ title, published }: Article, visit: VisitFact, column: Column): KnownItem | null {
  if (published === null) return null;
  return {
    title: title ?? column.path.at(-1) ?? column.key,
    url: visit.finalUrl,
    date: published,
    pinned: false,
    firstSeen: visit.day,
    lastSeen: visit.day,
  };
}
