/** What becomes of a slot that is due. Pure. */
import type { Instant } from '../model.js';
import type { GroupPlan, SchedulePlan, Slot } from './plan.js';
import { runDay } from './runDay.js';
import { dayAfter, dayAt, momentsOf } from './localTime.js';

/** Why a run begins: on time, after runs that it had to wait for, or made up for one that was missed. */
export type Why = 'scheduled' | 'waited' | 'missed';

export type Decision =
  | { do: 'run'; why: Why }
  /** Nothing before then; it is looked at again. */
  | { do: 'wait'; until: number }
  /** It is settled without a run. `done`: a run began since. `too-late`, `next-is-near`: it is not made up. */
  | { do: 'pass'; why: 'done' | 'too-late' | 'next-is-near' };

export interface Due {
  slot: Slot;
  now: number;
  /** When the group's latest run began that is over and was not broken off, whoever began it; null where there was none. */
  lastBegan: Instant | null;
  /** The group's next slot after this one that is still to come; null where there is none. */
  next: Slot | null;
  /** From when to when this process was busy with the last run and so could not begin; null where it was not. */
  busy: { from: number; until: number } | null;
}

/** Later than so it is no matter of a slow timer. */
const ON_TIME_MS = 2 * 60_000;
/** What comes as soon as this makes up for what was missed. */
const NEAR_MS = 3 * 3_600_000;
/** A run that lies further ahead was made while the clock was wrong. */
const AHEAD_MS = 3_600_000;

/**
 * On time it runs. One that waited for another run of this process runs, however late. One that was missed (the machine
 * was off or asleep, or the clock jumped) is made up once within the hours that its group allows, unless a run began
 * since or the next is near; and a group of working days is not made up on a free one.
 */
export function decide({ slot, now, lastBegan, next, busy }: Due, group: GroupPlan, plan: SchedulePlan): Decision {
  const at = Date.parse(slot.at);
  const began = lastBegan === null ? -Infinity : Date.parse(lastBegan);
  if (began >= at && began <= now + AHEAD_MS) return { do: 'pass', why: 'done' };
  if (now - at <= ON_TIME_MS) return { do: 'run', why: 'scheduled' };
  if (busy !== null && busy.from <= at && at <= busy.until && now - busy.until <= ON_TIME_MS) return { do: 'run', why: 'waited' };
  if (now - at > group.catchUpHours * 3_600_000) return { do: 'pass', why: 'too-late' };
  if (next !== null && Date.parse(next.at) - now <= NEAR_MS) return { do: 'pass', why: 'next-is-near' };
  const today = dayAt(plan.timezone, now);
  const isFree = group.on.kind !== 'every-day' && !runDay(today, { kind: 'working-days' }, plan.isWorkingDay).runs;
  return isFree ? { do: 'wait', until: momentsOf(dayAfter(today), [0], plan.timezone)[0] ?? now } : { do: 'run', why: 'missed' };
}
