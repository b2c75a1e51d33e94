/** 可用性探测: one round over all sites and the control addresses, apart from the nightly run. */
import type { Crawler } from '../crawl/crawler.js';
import type { CrawlSettings, FetchFailure, Fetched, Probe, Settings, Site, Watchlist } from '../model.js';

/**
 * How the crawler is set for probes: a probe has its own time-out, and is never tried again. What one run may ask for at
 * most says nothing of them, since they come one by one over many days.
 */
export function probeCrawl({ crawl, probe }: Pick<Settings, 'crawl' | 'probe'>): CrawlSettings {
  const { maxRequestsPerHost: _requests, maxMinutes: _minutes, ...settings } = crawl;
  return { ...settings, timeoutMs: probe.timeoutMs, retries: 0 };
}

/** One site and what its probe found. */
export interface Probed {
  site: Site;
  probe: Probe;
}

/** Sites asked side by side at most: as many as a configuration may ask for at once, so that nobody waits for a slow one. */
const SITES_AT_ONCE = 256;

/**
 * Asks each site's homepage once, and each control address: all that is kept of an answer is that it came, and how long
 * it took. The same gates are passed as for any page: a site whose robots.txt asks not to is not probed, which its probe
 * says. They come in the order of the configuration, and no more sites are in hand than are asked at once.
 *
 * @param at  the moment that the round counts for
 */
export async function* probeSites(
  crawler: Crawler,
  { sites, probe }: Pick<Watchlist, 'sites' | 'probe'>,
  at: Date,
): AsyncGenerator<Probed> {
  const controls = Promise.all(probe.control.map((url, index) => crawler.fetch(url, { key: `control ${index}`, robots: 'obey' })));
  const asked: { site: Site; answer: Promise<Fetched> }[] = [];
  for await (const site of sites) {
    asked.push({ site, answer: crawler.fetch(site.url, site) });
    const [first] = asked.length < SITES_AT_ONCE ? [] : asked.splice(0, 1);
    if (first) yield await probed(first);
  }
  for (const one of asked) yield await probed(one);

  async function probed({ site, answer }: { site: Site; answer: Promise<Fetched> }): Promise<Probed> {
    const fetched = await answer;
    const control = (await controls).some(hasAnswered);
    const found = {
      siteKey: site.key,
      at: at.toISOString(),
      answered: hasAnswered(fetched),
      status: fetched.status ?? null,
      ms: fetched.ms,
      reason: fetched.outcome === 'failed' ? fetched.reason : null,
      controlAnswered: probe.control.length === 0 ? null : control,
    };
    return { site, probe: found };
  }
}

/** What failed to be a page, and was an answer all the same. */
const ANSWERS: ReadonlySet<FetchFailure> = new Set<FetchFailure>(['not-a-page', 'too-large', 'bad-encoding']);

/** A refusal (403, a firewall's challenge) is an answer: the site is there. An error of the server's own (5xx) is none. */
function hasAnswered(fetched: Fetched): boolean {
  if (fetched.outcome === 'fetched') return true;
  const { reason, status } = fetched;
  return ANSWERS.has(reason) || (reason === 'http-status' && status !== undefined && status < 500);
}
