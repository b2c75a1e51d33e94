import pRetry from 'p-retry';
import { CrawlFailure } from './failure.js';
import type { Pace } from './pace.js';
import { RecentMap } from './recentMap.js';

/** Waits between attempts, in milliseconds. Each wait doubles, and is drawn between once and twice its size. */
export interface BackOff {
  firstMs: number;
  longestMs: number;
  /** A server that asks to be left alone for longer than this is not asked again before, by any fetch. */
  longestRetryAfterMs: number;
}

export const BACK_OFF: BackOff = { firstMs: 1_000, longestMs: 20_000, longestRetryAfterMs: 60_000 };

/** An attempt that failed. */
export interface FailedAttempt {
  /** The last address that it tried. */
  finalUrl: string;
  /** Time at work, without waiting for a turn. */
  ms: number;
  failure: CrawlFailure;
}

export interface Retry {
  /**
   * Makes attempts until one succeeds, or fails for a reason that another attempt will not cure, or `retries` further
   * ones are used up; the last one counts.
   */
  run<Done extends { finalUrl: string; ms: number }>(
    url: string,
    retries: number,
    attempt: () => Promise<Done | FailedAttempt>,
  ): Promise<{ attempt: Done | FailedAttempt; attempts: number }>;
  /** Throws a CrawlFailure `rate-limited` while this host wants to be left alone. */
  refuseWhileResting(url: URL): void;
}

/** @param closing  its reason is a CrawlFailure; it ends all waiting */
export function createRetry(pace: Pace, backOff: BackOff, closing: AbortSignal): Retry {
  /** Until when a host asked to be left alone, in milliseconds since 1970. */
  const resting = new RecentMap<number>(1_000);

  return {
    async run(url, retries, attempt) {
      let attempts = 0;
      let last = { finalUrl: url, ms: 0 };
      const once = async (attemptNumber: number) => {
        attempts = attemptNumber;
        const made = await attempt();
        last = { finalUrl: made.finalUrl, ms: made.ms };
        if (!isFailed(made)) return made;
        leaveAlone(made);
        throw made.failure;
      };
      try {
        const done = await pRetry(once, {
          retries,
          minTimeout: backOff.firstMs,
          maxTimeout: backOff.longestMs,
          randomize: true,
          signal: closing,
          shouldRetry: ({ error }) => error instanceof CrawlFailure && canBeCured(error),
        });
        return { attempt: done, attempts };
      } catch (error) {
        if (!(error instanceof CrawlFailure)) throw error;
        return { attempt: { ...last, failure: error }, attempts: Math.max(attempts, error.attempts) };
      }
    },

    refuseWhileResting({ hostname }) {
      const until = resting.get(hostname);
      if (until !== undefined && until > Date.now())
        throw new CrawlFailure('rate-limited', `asked to stay away until ${new Date(until).toISOString()}`);
    },
  };

  function canBeCured({ curable, retryAfterMs = 0 }: CrawlFailure): boolean {
    return curable && retryAfterMs <= backOff.longestRetryAfterMs;
  }

  function leaveAlone({ finalUrl, failure: { retryAfterMs } }: FailedAttempt): void {
    if (retryAfterMs === undefined) return;
    const { hostname } = new URL(finalUrl);
    if (retryAfterMs <= backOff.longestRetryAfterMs) pace.hold(hostname, retryAfterMs);
    // No clock goes further than this, and a server that asks for more means "never".
    else resting.set(hostname, Date.now() + Math.min(retryAfterMs, LONGEST_REST_MS));
  }
}

const LONGEST_REST_MS = 24 * 60 * 60 * 1000;

function isFailed<Done extends object>(made: Done | FailedAttempt): made is FailedAttempt {
  return 'failure' in made;
}
