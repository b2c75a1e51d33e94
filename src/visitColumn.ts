/**
 * One visit to one column: fetch, read, follow its pages as far back as the audit looks. The crawler and the reader know
 * nothing of each other; here their answers meet.
 */
import type { Crawler } from './crawl/crawler.js';
import { readPage } from './extract/readPage.js';
import type {
  Column, Day, Fetched, Instant, Item, ListSelector, Observation, Reading, Site, Snapshot, UnreadableReason, Visit,
} from './model.js';

export interface VisitSettings {
  today: Day;
  /** How far back items are wanted. */
  windowStart: Day;
  maxPages: number;
}

/** What an address shows: its reading, or why there is none, and every page that was fetched on the way. */
export interface AddressReading {
  reading: Reading | null;
  /** Set exactly when `reading` is null. */
  failure: { reason: UnreadableReason; status?: number; detail: string } | null;
  pages: Fetched[];
  finalUrl: string;
}

/** Visits a column. Never throws for what the world does; the visit then says why nothing could be read. */
export async function visitColumn(crawler: Crawler, site: Site, column: Column, settings: VisitSettings): Promise<Visit> {
  const context = { today: settings.today, selector: column.selector };
  const first = await readAddress(crawler, site, column.url, context, column.render);
  const visit = (observation: Observation, pages: Fetched[]): Visit => ({
    columnKey: column.key,
    day: settings.today,
    at: lastInstant(pages),
    url: column.url,
    finalUrl: first.finalUrl,
    ms: pages.reduce((sum, page) => sum + page.ms, 0),
    observation,
    pages,
  });
  if (!first.reading) return visit({ outcome: 'unreadable', ...(first.failure as NonNullable<AddressReading['failure']>) }, first.pages);
  if (first.reading.kind !== 'list') return visit(observe(first.reading), first.pages);

  const list = await followPages(crawler, site, first, column, settings);
  return visit(list.observation, list.pages);
}

const lastInstant = (pages: Fetched[]): Instant => (pages[pages.length - 1] as Fetched).at;

