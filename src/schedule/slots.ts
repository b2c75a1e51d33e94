/** When a group's runs are due. Pure: the same plan and moments always give the same slots. */
import { createHash } from 'node:crypto';
import type { Day } from '../model.js';
import { cronTimes } from './cronTimes.js';
import { dayAfter, dayAt, momentsOf } from './localTime.js';
import type { GroupPlan, SchedulePlan, Slot } from './plan.js';
import { runDay } from './runDay.js';

/** Cron's longest pause: from one 29 February over a century's turn to the next, and a little more. */
const FURTHEST_DAYS = 9 * 366;

/**
 * The slots whose moment lies after `after`, ascending and none twice, as far as they are asked for; they end where nine
 * years hold none.
 *
 * A slot's jitter ends a second before the next slot and before the day does, so that none overtakes another and a run
 * judges the day that cron meant.
 *
 * @param after  milliseconds since 1970
 */
export function* slotsAfter(group: GroupPlan, plan: SchedulePlan, after: number): Generator<Slot> {
  for (const nominal of nominals(group, plan, dayAfter(dayAt(plan.timezone, after), -1))) {
    const slot = withJitter(nominal, group, plan);
    if (Date.parse(slot.at) > after) yield slot;
  }
}

/** The first slot after a moment; null where there is none for nine years. */
export function nextSlot(group: GroupPlan, plan: SchedulePlan, after: number): Slot | null {
  for (const slot of slotsAfter(group, plan, after)) return slot;
  return null;
}

/** The last slot after `after` that is due at `now`, that moment included; null where there is none. */
export function lastDue(group: GroupPlan, plan: SchedulePlan, after: number, now: number): Slot | null {
  let last: Slot | null = null;
  for (const slot of slotsAfter(group, plan, after)) {
    if (Date.parse(slot.at) > now) break;
    last = slot;
  }
  return last;
}

interface Nominal {
  day: Day;
  moment: number;
  /** The same day's next; Infinity where this is its last. */
  next: number;
  isGuessed: boolean;
}

function* nominals({ cron, on }: GroupPlan, { timezone, isWorkingDay }: SchedulePlan, from: Day): Generator<Nominal> {
  const times = cronTimes(cron);
  let before = -Infinity;
  let empty = 0;
  for (let day = from; empty < FURTHEST_DAYS; day = dayAfter(day)) {
    empty += 1;
    if (!times.isDay(day)) continue;
    const { runs, isGuessed } = runDay(day, on, isWorkingDay);
    if (!runs) continue;
    empty = 0;
    const moments = momentsOf(day, times.seconds, timezone);
    for (const [index, moment] of moments.entries()) {
      if (moment > before) yield { day, moment, next: moments[index + 1] ?? Infinity, isGuessed };
      before = Math.max(before, moment);
    }
  }
}

function withJitter({ day, moment, next, isGuessed }: Nominal, group: GroupPlan, { timezone }: SchedulePlan): Slot {
  const nominal = new Date(moment).toISOString();
  const seconds = jitterSeconds(group, day);
  if (seconds === 0) return { day, nominal, at: nominal, isGuessed };
  const [tomorrow = Infinity] = momentsOf(dayAfter(day), [0], timezone);
  const latest = Math.max(moment, Math.min(next, tomorrow) - 1000);
  return { day, nominal, at: new Date(Math.min(moment + seconds * 1000, latest)).toISOString(), isGuessed };
}

/** Spread evenly over groups and days, and the same whenever it is asked for. */
function jitterSeconds({ job, jitterMinutes }: GroupPlan, day: Day): number {
  if (jitterMinutes === 0) return 0;
  const hash = createHash('sha256').update(`${job}\0${day}`).digest().readUInt32BE(0);
  return hash % (jitterMinutes * 60 + 1);
}
