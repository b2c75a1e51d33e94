/** The national inspection's lines of one site in a run: judged when its columns are done, from what is stored. */
import type { Logger } from 'pino';
import type { Yardstick } from '../audit/facts.js';
import { judgeSite } from '../audit/siteLines/judgeSite.js';
import type { LineColumn } from '../audit/siteLines/standing.js';
import type { Day, Instant, Run, Site } from '../model.js';
import type { Store } from '../store/store.js';

export interface SiteRecording {
  run: Run;
  /** The site's place in the configuration, from 0. */
  position: number;
  site: Site;
  /** All of its columns in this run. */
  columns: LineColumn[];
  yardstick: Yardstick;
}

/** Judges the site and keeps what was said with the run. */
export async function recordSiteLines({ store, log }: { store: Store; log: Logger }, recording: SiteRecording): Promise<void> {
  const { run, position, site, columns, yardstick } = recording;
  const homepage = await store.homepageHistory(site.key, run.day);
  const probes = await store.probes(site.key, daysBefore(run.day, PROBE_DAYS), daysBefore(run.day, -1));
  const verdict = judgeSite({ site, columns, homepage, probes }, run.day, yardstick);
  await store.recordSite(run.id, position, verdict);
  const states = Object.fromEntries(verdict.lines.map(({ id, state }) => [id, state]));
  log.info({ run: run.id, siteId: site.key, site: site.name, ...states }, 'site');
}

/** A week, and a day more on either side because days begin elsewhere in other time zones. */
const PROBE_DAYS = 9;

function daysBefore(day: Day, days: number): Instant {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString();
}
