/** A verdict carried to a later day without judging again. */
import type { Day, Verdict } from '../model.js';
import { daysBetween } from './days.js';
import { owesByDate, withLastLook, withoutLastLook } from './lastLook.js';

/**
 * What judging would give on `today`, where nothing changed since the verdict's day. Only for days before the one that
 * `standsUntil` gives for it.
 *
 * @param lastVisitDay  of the last visit up to `today`; where it is earlier, the verdict says that it was reckoned from it
 */
export function carried(verdict: Verdict, today: Day, lastVisitDay: Day): Verdict {
  const { latest, status } = verdict;
  const because = withoutLastLook(verdict.because);
  // A page that holds nothing is told by its last visit alone.
  const isReckoned = latest !== null && owesByDate({ status });
  return {
    ...verdict,
    day: today,
    because: isReckoned ? withLastLook(because, lastVisitDay, today) : because,
    ageDays: latest === null ? null : daysBetween(latest.date.day, today),
  };
}
