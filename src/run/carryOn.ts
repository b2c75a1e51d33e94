/**
 * A nightly visit to a column whose verdict stands by itself: the page is asked for only if it has changed, and where it
 * has not, the verdict is carried on to the day without reading or judging anything again.
 */
import { createHash } from 'node:crypto';
import { carried } from '../audit/carried.js';
import { addDays } from '../audit/days.js';
import type { Crawler } from '../crawl/crawler.js';
import type { Column, Day, Fetched, Run, RunColumn, Settings, Site } from '../model.js';
import type { Standing, Store } from '../store/store.js';
import { version } from '../version.js';

/**
 * Says by what a column is judged besides its facts: what is configured for it, the rules and arrangements, and this
 * program. A verdict given by anything else is not carried on.
 */
export function judgedBy({ rules, calendar, timezone }: Settings): (column: Column) => string {
  const common = JSON.stringify([version, rules, calendar ?? null, timezone]);
  return (column) => createHash('sha256').update(common).update(JSON.stringify(column)).digest('base64url');
}

/**
 * Asks the column's page whether it has changed, and records the visit where it has not.
 *
 * @returns the column as it stands then; else what came back instead, with which the visit goes on
 */
export async function carryOn(
  { crawler, store, run, site, column, position }: {
    crawler: Crawler; store: Store; run: Run; site: Site; column: Column; position: number;
  },
  standing: Standing,
): Promise<{ done: RunColumn } | { first?: Fetched }> {
  const { day } = run;
  const fetched = await crawler.fetch(column.url, site, 'http', { known: standing.page });
  if (fetched.outcome === 'failed' || !fetched.unchanged) return { first: fetched };
  // On the way another address may have answered with a body that happens to be the same.
  if (fetched.finalUrl !== standing.page.finalUrl) return {};

  const { at, ms } = fetched;
  await store.recordUnchanged(standing, { runId: run.id, position, day, at, ms, isTold: fetched.status === 304 });
  const visit = { ...standing.lastVisit, day, at };
  const done: RunColumn = {
    siteKey: site.key, siteName: site.name, column, verdict: carried(standing.verdict, day, day), lastVisit: visit,
    lastReadable: visit, changes: [], fixedAfterDays: [],
  };
  return { done };
}

/** A column of a stored run as it stood on the run's day: its verdict may be one of an earlier day that stood still. */
export function asOfRun({ day }: Pick<Run, 'day'>, column: RunColumn): RunColumn {
  const { verdict, lastVisit } = column;
  return verdict.day === day ? column : { ...column, verdict: carried(verdict, day, lastVisit?.day ?? verdict.day) };
}

/** At the latest after so many days a page is asked for whole, whatever its server says. */
const READ_ANEW_DAYS = 7;

/** Whether a visit may carry the verdict on, should it find the page unchanged. */
export function mayCarryOn(standing: Standing, { site, column, judgedBy: mark }: { site: Site; column: Column; judgedBy: string }, today: Day): boolean {
  const isDue = standing.standsUntil !== null && standing.standsUntil <= today;
  // A server, or a cache before it, may go on saying that nothing changed.
  if (standing.readOn <= addDays(today, -READ_ANEW_DAYS)) return false;
  // What the site's directory says of the column is read anew every day.
  return !isDue && standing.judgedBy === mark && site.directory === undefined && column.render !== 'browser' &&
    standing.lastVisit.day <= today && standing.verdict.day <= today;
}
