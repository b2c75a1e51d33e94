/** Which columns a command is about: of a configuration or a stored run, narrowed by `--site` and `--column`. */
import { openConfig, type OpenConfig } from '../config/openConfig.js';
import { UsageError } from '../exitCodes.js';
import type { Column, Run, Settings, Site, Watchlist } from '../model.js';
import { plainText } from '../report/pageText.js';
import type { Store } from '../store/store.js';
import { DEFAULT_CONFIG, type RunOptions } from './options.js';

/** What `--site` and `--column` want of a site: the columns whose name contains what they say, or whose id is exactly that. */
export function wanting({ site, column }: RunOptions): (candidate: Site) => Site | null {
  const isWantedSite = ({ name, key }: Site) => site === undefined || key === site || name.includes(site);
  const isWantedColumn = ({ path, key }: Column) =>
    column === undefined || key === column || path.join(' > ').includes(column);
  return (candidate) => {
    if (!isWantedSite(candidate)) return null;
    const columns = candidate.columns.filter(isWantedColumn);
    return columns.length > 0 ? { ...candidate, columns } : null;
  };
}

/**
 * Opens the configuration with what `--site`, `--column`, `--rules` and `--allow-host` say.
 *
 * @throws UsageError where no column is wanted
 */
export async function openChosen(options: RunOptions): Promise<OpenConfig> {
  const open = await openConfig(options.config ?? DEFAULT_CONFIG, { rules: options.rules, wants: wanting(options) });
  if (open.columnCount === 0) throw nothingChosen(options, open.firstNames);
  return allowing(open, options.allowHost);
}

/** The sites of a list that `of` gives something for, one by one as they are read. */
export function mapSites<List extends Watchlist>(list: List, of: (site: Site) => Site | null): Watchlist {
  async function* mapped(): AsyncGenerator<Site> {
    for await (const site of list.sites) {
      const found = of(site);
      if (found) yield found;
    }
  }
  return { ...list, sites: { [Symbol.asyncIterator]: mapped } };
}

/**
 * The sites and columns of a list that `--site` and `--column` want.
 *
 * @throws UsageError where they want none
 */
export async function narrow(list: Watchlist, options: RunOptions): Promise<Watchlist> {
  if (options.site === undefined && options.column === undefined) return list;
  const narrowed = mapSites(list, wanting(options));
  for await (const _ of narrowed.sites) return narrowed;
  const names: string[] = [];
  for await (const { name } of list.sites) if (names.push(name) === NAMES_SHOWN) break;
  throw nothingChosen(options, names);
}

const NAMES_SHOWN = 10;

function nothingChosen({ site, column }: RunOptions, names: readonly string[]): UsageError {
  const given = [site && `--site ${site}`, column && `--column ${column}`].filter(Boolean).join(' ');
  const asked = plainText(given, 120);
  const known = names.map((name) => plainText(name, 40));
  return new UsageError({
    zh: `配置里没有符合 ${asked} 的栏目。现有站点：${known.join('、')}。`,
    en: `No configured column matches ${asked}. Sites: ${known.join(', ')}.`,
  });
}

/** The configuration with the hosts that `--allow-host` permits besides its own. */
export function allowing<Own extends Settings>(config: Own, hosts: string[] | undefined): Own {
  if (hosts === undefined) return config;
  return { ...config, crawl: { ...config.crawl, allowHosts: [...config.crawl.allowHosts, ...hosts] } };
}

/** The columns as a stored run had them configured, a site at a time: enough to judge them again, not to visit them. */
export function storedConfig(store: Pick<Store, 'runSites'>, { id, timezone, rules, calendar }: Run): Watchlist {
  const judgedBy = { timezone, rules, ...(calendar && { calendar }) };
  const sites = { [Symbol.asyncIterator]: () => storedSites(store, id) };
  return { ...judgedBy, probe: NO_PROBE, schedule: { audit: '' }, sites, crawl: NO_CRAWL };
}

async function* storedSites(store: Pick<Store, 'runSites'>, runId: string): AsyncGenerator<Site> {
  for await (const { siteKey, siteName, columns } of store.runSites(runId)) {
    const configured = columns.map(({ column }) => column);
    yield { key: siteKey, name: siteName, url: '', robots: 'obey', homepage: false, columns: configured };
  }
}

const NO_CRAWL: Settings['crawl'] = {
  contact: '', timeoutMs: 0, perHostIntervalMs: 0, concurrency: 1, allowHosts: [], maxBodyBytes: 0, maxRedirects: 0,
  retries: 0, maxPages: 0, maxItemPages: 0,
};

const NO_PROBE: Settings['probe'] = { schedule: null, timeoutMs: 0, control: [] };
