import type { Allowance } from './allowance.js';
import { CrawlFailure } from './failure.js';
import type { Answer } from './http.js';
import type { Pace } from './pace.js';
import { statusFailure } from './pageAnswer.js';
import type { BackOff } from './retry.js';
import type { Bearing } from './slowdown.js';

/** Takes to heart what a host says of our visits, in words (Retry-After) or by being in trouble. */
export interface Heed {
  /** Told before the host's turn ends, so that no other request starts in between. */
  answer(host: string, head: Pick<Answer, 'status' | 'headers'>): void;
  failure(host: string, failure: CrawlFailure): void;
}

/** So many signs of trouble in a row, and a host is left alone for a while. */
const GIVEN_UP_AFTER = 10;
const GIVEN_UP_FOR_MS = 10 * 60 * 1000;

export function createHeed({ pace, allowance, backOff }: { pace: Pace; allowance: Allowance; backOff: BackOff }): Heed {
  return {
    answer(host, head) {
      const failure = statusFailure(head);
      if (failure) hear(host, failure);
      else pace.heard(host, head.status < 400 ? 'well' : 'neither');
    },
    failure: hear,
  };

  function hear(host: string, failure: CrawlFailure): void {
    pace.heard(host, bearing(failure));
    const { retryAfterMs } = failure;
    if (retryAfterMs === undefined) {
      const troubles = pace.troubles(host);
      if (troubles < GIVEN_UP_AFTER) return;
      const detail = `${troubles} requests in a row failed, the last one: ${failure.message}`;
      allowance.leaveAlone(host, GIVEN_UP_FOR_MS, new CrawlFailure('given-up', detail));
    } else if (retryAfterMs <= backOff.longestRetryAfterMs) pace.hold(host, retryAfterMs);
    else allowance.leaveAlone(host, retryAfterMs, failure);
  }
}

/** Trouble is what more requests would make worse. Any other failure has a cause of its own. */
function bearing({ reason, status }: CrawlFailure): Bearing {
  switch (reason) {
    case 'rate-limited':
    case 'timeout':
    case 'refused':
    case 'reset':
      return 'badly';
    case 'http-status':
      return status === 502 || status === 503 || status === 504 ? 'badly' : 'neither';
    default:
      return 'neither';
  }
}
