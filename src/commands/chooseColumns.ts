/** Which columns a command is about: of a configuration or a stored run, narrowed by `--site` and `--column`. */
import { UsageError } from '../exitCodes.js';
import type { Column, Config, Run, Site } from '../model.js';
import type { Store } from '../store/store.js';
import type { RunOptions } from './options.js';

/**
 * The sites and columns whose name contains what `--site` and `--column` ask for, or whose id is exactly that.
 *
 * @throws UsageError where none does
 */
export function narrow(config: Config, { site, column }: RunOptions): Config {
  const isWantedSite = ({ name, key }: Site) => site === undefined || key === site || name.includes(site);
  const isWantedColumn = ({ path, key }: Column) =>
    column === undefined || key === column || path.join(' > ').includes(column);
  const sites = config.sites
    .filter(isWantedSite)
    .map((candidate) => ({ ...candidate, columns: candidate.columns.filter(isWantedColumn) }))
    .filter(({ columns }) => columns.length > 0);
  if (sites.length > 0) return { ...config, sites };

  const asked = [site && `--site ${site}`, column && `--column ${column}`].filter(Boolean).join(' ');
  const names = config.sites.map(({ name }) => name).slice(0, 10);
  throw new UsageError({
    zh: `配置里没有符合 ${asked} 的栏目。现有站点：${names.join('、')}。`,
    en: `No configured column matches ${asked}. Sites: ${names.join(', ')}.`,
  });
}

/** The configuration with the hosts that `--allow-host` permits besides its own. */
export function allowing(config: Config, hosts: string[] | undefined): Config {
  if (hosts === undefined) return config;
  return { ...config, crawl: { ...config.crawl, allowHosts: [...config.crawl.allowHosts, ...hosts] } };
}

/** The columns as a stored run had them configured: enough to judge them again, not to visit them. */
export async function storedConfig(store: Store, run: Run): Promise<Config> {
  const record = await store.readRun(run.id);
  const sites = new Map<string, Site>();
  for (const { siteKey, siteName, column } of record?.columns ?? []) {
    const unvisited = { key: siteKey, name: siteName, url: '', robots: 'obey', homepage: false } as const;
    const site: Site = sites.get(siteKey) ?? { ...unvisited, columns: [] };
    sites.set(siteKey, { ...site, columns: [...site.columns, column] });
  }
  const { timezone, rules, calendar } = run;
  const judgedBy = { timezone, rules, ...(calendar && { calendar }) };
  return { ...judgedBy, probe: NO_PROBE, schedule: { audit: '' }, sites: [...sites.values()], crawl: NO_CRAWL };
}

const NO_CRAWL: Config['crawl'] = {
  contact: '', timeoutMs: 0, perHostIntervalMs: 0, concurrency: 1, allowHosts: [], maxBodyBytes: 0, maxRedirects: 0,
  retries: 0, maxPages: 0, maxItemPages: 0,
};

const NO_PROBE: Config['probe'] = { schedule: null, timeoutMs: 0, control: [] };
