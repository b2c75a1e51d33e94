/**
 * The walk: one audit from configuration to stored verdicts. config → crawl → extract → audit → store; the report is
 * drawn afterwards from what is stored.
 */
import PQueue from 'p-queue';
import { auditSite } from './run/auditSite.js';
import { clockJump } from './run/clockJump.js';
import { clockSkew } from './run/clockSkew.js';
import { judgedBy } from './run/carryOn.js';
import type { Crawler } from './crawl/crawler.js';
import { withIds } from './run/logIds.js';
import type { Run } from './model.js';
import { createWaitingSites } from './run/waitingSites.js';
import { turnsAfter } from './run/turns.js';
import { yardstickOf } from './run/judgeWith.js';
import { finishRun, looksBack, newRun, type Walk } from './run/walk.js';

/**
 * Visits every column of the configuration and judges it.
 *
 * Resolves to the run, which has no end where it was stopped: what was recorded until then stays. Rejects on a mistake
 * of our own, of the database or of a site that can be read no longer, after the columns under way have ended.
 */
export async function runAudit(walk: Walk, crawler: Crawler): Promise<Run> {
  const { config, store, signal } = walk;
  const keepLifecycle = !(await looksBack(walk));
  const elapsedMs = walk.elapsedMs ?? (() => performance.now());
  const [began, beganMs] = [walk.now(), elapsedMs()];
  const run = walk.resumed ?? newRun(walk, 'crawl');
  const yardstick = yardstickOf(config);
  const markOf = judgedBy(config);
  // The one that is gone on with counts as well.
  const lastBegun = walk.asked ? await store.leftOffAt(walk.asked) : null;
  if (walk.resumed) await store.dropOvertaken(run.id);
  else await store.startRun(run, walk.asked);

  const failures: unknown[] = [];
  const failed = new AbortController();
  // Asked before each piece of work: a stop that comes after the last one leaves nothing out, and the run has its end.
  let wasStopped = false;
  const isOver = () => {
    wasStopped ||= signal?.aborted === true;
    return wasStopped || failures.length > 0;
  };
  const fail = (error: unknown) => {
    failures.push(error);
    failed.abort();
  };
  const siteWalk = { ...walk, crawler, run, yardstick, markOf, keepLifecycle, isOver, wasCut: lastBegun !== null };
  const waiting = createWaitingSites(crawler, signal ? AbortSignal.any([signal, failed.signal]) : failed.signal);
  // Sites go side by side and a site's columns one after the other: its host wants to rest between two requests anyway.
  const sites = new PQueue({ concurrency: config.crawl.concurrency });
  try {
    for await (const { site, ...places } of turnsAfter(lastBegun, config.sites)) {
      // Ten thousand sites need not all wait in the queue: one waits, so that none is read before its turn comes.
      await sites.onSizeLessThan(1);
      if (isOver()) break;
      await waiting.take(site, () => {
        const ids = { run: run.id, siteId: site.key };
        const auditIt = () => auditSite(siteWalk, site, places);
        if (!isOver()) void sites.add(() => withIds(walk.log, ids, auditIt)).catch(fail);
      });
    }
  } catch (error) {
    fail(error);
  }
  await waiting.allBegun();
  await sites.onIdle();
  if (failures.length > 0) throw failures[0];
  const readings = { began, ended: walk.now(), elapsedMs: elapsedMs() - beganMs };
  const judged = { timezone: config.timezone, today: walk.today };
  const jump = clockJump(readings, judged) ?? clockSkew(crawler.clockAheadMs(), { began, ...judged });
  return wasStopped ? run : finishRun(walk, run, jump);
}
