/** Days on which a group was due and did not run: the days of its runs held against its cron. Pure. */
import type { Day, Instant } from '../model.js';
import { cronTimes } from './cronTimes.js';
import { dayAfter, dayAt, momentsOf } from './localTime.js';
import type { GroupPlan, SchedulePlan } from './plan.js';
import { runDay } from './runDay.js';
import { nextSlot } from './slots.js';

export interface Watched {
  /** Since when the group has been planned as it is: nothing before was due. */
  since: Instant;
  now: number;
  /** When its runs began that came to their end, in any order. */
  runs: readonly Instant[];
  /** So long after a day's first slot its run may still be under way, or on its way. */
  patienceMs: number;
}

/**
 * A day is missed where no run began from its first slot up to the next day's; so a run that was made up counts. Told are
 * those of the last seven days, and before that the last day that was due at all: a missed self-check of a quarter's end is
 * told until it was made or the next one is due, a missed night for a week.
 */
export function missedDays(group: GroupPlan, plan: SchedulePlan, { since, now, runs, patienceMs }: Watched): Day[] {
  const began = runs.map((run) => Date.parse(run));
  const due = dueDays(group, plan, Math.max(Date.parse(since), now - FURTHEST_MS), now);
  const weekAgo = dayAfter(dayAt(plan.timezone, now), -7);
  return due.flatMap(({ day, from }, at) => {
    const until = due[at + 1]?.from ?? Infinity;
    const isTold = day >= weekAgo || at === due.length - 1;
    const isMissed = now - from > patienceMs && !began.some((moment) => moment >= from && moment < until);
    return isTold && isMissed ? [day] : [];
  });
}

/** A quarter and a little. */
const FURTHEST_MS = 100 * 86_400_000;

/** The days that the plan names, each with its first slot from `from` on, up to `now`. */
function dueDays(group: GroupPlan, plan: SchedulePlan, from: number, now: number): { day: Day; from: number }[] {
  const times = cronTimes(group.cron);
  const last = dayAt(plan.timezone, now);
  const due: { day: Day; from: number }[] = [];
  for (let day = dayAt(plan.timezone, from); day <= last; day = dayAfter(day)) {
    if (!times.isDay(day) || !runDay(day, group.on, plan.isWorkingDay).runs) continue;
    const [midnight = from] = momentsOf(day, [0], plan.timezone);
    const slot = nextSlot(group, plan, Math.max(midnight, from) - 1);
    if (slot?.day === day && Date.parse(slot.at) <= now) due.push({ day, from: Date.parse(slot.at) });
  }
  return due;
}
