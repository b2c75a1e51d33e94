/** 可用性探测: one round over all sites and the control addresses, apart from the nightly run. */
import type { Crawler } from './crawl/crawler.js';
import type { Config, CrawlSettings, FetchFailure, Fetched, Probe } from './model.js';

/** How the crawler is set for probes: a probe has its own time-out, and is never tried again. */
export function probeCrawl({ crawl, probe }: Pick<Config, 'crawl' | 'probe'>): CrawlSettings {
  return { ...crawl, timeoutMs: probe.timeoutMs, retries: 0 };
}

/**
 * Asks each site's homepage once, and each control address: all that is kept of an answer is that it came, and how long
 * it took. The same gates are passed as for any page: a site whose robots.txt asks not to is not probed, which its probe
 * says.
 *
 * @param at  the moment that the round counts for
 */
export async function probeSites(crawler: Crawler, { sites, probe }: Pick<Config, 'sites' | 'probe'>, at: Date): Promise<Probe[]> {
  const controls = probe.control.map((url, index) => crawler.fetch(url, { key: `control ${index}`, robots: 'obey' }));
  const asked = sites.map((site) => crawler.fetch(site.url, site));
  const control = (await Promise.all(controls)).some(hasAnswered);
  const answers = await Promise.all(asked);
  return sites.map((site, index): Probe => {
    const fetched = answers[index] as Fetched;
    return {
      siteKey: site.key,
      at: at.toISOString(),
      answered: hasAnswered(fetched),
      status: fetched.status ?? null,
      ms: fetched.ms,
      reason: fetched.outcome === 'failed' ? fetched.reason : null,
      controlAnswered: probe.control.length === 0 ? null : control,
    };
  });
}

/** What failed to be a page, and was an answer all the same. */
const ANSWERS: ReadonlySet<FetchFailure> = new Set<FetchFailure>(['not-a-page', 'too-large', 'bad-encoding']);

/** A refusal (403, a firewall's challenge) is an answer: the site is there. An error of the server's own (5xx) is none. */
function hasAnswered(fetched: Fetched): boolean {
  if (fetched.outcome === 'fetched') return true;
  const { reason, status } = fetched;
  return ANSWERS.has(reason) || (reason === 'http-status' && status !== undefined && status < 500);
}
