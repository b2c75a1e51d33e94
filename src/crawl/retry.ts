import pRetry from 'p-retry';
import { CrawlFailure } from './failure.js';
import type { Pace } from './pace.js';

/**
 * Waits between attempts, in milliseconds. Each wait doubles, and is drawn between once and twice its size. A host in
 * trouble gets a longer interval between all its requests as well, within the same two limits.
 */
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
   * ones are used up; the last one counts. A host that has been in trouble for longer than that gets no further ones.
   */
  run<Done extends { finalUrl: string; ms: number }>(
    url: string,
    retries: number,
    attempt: () => Promise<Done | FailedAttempt>,
  ): Promise<{ attempt: Done | FailedAttempt; attempts: number }>;
}

/** @param closing  its reason is a CrawlFailure; it ends all waiting */
export function createRetry(pace: Pick<Pace, 'troubles'>, backOff: BackOff, closing: AbortSignal): Retry {
  return {
    async run(url, retries, attempt) {
      let attempts = 0;
      let last = { finalUrl: url, ms: 0 };
      // Nearly every first attempt succeeds; what only failures need is set up for failures.
      const first = closing.aborted ? null : await attempt();
      if (first && !isFailed(first) && !closing.aborted) return { attempt: first, attempts: 1 };
      const once = async (attemptNumber: number) => {
        attempts = attemptNumber;
        const made = attemptNumber === 1 && first ? first : await attempt();
        last = { finalUrl: made.finalUrl, ms: made.ms };
        if (!isFailed(made)) return made;
        throw made.failure;
      };
      const isHopeless = () => URL.canParse(last.finalUrl) && pace.troubles(new URL(last.finalUrl).hostname) > retries;
      try {
        const done = await pRetry(once, {
          retries,
          minTimeout: backOff.firstMs,
          maxTimeout: backOff.longestMs,
          randomize: true,
          signal: closing,
          shouldRetry: ({ error }) => error instanceof CrawlFailure && canBeCured(error) && !isHopeless(),
        });
        return { attempt: done, attempts };
      } catch (error) {
        if (!(error instanceof CrawlFailure)) throw error;
        return { attempt: { ...last, failure: error }, attempts: Math.max(attempts, error.attempts) };
      }
    },
  };

  function canBeCured({ curable, retryAfterMs = 0 }: CrawlFailure): boolean {
    return curable && retryAfterMs <= backOff.longestRetryAfterMs;
  }
}

function isFailed<Done extends object>(made: Done | FailedAttempt): made is FailedAttempt {
  return 'failure' in made;
}
