/**
 * The walk: one audit from configuration to stored verdicts. config → crawl → extract → audit → store; the report is
 * drawn afterwards from what is stored.
 */
import { randomBytes } from 'node:crypto';
import PQueue from 'p-queue';
import type { Logger } from 'pino';
import { auditWindowStart } from './audit/periods.js';
import { judge } from './audit/judge.js';
import { lifecycle } from './audit/lifecycle.js';
import type { Crawler } from './crawl/crawler.js';
import type { Column, Config, Day, FindingRecord, History, Instant, Run, RunColumn, Site, Visit } from './model.js';
import type { Store } from './store/store.js';
import { visitColumn } from './visitColumn.js';

export interface Walk {
  config: Config;
  /** Where the configuration came from, for the reader of the report. */
  configName: string;
  store: Store;
  log: Logger;
  /** The day to judge, in the configured time zone. */
  today: Day;
  /** The clock, read for the instants at which runs begin and end. */
  now: () => Date;
  /** Called after each column, in the order in which they are done. */
  onColumn?: (done: RunColumn) => void;
  /** No new column is begun once it is aborted, and what comes back afterwards is not recorded. */
  signal?: AbortSignal;
}

/** Visits every column of the configuration and judges it. Resolves to the run; it has no end where it was stopped. */
export async function runAudit(walk: Walk, crawler: Crawler): Promise<Run> {
  const { config, store, today, signal } = walk;
  const run = newRun(walk, 'crawl');
  await store.startRun(run);
  // Sites go side by side and a site's columns one after the other: its host wants to rest between two requests anyway.
  const sites = new PQueue({ concurrency: config.crawl.concurrency });
  const failures: unknown[] = [];
  let position = 0;
  for (const site of config.sites) {
    const first = position;
    position += site.columns.length;
    await sites.onSizeLessThan(config.crawl.concurrency);
    if (signal?.aborted || failures.length > 0) break;
    void sites.add(() => auditSite(walk, run, crawler, site, first)).catch((error: unknown) => failures.push(error));
  }
  await sites.onIdle();
  if (failures.length > 0) throw failures[0];
  if (signal?.aborted) return run;
  const finishedAt = walk.now().toISOString();
  await store.finishRun(run.id, finishedAt);
  return { ...run, finishedAt };

  async function auditSite(context: Walk, current: Run, reader: Crawler, site: Site, firstPosition: number): Promise<void> {
    for (const [index, column] of site.columns.entries()) {
      if (signal?.aborted) return;
      const windowStart = auditWindowStart(column.cadence.kind, today);
      const visit = await visitColumn(reader, site, column, {
        today, maxPages: config.crawl.maxPages, windowStart: column.since && column.since > windowStart ? column.since : windowStart,
      });
      if (signal?.aborted) return;
      await record(context, current, site, column, firstPosition + index, visit, true);
    }
  }
}

/**
 * Judges the stored facts again, without visiting anything.
 *
 * @param keepLifecycle false where an earlier day is judged than one judged before: the verdict is kept with the run, but
 *   no finding is opened or resolved by looking back
 */
export async function rejudge(walk: Walk, keepLifecycle: boolean): Promise<Run> {
  const run = newRun(walk, 'rejudge');
  await walk.store.startRun(run);
  let position = 0;
  for (const site of walk.config.sites) {
    for (const column of site.columns) await record(walk, run, site, column, position++, null, keepLifecycle);
  }
  const finishedAt = walk.now().toISOString();
  await walk.store.finishRun(run.id, finishedAt);
  return { ...run, finishedAt };
}

async function record(walk: Walk, run: Run, site: Site, column: Column, position: number, visit: Visit | null, keepLifecycle: boolean): Promise<void> {
  const judgeColumn = (history: History, known: FindingRecord[]) => {
    const verdict = judge(column, history, run.day);
    return { verdict, changes: lifecycle(known, verdict) };
  };
  const done = await walk.store.recordColumn({ run, position, site, column, visit, keepLifecycle }, judgeColumn);
  const { status, latest, unreadable, findings } = done.verdict;
  walk.log.info(
    {
      run: run.id, site: site.name, column: column.path.join(' > '), status, latest: latest?.date.day ?? null,
      reason: unreadable?.reason, findings: findings.length, ms: visit?.ms,
    },
    'column',
  );
  walk.onColumn?.(done);
}

function newRun(walk: Walk, kind: Run['kind']): Run {
  const startedAt = walk.now().toISOString();
  return { id: runId(startedAt), kind, day: walk.today, startedAt, finishedAt: null, timezone: walk.config.timezone, configName: walk.configName };
}

/** `20261123-020000-3fa9`: sorts by time, fits a folder name on every system, and two runs in one second differ. */
function runId(startedAt: Instant): string {
  return `${startedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;
}
