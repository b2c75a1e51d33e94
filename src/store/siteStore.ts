import type { Day, HomepageHistory, HomepageVisit, Instant, Probe, SiteVerdict } from '../model.js';
import type { Database } from './database.js';
import { createGroups } from './groups.js';
import { readHomepageHistory, recordHomepage } from './homepages.js';
import { insertProbes, readProbes } from './probes.js';
import { packSnapshots, recordSnapshots } from './snapshots.js';
import { filled, type Value } from './statements.js';

/** What is remembered of whole sites. */
export interface SiteStore {
  /** Keeps what was judged of a site in a run, in the order of the configuration. */
  recordSite(runId: string, position: number, verdict: SiteVerdict): Promise<void>;

  /** Keeps a reading of a homepage with its page. */
  recordHomepage(runId: string, visit: HomepageVisit): Promise<void>;
  /** What the readings up to `asOf` tell; null where there was none. */
  homepageHistory(siteKey: string, asOf: Day): Promise<HomepageHistory | null>;

  recordProbes(probes: readonly Probe[]): Promise<void>;
  /** A site's probes from `since` up to and without `until`, oldest first. */
  probes(siteKey: string, since: Instant, until: Instant): Promise<Probe[]>;
}

export function createSiteStore(database: Database): SiteStore {
  const commitSite = createGroups<Value[], void>({
    commit: async (sites) => {
      await database.script(['begin immediate', ...sites.map((values) => filled(KEEP_SITE, values)), 'commit'].join(';\n'));
      return sites.map(() => undefined);
    },
    mayJoin: () => true,
  });
  return {
    recordSite: (runId, position, verdict) => commitSite([runId, verdict.siteKey, position, JSON.stringify(verdict)]),
    async recordHomepage(runId, visit) {
      const pages = await packSnapshots([visit.fetched]);
      await database.transaction(async (sql, statements) => {
        await recordSnapshots(statements, pages);
        await recordHomepage(sql, runId, visit);
      });
    },
    async homepageHistory(siteKey, asOf) {
      // Most sites of a long list have none.
      const some = await database.look((statements) => statements.first(HAS_HOMEPAGE, siteKey, asOf));
      return some ? database.read((sql) => readHomepageHistory(sql, siteKey, asOf)) : null;
    },
    recordProbes: (probes) => database.transaction((sql) => insertProbes(sql, probes)),
    probes: (siteKey, since, until) => database.look((statements) => readProbes(statements, siteKey, since, until)),
  };
}

const KEEP_SITE = 'insert into run_site (run_id, site_key, position, verdict) values (?, ?, ?, ?)';
const HAS_HOMEPAGE = 'select 1 from homepage_visit where site_key = ? and day <= ? limit 1';
