import type { Day } from '../model.js';

/**
 * For which days the known items of a column are all that it ever listed: from `since` to `until`, both included.
 *
 * `until` null: nothing is known, and `since` is undefined. `since` null: from the column's beginning.
 */
export interface Knowledge {
  since: Day | null | undefined;
  until: Day | null;
}

/** What one visit adds: it saw everything listed from `completeSince` on; see `Observation` for null and undefined. */
export interface VisitReach {
  completeSince: Day | null | undefined;
  day: Day;
}

/**
 * What is known after a visit.
 *
 * A visit that reaches back to what was known joins it. One that does not leaves a gap in which items may have come and
 * gone unseen; only the stretch after the gap counts then, because a period inside a gap must never be called missing.
 * So `since` only ever gets later across a gap, and every day between `since` and `until` was covered by some visit.
 *
 * Where a day has two visits and only the second reaches back to what was known, what lay before that reach is
 * forgotten: that loses knowledge and never invents any.
 *
 * Example: known 2026-01-01 to 2026-03-10. A visit on 2026-03-20 complete since 2026-03-05 makes it 2026-01-01 to
 * 2026-03-20; complete since 2026-03-15 it makes it 2026-03-15 to 2026-03-20.
 */
export function extendKnowledge(before: Knowledge, visit: VisitReach): Knowledge {
  const { completeSince: from, day } = visit;
  if (from === undefined || isAfter(from, day)) return before;
  if (before.until === null || before.since === undefined) return { since: from, until: day };

  // A visit recorded for a day before the known stretch: the later stretch is the one that audits need.
  if (isAfter(before.since, day)) return before;
  if (isAfter(from, before.until)) return { since: from, until: day };

  return {
    since: isAfter(before.since, from) ? from : before.since,
    until: before.until > day ? before.until : day,
  };
}

/**
 * What is known, once a list that seemed whole is found to drop its oldest rows: nobody can tell what it had dropped
 * before the first visit, so nothing is known of the days before the oldest item.
 *
 * Example: known since ever, oldest item 2026-01-05: known since 2026-01-05.
 */
export function boundedBy(knowledge: Knowledge, oldest: Day): Knowledge {
  return knowledge.until !== null && knowledge.since === null ? { ...knowledge, since: oldest } : knowledge;
}

/** Null is the beginning of everything and so after nothing; a day is after null. */
function isAfter(one: Day | null, other: Day | null): boolean {
  return one !== null && (other === null || one > other);
}
