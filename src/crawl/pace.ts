import { setTimeout as sleep } from 'node:timers/promises';
import type PQueue from 'p-queue';
import { RecentMap } from './recentMap.js';
import { afterAnswer, type Bearing, type Slowdown } from './slowdown.js';

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
   */
  run<Result>(turn: Turn, task: (answered: () => void) => Promise<Result>): Promise<Result>;
  /** Takes note of how a host bears our visits; told before the task ends, so that the next start heeds it. */
  heard(host: string, how: Bearing): void;
  /** Nothing starts on this host for so long (Retry-After). */
  hold(host: string, forMs: number): void;
  /** How many signs of trouble this host gave since its last good answer. */
  troubles(host: string): number;
  /** Hosts that are waiting, at work or not yet rested; of others it is remembered at most that they were in trouble. */
  readonly busyHosts: number;
}

export interface Turn {
  /** The host's name; its ports share one pace, since they are one machine. */
  host: string;
  places: PQueue;
  /** A longer interval that this host asked for. */
  leastIntervalMs: number;
  /** Asked when the turn has come. What it throws ends the turn, and the host need not rest, as nothing was asked. */
  permit: () => void;
}

export interface PaceLimits {
  /** Least time between the starts of two requests to one host. */
  intervalMs: number;
  /** After the first sign of trouble, where the interval is shorter, and the longest that trouble leads to. */
  troubled: { firstMs: number; longestMs: number };
}

interface Lane {
  /** Ends, and never fails, when the turn that was asked for last has ended. */
  last: Promise<unknown>;
  /** Turns that have not ended. */
  turns: number;
  /** On the clock of performance.now(). */
  nextStartMs: number;
  /** The interval without trouble, of the last turn. */
  floorMs: number;
}

/** @param closing  ends all waiting; the tasks then start at once and must look at it themselves */
export function createPace({ intervalMs, troubled }: PaceLimits, closing: AbortSignal): Pace {
  const lanes = new Map<string, Lane>();
  /** Hosts that were in trouble and have not yet made up for it. */
  const slowed = new RecentMap<Slowdown>(1_000);

  return {
    run(turn, task) {
      const lane = laneOf(turn.host);
      lane.turns += 1;
      const mine = lane.last.then(() => takeTurn(lane, turn, task));
      lane.last = mine.catch(() => undefined).then(() => {
        lane.turns -= 1;
        dropWhenRested(turn.host, lane);
      });
      return mine;
    },
    heard(host, how) {
      const lane = laneOf(host);
      const now = afterAnswer(slowed.get(host), how, { floorMs: lane.floorMs, ...troubled });
      if (now) slowed.set(host, now);
      else slowed.delete(host);
      if (how === 'badly') rest(lane, now?.intervalMs ?? 0);
    },
    hold(host, forMs) {
      const lane = laneOf(host);
      rest(lane, forMs);
      dropWhenRested(host, lane);
    },
    troubles: (host) => slowed.get(host)?.badlyInARow ?? 0,
    get busyHosts() {
      return lanes.size;
    },
  };

  function laneOf(host: string): Lane {
    const known = lanes.get(host);
    if (known) return known;
    const lane: Lane = { last: Promise.resolve(), turns: 0, nextStartMs: 0, floorMs: intervalMs };
    lanes.set(host, lane);
    return lane;
  }

  async function takeTurn<Result>(
    lane: Lane,
    { host, places, leastIntervalMs, permit }: Turn,
    task: (answered: () => void) => Promise<Result>,
  ): Promise<Result> {
    await untilRested(lane, closing);
    return places.add(async () => {
      permit();
      lane.floorMs = Math.max(intervalMs, leastIntervalMs);
      let isAnswered = false;
      const answered = () => {
        isAnswered = true;
        rest(lane, Math.max(lane.floorMs, slowed.get(host)?.intervalMs ?? 0));
      };
      try {
        return await task(answered);
      } finally {
        if (!isAnswered) answered();
      }
    });
  }

  // A lane that were dropped the moment it falls idle would forget when the next start is due.
  function dropWhenRested(host: string, lane: Lane): void {
    if (lane.turns > 0) return;
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
