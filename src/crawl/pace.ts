import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';

/** Keeps requests to one host apart, and all requests together under a limit. */
export interface Pace {
  /**
   * Does `task` when it is this host's turn: alone on the host, at least the interval after the host's last start, and
   * with a place in `places`. Waiting for the host's interval holds no place, so that a hundred slow hosts do not keep
   * the hundred-and-first waiting.
   *
   * The interval counts from the moment the server began to answer (`answered`, else the task's end): a start that
   * spent its time on a slow handshake arrives late, and the next would follow on its heels. So the server's own log
   * never shows two arrivals closer than the interval.
   *
   * @param host  the host's name; its ports share one pace, since they are one machine
   * @param leastIntervalMs  a longer interval that this host asked for
   */
  run<Result>(
    host: string,
    places: PQueue,
    task: (answered: () => void) => Promise<Result>,
    leastIntervalMs?: number,
  ): Promise<Result>;
  /** Nothing starts on this host for so long (Retry-After). */
  hold(host: string, forMs: number): void;
  /** Hosts that are waiting, at work or not yet rested; nothing is remembered of any other. */
  readonly busyHosts: number;
}

interface Lane {
  queue: PQueue;
  /** On the clock of performance.now(). */
  nextStartMs: number;
}

/** @param closing  ends all waiting; the tasks then start at once and must look at it themselves */
export function createPace(intervalMs: number, closing: AbortSignal): Pace {
  const lanes = new Map<string, Lane>();

  return {
    run(host, places, task, leastIntervalMs = 0) {
      const lane = laneOf(host);
      return lane.queue.add(async () => {
        await untilRested(lane, closing);
        return places.add(async () => {
          let isAnswered = false;
          const answered = () => {
            isAnswered = true;
            rest(lane, Math.max(intervalMs, leastIntervalMs));
          };
          try {
            return await task(answered);
          } finally {
            if (!isAnswered) answered();
          }
        });
      });
    },
    hold(host, forMs) {
      const lane = laneOf(host);
      rest(lane, forMs);
      dropWhenRested(host, lane);
    },
    get busyHosts() {
      return lanes.size;
    },
  };

  function laneOf(host: string): Lane {
    const known = lanes.get(host);
    if (known) return known;
    const lane: Lane = { queue: new PQueue({ concurrency: 1 }), nextStartMs: 0 };
    lane.queue.on('idle', () => dropWhenRested(host, lane));
    lanes.set(host, lane);
    return lane;
  }

  // A lane that were dropped the moment it falls idle would forget when the next start is due.
  function dropWhenRested(host: string, lane: Lane): void {
    if (lane.queue.pending > 0 || lane.queue.size > 0) return;
    const restMs = lane.nextStartMs - performance.now();
    if (restMs > 0) setTimeout(() => dropWhenRested(host, lane), Math.ceil(restMs)).unref();
    else if (lanes.get(host) === lane) lanes.delete(host);
  }
}

function rest(lane: Lane, forMs: number): void {
  lane.nextStartMs = Math.max(lane.nextStartMs, performance.now() + forMs);
}

async function untilRested(lane: Lane, closing: AbortSignal): Promise<void> {
  // A timer may fire a fraction of a millisecond early, and hold() may have moved the start meanwhile: so look again.
  while (lane.nextStartMs > performance.now() && !closing.aborted) {
    const restMs = Math.ceil(lane.nextStartMs - performance.now());
    await sleep(restMs, undefined, { signal: closing }).catch(() => undefined);
  }
}
