/** How far back the known items of a column are all that it ever listed, worked out from visit to visit. */
import type { Day } from '../model.js';
import { earlierOf, laterOf } from './days.js';

/** An unbroken stretch of time of which everything listed is known. */
export interface Knowledge {
  /** Its first day: null for "since ever", undefined where nothing is known. */
  since: Day | null | undefined;
  /** The day of the last visit that carried it on; null where there was none. */
  until: Day | null;
}

/**
 * What is known after one more visit that could be read.
 *
 * A visit joins what is known when it saw everything from a day on or before `until`. One that begins later leaves a
 * gap, in which items may have come and gone unseen: from then on only the time since the gap is known. It must reach
 * `until` itself and not only the day after, since more may have been published on that day after the visit.
 *
 * @param visit.completeSince  as in `Observation`: null for the whole list, undefined where nothing can be said
 */
export function extendKnowledge(
  before: Knowledge,
  visit: { completeSince: Day | null | undefined; day: Day },
): Knowledge {
  const { completeSince, day } = visit;
  if (completeSince === undefined) return before;
  if (before.since === undefined || before.until === null) return { since: completeSince, until: day };

  const isBeforeAll = before.since !== null && day < before.since;
  if (isBeforeAll) return before;
  const isAfterGap = completeSince !== null && completeSince > before.until;
  if (isAfterGap) return { since: completeSince, until: day };

  const since = before.since === null || completeSince === null ? null : earlierOf(before.since, completeSince);
  return { since, until: laterOf(before.until, day) };
}
