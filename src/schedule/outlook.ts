/** What a group is going to do: for people to read. Pure. */
import type { Day } from '../model.js';
import { cronTimes } from './cronTimes.js';
import { dayAfter, dayAt } from './localTime.js';
import type { GroupPlan, SchedulePlan, Slot } from './plan.js';
import { runDay } from './runDay.js';
import { slotsAfter } from './slots.js';

export interface Outlook {
  group: GroupPlan;
  /** Ascending; empty where the plan names no time in nine years. */
  slots: Slot[];
  /** Days that cron names and on which no work is done, from today up to the last slot; ascending. */
  passedOver: { day: Day; isGuessed: boolean }[];
}

/** How far ahead is looked. */
export interface Ahead {
  /** At most so many slots. */
  count: number;
  /** Those of so many days, today included; one at least is told whenever it is. Null: however far `count` reaches. */
  days: number | null;
}

export function outlook(group: GroupPlan, plan: SchedulePlan, now: number, { count, days }: Ahead): Outlook {
  const today = dayAt(plan.timezone, now);
  const until = days === null ? null : dayAfter(today, days - 1);
  const slots: Slot[] = [];
  for (const slot of slotsAfter(group, plan, now)) {
    if (slots.length > 0 && until !== null && slot.day > until) break;
    if (slots.push(slot) >= count) break;
  }
  const last = [slots.at(-1)?.day ?? today, until ?? ''].sort().at(-1) ?? today;
  return { group, slots, passedOver: group.on.kind === 'working-days' ? freeDays(group, plan, today, last) : [] };
}

function freeDays({ cron, on }: GroupPlan, { isWorkingDay }: SchedulePlan, from: Day, until: Day): Outlook['passedOver'] {
  const times = cronTimes(cron);
  const free: Outlook['passedOver'] = [];
  for (let day = from; day <= until && free.length < MOST_SHOWN; day = dayAfter(day)) {
    if (!times.isDay(day)) continue;
    const { runs, isGuessed } = runDay(day, on, isWorkingDay);
    if (!runs) free.push({ day, isGuessed });
  }
  return free;
}

const MOST_SHOWN = 400;
