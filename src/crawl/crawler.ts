import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import type { Logger } from 'pino';
import type { CrawlSettings, Fetched, KnownAnswer, PackedBody, PageRequest, RequestBody, Site, Snapshot } from '../model.js';
import { createAllowance } from './allowance.js';
import { createAddressGate, parseAddress, systemResolve, type Resolve } from './addressGate.js';
import { createBrowser } from './browser.js';
import { createCookies } from './cookies.js';
import { CrawlFailure } from './failure.js';
import { createHeed } from './heed.js';
import { createHttp } from './http.js';
import { createPace } from './pace.js';
import { isNoPageByHead, pageOf, refuseStatus, type Decoded, type PageAttempt } from './pageAnswer.js';
import { BACK_OFF, createRetry, type BackOff, type FailedAttempt } from './retry.js';
import { createRobotsBook } from './robots.js';
import { PRODUCT, userAgentOf } from './userAgent.js';
import { createServerClocks } from './serverClocks.js';
import { createVisit, type Attempt } from './visit.js';

/** What the crawler needs to know of a site. */
export type Visited = Pick<Site, 'key' | 'robots' | 'hours' | 'tls'>;

/** Asks politely and keeps what came back; it judges nothing. */
export interface Crawler {
  /**
   * One page. Whatever the world does ends in a value; only our own mistakes are thrown.
   *
   * `fetched` means that a complete answer with a text body came, whatever its status (see readAsPage): a 404 page or a
   * firewall's 412 is for the reader to name.
   *
   * @param asked  a question by POST passes the same gates as an address, and is sent once: who did not answer may have
   *   done what was asked all the same. It is never drawn.
   * @param site  whose cookies to use, and whether robots.txt counts
   * @param via  `browser` lets scripts run first; it never falls back to `http` by itself
   */
  fetch(
    asked: PageRequest,
    site: Visited,
    via?: 'http' | 'browser',
    way?: Way,
  ): Promise<Fetched>;
  /** Ends everything under way, the browser included. Fetches that were waiting come back as failed. */
  close(): Promise<void>;
  /**
   * In how many milliseconds a site's hours begin: 0 where it may be visited now, null where they do not begin within an
   * hour. Until then every fetch on its behalf fails as `closed-hours`.
   */
  opensIn(site: Pick<Site, 'hours'>): number | null;
  /** By how many milliseconds the clock is ahead of those of the servers that answered; null where they do not say. */
  clockAheadMs(): number | null;
  /** Hosts that are waiting, at work or still resting; nothing is kept of the others. */
  readonly busyHosts: number;
}

/** How an address was come by, and how far it may lead; over HTTP only. */
export interface Way {
  /**
   * The page whose script asks this. It is named as the Referer, and the question is marked as a script's, as browsers do
   * both: some systems answer nobody else. On another origin only the page's origin is named.
   */
  askedBy?: string;
  /**
   * Asked of each address that a redirect leads to: where it says no the address is not asked, and the fetch has failed as
   * `off-site`. Without it every redirect is followed.
   */
  staysOn?: (address: string) => boolean;
  /**
   * What is known of the page from an earlier visit. It is then asked for only if it has changed, which costs a server
   * next to nothing, and a page that is the same is marked as `unchanged`. By GET over HTTP only; what is drawn or posted
   * is asked as ever.
   */
  known?: KnownAnswer;
}

export interface CrawlerOptions {
  settings: CrawlSettings;
  /** Of this program, for the User-Agent. */
  version: string;
  log: Logger;
  /** Absent: looked for when first needed. Null: do not use one. */
  browserPath?: string | null;
  /** The system's resolver by default. */
  resolve?: Resolve;
  backOff?: BackOff;
  /** IANA name: in which the hours of visits are meant. Absent: Asia/Shanghai. */
  timezone?: string;
  /** The clock that hours are held against. */
  now?: () => Date;
  /** The clock that `maxMinutes` is held against, in milliseconds from any moment; absent: the process's own. */
  elapsedMs?: () => number;
}

