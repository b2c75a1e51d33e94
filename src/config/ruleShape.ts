/** 检查口径 and 可用性探测 as they are written. */
import { z } from 'zod';
import { expects } from './expects.js';
import { address, cron, day, days, whole, words } from './parts.js';
import { countLevelWords, onOffWords } from './vocabulary.js';

const lines = z.strictObject(
  {
    countLevel: words(countLevelWords, 'countLevel')
      .optional()
      .meta({ title: '栏目计数', description: '国办检查指标按哪一级栏目计数：末级（默认）、一级。' }),
  },
  expects('lines'),
);

const honesty = z.strictObject(
  {
    backdatedDays: whole('backdatedDays', 1, 366)
      .optional()
      .meta({ title: '疑似倒填的天数', description: '首次见到的日期比标注的日期晚这么多天才提示，默认 3（本工具默认值，非法定）。' }),
    bulkItems: whole('bulkItems', 2, 10_000)
      .optional()
      .meta({ title: '集中补录的条数', description: '同一天这么多条才提示，默认 10（本工具默认值，非法定）。' }),
    assessments: z
      .array(day('assessment'), expects('assessments'))
      .optional()
      .meta({ title: '测评日期', description: '检查、测评的日期，如 [ 2026-12-10 ]；之前几周内的集中补录会注明。' }),
  },
  expects('honesty'),
);

export const rules = z
  .strictObject(
    {
      lines: lines.optional().meta({ title: '国办检查指标' }),
      honesty: honesty.optional().meta({ title: '日期真实性' }),
      rectification: days('rectification')
        .optional()
        .meta({ title: '整改时限', description: '下发清单后多少天内整改，默认 10 个工作日（本工具默认值，非法定）。' }),
      sanityShare: z
        .number(expects('sanityShare'))
        .min(0, expects('sanityShare'))
        .max(1, expects('sanityShare'))
        .optional()
        .meta({
          title: '巡检可信线',
          description: '能读取的栏目或信息数量低于上次的这个比例，本次巡检不作结论，默认 0.5（本工具默认值，非法定）。',
        }),
      presets: z
        .record(z.string(), words(onOffWords, 'onOff'), expects('presets'))
        .optional()
        .meta({ title: '预置期限', description: '逐项打开或关闭预置的公开期限，如 { double-publicity: 关 }。' }),
    },
    expects('rules'),
  )
  .meta({ title: '检查口径', description: '哪些判断多严。上级可以写在单独的文件里，见 rulesFrom。' });

export const probe = z
  .strictObject(
    {
      schedule: cron
        .optional()
        .meta({ title: '探测时间', description: 'cron：分 时 日 月 周，如 "0 * * * *" 每小时一次。不写则不探测。' }),
      timeoutMs: whole('timeoutMs', 1, 600_000).default(15_000).meta({ title: '探测超时（毫秒）' }),
      control: z
        .array(address, expects('control'))
        .default([])
        .meta({ title: '对照网址', description: '自己的网络正常时一定打得开的网址；都打不开，就是我们自己断网。' }),
    },
    expects('probe'),
  )
  .meta({ title: '可用性探测', description: '与巡检分开的首页探测，默认不做。' });

/** The maps of this file, under the expectations that explain them. */
export const ruleMaps = { rules: rules, lines, honesty, probe } as const;

export type WrittenRules = z.output<typeof rules>;
export type WrittenProbe = z.output<typeof probe>;
