/** One look at a site's homepage: fetched, read over all its blocks, and drawn only where it looks stale. */
import type { Crawler } from '../crawl/crawler.js';
import type { HomepageReading } from '../extract/readHomepage.js';
import type { Day, Fetched, HomepageItem, HomepageVisit, Site, Snapshot } from '../model.js';
import { readingHere, type PageReader } from './pageReader.js';
import { changesWhenDrawn } from './readAddress.js';

/** How many pages that only send their reader elsewhere are followed, one from the other. */
const MOST_SHELLS = 3;
/** Nothing that a script draws could matter where the page shows a day as new as this. */
const FRESH_DAYS = 9;

/**
 * Visits a homepage. Never throws for what the world does; the visit then says why nothing could be read.
 *
 * What came over HTTP suffices where it shows something fresh. A stale page is drawn in the browser, where it has
 * scripts or frames that may hold more; without a browser the reading is partial.
 */
export async function visitHomepage(
  crawler: Crawler,
  site: Site,
  today: Day,
  pageReader: PageReader = readingHere,
): Promise<HomepageVisit> {
  let fetched = await crawler.fetch(site.url, site, 'http');
  let reading = await readFetched(fetched, today, pageReader);
  for (let shells = 0; shells < MOST_SHELLS && reading?.redirectTo; shells++) {
    fetched = await crawler.fetch(reading.redirectTo, site, 'http');
    reading = await readFetched(fetched, today, pageReader);
  }
  const seen = (page: Fetched, items: HomepageItem[], isPartial: boolean): HomepageVisit => ({
    siteKey: site.key, day: today, at: page.at, url: site.url, fetched: page, items, isPartial, unreadable: null,
  });
  if (fetched.outcome === 'failed' || reading === null) return { ...seen(fetched, [], false), unreadable: failureOf(fetched) };
  const mayDraw = changesWhenDrawn(fetched) && (reading.unreadable === null || reading.unreadable === 'js-shell');
  if (isFresh(reading.items, today) || !mayDraw) return settled(seen(fetched, reading.items, false), reading, fetched);

  const drawn = await crawler.fetch(fetched.finalUrl, site, 'browser');
  const again = await readFetched(drawn, today, pageReader);
  if (again === null || again.unreadable !== null) return settled(seen(fetched, reading.items, true), reading, fetched);
  return seen(drawn, [...again.items, ...missingIn(again.items, reading.items)], false);
}

async function readFetched(fetched: Fetched, today: Day, pageReader: PageReader): Promise<HomepageReading | null> {
  if (fetched.outcome === 'failed') return null;
  const { text, finalUrl: url, headers, status, by } = fetched;
  return pageReader.readHomepage({ text, url, contentType: headers['content-type'], status, drawn: by === 'browser' }, today);
}

function settled(visit: HomepageVisit, { unreadable: reason, why }: HomepageReading, { status }: Snapshot): HomepageVisit {
  return reason === null ? visit : { ...visit, unreadable: { reason, status, detail: why } };
}

function failureOf(fetched: Fetched): HomepageVisit['unreadable'] {
  if (fetched.outcome === 'fetched') throw new Error('a page that came has a reading');
  return { reason: fetched.reason, status: fetched.status ?? null, detail: fetched.detail };
}

function isFresh(items: readonly HomepageItem[], today: Day): boolean {
  const from = new Date(Date.parse(`${today}T00:00:00Z`) - FRESH_DAYS * 86_400_000).toISOString().slice(0, 10);
  return items.some(({ date }) => date !== null && date.day >= from && date.day <= today);
}

/** What came over HTTP exists, whether or not the drawn page still shows it. */
function missingIn(items: readonly HomepageItem[], others: readonly HomepageItem[]): HomepageItem[] {
  const addresses = new Set(items.map(({ url }) => url));
  return others.filter(({ url }) => !addresses.has(url));
}