export function createCrawler(options: CrawlerOptions): Crawler {
  const { settings, version, log, browserPath, resolve = systemResolve, backOff = BACK_OFF } = options;
  const { timezone = 'Asia/Shanghai', now = () => new Date(), elapsedMs = () => performance.now() } = options;
  const { timeoutMs, maxBodyBytes, maxRedirects } = settings;
  const userAgent = userAgentOf(version, settings.contact);
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);

  const gate = createAddressGate(settings.allowHosts, resolve);
  const pace = createPace({ intervalMs: settings.perHostIntervalMs, troubled: backOff }, closing.signal);
  const allowance = createAllowance({ settings, timezone, now, elapsedMs });
  const heed = createHeed({ pace, allowance, backOff });
  const retry = createRetry(pace, backOff, closing.signal);
  const clocks = createServerClocks(now);
  const http = createHttp({ gate, userAgent, timeoutMs, maxBodyBytes });
  const places = new PQueue({ concurrency: settings.concurrency });
  const visit = createVisit({ http, pace, heed, places, cookies: createCookies(), timeoutMs, maxRedirects });
  const browser = createBrowser({ gate, userAgent, timeoutMs, maxBodyBytes, log, browserPath });
  const robots = createRobotsBook(PRODUCT, askRobots);

  return {
    async fetch(asked, site, via = 'http', way = {}) {
      const { url, body: posted } = typeof asked === 'string' ? { url: asked, body: undefined } : asked;
      if (posted && via === 'browser') throw new Error('a question by POST cannot be drawn');
      const { attempt, attempts } = await retry.run<PageAttempt>(
        url,
        // A drawn page costs as much as a hundred others.
        posted ? 0 : via === 'browser' ? Math.min(1, settings.retries) : settings.retries,
        () => (via === 'browser' ? draw(url, site) : get(url, site, way, posted)),
      );
      const { finalUrl, ms } = attempt;
      // When the last attempt set out: waiting for a turn may have taken much longer than the answer.
      const at = new Date(Date.now() - ms).toISOString();
      const taken = { url, ...(posted && { posted }), finalUrl, by: via, at, ms: Math.round(ms), attempts };
      if ('failure' in attempt) {
        const { reason, status, message: detail } = attempt.failure;
        const logged = { url: forLog(url), finalUrl: forLog(finalUrl) };
        log.debug({ ...taken, ...logged, reason, status, detail }, 'fetch failed');
        return { ...taken, outcome: 'failed', reason, ...(status === undefined ? {} : { status }), detail };
      }
      const { decoded, ...page } = attempt.page;
      clocks.heard(parseAddress(finalUrl).hostname, page.headers);
      if (log.isLevelEnabled('debug')) {
        const { status, body, unchanged } = page;
        log.debug({ ...taken, status, bytes: body.length, charset: decoded.charset, unchanged }, 'fetched');
      }
      return snapshotOf({ ...taken, outcome: 'fetched', ...page }, decoded);
    },

    async close() {
      closing.abort(new CrawlFailure('reset', 'the crawler was closed'));
      await Promise.all([http.close(), browser.close()]);
    },

    opensIn: (site) => allowance.opensIn(site),
    clockAheadMs: () => clocks.aheadMs(),

    get busyHosts() {
      return pace.busyHosts;
    },
  };

  async function get(
    url: string,
    site: Visited,
    { askedBy, staysOn, known }: Way,
    posted?: RequestBody,
  ): Promise<PageAttempt> {
    try {
      const start = parseAddress(url);
      const attempt = await visit({
        url: start,
        posted,
        askedBy,
        known,
        siteKey: site.key,
        tls: site.tls,
        permit: async (hop) => {
          if (hop.href !== start.href && staysOn?.(hop.href) === false) {
            throw new CrawlFailure('off-site', `a redirect leads to ${forLog(hop.href)}`);
          }
          return permit(hop, site);
        },
        setOut: (hop) => setOut(hop, site),
        skipsBody: isNoPageByHead,
      });
      if ('failure' in attempt) return attempt;
      const { answer, wasConditional, ...made } = attempt;
      return failing(made, () => ({ ...made, page: pageOf(answer, posted ? undefined : known, wasConditional) }));
    } catch (error) {
      if (error instanceof CrawlFailure) return { finalUrl: url, ms: 0, failure: error };
      throw error;
    }
  }

  async function draw(url: string, site: Visited): Promise<PageAttempt> {
    try {
      const address = parseAddress(url);
      const intervalMs = await permit(address, site);
      const turn = {
        host: address.hostname, places: browser.places, leastIntervalMs: intervalMs, permit: () => setOut(address, site),
      };
      return await pace.run(turn, async () => {
        const drawn = await browser.draw(address);
        if ('failure' in drawn) heed.failure(address.hostname, drawn.failure);
        else heed.answer(address.hostname, drawn.page);
        return drawn;
      });
    } catch (error) {
      if (error instanceof CrawlFailure) return { finalUrl: url, ms: 0, failure: error };
      throw error;
    }
  }

  async function permit(url: URL, site: Pick<Visited, 'robots' | 'hours' | 'tls'>): Promise<number> {
    allowance.permit(url.hostname, site);
    return site.robots === 'ignore' ? 0 : robots.permit(url, site);
  }

  function setOut({ hostname }: URL, site: Pick<Visited, 'hours'>): void {
    allowance.permit(hostname, site);
    allowance.spend(hostname);
  }

  async function askRobots(url: URL, site: Pick<Visited, 'hours' | 'tls'>): Promise<{ attempt: Attempt; attempts: number }> {
    const ask = async (): Promise<Attempt> => {
      const siteKey = `robots.txt of ${url.host}`;
      const attempt = await visit({
        url,
        siteKey,
        tls: site.tls,
        // No robots.txt speaks about itself.
        permit: async ({ hostname }) => {
          allowance.permit(hostname, site);
          return 0;
        },
        setOut: (hop) => setOut(hop, site),
        skipsBody: () => false,
      });
      if ('failure' in attempt) return attempt;
      const { answer, ...made } = attempt;
      return failing(made, () => {
        refuseStatus(answer);
        if (answer.status >= 500) throw new CrawlFailure('http-status', `status ${answer.status}`, answer);
        return attempt;
      });
    };
    return retry.run(url.href, settings.retries, ask);
  }
}

function snapshotOf(page: Omit<Snapshot, 'text' | 'charset'>, decoded: Decoded): Snapshot {
  let noted: { charset: string; packed: PackedBody } | null = null;
  const snapshot = {
    ...page,
    get text() {
      return decoded.text;
    },
    get charset() {
      return noted?.charset ?? decoded.charset;
    },
  };
  // Neither is part of a copy, which has text and charset of its own.
  return Object.defineProperties(snapshot, {
    packed: { get: () => noted?.packed },
    takeNote: { value: (made: NonNullable<typeof noted>) => void (noted = made) },
  });
}

function failing<Done>(made: { finalUrl: string; ms: number }, work: () => Done): Done | FailedAttempt {
  try {
    return work();
  } catch (error) {
    if (error instanceof CrawlFailure) return { ...made, failure: error };
    throw error;
  }
}

// An address with a password is refused, but stands in the configuration all the same.
function forLog(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//***@');
}
