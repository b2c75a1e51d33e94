/** 保存期限 and 心跳 as they are written. */
import { z } from 'zod';
import type { HeartbeatSettings, RetentionSettings } from '../model.js';
import { expects } from './expects.js';
import { address, text, whole } from './parts.js';

/** What is kept where a configuration says nothing of it. */
export const DEFAULT_RETENTION: RetentionSettings = { snapshotDays: 90, runMonths: 13, visitMonths: 13 };

export const retention = z
  .strictObject(
    {
      snapshotDays: whole('snapshotDays', 30, 36_500)
        .default(DEFAULT_RETENTION.snapshotDays)
        .meta({ title: '网页快照保留天数', description: '更早的每个栏目每月留一份；首份、末份和问题所依据的一直保留。' }),
      runMonths: whole('retentionMonths', 2, 1200)
        .default(DEFAULT_RETENTION.runMonths)
        .meta({ title: '巡检记录和报告保留月数', description: '更早的每月留一次巡检。' }),
      visitMonths: whole('retentionMonths', 2, 1200)
        .default(DEFAULT_RETENTION.visitMonths)
        .meta({ title: '“无变化”的监测记录保留月数', description: '更早的只留每段无变化期间的首尾两次。' }),
    },
    expects('retention'),
  )
  .meta({ title: '保存期限', description: 'shixian prune 按此清理。信息、问题、豁免、人工认定和整改记录永不清理。' });

export const heartbeat = z
  .strictObject(
    {
      file: text('heartbeatFile')
        .optional()
        .meta({ title: '心跳文件', description: '每次巡检结束后写入的 JSON 文件，供其他监控程序读取。' }),
      url: address
        .optional()
        .meta({ title: '心跳网址', description: '每次巡检结束后访问（POST JSON）。内网地址须写进 crawl.allowHosts。' }),
      failUrl: address
        .optional()
        .meta({ title: '告警网址', description: '巡检失败、存疑或读到的不足一半时改为访问此网址；不写则仍访问心跳网址，JSON 里写明。' }),
    },
    expects('heartbeat'),
  )
  .meta({ title: '心跳', description: '让别的程序知道巡检按时进行了。默认不写。' });

/** The maps of this file, under the expectations that explain them. */
export const upkeepMaps = { retention, heartbeat } as const;

export function heartbeatFrom({ file, url, failUrl }: z.output<typeof heartbeat>): HeartbeatSettings {
  return { ...(file !== undefined && { file }), ...(url !== undefined && { url }), ...(failUrl !== undefined && { failUrl }) };
}
