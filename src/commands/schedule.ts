/** `shixian schedule`: the audits on their schedules until the process is told to stop. */
import { EXIT } from '../exitCodes.js';
import { say, type Context } from './context.js';
import type { RunOptions } from './options.js';
import { startScheduled } from './startScheduled.js';

export async function scheduleCommand(context: Context, options: RunOptions): Promise<number> {
  const { settings, stopped, next } = await startScheduled(context, options);
  const { timezone, probe } = settings;
  for (const { group, slot } of next()) {
    const at = slot?.at ?? '—';
    say(context, {
      zh: `定时巡检已启动：${group.cron}（${timezone}），下一次 ${at}。按 Ctrl+C 停止。`,
      en: `Scheduled: ${group.cron} (${timezone}), next ${at}. Ctrl+C stops it.`,
    });
  }
  if (probe.schedule !== null) say(context, { zh: `可用性探测已启动：${probe.schedule}。`, en: `Probes scheduled: ${probe.schedule}.` });
  await stopped;
  say(context, { zh: '已停止。', en: 'Stopped.' });
  return EXIT.done;
}
