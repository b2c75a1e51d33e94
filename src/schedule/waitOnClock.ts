import { setTimeout as sleep } from 'node:timers/promises';

/** Waits by the machine's own timer; as soon as the signal is aborted it is over. */
export async function waitOnClock(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
