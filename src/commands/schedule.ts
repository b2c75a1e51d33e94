/** `shixian schedule`: the audits on their schedules until the process is told to stop. */
import { EXIT } from '../exitCodes.js';
import { plainText } from '../report/pageText.js';
import { clockAt } from '../schedule/localTime.js';
import { groupWords } from '../schedule/scheduleWords.js';
import { say, type Context } from './context.js';
import type { ScheduleOptions } from './options.js';
import { scheduleList } from './scheduleList.js';
import { startScheduled } from './startScheduled.js';

export async function scheduleCommand(context: Context, options: ScheduleOptions): Promise<number> {
  if (options.list) return scheduleList(context, options);
  const { settings, stopped, next } = await startScheduled(context, options);
  const { timezone, probe } = settings;
  for (const { group, slot } of next()) {
    const at = slot === null ? '—' : `${slot.day} ${clockAt(timezone, Date.parse(slot.at))}`;
    const name = groupWords(group);
    say(context, {
      zh: `定时巡检已启动：${plainText(name.zh, 40)} ${group.cron}（${timezone}），下一次 ${at}。按 Ctrl+C 停止。`,
      en: `Scheduled: ${plainText(name.en, 40)} ${group.cron} (${timezone}), next ${at}. Ctrl+C stops it.`,
    });
  }
  if (probe.schedule !== null) say(context, { zh: `可用性探测已启动：${probe.schedule}。`, en: `Probes scheduled: ${probe.schedule}.` });
  await stopped;
  say(context, { zh: '已停止。', en: 'Stopped.' });
  return EXIT.done;
}
