/** How long a verdict stands by itself: until which day nothing but the calendar could change what it says. */
import type { Column, Day, History, Verdict } from '../model.js';
import { addDays, daysBetween } from './days.js';
import { columnFacts, type ColumnFacts, type Yardstick } from './facts.js';
import { ledgerTurns } from './judgeLedger.js';
import { silenceTurns } from './judgeSilence.js';
import { hasPeriods } from './periods.js';
import { requiredTurns } from './requiredItems.js';
import { mayDisagreeNext } from './rules/column-date-disagrees.js';
import { mayVanishNext } from './vanished.js';
import { waiverTurns } from './waivers.js';

/**
 * The first day on which the column must be judged again although nothing changed; null where it never need be.
 *
 * On every day from `verdict.day` up to and without this one `carried` gives the verdict word for word, whether nobody
 * visited since, or visits found all unchanged: the same page and the same items (each item of the last list seen again),
 * reaching no farther back than the last visit did, and the same word of the site's directory.
 *
 * It may be earlier than need be, and never later. It is the verdict's own day, so that nothing is carried at all, where
 * something was found or could not be read, where the column is held against another one (`pairs`), and on a look back.
 *
 * @param history  that the verdict was given for, with the column and yardstick that it was given by
 */
export function standsUntil(column: Column, history: History, verdict: Verdict, yardstick: Yardstick): Day | null {
  return factsStandUntil(columnFacts(column, history, verdict.day, yardstick), verdict);
}

/** The same, where the facts of the verdict's day are worked out already. */
export function factsStandUntil(facts: ColumnFacts, verdict: Verdict): Day | null {
  if (!mayStand(facts, verdict)) return verdict.day;
  return turns(facts, verdict).reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
}

function mayStand({ column, history, today, yardstick }: ColumnFacts, verdict: Verdict): boolean {
  const { lastVisit, lastReadable, items, looks } = history;
  const isSound = verdict.unreadable === null && verdict.findings.length === 0 && verdict.dismissed.length === 0;
  if (!isSound || column.pairs.length > 0) return false;
  if (lastVisit === null || lastVisit.day > today || lastReadable?.day !== lastVisit.day) return false;
  if (lastVisit.outcome === 'document' && column.cadence.kind !== 'static') {
    // Such a document is taken for an item that came with the visit: a fresh one grows into a witness against its own day.
    const shown = lastVisit.article?.published?.day ?? today;
    if (daysBetween(shown, lastVisit.day) < yardstick.rules.honesty.backdatedDays) return false;
  }
  // A look back: what came later turns up as days pass.
  return items.every(({ lastSeen, earlier }) => lastSeen <= today && !earlier?.some((version) => version.lastSeen >= today)) &&
    looks.every(({ day }) => day <= today);
}

/** The days from today on, on which it may say something else. */
function turns(facts: ColumnFacts, verdict: Verdict): Day[] {
  const { column, history, today, latest } = facts;
  const { kind } = column.cadence;
  const passing = [
    ...waiverTurns(history.waivers),
    ...(hasPeriods(kind) ? ledgerTurns(kind, verdict.ledger, today) : []),
    ...(latest === null ? [] : silenceTurns(column, history.waivers, latest.date.day, today)),
    ...datesAhead(facts),
  ];
  const lastVisitDay = history.lastVisit?.day ?? today;
  const nextVisit = lastVisitDay < today ? today : addDays(today, 1);
  return [
    ...passing.filter((day) => day > today),
    ...(column.required.length > 0 ? requiredTurns(facts) : []),
    ...(mayVanishNext(facts) || mayDisagreeNext(facts) ? [nextVisit] : []),
  ];
}

/** The days after today that anything shows, and begins to count on. */
function datesAhead({ history, future }: ColumnFacts): Day[] {
  const told = history.lastVisit?.directoryDate?.day;
  const others = history.items.filter(({ page, earlier }) => page || earlier).flatMap(({ page, earlier = [] }) => [
    ...(page?.goneSince ? [page.goneSince] : []), ...earlier.flatMap(({ date }) => (date ? [date.day] : [])),
  ]);
  return [...future.map(({ date }) => date.day), ...others, ...(told === undefined ? [] : [told])];
}
