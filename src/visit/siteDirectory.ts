/** A site's 栏目更新情况 page: read once a run, before the site's columns, as evidence beside what their lists show. */
import type { Logger } from 'pino';
import type { Crawler } from '../crawl/crawler.js';
import { matchDirectory } from '../extract/column/matchDirectory.js';
import type { DirectoryDate, DirectoryEntry, Fetched, Site } from '../model.js';
import { readSnapshot, type ReadSettings } from './readAddress.js';

/**
 * Says what the site's directory page tells of a column: undefined where the site names no directory or the column does
 * not stand on it, null where the directory could not be read this time. Never throws for what the world does: without
 * a directory everything goes on as if there were none.
 */
export type DirectoryDates = (columnKey: string) => DirectoryDate | null | undefined;

/** Reads the directory, where the site has one. A list that a script draws is drawn in the browser. */
export async function readSiteDirectory(
  crawler: Crawler,
  site: Site,
  settings: Pick<ReadSettings, 'today' | 'pageReader'>,
  log: Logger,
): Promise<DirectoryDates> {
  const { directory, columns } = site;
  if (directory === undefined) return () => undefined;
  const entries = await entriesAt(crawler, site, directory, settings);
  const dates = matchDirectory(entries, columns, directory);
  const seen = { site: site.name, directory, entries: entries.length, matched: dates.size };
  if (entries.length === 0) log.warn(seen, 'directory could not be read');
  else log.info(seen, 'directory');
  return (columnKey) => (entries.length === 0 ? null : dates.get(columnKey));
}

async function entriesAt(
  crawler: Crawler,
  site: Site,
  url: string,
  settings: ReadSettings,
): Promise<DirectoryEntry[]> {
  const fetched = await crawler.fetch(url, site, 'http');
  const { entries, next } = await read(fetched, settings);
  if (next === null) return entries;
  return (await read(await crawler.fetch(next.url, site, next.by), settings)).entries;
}

interface Read {
  entries: DirectoryEntry[];
  /** Where the lines may be, where this page has none. */
  next: { url: string; by: Fetched['by'] } | null;
}

async function read(page: Fetched, settings: ReadSettings): Promise<Read> {
  if (page.outcome === 'failed') return { entries: [], next: null };
  const { directory, unreadable, redirectTo } = await readSnapshot(page, settings);
  if (directory.length > 0) return { entries: directory, next: null };
  if (unreadable === 'redirect-shell' && redirectTo) return { entries: [], next: { url: redirectTo, by: 'http' } };
  return { entries: [], next: unreadable === 'js-shell' ? { url: page.finalUrl, by: 'browser' } : null };
}
