/**
 * When to probe: node-cron beside the audits, never two rounds at once. A round that was missed is not made up for: what
 * happened then is not seen by looking now.
 */
import { once } from 'node:events';
import { createTask } from 'node-cron';
import type { Logger } from 'pino';
import { logLines } from './logLines.js';

export interface ProbeSchedule {
  /** Cron expression, already checked by the configuration. */
  cron: string;
  timezone: string;
  log: Logger;
  /** Aborted to stop: the round under way is waited for. */
  signal: AbortSignal;
  /** One round. Where it fails, that is logged and the schedule goes on. */
  round: () => Promise<void>;
}

/** Starts the schedule; resolves to what resolves when it has stopped and no round is under way. */
export async function startProbes({ cron, timezone, log, signal, round }: ProbeSchedule): Promise<{ stopped: Promise<void> }> {
  let underWay: Promise<void> = Promise.resolve();
  const probeOnce = async () => {
    if (signal.aborted) return;
    underWay = round().catch((error: unknown) => log.error({ err: error }, 'probes failed; the schedule goes on'));
    await underWay;
  };
  const task = createTask(cron, probeOnce, { timezone, noOverlap: true, logger: logLines(log) });
  task.on('execution:overlap', () => log.warn('skipped: the previous probes are still under way'));
  await task.start();
  const stop = async () => {
    if (!signal.aborted) await once(signal, 'abort');
    await task.stop();
    await underWay;
    await task.destroy();
  };
  return { stopped: stop() };
}
