/** 巡检自身问题: what is to be said of ourselves before anything is said of others. Pure. */
import type { Day, Instant, Run, RunTotals, Words } from '../model.js';

/** A run that is this late was missed, and did not merely take its time. */
export const MISSED_AFTER_HOURS = 6;

export interface OwnState {
  now: Instant;
  /** How each group's schedule stands; empty where no schedule ever ran. */
  schedules: readonly ScheduleState[];
  /** The crawl that began last; null where there was none. */
  last: { run: Run; isBrokenOff: boolean; totals: RunTotals } | null;
  /** A run is at work now. */
  isAtWork: boolean;
}

/** How the schedule of a group of sites stands. */
export interface ScheduleState {
  /** What the group is called; null where there is but one schedule for all sites. */
  group: Words | null;
  /** The due moment noted last. */
  nextDue: Instant;
  /** Days on which it was due and did not run, the one of `nextDue` among them or not; ascending. */
  missed: readonly Day[];
}

/**
 * What went wrong with our own watching: a run that was due and did not happen, one that never ended, one that is
 * doubtful, and one that read less than half of the columns that it had; and days on which the schedule names a run and none was. Empty where all is well, and where nothing was
 * ever run.
 */
export function ownTroubles({ now, schedules, last, isAtWork }: OwnState): Words[] {
  const troubles = schedules.flatMap((schedule) => scheduleTroubles(schedule, now, isAtWork));
  if (last === null) return troubles;
  const { run, totals, isBrokenOff } = last;
  if (isBrokenOff || (run.finishedAt === null && !isAtWork)) troubles.push(brokenOff(run, 'it may be gone on with'));
  if (run.doubtful) {
    troubles.push({ zh: `${run.day} 的巡检存疑：${run.doubtful.zh}。`, en: `The run of ${run.day} is doubtful: ${run.doubtful.en}.` });
  }
  if (run.finishedAt !== null) troubles.push(...readTooLittle(run, totals));
  return troubles;
}

function scheduleTroubles({ group, nextDue, missed }: ScheduleState, now: Instant, isAtWork: boolean): Words[] {
  const troubles: Words[] = [];
  const of = group === null ? { zh: '', en: '' } : { zh: `（${group.zh}）`, en: ` of ${group.en}` };
  const hours = Math.floor((Date.parse(now) - Date.parse(nextDue)) / 3_600_000);
  const isLate = Date.parse(now) - Date.parse(nextDue) > MISSED_AFTER_HOURS * 3_600_000 && !isAtWork;
  if (isLate) {
    troubles.push({
      zh: `应在 ${nextDue} 开始的定时巡检${of.zh}没有进行，已过 ${hours} 小时。请确认 shixian schedule 在运行。`,
      en: `The run${of.en} that was due at ${nextDue} did not happen, ${hours} hours ago. Is \`shixian schedule\` running?`,
    });
  }
  if (missed.length > (isLate || isAtWork ? 1 : 0)) {
    const days = { zh: missed.join('、'), en: missed.join(', ') };
    troubles.push({
      zh: `按定时应巡检而没有查完的日子${of.zh}：${days.zh}。这些天的变化只能从以后的巡检推知；请确认电脑和 shixian schedule 一直开着。`,
      en: `Days on which the schedule${of.en} named a run and none was finished: ${days.en}. What changed then is only known from later runs; does the machine stay on?`,
    });
  }
  return troubles;
}

/** Of a run's own reading, for its report: that it read less than half of what it asked for, or could ask for nothing. */
export function runTroubles(run: Run, totals: RunTotals): Words[] {
  return run.finishedAt !== null && run.kind === 'crawl' ? readTooLittle(run, totals) : [];
}

/** That a run has no end; null where it has one. */
export function endTrouble(run: Run): Words | null {
  return run.finishedAt === null ? brokenOff(run, run.brokenOffAt === undefined ? 'it may be gone on with' : 'it is closed') : null;
}

function brokenOff({ id, day }: Run, after: 'it may be gone on with' | 'it is closed'): Words {
  const zh = `${day} 的巡检 ${id} 中断，没有查完`;
  const en = `The run ${id} of ${day} was broken off`;
  return after === 'it is closed'
    ? { zh: `${zh}：已查过的栏目保存完好，但不据此发现或解决问题。`, en: `${en}: what it visited is kept, but nothing is opened or resolved from it.` }
    : { zh: `${zh}。当天可用 shixian run --resume 接着查。`, en: `${en}. On the same day \`shixian run --resume\` goes on with it.` };
}

/**
 * Half is counted of what was asked for: columns that hours or an allowance of our own configuration held back are left for
 * another night on purpose. Where they are all that there was, the configuration lets nobody look, and that is said.
 */
function readTooLittle({ day }: Run, { columns, readable, heldBack }: RunTotals): Words[] {
  const asked = columns - heldBack;
  const [left, besides] = heldBack === 0
    ? ['', '']
    : [`（另有 ${heldBack} 个按时段或访问额度留待以后）`, ` (${heldBack} more were left for later by hours or allowance)`];
  if (columns > 0 && asked === 0) {
    return [{
      zh: `${day} 的巡检一个栏目也没有访问：${columns} 个栏目都不在允许的时段内，或超出访问额度。请检查配置里的 hours、maxRequestsPerHost、maxMinutes 和巡检时间。`,
      en: `The run of ${day} asked for no column at all: hours or allowances held back all ${columns}. Check hours, maxRequestsPerHost, maxMinutes and the schedule.`,
    }];
  }
  if (readable * 2 >= asked) return [];
  return [{
    zh: `${day} 的巡检只读到 ${readable} / ${asked} 个栏目，不足一半${left}。请检查本机网络和配置。`,
    en: `The run of ${day} read only ${readable} of ${asked} columns, less than half${besides}. Check the network and the configuration.`,
  }];
}
