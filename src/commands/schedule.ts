/** `shixian schedule`: the audit on its cron schedule until the process is told to stop. */
import { configFingerprint } from '../config/fingerprint.js';
import { startDaemon } from '../daemon.js';
import { startProbes } from '../probeSchedule.js';
import { EXIT } from '../exitCodes.js';
import { openStore, type Store } from '../store/store.js';
import { openChosen } from './chooseColumns.js';
import { logger, say, type Context } from './context.js';
import { hold } from './hold.js';
import { DEFAULT_CONFIG, DEFAULT_DB, type RunOptions } from './options.js';
import { createProber } from './probe.js';
import { auditOnce, configName } from './run.js';

export async function scheduleCommand(context: Context, options: RunOptions): Promise<number> {
  const db = options.db ?? DEFAULT_DB;
  const { schedule, timezone, probe } = await openChosen(options);
  const log = logger(context, 'info');

  const lock = await withStore(db, (store) => hold(context, store, db, 'schedule'));
  const daemon = await startDaemon({
    cron: schedule.audit,
    timezone,
    now: context.now,
    log,
    signal: context.signal,
    nextDue: () => withStore(db, (store) => store.nextDue('audit')),
    setNextDue: (at) => withStore(db, (store) => store.setNextDue('audit', at)),
    audit: async () => {
      // The configuration is read again for every run, so that an edit counts from the next night on.
      const config = await openChosen(options);
      const fingerprint = await configFingerprint(options.config ?? DEFAULT_CONFIG, config, { version: context.version, ruleFile: undefined });
      const after = { fingerprint, takeUp: 'unfinished' } as const;
      const exitCode = await auditOnce(context, config, configName(options.config), { ...options, db }, after);
      log.info({ exitCode }, 'run ended');
    },
  });
  const next = daemon.nextRun?.toISOString() ?? '—';
  say(context, {
    zh: `定时巡检已启动：${schedule.audit}（${timezone}），下一次 ${next}。按 Ctrl+C 停止。`,
    en: `Scheduled: ${schedule.audit} (${timezone}), next ${next}. Ctrl+C stops it.`,
  });
  const probes = probe.schedule === null ? null : await startProbing(probe.schedule);
  await Promise.all([daemon.stopped, probes?.stopped]);
  await lock.release();
  say(context, { zh: '已停止。', en: 'Stopped.' });
  return EXIT.done;

  async function startProbing(cron: string): Promise<{ stopped: Promise<void> }> {
    const prober = createProber(context, db);
    const round = async () => {
      log.info(await prober.round(await openChosen(options)), 'probes ended');
    };
    const { stopped } = await startProbes({ cron, timezone, log, signal: context.signal, round });
    say(context, { zh: `可用性探测已启动：${cron}。`, en: `Probes scheduled: ${cron}.` });
    return { stopped: stopped.finally(() => prober.close()) };
  }
}

/** Opened for each use and not kept open, so that backups and other commands find the database free. */
async function withStore<Result>(db: string, use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(db);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
