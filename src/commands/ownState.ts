/** What the database tells of our own watching, for doctor, for the next start and for the heartbeat. */
import { createTask } from 'node-cron';
import { ownTroubles } from '../audit/ownTroubles.js';
import { sendHeartbeat } from '../run/heartbeat.js';
import type { Instant, Run, Settings, Words } from '../model.js';
import { takeFileLock } from '../store/fileLock.js';
import type { Store } from '../store/store.js';
import type { WrittenReport } from '../writeReport.js';
import { logger, say, type Context } from './context.js';

const RUNS_LOOKED_AT = 100;

/**
 * What is wrong with it; see `ownTroubles`.
 *
 * @param isAtWork  a run is under way: neither it nor the one that is due then is missing
 */
export async function readOwnTroubles(store: Store, now: Instant, isAtWork: boolean): Promise<Words[]> {
  const run = (await store.listRuns(RUNS_LOOKED_AT)).find(({ kind }) => kind === 'crawl');
  const head = run && (await store.runHead(run.id));
  const last = head ? { run: head.run, isBrokenOff: head.run.finishedAt === null && !isAtWork, totals: head.totals } : null;
  return ownTroubles({ now, nextDue: await store.nextDue('audit'), last, isAtWork });
}

/** The same, with a run that another process is making now neither missing nor broken off. */
export async function readOwnTroublesBeside(store: Store, now: Instant, db: string): Promise<Words[]> {
  const lock = await takeFileLock(db, 'run');
  await lock?.release();
  return readOwnTroubles(store, now, lock === null);
}

/** Tells whoever is configured that a run has ended; @param written  null where it did not come to its end */
export async function beat(
  context: Context,
  store: Store,
  config: Settings,
  { day, run, written }: { day: string; run: Run | null; written: WrittenReport | null },
): Promise<void> {
  const { heartbeat: settings, crawl, timezone, schedule } = config;
  if (!settings) return;
  const now = context.now().toISOString();
  const totals = run && (await store.runHead(run.id))?.totals;
  const troubles = run === null || run.finishedAt === null
    ? [{ zh: '本次巡检没有查完。', en: 'This run did not come to its end.' }]
    : ownTroubles({ now, nextDue: null, last: totals ? { run, isBrokenOff: false, totals } : null, isAtWork: true });
  const columns = totals?.columns ?? 0;
  const readable = totals?.readable ?? 0;
  const heldBack = totals?.heldBack ?? 0;
  const asked = columns - heldBack;
  await sendHeartbeat({
    run: run?.id ?? null, day, started: run?.startedAt ?? null, ended: run?.finishedAt ?? null, columns, readable, heldBack,
    share: asked === 0 ? 0 : Math.round((readable / asked) * 1000) / 1000, doubtful: run?.doubtful?.zh ?? null,
    findings: written?.figures.summary.findingsByLevel ?? {}, nextDue: await nextRun(schedule.audit, timezone), troubles,
    ok: troubles.length === 0, version: context.version,
  }, { settings, allowHosts: crawl.allowHosts, userAgent: `Shixian/${context.version}`, log: logger(context) });
}

/** A task tells it only once it has started. */
async function nextRun(cron: string, timezone: string): Promise<Instant | null> {
  const task = createTask(cron, () => undefined, { timezone });
  await task.start();
  const next = task.getNextRun()?.toISOString() ?? null;
  await task.destroy();
  return next;
}

/** Before anything is said of others. */
export function sayTroubles(context: Context, troubles: readonly Words[]): void {
  for (const trouble of troubles) say(context, ownTroubleWords(trouble));
}

/** As it stands before what is said of others. */
function ownTroubleWords({ zh, en }: Words): Words {
  return { zh: `巡检自身问题：${zh}`, en: `Our own watching: ${en}` };
}
