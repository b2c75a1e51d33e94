/** Where the working calendar ended before a deadline: what the head of the report and the terminal say of it. */
import type { Cell, RunRecord, Words } from '../model.js';

/**
 * One sentence for the whole run; null where every deadline that matters by now could be reckoned.
 *
 * An open period whose deadline is not known counts from November of the year in which it ends: next year's notice is
 * usually not out before.
 */
export function calendarLimit({ run, columns }: RunRecord): Words | null {
  const isStopped = ({ state, uncovered, period }: Cell) =>
    uncovered !== undefined && (state === 'unknown' || run.day >= `${period.to.slice(0, 4)}-11-01`);
  const stopped = columns.map(({ verdict }) => verdict.ledger.filter(isStopped)).filter((cells) => cells.length > 0);
  const limit = stopped[0]?.[0]?.uncovered;
  if (!limit) return null;
  const periods = stopped.reduce((sum, cells) => sum + cells.length, 0);
  return {
    zh:
      `${limit.zh}：${stopped.length} 个栏目的 ${periods} 个周期期限无法计算，不判缺、不判超期。` +
      '国务院办公厅发布下一年安排后，运行 shixian calendar import 导入。',
    en:
      `${limit.en.charAt(0).toUpperCase()}${limit.en.slice(1)}: ${periods} ` +
      `${periods === 1 ? 'deadline' : 'deadlines'} in ${stopped.length} ${stopped.length === 1 ? 'column' : 'columns'} ` +
      "not reckoned, so nothing is called missing there. Once next year's notice is out, run `shixian calendar import`.",
  };
}
