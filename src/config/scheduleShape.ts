/** 定时 and 分组 as they are written. */
import { parse as parseCron } from 'node-cron';
import { z } from 'zod';
import type { ScheduleSettings, SiteGroup } from '../model.js';
import { expects } from './expects.js';
import { plainName } from './identity.js';
import { cron, hours, text, whole, words } from './parts.js';
import { beforeEndPattern, readRunDays, runDayWords } from './runDayWords.js';
import { visitHours } from './visitHours.js';

const on = z
  .union([words(runDayWords, 'runDays'), z.string(expects('runDays')).regex(beforeEndPattern, expects('runDays'))], expects('runDays'))
  .meta({
    title: '哪些天',
    description: '每天（默认）、工作日（含调休）、月末/季末/半年末/年末前几个工作日，如 季末前3个工作日（含当天，1 是最后一个工作日）。',
  });

const times = {
  jitterMinutes: whole('jitterMinutes', 0, 360)
    .optional()
    .meta({ title: '错开（分钟）', description: '比 cron 时间最多晚多少分钟开始，每天不同，同一天总是一样。默认 0。' }),
  catchUpHours: whole('catchUpHours', 0, 744)
    .optional()
    .meta({ title: '补做（小时）', description: '错过的巡检在多少小时内补做一次，默认 72；0 不补做。' }),
};

const names = (title: string) => z.array(text('name'), expects('groupNames')).min(1, expects('groupNames')).optional().meta({ title });

export const group = z
  .strictObject(
    {
      name: text('name')
        .refine((name) => !RESERVED.includes(plainName(name)), expects('groupName'))
        .meta({ title: '分组名称', description: '不要改：过去的巡检按它记。' }),
      cron: cron.meta({ title: '巡检时间', description: 'cron：分 时 日 月 周。写了月末、季末的，日、月、周都写 *。' }),
      on: on.optional(),
      ...times,
      sites: names('网站：名称或标识'),
      units: names('这些责任单位的网站'),
      tags: names('有这些标签的网站'),
      hours: hours.optional().meta({ title: '允许访问时段', description: '本组网站的时段；网站自己写了的以网站为准。不写则按 crawl.hours。' }),
      maxMinutes: whole('maxMinutes', 1, 7 * 24 * 60).optional().meta({ title: '一次巡检最多进行几分钟', description: '不写则按 crawl.maxMinutes。' }),
    },
    expects('group'),
  )
  .refine(({ cron: written, on: days }) => days === undefined || days in runDayWords || namesEveryDay(written), {
    ...expects('endCron'), path: ['cron'],
  })
  .meta({ title: '分组' });

export const schedule = z
  .strictObject(
    {
      audit: cron.default('0 2 * * *').meta({ title: '巡检时间', description: 'cron：分 时 日 月 周。"0 2 * * *" 表示每天 2 点。' }),
      on: words(runDayWords, 'usualRunDays').optional().meta({ title: '哪些天', description: '每天（默认）、工作日（含调休）。' }),
      ...times,
      groups: z
        .array(group, expects('groups'))
        .refine((all) => new Set(all.map(({ name }) => plainName(name))).size === all.length, expects('groupOnce'))
        .optional()
        .meta({ title: '分组', description: '有自己时间的网站。不在任何组里的按 audit。月末、季末的组是另外加的，平时的巡检照常。' }),
    },
    expects('schedule'),
  )
  .prefault({})
  .meta({ title: '定时' });

/** The maps of this file, under the expectations that explain them. */
export const scheduleMaps = { schedule: schedule.unwrap(), group } as const;

/** How `--group` names the sites of no group. */
const RESERVED = ['rest', '其余'];

function namesEveryDay(written: string): boolean {
  try {
    const { dayOfMonth, month, dayOfWeek } = parseCron(written);
    return dayOfMonth.length === 31 && month.length === 12 && dayOfWeek.length === 7;
  } catch {
    // The expression itself is a mistake, and told as one.
    return true;
  }
}

export function scheduleFrom({ audit, on: days, groups, ...written }: z.output<typeof schedule>): ScheduleSettings {
  return { audit, ...timesFrom({ ...written, on: days }), ...(groups && { groups: groups.map(groupFrom) }) };
}

function groupFrom(written: z.output<typeof group>): SiteGroup {
  const { sites, units, tags, maxMinutes } = written;
  return {
    name: plainName(written.name),
    cron: written.cron,
    ...timesFrom(written),
    ...(sites && { sites: sites.map(plainName) }),
    ...(units && { units: units.map(plainName) }),
    ...(tags && { tags: tags.map(plainName) }),
    ...(written.hours !== undefined && { hours: visitHours(written.hours) }),
    ...(maxMinutes !== undefined && { maxMinutes }),
  };
}

type WrittenTimes = Pick<z.output<typeof group>, 'on' | 'jitterMinutes' | 'catchUpHours'>;

function timesFrom({ on: days, jitterMinutes, catchUpHours }: WrittenTimes): Pick<SiteGroup, 'on' | 'jitterMinutes' | 'catchUpHours'> {
  return {
    ...(days !== undefined && { on: readRunDays(days) }),
    ...(jitterMinutes !== undefined && { jitterMinutes }),
    ...(catchUpHours !== undefined && { catchUpHours }),
  };
}