/** What a single page shows, for every kind of page but a list. */
function observe(reading: Reading): Observation {
  switch (reading.kind) {
    case 'blank':
      return { outcome: 'blank', proof: reading.why, reader: reading.reader };
    case 'article':
      return { outcome: 'document', article: reading.article ?? { title: null, published: null, written: null }, reader: reading.reader };
    case 'unreadable':
      return { outcome: 'unreadable', reason: reading.unreadable ?? 'no-list', detail: reading.why };
    case 'list':
      throw new Error('a list is observed over all its pages');
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// One address

const MOST_SHELLS = 3;

/**
 * Fetches an address and reads it. A page that only sends its reader elsewhere is followed; one whose list is drawn by a
 * script is drawn in the browser. A firewall's challenge is never drawn: that would be answering it.
 */
export async function readAddress(
  crawler: Crawler,
  site: Pick<Site, 'key' | 'robots'>,
  url: string,
  context: { today: Day; selector?: ListSelector },
  render: Column['render'],
): Promise<AddressReading> {
  const pages: Fetched[] = [];
  let address = url;
  for (let shells = 0; ; shells++) {
    const fetched = await crawler.fetch(address, site, render === 'browser' ? 'browser' : 'http');
    pages.push(fetched);
    if (fetched.outcome === 'failed') {
      return { reading: null, failure: { reason: fetched.reason, status: fetched.status, detail: fetched.detail }, pages, finalUrl: fetched.finalUrl };
    }
    const reading = readSnapshot(fetched, context);
    if (sentHome(address, fetched.finalUrl)) {
      return { reading: null, failure: { reason: 'soft404', status: fetched.status, detail: `redirected to the home page ${fetched.finalUrl}` }, pages, finalUrl: fetched.finalUrl };
    }
    if (reading.unreadable === 'redirect-shell' && reading.redirectTo && shells < MOST_SHELLS) {
      address = reading.redirectTo;
      continue;
    }
    if (render !== 'auto' || !mayNeedBrowser(reading)) return settle(reading, fetched, pages);

    const drawn = await crawler.fetch(fetched.finalUrl, site, 'browser');
    pages.push(drawn);
    if (drawn.outcome === 'failed') {
      // The script is the reason why there is no list; without a browser that stays the answer.
      const reason = reading.unreadable === 'js-shell' || drawn.reason !== 'no-browser' ? drawn.reason : (reading.unreadable ?? 'undated');
      if (reading.kind === 'list') return settle(reading, fetched, pages);
      return { reading: null, failure: { reason, status: drawn.status, detail: `${reading.why}; ${drawn.detail}` }, pages, finalUrl: fetched.finalUrl };
    }
    const again = readSnapshot(drawn, context);
    return settle(again.kind === 'unreadable' && reading.kind === 'list' ? reading : again, drawn, pages);
  }
}

function readSnapshot(snapshot: Snapshot, context: { today: Day; selector?: ListSelector }): Reading {
  return readPage(
    {
      text: snapshot.text, url: snapshot.finalUrl, contentType: snapshot.headers['content-type'], status: snapshot.status,
      drawn: snapshot.by === 'browser',
    },
    context,
  );
}

function settle(reading: Reading, snapshot: Snapshot, pages: Fetched[]): AddressReading {
  if (reading.kind !== 'unreadable') return { reading, failure: null, pages, finalUrl: snapshot.finalUrl };
  return {
    reading: null,
    failure: { reason: reading.unreadable ?? 'no-list', status: snapshot.status, detail: reading.why },
    pages,
    finalUrl: snapshot.finalUrl,
  };
}

/** Whether drawing the page could show more: its list comes by script, or nothing on it could be read or dated. */
function mayNeedBrowser(reading: Reading): boolean {
  switch (reading.unreadable) {
    case 'js-shell':
    case 'no-list':
    case 'empty':
      return true;
    case 'redirect-shell':
      return reading.redirectTo === null;
    default:
      return reading.kind === 'list' && reading.items.every((item) => item.date === null);
  }
}

/** A column that answers with the site's front page is gone, whatever the status says. */
function sentHome(asked: string, answered: string): boolean {
  if (asked === answered) return false;
  try {
    const [from, to] = [new URL(asked), new URL(answered)];
    return from.pathname.length > 1 && !/^\/(?:index\.\w+)?$/.test(from.pathname) && /^\/(?:index\.\w+)?$/.test(to.pathname) && to.search === '';
  } catch {
    return false;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Further pages of a list

const ENOUGH_FROM_ONE_PAGE = new Set<Column['cadence']['kind']>(['realtime', 'static']);
/** Lists shorter than any CMS's page are taken for whole where nothing says that they go on. */
const SHORTEST_CUT = 10;

async function followPages(
  crawler: Crawler,
  site: Site,
  first: AddressReading,
  column: Column,
  settings: VisitSettings,
): Promise<{ observation: Observation; pages: Fetched[] }> {
  const reading = first.reading as Reading;
  const pages = [...first.pages];
  const seen = new Set<string>();
  const items = fresh(reading.items, seen);
  const drawn = first.pages[first.pages.length - 1]?.by === 'browser';
  const visited = new Set([column.url, first.finalUrl]);
  let last = reading;
  let readPages = 1;
  let rowsOfLast = items;
  let next = nextPage(last, visited);
  let ended = next === undefined && !reading.goesOn;
  while (next && readPages < settings.maxPages && !ENOUGH_FROM_ONE_PAGE.has(column.cadence.kind) && !reachesBack(rowsOfLast, settings.windowStart)) {
    visited.add(next);
    const fetched = await crawler.fetch(next, site, drawn ? 'browser' : 'http');
    pages.push(fetched);
    const page = fetched.outcome === 'fetched' ? readSnapshot(fetched, { today: settings.today, selector: column.selector }) : null;
    rowsOfLast = page?.kind === 'list' ? fresh(page.items, seen) : [];
    // Nothing new: the page could not be read, or the pager leads in a circle.
    if (!page || rowsOfLast.length === 0) break;
    items.push(...rowsOfLast);
    readPages++;
    last = page;
    next = nextPage(last, visited);
    ended = next === undefined;
  }
  const whole = ended && (readPages > 1 || items.length < SHORTEST_CUT);
  return {
    pages,
    observation: {
      outcome: 'list', items, reader: reading.reader, pages: readPages, columnDate: reading.columnDate,
      completeSince: whole ? null : completeSince(items),
    },
  };
}

const nextPage = (reading: Reading, visited: Set<string>) => reading.nextPages.find((address) => !visited.has(address));

/** The items not seen on an earlier page. Takes note of them in `seen`. */
function fresh(items: Item[], seen: Set<string>): Item[] {
  return items.filter((item) => {
    const key = `${item.url ?? ''}|${item.title}|${item.date?.day ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The page shows an item from before the window, pinned rows aside. */
function reachesBack(items: Item[], windowStart: Day): boolean {
  const days = runningDays(items);
  return days.length > 0 && (days[days.length - 1] as Day) < windowStart;
}

/**
 * The day from which nothing is missing in what was read: the oldest day of a list that runs downwards, since what lies
 * on unread pages is older. Undefined where the list does not run downwards, because then anything may lie there.
 */
export function completeSince(items: Item[]): Day | undefined {
  const days = runningDays(items);
  return days.length > 0 ? days[days.length - 1] : undefined;
}

const MOST_PINNED = 8;

/** Days of the list from where it runs downwards to its end; up to eight rows at its top may be pinned. Empty if it never does. */
function runningDays(items: Item[]): Day[] {
  const days = items.filter((item) => item.date && !item.pinned).map((item) => (item.date as NonNullable<Item['date']>).day);
  let start = Math.max(0, days.length - 1);
  while (start > 0 && (days[start - 1] as Day) >= (days[start] as Day)) start--;
  return start <= MOST_PINNED ? days.slice(start) : [];
}
