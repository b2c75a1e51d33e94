/** Sites that may not be visited at this hour and soon may: they wait beside the walk, which goes on without them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crawler } from '../crawl/crawler.js';
import type { Site } from '../model.js';

export interface WaitingSites {
  /**
   * Calls `begin` when the site's hours begin: at once where they have begun, or do not begin within the time that is
   * waited for (then each fetch says so). Resolves when the walk may go on.
   */
  take(site: Pick<Site, 'hours'>, begin: () => void): Promise<void>;
  /** Resolves when `begin` was called for all. */
  allBegun(): Promise<void>;
}

/** What waits is kept in memory. */
const MOST_WAITING = 500;

/** @param signal  ends all waiting; `begin` is called all the same and must look at it */
export function createWaitingSites(crawler: Pick<Crawler, 'opensIn'>, signal: AbortSignal): WaitingSites {
  const waiting = new Set<Promise<void>>();

  return {
    async take(site, begin) {
      if ((crawler.opensIn(site) ?? 0) === 0) return begin();
      if (waiting.size >= MOST_WAITING) await Promise.race(waiting);
      const wait = untilOpen(site).then(begin);
      waiting.add(wait);
      void wait.then(() => waiting.delete(wait));
    },
    async allBegun() {
      await Promise.all(waiting);
    },
  };

  async function untilOpen(site: Pick<Site, 'hours'>): Promise<void> {
    // A timer may fire a moment early by the clock that the hours are held against: so look again.
    for (let inMs = crawler.opensIn(site) ?? 0; inMs > 0 && !signal.aborted; inMs = crawler.opensIn(site) ?? 0) {
      await sleep(inMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
