/** Plans and clocks for the tests of the schedule. */
import { packageCalendar } from '../../src/audit/calendar.js';
import type { GroupPlan, SchedulePlan } from '../../src/schedule/plan.js';

export function group(changed: Partial<GroupPlan> = {}): GroupPlan {
  const job = changed.name === undefined || changed.name === null ? 'audit' : `audit:${changed.name}`;
  return { name: null, job, cron: '0 2 * * *', on: { kind: 'every-day' }, jitterMinutes: 0, catchUpHours: 72, ...changed };
}

export function plan(groups: readonly GroupPlan[] = [group()], timezone = 'Asia/Shanghai'): SchedulePlan {
  return { timezone, groups, isWorkingDay: (day) => packageCalendar.isWorkingDay(day) };
}

/** A moment by the clocks of Shanghai: `2026-03-17 02:00`, with or without seconds. */
export function shanghai(written: string): number {
  const [day = '', clock = '00:00'] = written.split(' ');
  return Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}+08:00`);
}

/** As `shanghai` reads it, with seconds where there are any. */
export function inShanghai(moment: number | string): string {
  const shown = new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  return shown.endsWith(':00') ? shown.slice(0, -3) : shown;
}
