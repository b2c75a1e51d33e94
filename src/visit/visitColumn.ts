/**
 * One visit to one column: read its address, then the further pages of its list as far back as the audit looks, and the
 * items' own pages where they are needed.
 */
import type { Crawler } from '../crawl/crawler.js';
import { followPages, type KnownRows } from './followPages.js';
import { saysName } from '../extract/column/pageName.js';
import { wrongPageOf, type SiteColumns } from '../extract/column/wrongPage.js';
import type {
  Column, Day, DirectoryDate, Fetched, ItemPageAnswer, Observation, Reading, Site, Visit,
} from '../model.js';
import type { PageReader } from './pageReader.js';
import { readAddress, type AddressReading } from './readAddress.js';
import { createItemPages, type ItemPageSettings } from './readItemPages.js';

export interface VisitSettings {
  today: Day;
  /** How far back items are wanted. */
  windowStart: Day;
  maxPages: number;
  /** Set on later visits, where what is known reaches back to the window. */
  known?: KnownRows;
  /** The site's configured columns, so that another's page is known; without them every page is taken for the column's. */
  siteColumns?: SiteColumns;
  /** What the site's directory page says of the column; null where it could not be read this time. */
  directoryDate?: DirectoryDate | null;
  /** What is known of items' own pages, and how many may be asked for; without it none is. */
  itemPages?: Pick<ItemPageSettings, 'knownPages' | 'maxItemPages'>;
  /** Absent: pages are read in this thread. */
  pageReader?: PageReader;
  /** What the column's address answered, where it was asked already. */
  first?: Fetched;
}

/** Visits a column. Never throws for what the world does; the visit then says why nothing could be read. */
export async function visitColumn(
  crawler: Crawler,
  site: Pick<Site, 'key' | 'robots'>,
  column: Column,
  settings: VisitSettings,
): Promise<Visit> {
  const { today, pageReader } = settings;
  const reading = { today, selector: column.selector, pageReader };
  const address = await readAddress(crawler, site, column.url, reading, column.render, settings.first);
  const { finalUrl, by, askedBy, result } = address;
  const visit = (observation: Observation, furtherPages: Fetched[] = [], itemPages: ItemPageAnswer[] = []) => ({
    ...visitOf(column, settings, finalUrl, observation, [...address.pages, ...furtherPages]),
    ...(itemPages.length > 0 && { itemPages }),
  });

  if ('failure' in result) return visit({ outcome: 'unreadable', ...result.failure });
  const wrong = settings.siteColumns ? wrongPage(column, address, result.reading, settings.siteColumns) : null;
  if (wrong !== null) return visit({ outcome: 'unreadable', reason: 'wrong-page', detail: wrong });
  if (result.reading.kind !== 'list') return visit(observe(result.reading));

  const first = { reading: result.reading, addresses: [column.url, finalUrl], by, ...(askedBy !== undefined && { askedBy }) };
  const nextPages = result.reading.nextPages.map((next) => (typeof next === 'string' ? next : next.url));
  const listAddresses = [finalUrl, column.url, ...nextPages];
  const { itemPages: limits } = settings;
  const itemPages = limits && createItemPages(crawler, site, column, { ...limits, today, listAddresses, pageReader });
  const follow = { ...settings, selector: column.selector, ...(itemPages && { dateRows: itemPages.date }) };
  const list = await followPages(crawler, site, first, column.cadence.kind, follow);
  await itemPages?.finish(list.items);
  const { items, completeSince, readPages } = list;
  const { reader, columnDate, pageName } = result.reading;
  const seen = { items, completeSince, columnDate, pageName, reader, pages: readPages };
  return visit({ outcome: 'list', ...seen }, list.pages, itemPages?.answers);
}

function wrongPage(
  column: Column,
  { finalUrl, pages }: AddressReading,
  { pageName }: Reading,
  columns: SiteColumns,
): string | null {
  const says = (names: readonly string[]) =>
    pages.some((page) => page.outcome === 'fetched' && saysName(page.text, names));
  return wrongPageOf({ column, finalUrl, name: pageName, says }, columns);
}

/** @param pages  at least one */
function visitOf(
  column: Column,
  { today, directoryDate }: VisitSettings,
  finalUrl: string,
  observation: Observation,
  pages: Fetched[],
): Visit {
  const last = pages[pages.length - 1] as Fetched;
  const ms = pages.reduce((sum, page) => sum + page.ms, 0);
  return {
    columnKey: column.key, day: today, at: last.at, url: column.url, finalUrl, ms, observation, pages,
    ...(directoryDate !== undefined && { directoryDate }),
  };
}

/** What a single page shows, for every kind of page but a list. */
function observe(reading: Reading): Observation {
  const { kind, why, reader, article } = reading;
  switch (kind) {
    case 'blank':
      return { outcome: 'blank', proof: why, reader };
    case 'article':
      return { outcome: 'document', article: article ?? { title: null, published: null, written: null }, reader };
    case 'unreadable':
      return { outcome: 'unreadable', reason: reading.unreadable ?? 'no-list', detail: why };
    case 'list':
      throw new Error('a list is observed over all its pages');
  }
}
