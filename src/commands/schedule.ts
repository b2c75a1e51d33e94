/** `shixian schedule`: the audit on its cron schedule until the process is told to stop. */
import path from 'node:path';
import { startDaemon } from '../daemon.js';
import { loadConfig } from '../config/loadConfig.js';
import { EXIT } from '../exitCodes.js';
import { openStore } from '../store/store.js';
import { auditOnce, DEFAULT_CONFIG, DEFAULT_DB, type RunOptions } from './audit.js';
import { logger, say, type Context } from './context.js';

export async function scheduleCommand(context: Context, options: RunOptions): Promise<number> {
  const file = options.config ?? DEFAULT_CONFIG;
  const first = await loadConfig(file);
  const db = options.db ?? DEFAULT_DB;
  const log = logger({ ...context, logLevel: context.logLevel === 'auto' ? 'info' : context.logLevel });
  const withStore = async <Result>(use: (store: Awaited<ReturnType<typeof openStore>>) => Promise<Result>): Promise<Result> => {
    const store = await openStore(db);
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  const daemon = await startDaemon({
    cron: first.schedule.audit,
    timezone: first.timezone,
    now: context.now,
    log,
    signal: context.signal,
    nextDue: () => withStore((store) => store.nextDue('audit')),
    setNextDue: (at) => withStore((store) => store.setNextDue('audit', at)),
    // The configuration is read again for every run, so that an edit counts from the next night on.
    audit: async () => void (await auditOnce(context, await loadConfig(file), path.basename(file), { ...options, db })),
  });
  say(context, {
    zh: `定时巡检已启动：${first.schedule.audit}（${first.timezone}），下一次 ${daemon.nextRun?.toISOString() ?? '—'}。按 Ctrl+C 停止。`,
    en: `Scheduled: ${first.schedule.audit} (${first.timezone}), next ${daemon.nextRun?.toISOString() ?? '—'}. Ctrl+C stops it.`,
  });
  await daemon.stopped;
  say(context, { zh: '已停止。', en: 'Stopped.' });
  return EXIT.done;
}
