/** The nouns of the schedule: which runs there are, and when. */
import type { Day, Instant, RunDays } from '../model.js';

/** What is to run, of all groups. */
export interface SchedulePlan {
  /** IANA name; cron expressions and days are meant there. */
  timezone: string;
  groups: readonly GroupPlan[];
  /** Whether work is done on a day; null where the calendar does not cover it: then Monday to Friday are worked. */
  isWorkingDay: (day: Day) => boolean | null;
}

/** One series of runs. */
export interface GroupPlan {
  /** Null: all sites, where no site belongs to a group of its own. `REST`: those of no group. */
  name: string | null;
  /** What its due moments are stored under: stays the same when the name of another group changes. */
  job: string;
  /** Already checked by the configuration. */
  cron: string;
  on: RunDays;
  /** A run begins so many minutes later at most; how many is settled by the group and the day. */
  jitterMinutes: number;
  /** A run that could not begin is made up within so many hours; 0: never. */
  catchUpHours: number;
}

/** Stands for the sites that belong to no group, where there are groups. */
export const REST = 'rest';

/** One time at which a group's run is due. */
export interface Slot {
  /** In the plan's time zone; the jitter never leads out of it. */
  day: Day;
  /** As cron says. */
  nominal: Instant;
  /** With the jitter. */
  at: Instant;
  /** The working calendar did not cover what it was chosen by: Monday to Friday were taken for working days. */
  isGuessed: boolean;
}
