/** One visit to one column: read its address, then the further pages of its list as far back as the audit looks. */
import type { Crawler } from './crawl/crawler.js';
import { followPages, type KnownRows } from './followPages.js';
import type { Column, Day, Fetched, Observation, Reading, Site, Visit } from './model.js';
import { readAddress } from './readAddress.js';

export interface VisitSettings {
  today: Day;
  /** How far back items are wanted. */
  windowStart: Day;
  maxPages: number;
  /** Set on later visits, where what is known reaches back to the window. */
  known?: KnownRows;
}

/** Visits a column. Never throws for what the world does; the visit then says why nothing could be read. */
export async function visitColumn(
  crawler: Crawler,
  site: Pick<Site, 'key' | 'robots'>,
  column: Column,
  settings: VisitSettings,
): Promise<Visit> {
  const reading = { today: settings.today, selector: column.selector };
  const address = await readAddress(crawler, site, column.url, reading, column.render);
  const { finalUrl, by, result } = address;
  const visit = (observation: Observation, furtherPages: Fetched[] = []) =>
    visitOf(column, settings.today, finalUrl, observation, [...address.pages, ...furtherPages]);

  if ('failure' in result) return visit({ outcome: 'unreadable', ...result.failure });
  if (result.reading.kind !== 'list') return visit(observe(result.reading));

  const first = { reading: result.reading, addresses: [column.url, finalUrl], by };
  const follow = { ...settings, selector: column.selector };
  const list = await followPages(crawler, site, first, column.cadence.kind, follow);
  const { items, completeSince, readPages } = list;
  const { reader, columnDate } = result.reading;
  return visit({ outcome: 'list', items, completeSince, columnDate, reader, pages: readPages }, list.pages);
}

/** @param pages  at least one */
function visitOf(column: Column, day: Day, finalUrl: string, observation: Observation, pages: Fetched[]): Visit {
  const last = pages[pages.length - 1] as Fetched;
  const ms = pages.reduce((sum, page) => sum + page.ms, 0);
  return { columnKey: column.key, day, at: last.at, url: column.url, finalUrl, ms, observation, pages };
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
