/**
 * When to run: node-cron in the configured time zone, never two audits at once, one missed run caught up, a clean stop.
 *
 * node-cron keeps nothing over a restart. The next due moment is therefore written down after every run; a start that
 * finds it in the past runs once, however many were missed.
 */
import { createTask } from 'node-cron';
import type { Logger } from 'pino';
import type { Instant } from './model.js';

export interface DaemonOptions {
  /** Cron expression, already checked by the configuration. */
  cron: string;
  timezone: string;
  now: () => Date;
  log: Logger;
  /** Aborted to stop: the audit under way sees it too, and is waited for. */
  signal: AbortSignal;
  nextDue: () => Promise<Instant | null>;
  setNextDue: (at: Instant) => Promise<void>;
  audit: () => Promise<void>;
}

export interface Daemon {
  nextRun: Date | null;
  /** Resolves when the schedule has stopped and no audit is under way. */
  stopped: Promise<void>;
}

/** Starts the schedule. A failing audit is logged and the schedule goes on. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { log, signal } = options;
  let underWay: Promise<void> | null = null;

  const runOnce = async (why: 'scheduled' | 'missed'): Promise<void> => {
    if (underWay || signal.aborted) {
      log.warn({ why }, 'skipped: the previous audit is still running');
      return;
    }
    log.info({ why }, 'audit begins');
    underWay = options.audit().then(
      () => log.info('audit ended'),
      (error: unknown) => log.error({ err: error }, 'audit failed; the schedule goes on'),
    );
    await underWay;
    underWay = null;
    await noteNextDue();
  };

  const task = createTask(options.cron, () => runOnce('scheduled'), { timezone: options.timezone, noOverlap: true });
  const noteNextDue = async () => {
    const next = task.getNextRun();
    if (next && !signal.aborted) await options.setNextDue(next.toISOString());
  };

  const due = await options.nextDue();
  await task.start();
  if (due !== null && due <= options.now().toISOString()) void runOnce('missed');
  else await noteNextDue();

  const stopped = new Promise<void>((resolve) => {
    const stop = async () => {
      await task.stop();
      await underWay;
      await task.destroy();
      resolve();
    };
    if (signal.aborted) void stop();
    else signal.addEventListener('abort', () => void stop(), { once: true });
  });
  return { nextRun: task.getNextRun(), stopped };
}
