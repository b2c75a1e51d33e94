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
  site?: string;
  column?: string;
  today?: string;
  db?: string;
  out?: string;
  failOn?: FailLevel;
  allowHost?: string[];
  /** Of `report`: the run's id. */
  run?: string;
}
