import { createHash } from 'node:crypto';
import type { Settings, Site } from '../model.js';

/**
 * Tells a configuration from every other: whoever goes on with a run must find it as it was. Only what was read from the
 * files counts, so comments, spacing, the order of keys and the way in which a value is written are all the same, and of the
 * settings only those by which sites are visited and judged: a schedule, a heartbeat or a message changes no run.
 *
 * @param config  as opened; hosts that the command line permits do not count
 * @param version  of the program, which may judge otherwise than another
 */
export function configFingerprint({ meaning }: { meaning: string }, version: string): string {
  return createHash('sha256').update(`${version}\0${meaning}`).digest('hex');
}

/** What sites mean, gathered while they pass, so that none has to be read again for it nor kept. */
export interface SitesMeaning {
  /** In the order of the configuration, which counts: reports show sites and columns in it. */
  add(site: Site): void;
  /** Of all sites so far. */
  digest(): string;
}

export function createSitesMeaning(): SitesMeaning {
  const hash = createHash('sha256');
  return {
    // What parsing makes of a site has its members in one order, however they were written.
    add: (site) => void hash.update(`${JSON.stringify(site)}\0`),
    digest: () => hash.copy().digest('hex'),
  };
}

/**
 * What a whole configuration means.
 *
 * @param settings  with the calendar and rule files laid over them
 * @param sites  see `SitesMeaning`, before the rule file is laid over them
 * @param ruleFile  as it was read; null where none is laid over
 */
export function meaningOf(settings: Settings, sites: string, ruleFile: unknown): string {
  const { timezone, rules, calendar, crawl, probe } = settings;
  return createHash('sha256').update(sorted({ timezone, rules, calendar, crawl, probe, sites, ruleFile })).digest('hex');
}

/** JSON with the members of every object in the order of their names. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one);
}
