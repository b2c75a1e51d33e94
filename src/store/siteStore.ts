import type { Day, HomepageHistory, HomepageVisit, Instant, Probe, SiteVerdict } from '../model.js';
import type { Database } from './database.js';
import { readHomepageHistory, recordHomepage } from './homepages.js';
import { insertProbes, readProbes } from './probes.js';
import { packSnapshots, recordSnapshots } from './snapshots.js';

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
  return {
    recordSite: (runId, position, verdict) => database.transaction(async (sql) => {
      await sql('run_site').insert({ run_id: runId, site_key: verdict.siteKey, position, verdict: JSON.stringify(verdict) });
    }),
    async recordHomepage(runId, visit) {
      const pages = await packSnapshots([visit.fetched]);
      await database.transaction(async (sql, statements) => {
        await recordSnapshots(statements, pages);
        await recordHomepage(sql, runId, visit);
      });
    },
    homepageHistory: (siteKey, asOf) => database.read((sql) => readHomepageHistory(sql, siteKey, asOf)),
    recordProbes: (probes) => database.transaction((sql) => insertProbes(sql, probes)),
    probes: (siteKey, since, until) => database.read((sql) => readProbes(sql, siteKey, since, until)),
  };
}
