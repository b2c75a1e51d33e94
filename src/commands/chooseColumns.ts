/** Which columns a command is about: of a configuration or a stored run, narrowed by `--site` and `--column`. */
import { loadSettings, openConfig, type OpenConfig } from '../config/openConfig.js';
import { UsageError } from '../exitCodes.js';
import type { Column, Run, ScheduleSettings, Settings, Site, Watchlist } from '../model.js';
import { plainText } from '../report/pageText.js';
import { isRest, membersOf, REST_ZH } from '../schedule/membership.js';
import { REST } from '../schedule/plan.js';
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
  const file = options.config ?? DEFAULT_CONFIG;
  const schedule = options.group === undefined ? null : (await loadSettings(file)).schedule;
  const inGroup = schedule === null ? () => true : groupMembers(options.group ?? '', schedule);
  const chosen = wanting(options);
  const open = await openConfig(file, { rules: options.rules, wants: (site) => (inGroup(site) ? chosen(site) : null) });
  if (open.columnCount === 0) throw nothingChosen(options, open.firstNames);
  return withHoursOf(options.group, allowing(open, options.allowHost));
}

/** As it is stored of a run: 其余 is `rest`. */
export function groupName(written: string | null): string | null {
  return written !== null && isRest(written) ? REST : written;
}

function groupMembers(name: string, schedule: ScheduleSettings): (site: Site) => boolean {
  const members = membersOf(name, schedule);
  if (members !== null) return members;
  const names = [...(schedule.groups ?? []).map((group) => plainText(group.name, 40)), REST_ZH];
  throw new UsageError({
    zh: `配置里没有叫 ${plainText(name, 60)} 的分组。现有分组：${names.join('、')}（不在任何组里的网站）。`,
    en: `No group is called ${plainText(name, 60)}. Groups: ${names.join(', ')} (the sites of no group).`,
  });
}

/** A group's own hours and minutes stand in place of the configuration's. */
function withHoursOf<Own extends Settings>(name: string | undefined, config: Own): Own {
  const group = config.schedule.groups?.find((one) => one.name === name);
  if (!group) return config;
  const { hours, maxMinutes } = group;
  return { ...config, crawl: { ...config.crawl, ...(hours && { hours }), ...(maxMinutes !== undefined && { maxMinutes }) } };
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

function nothingChosen({ site, column, group }: RunOptions, names: readonly string[]): UsageError {
  const given = [site && `--site ${site}`, column && `--column ${column}`, group && `--group ${group}`].filter(Boolean).join(' ');
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
