/** Where the working calendar ended before a deadline: what the head of the report and the terminal say of it. */
import type { Cell, RunRecord, Words } from '../model.js';

/** Deadlines that could not be reckoned. */
export interface CalendarStops {
  /** What the calendar covers, of the first of them; null where there is none. */
  limit: Words | null;
  columns: number;
  periods: number;
}

/**
 * The deadlines that matter by now and could not be reckoned.
 *
 * An open period whose deadline is not known counts from November of the year in which it ends: next year's notice is
 * usually not out before.
 */
export function calendarStops({ run, columns }: RunRecord): CalendarStops {
  const isStopped = ({ state, uncovered, period }: Cell) =>
    uncovered !== undefined && (state === 'unknown' || run.day >= `${period.to.slice(0, 4)}-11-01`);
  const stopped = columns.map(({ verdict }) => verdict.ledger.filter(isStopped)).filter((cells) => cells.length > 0);
  return {
    limit: stopped[0]?.[0]?.uncovered ?? null,
    columns: stopped.length,
    periods: stopped.reduce((sum, cells) => sum + cells.length, 0),
  };
}

export function addStops(one: CalendarStops, other: CalendarStops): CalendarStops {
  return {
    limit: one.limit ?? other.limit,
    columns: one.columns + other.columns,
    periods: one.periods + other.periods,
  };
}

/** One sentence for the whole run; null where every deadline that matters by now could be reckoned. */
export function calendarLimit({ limit, columns, periods }: CalendarStops): Words | null {
  if (!limit) return null;
  return {
    zh:
      `${limit.zh}：${columns} 个栏目的 ${periods} 个周期期限无法计算，不判缺、不判超期。` +
      '国务院办公厅发布下一年安排后，运行 shixian calendar import 导入。',
    en:
      `${limit.en.charAt(0).toUpperCase()}${limit.en.slice(1)}: ${periods} ` +
      `${periods === 1 ? 'deadline' : 'deadlines'} in ${columns} ${columns === 1 ? 'column' : 'columns'} ` +
      "not reckoned, so nothing is called missing there. Once next year's notice is out, run `shixian calendar import`.",
  };
}
