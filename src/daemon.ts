/**
 * When to run: node-cron in the configured time zone, never two audits at once, one missed run caught up, a clean stop.
 *
 * node-cron keeps nothing over a restart. The next due moment is therefore written down after every run; a start that
 * finds it in the past runs once, however many were missed. A machine that slept through the hour catches up as well.
 */
import { once } from 'node:events';
import { createTask, type ScheduledTask, type TaskOptions } from 'node-cron';
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
  /** The due moment written down last; null where none was. */
  nextDue: () => Promise<Instant | null>;
  setNextDue: (at: Instant) => Promise<void>;
  audit: () => Promise<void>;
}

export interface Daemon {
  nextRun: Date | null;
  /** Resolves when the schedule has stopped and no audit is under way. */
  stopped: Promise<void>;
}

/** Starts the schedule. An audit that fails is logged and the schedule goes on. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { cron, timezone, log, signal, now } = options;
  let underWay: Promise<void> | null = null;

  const runOnce = (why: 'scheduled' | 'missed'): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    if (underWay) {
      log.warn({ why }, 'skipped: the previous audit is still running');
      return underWay;
    }
    underWay = auditOnce(options, task, why).finally(() => (underWay = null));
    return underWay;
  };

  const task = createTask(cron, () => runOnce('scheduled'), { timezone, noOverlap: true, logger: logLines(log) });
  task.on('execution:overlap', () => log.warn('skipped: the previous audit is still running'));
  task.on('execution:missed', () => void runOnce('missed'));

  const due = await options.nextDue();
  await task.start();
  if (due !== null && due <= now().toISOString()) void runOnce('missed');
  else await noteNextDue(options, task);

  return { nextRun: task.getNextRun(), stopped: stopOn(signal, task, () => underWay) };
}

/** One audit and the note of the next. Never rejects. */
async function auditOnce(options: DaemonOptions, task: ScheduledTask, why: string): Promise<void> {
  const { log, audit } = options;
  log.info({ why }, 'audit begins');
  try {
    await audit();
    log.info('audit ended');
  } catch (error) {
    log.error({ err: error }, 'audit failed; the schedule goes on');
  }
  await noteNextDue(options, task);
}

/** An audit that was stopped stays due, and is caught up by the next start. */
async function noteNextDue({ log, signal, setNextDue }: DaemonOptions, task: ScheduledTask): Promise<void> {
  const next = task.getNextRun();
  if (next === null || signal.aborted) return;
  try {
    await setNextDue(next.toISOString());
  } catch (error) {
    log.error({ err: error }, 'the next due moment could not be written down; the schedule goes on');
  }
}

async function stopOn(signal: AbortSignal, task: ScheduledTask, underWay: () => Promise<void> | null): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
  await task.stop();
  await underWay();
  await task.destroy();
}

/** What node-cron has to say, as log lines instead of coloured text on the terminal. */
export function logLines(log: Logger): NonNullable<TaskOptions['logger']> {
  const from = log.child({ from: 'node-cron' });
  const at = (level: 'info' | 'warn' | 'error' | 'debug') => (message: string | Error) =>
    from[level](message instanceof Error ? message.message : message);
  return { info: at('info'), warn: at('warn'), error: at('error'), debug: at('debug') };
}
