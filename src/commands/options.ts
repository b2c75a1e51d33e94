/** What can be asked of the commands that judge, and where things are unless something else is said. */

export const DEFAULT_CONFIG = 'config/shixian.yaml';
export const DEFAULT_DB = 'reports/shixian.sqlite';
export const DEFAULT_OUT = 'reports';

/** From the gravest to the least: `--fail-on missing` also ends with 2 where something is overdue. */
export const FAIL_LEVELS = ['overdue', 'missing', 'late', 'blank', 'unreadable', 'any'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

/** As written on the command line; each command takes those that its help names. */
export interface RunOptions {
  config?: string;
  /** An overseer's rule file, laid over the configuration. */
  rules?: string;
  site?: string;
  column?: string;
  /** Of `run`: a group of `schedule.groups`, or 其余 (rest) for the sites of none. */
  group?: string;
  today?: string;
  db?: string;
  out?: string;
  failOn?: FailLevel;
  allowHost?: string[];
  /** Of `run`: go on with the day's run, where one was killed or stopped. */
  resume?: boolean;
  /** Of `paper return`: only these columns are visited, by key. */
  columnKeys?: ReadonlySet<string>;
  /** Of `report` and `paper`: the run's id. */
  run?: string;
}

/** Of `schedule`. */
export interface ScheduleOptions extends RunOptions {
  /** Say what is going to run, and run nothing. */
  list?: boolean;
  /** As written: of so many days, at most so many runs. */
  days?: string;
  count?: string;
  json?: boolean;
}

/** Of `waive`. */
export interface WaiveOptions extends RunOptions {
  /** 无此类信息, 改版期间, 其他, or `Waiver.kind`. */
  kind?: string;
  from?: string;
  until?: string;
  reason?: string;
  author?: string;
  /** 文号 */
  document?: string;
  /** Of `waive end`: the first day on which it holds no longer. */
  on?: string;
}

/** Of `prune`. */
export interface PruneOptions extends RunOptions {
  dryRun?: boolean;
  yes?: boolean;
  vacuum?: boolean;
}

/** Of `opinion`. */
export interface OpinionOptions extends RunOptions {
  reason?: string;
  author?: string;
}

/** Of `message`. */
export interface MessageOptions extends RunOptions {
  dryRun?: boolean;
}

/** Of `serve`. */
export interface ServeOptions extends RunOptions {
  host?: string;
  port?: string;
  /** The address under which people open it, where a proxy stands before it. */
  origin?: string;
}

/** Of `passwd`. */
export interface PasswordOptions extends RunOptions {
  role?: 'viewer' | 'editor';
  remove?: boolean;
}
