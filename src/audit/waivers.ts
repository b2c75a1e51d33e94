/** 豁免: when a waiver holds, and what it covers. */
import type { Day, Waiver } from '../model.js';
import { addDays } from './days.js';

/** The last day on which it holds; before `from` where it was taken back before it began. */
export function lastDayOf({ until, endedOn }: Waiver): Day {
  if (endedOn === null || endedOn > until) return until;
  return addDays(endedOn, -1);
}

export function holdsOn(waiver: Waiver, day: Day): boolean {
  return waiver.from <= day && day <= lastDayOf(waiver);
}

/** The waivers that hold on a day, in an order that does not depend on how they are stored. */
export function waiversOn(waivers: readonly Waiver[], day: Day): Waiver[] {
  return waivers.filter((waiver) => holdsOn(waiver, day)).sort(longestFirst);
}

/** The last day that was waived, up to and without `today`; null where none was. */
export function lastWaivedDay(waivers: readonly Waiver[], today: Day): Day | null {
  const ended = waivers.filter((waiver) => waiver.from <= lastDayOf(waiver) && lastDayOf(waiver) < today);
  return ended.reduce<Day | null>((last, waiver) => (last === null || lastDayOf(waiver) > last ? lastDayOf(waiver) : last), null);
}

/** The waivers whose last day lies from `since` up to and without `today`, in the same order. */
export function waiversEnded(waivers: readonly Waiver[], since: Day, today: Day): Waiver[] {
  return waivers
    .filter((waiver) => waiver.from <= lastDayOf(waiver) && lastDayOf(waiver) >= since && lastDayOf(waiver) < today)
    .sort(longestFirst);
}

/** The days on which a waiver begins to hold, holds no more, or is a year past, among them days that are over. */
export function waiverTurns(waivers: readonly Waiver[]): Day[] {
  return waivers.flatMap((waiver) => {
    const last = lastDayOf(waiver);
    // One without an end may be written as until the last day that there is.
    return last >= FAR_DAY ? [waiver.from] : [waiver.from, addDays(last, 1), addDays(last, 366)];
  });
}

const FAR_DAY = '9990-01-01';

function longestFirst(a: Waiver, b: Waiver): number {
  if (lastDayOf(a) !== lastDayOf(b)) return lastDayOf(a) < lastDayOf(b) ? 1 : -1;
  return a.id - b.id;
}
