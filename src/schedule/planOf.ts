import type { RunDays, Settings, SiteGroup } from '../model.js';
import { REST, type GroupPlan, type SchedulePlan } from './plan.js';

/** A weekend at which the machine is off is no loss. */
export const DEFAULT_CATCH_UP_HOURS = 72;

/**
 * The plan that a configuration means: the sites of no group first, then its groups in their order.
 *
 * @param isWorkingDay  see `SchedulePlan`
 */
export function planOf({ schedule, timezone }: Pick<Settings, 'schedule' | 'timezone'>, isWorkingDay: SchedulePlan['isWorkingDay']): SchedulePlan {
  const { audit, groups = [], ...others } = schedule;
  const hasOwn = groups.some((group) => !comesBesides(group));
  const usual = { name: hasOwn ? REST : null, job: 'audit', ...timesOf({ ...others, cron: audit }) };
  const ofGroups = groups.map((group) => ({ name: group.name, job: jobOf(group.name), ...timesOf(group) }));
  return { timezone, groups: [usual, ...ofGroups], isWorkingDay };
}

/** 季末自查: runs of such a group come besides the usual ones of its sites, which go on. */
export function comesBesides({ on }: Pick<SiteGroup, 'on'>): boolean {
  return on?.kind === 'before-end';
}

/** What a group's due moments are stored under. */
export function jobOf(group: string): string {
  return `audit:${group}`;
}

/** The group of a job; null for the sites of none. */
export function groupOf(job: string): string | null {
  return job.startsWith('audit:') ? job.slice('audit:'.length) : null;
}

type Times = Pick<SiteGroup, 'cron' | 'on' | 'jitterMinutes' | 'catchUpHours'>;

const EVERY_DAY: RunDays = { kind: 'every-day' };

function timesOf({ cron, on = EVERY_DAY, jitterMinutes = 0, catchUpHours = DEFAULT_CATCH_UP_HOURS }: Times): Omit<GroupPlan, 'name' | 'job'> {
  return { cron, on, jitterMinutes, catchUpHours };
}
