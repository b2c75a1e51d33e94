/** `shixian schedule --list`: what is going to run when, and what ran last. */
import { existsSync } from 'node:fs';
import { EXIT, UsageError } from '../exitCodes.js';
import { plainText } from '../report/pageText.js';
import { clockAt } from '../schedule/localTime.js';
import { membersOf } from '../schedule/membership.js';
import { outlook, type Outlook } from '../schedule/outlook.js';
import type { SchedulePlan, Slot } from '../schedule/plan.js';
import { groupWords, runDaysWords } from '../schedule/scheduleWords.js';
import type { GroupRun } from '../store/schedule.js';
import { openStore } from '../store/store.js';
import { openChosen } from './chooseColumns.js';
import { say, type Context } from './context.js';
import { DEFAULT_DB, type ScheduleOptions } from './options.js';
import { planFor } from './planFor.js';

export async function scheduleList(context: Context, options: ScheduleOptions): Promise<number> {
  const ahead = { count: wholeOf(options.count, '--count', 1, 1000) ?? (options.days === undefined ? 5 : 1000), days: wholeOf(options.days, '--days', 1, 3660) };
  const config = await openChosen(options);
  const plan = planFor(config);
  const sites = plan.groups.map(() => 0);
  const members = plan.groups.map(({ name }) => membersOf(name, config.schedule));
  for await (const site of config.sites) for (const [at, isIn] of members.entries()) if (isIn?.(site)) sites[at] = (sites[at] ?? 0) + 1;
  const last = await lastRuns(options.db ?? DEFAULT_DB, plan, context.now());
  const listed = plan.groups.map((group, at) => ({
    outlook: outlook(group, plan, context.now().getTime(), ahead), sites: sites[at] ?? 0, last: last[at] ?? null,
  }));
  if (options.json) {
    context.out.write(`${JSON.stringify({ timezone: plan.timezone, groups: listed.map((one) => asJson(one, plan)) })}\n`);
    return EXIT.done;
  }
  say(context, { zh: `时区 ${plan.timezone}`, en: `Time zone ${plan.timezone}` });
  for (const one of listed) tell(context, one, plan);
  return EXIT.done;
}

interface Listed {
  outlook: Outlook;
  /** How many of the configuration's sites are in the group. */
  sites: number;
  /** The run that began last; null where there was none. */
  last: GroupRun | null;
}

/** A year and a little: the end of a year comes once. */
const LOOKED_BACK_MS = 400 * 86_400_000;

async function lastRuns(db: string, { groups }: SchedulePlan, now: Date): Promise<(GroupRun | null)[]> {
  if (!existsSync(db)) return [];
  const store = await openStore(db);
  try {
    const since = new Date(now.getTime() - LOOKED_BACK_MS).toISOString();
    const found: (GroupRun | null)[] = [];
    for (const { name } of groups) found.push((await store.groupRuns(name, since))[0] ?? null);
    return found;
  } finally {
    await store.close();
  }
}

function tell(context: Context, { outlook: { group, slots, passedOver }, sites, last }: Listed, plan: SchedulePlan): void {
  const [name, days] = [groupWords(group), runDaysWords(group.on)];
  const later = group.jitterMinutes === 0 ? { zh: '', en: '' } : { zh: `，错开最多 ${group.jitterMinutes} 分钟`, en: `, up to ${group.jitterMinutes} min later` };
  say(context, {
    zh: `\n${plainText(name.zh, 40)}（${sites} 个网站）：${group.cron}，${days.zh}${later.zh}`,
    en: `\n${plainText(name.en, 40)} (${sites} sites): ${group.cron}, ${days.en}${later.en}`,
  });
  const entries = [
    ...slots.map((slot) => ({ at: slot.at, day: slot.day, tell: () => tellSlot(context, slot, plan) })),
    ...passedOver.map(({ day, isGuessed }) => ({ at: '', day, tell: () => tellPassed(context, day, isGuessed) })),
  ];
  for (const entry of entries.sort((one, other) => (`${one.day}${one.at}` < `${other.day}${other.at}` ? -1 : 1))) entry.tell();
  if (slots.length === 0) say(context, { zh: '  没有符合的日子。', en: '  No day fits.' });
  tellLast(context, last, plan.timezone);
}

