/** A cron expression as days and times of day; what an expression means is node-cron's word. */
import { createTask, parse } from 'node-cron';
import type { Day } from '../model.js';

export interface CronTimes {
  /** Whether cron names this day; days of the month and of the week must both fit, as node-cron has it. */
  isDay(day: Day): boolean;
  /** Seconds after midnight, ascending; at least one. */
  seconds: readonly number[];
}

/** @param cron  already checked by the configuration; with or without seconds */
export function cronTimes(cron: string): CronTimes {
  const known = made.get(cron);
  if (known) return known;
  const { second, minute, hour, month, dayOfMonth } = parse(cron);
  const seconds = hour.flatMap((h) => minute.flatMap((m) => second.map((s) => h * 3600 + m * 60 + s)));
  const months = new Set(month);
  const plainDays = dayOfMonth.every((one) => typeof one === 'number') ? new Set(dayOfMonth) : null;
  const ofDay = dayTask(cron);
  const times: CronTimes = {
    isDay: (day) => months.has(Number(day.slice(5, 7)))
      && (plainDays === null || plainDays.has(Number(day.slice(8))))
      && ofDay.match(new Date(`${day}T00:00:00Z`)),
    seconds: [...new Set(seconds)].sort((a, b) => a - b),
  };
  made.set(cron, times);
  return times;
}

/** Whether cron leaves the days to whatever else names them: `0 6 * * *`. */
export function isEveryDay(cron: string): boolean {
  const { dayOfMonth, month, dayOfWeek } = parse(cron);
  return dayOfMonth.length === 31 && month.length === 12 && dayOfWeek.length === 7;
}

const made = new Map<string, CronTimes>();

/** Says of any midnight in UTC whether the day is named. It is never started, and destroyed at once: its `match` needs no clock. */
function dayTask(cron: string) {
  const fields = (NICKNAMES.get(cron.trim().toLowerCase()) ?? cron).trim().split(/\s+/);
  const task = createTask(`0 0 0 ${fields.slice(-3).join(' ')}`, () => undefined, { timezone: 'UTC' });
  void task.destroy();
  return task;
}

/** node-cron tells their times of day and not their days. */
const NICKNAMES = new Map([
  ['@yearly', '0 0 1 1 *'], ['@annually', '0 0 1 1 *'], ['@monthly', '0 0 1 * *'], ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'], ['@midnight', '0 0 * * *'], ['@hourly', '0 * * * *'],
]);
