/** 巡检自身问题: what is to be said of ourselves before anything is said of others. Pure. */
import type { Instant, Run, RunTotals, Words } from '../model.js';

/** A run that is this late was missed, and did not merely take its time. */
export const MISSED_AFTER_HOURS = 6;

export interface OwnState {
  now: Instant;
  /** The due moment noted last; null where no schedule ever ran. */
  nextDue: Instant | null;
  /** The crawl that began last; null where there was none. */
  last: { run: Run; isBrokenOff: boolean; totals: RunTotals } | null;
  /** A run is at work now. */
  isAtWork: boolean;
}

/**
 * What went wrong with our own watching: a run that was due and did not happen, one that never ended, one that is
 * doubtful, and one that read less than half of the columns that it had. Empty where all is well, and where nothing was
 * ever run.
 */
export function ownTroubles({ now, nextDue, last, isAtWork }: OwnState): Words[] {
  const troubles: Words[] = [];
  const lateMs = nextDue === null ? 0 : Date.parse(now) - Date.parse(nextDue);
  if (nextDue !== null && lateMs > MISSED_AFTER_HOURS * 3_600_000 && !isAtWork) {
    troubles.push({
      zh: `应在 ${nextDue} 开始的定时巡检没有进行，已过 ${Math.floor(lateMs / 3_600_000)} 小时。请确认 shixian schedule 在运行。`,
      en: `The run that was due at ${nextDue} did not happen, ${Math.floor(lateMs / 3_600_000)} hours ago. Is \`shixian schedule\` running?`,
    });
  }
  if (last === null) return troubles;
  const { run, totals, isBrokenOff } = last;
  if (isBrokenOff || (run.finishedAt === null && !isAtWork)) {
    troubles.push({
      zh: `${run.day} 的巡检 ${run.id} 中断，没有查完。当天可用 shixian run --resume 接着查。`,
      en: `The run ${run.id} of ${run.day} was broken off. On the same day \`shixian run --resume\` goes on with it.`,
    });
  }
  if (run.doubtful) {
    troubles.push({ zh: `${run.day} 的巡检存疑：${run.doubtful.zh}。`, en: `The run of ${run.day} is doubtful: ${run.doubtful.en}.` });
  }
  if (run.finishedAt !== null && totals.readable * 2 < totals.columns) {
    troubles.push({
      zh: `${run.day} 的巡检只读到 ${totals.readable} / ${totals.columns} 个栏目，不足一半。请检查本机网络和配置。`,
      en: `The run of ${run.day} read only ${totals.readable} of ${totals.columns} columns, less than half. Check the network and the configuration.`,
    });
  }
  return troubles;
}