function tellSlot(context: Context, slot: Slot, { timezone }: SchedulePlan): void {
  const seconds = jitterOf(slot);
  const nominal = clockAt(timezone, Date.parse(slot.nominal)).slice(0, 5);
  const later = seconds === 0 ? { zh: '', en: '' } : { zh: `（${nominal} 起错开 ${seconds} 秒）`, en: ` (${nominal} and ${seconds} s)` };
  const guess = guessWords(slot.isGuessed);
  const clock = clockAt(timezone, Date.parse(slot.at)).replace(/:00$/, '');
  say(context, {
    zh: `  ${slot.day} ${weekdayWords(slot.day).zh} ${clock}${later.zh}${guess.zh}`,
    en: `  ${slot.day} ${weekdayWords(slot.day).en} ${clock}${later.en}${guess.en}`,
  });
}

function tellPassed(context: Context, day: string, isGuessed: boolean): void {
  const weekday = weekdayWords(day);
  const guess = guessWords(isGuessed);
  const isWeekend = weekday.en === 'Sat' || weekday.en === 'Sun';
  const why = isWeekend ? { zh: '周末', en: 'weekend' } : { zh: '节假日', en: 'public holiday' };
  say(context, {
    zh: `  ${day} ${weekday.zh} 略过：${why.zh}${guess.zh}`,
    en: `  ${day} ${weekday.en} passed over: ${why.en}${guess.en}`,
  });
}

function tellLast(context: Context, last: GroupRun | null, timezone: string): void {
  if (last === null) return say(context, { zh: '  上次：还没有巡检过', en: '  last: none yet' });
  const began = Date.parse(last.startedAt);
  const at = `${last.day} ${clockAt(timezone, began).slice(0, 5)}`;
  const state = STATES[stateOf(last)];
  say(context, { zh: `  上次：${at} 开始，${state.zh}`, en: `  last: began ${at}, ${state.en}` });
}

const STATES = {
  done: { zh: '已查完', en: 'done' },
  doubtful: { zh: '已查完，但结果存疑', en: 'done, but doubtful' },
  'broken-off': { zh: '中断', en: 'broken off' },
  unfinished: { zh: '没有查完（或正在进行）', en: 'not finished, or at work' },
} as const;

function stateOf({ finishedAt, isBrokenOff, doubtful }: GroupRun): keyof typeof STATES {
  if (isBrokenOff) return 'broken-off';
  if (finishedAt === null) return 'unfinished';
  return doubtful === null ? 'done' : 'doubtful';
}

function asJson({ outlook: { group, slots, passedOver }, sites, last }: Listed, { timezone }: SchedulePlan): object {
  const { name, cron, on, jitterMinutes, catchUpHours } = group;
  return {
    name, cron, on, jitterMinutes, catchUpHours, sites,
    next: slots.map((slot) => ({
      day: slot.day, at: slot.at, local: `${slot.day} ${clockAt(timezone, Date.parse(slot.at))}`, nominal: slot.nominal,
      jitterSeconds: jitterOf(slot), calendarCovered: !slot.isGuessed,
    })),
    passedOver: passedOver.map(({ day, isGuessed }) => ({ day, calendarCovered: !isGuessed })),
    last: last && { run: last.id, day: last.day, startedAt: last.startedAt, finishedAt: last.finishedAt, state: stateOf(last) },
  };
}

function jitterOf({ at, nominal }: Slot): number {
  return Math.round((Date.parse(at) - Date.parse(nominal)) / 1000);
}

function guessWords(isGuessed: boolean): { zh: string; en: string } {
  return isGuessed
    ? { zh: '（工作日历未覆盖，按周一至周五）', en: ' (not covered by the working calendar: Monday to Friday)' }
    : { zh: '', en: '' };
}

function weekdayWords(day: string): { zh: string; en: string } {
  const at = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { zh: `周${'日一二三四五六'.charAt(at)}`, en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][at] ?? '' };
}

/** @throws UsageError where it is no whole number in that range */
function wholeOf(written: string | undefined, place: string, from: number, to: number): number | null {
  if (written === undefined) return null;
  const number = /^\d{1,6}$/.test(written) ? Number(written) : NaN;
  if (number >= from && number <= to) return number;
  throw new UsageError({ zh: `${place} 应为 ${from} 到 ${to} 的整数，实际是“${written}”。`, en: `${place} takes a whole number from ${from} to ${to}, not “${written}”.` });
}
