import { createRequire } from 'node:module';
import type RobotsParser from 'robots-parser';
import type { Site } from '../model.js';
import { decode } from './decode.js';
import { CrawlFailure } from './failure.js';
import { RecentMap } from './recentMap.js';
import type { Attempt } from './visit.js';

// The package is CommonJS but types itself as a module with a default export; only require() agrees with both.
const parseRobots = createRequire(import.meta.url)('robots-parser') as typeof RobotsParser.default;

/**
 * robots.txt, as RFC 9309 wants it read: asked for once per origin, 4xx means that everything is allowed, 5xx that
 * nothing is.
 */
export interface RobotsBook {
  /**
   * Gives the least time between two starts that the file asks for: Crawl-delay, at most 30 s, 0 where it asks nothing.
   *
   * @param site  on whose behalf the file is asked for
   * @throws CrawlFailure `robots` where the file asks not to, or could itself not be read for a 5xx status (the detail
   *   says which); where it could not even be asked for, the reason that the network gave
   */
  permit(url: URL, site: Pick<Site, 'hours' | 'tls'>): Promise<number>;
}

type Rules = { allows: (url: URL) => boolean; delayMs: number } | { failure: CrawlFailure };

/**
 * @param product  the name that groups of rules address, `Shixian`
 * @param ask  fetches a robots.txt with redirects and retries, and says how many attempts it took
 */
export function createRobotsBook(
  product: string,
  ask: (url: URL, site: Pick<Site, 'hours' | 'tls'>) => Promise<{ attempt: Attempt; attempts: number }>,
): RobotsBook {
  // A file that was forgotten is simply asked for again. Files are mostly one kilobyte long.
  const books = new RecentMap<{ rules: Promise<Rules>; until: number }>(500);

  return {
    async permit(url, site) {
      const rules = await rulesOf(url.origin, site);
      if ('failure' in rules) throw rules.failure;
      if (!rules.allows(url))
        throw new CrawlFailure('robots', `${url.origin}/robots.txt asks not to visit this address`);
      return rules.delayMs;
    },
  };

  function rulesOf(origin: string, site: Pick<Site, 'hours' | 'tls'>): Promise<Rules> {
    // What could be read over old TLS only is not known to who does not speak it.
    const key = `${origin} ${site.tls ?? ''}`;
    const known = books.get(key);
    if (known && known.until > Date.now()) return known.rules;
    const asked = ask(new URL('/robots.txt', origin), site);
    const rules = asked.then(({ attempt, attempts }) => read(attempt, attempts));
    const entry = { rules, until: Date.now() + KEPT_MS };
    books.set(key, entry);
    void rules.then((found) => {
      // A server that was down is asked again after a while, but not once for each of its hundred columns.
      if ('failure' in found) entry.until = isOurOwn(found.failure) ? 0 : Date.now() + FAILURE_KEPT_MS;
    });
    return rules;

    function read(attempt: Attempt, attempts: number): Rules {
      if ('failure' in attempt) {
        const { failure } = attempt;
        // RFC 9309, 2.3.1.2: too many redirects count as a file that is not there.
        if (failure.reason === 'redirect-loop' || failure.reason === 'bad-url') return ALL_ALLOWED;
        const detail = `robots.txt itself could not be read: ${failure.message}`;
        const reason = failure.reason === 'http-status' ? 'robots' : failure.reason;
        return { failure: new CrawlFailure(reason, detail, { status: failure.status, attempts, cause: failure }) };
      }
      const { status, body, headers } = attempt.answer;
      if (status < 200 || status >= 300) return ALL_ALLOWED;
      const { text } = decode(body.subarray(0, LONGEST_BYTES), headers['content-type']);
      const robots = parseRobots(`${origin}/robots.txt`, text);
      const delayMs = Math.min(Math.max(robots.getCrawlDelay(product) ?? 0, 0) * 1000, LONGEST_DELAY_MS);
      return { allows: (url) => robots.isAllowed(url.href, product) !== false, delayMs };
    }
  }
}

/** It was never asked for, and another site's hours or the next moment may allow it. */
function isOurOwn({ reason }: CrawlFailure): boolean {
  return reason === 'closed-hours' || reason === 'over-budget' || reason === 'given-up';
}

const ALL_ALLOWED: Rules = { allows: () => true, delayMs: 0 };
/** RFC 9309, 2.4: not to be used for more than a day. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const FAILURE_KEPT_MS = 5 * 60 * 1000;
/** RFC 9309, 2.5: at least 500 KiB must be read. */
const LONGEST_BYTES = 500 * 1024;
const LONGEST_DELAY_MS = 30_000;
