/** What the database tells of our own watching, for doctor, for the next start and for the heartbeat. */
import { MISSED_AFTER_HOURS, ownTroubles, type ScheduleState } from '../audit/ownTroubles.js';
import { sendHeartbeat } from '../run/heartbeat.js';
import type { Day, Instant, Run, Settings, Words } from '../model.js';
import { groupOf } from '../schedule/planOf.js';
import { missedDays } from '../schedule/missedDays.js';
import type { GroupPlan, SchedulePlan } from '../schedule/plan.js';
import { groupWords } from '../schedule/scheduleWords.js';
import { nextSlot } from '../schedule/slots.js';
import { takeFileLock } from '../store/fileLock.js';
import type { Store } from '../store/store.js';
import type { WrittenReport } from '../writeReport.js';
import { logger, say, type Context } from './context.js';
import { planFor } from './planFor.js';

const RUNS_LOOKED_AT = 100;

/**
 * What is wrong with it; see `ownTroubles`.
 *
 * @param isAtWork  a run is under way: neither it nor the one that is due then is missing
 * @param settings  whose schedule the days of the runs are held against; absent: only what was noted as due
 */
export async function readOwnTroubles(store: Store, now: Instant, isAtWork: boolean, settings?: Settings): Promise<Words[]> {
  const run = (await store.listRuns(RUNS_LOOKED_AT)).find(({ kind }) => kind === 'crawl');
  const head = run && (await store.runHead(run.id));
  const last = head ? { run: head.run, isBrokenOff: head.run.finishedAt === null && !isAtWork, totals: head.totals } : null;
  return ownTroubles({ now, schedules: await scheduleStates(store, now, settings), last, isAtWork });
}

async function scheduleStates(store: Store, now: Instant, settings: Settings | undefined): Promise<ScheduleState[]> {
  const jobs = await store.scheduledJobs();
  if (settings === undefined) return jobs.map(({ job, nextDue }) => ({ group: namedBy(job), nextDue, missed: [] }));
  const plan = planFor(settings);
  const states: ScheduleState[] = [];
  for (const group of plan.groups) {
    const noted = jobs.find(({ job }) => job === group.job);
    if (!noted) continue;
    const missed = noted.since === null ? [] : await daysMissed(store, group, plan, { since: noted.since, now });
    states.push({ group: plan.groups.length === 1 ? null : groupWords(group), nextDue: noted.nextDue, missed });
  }
  return states;
}

async function daysMissed(store: Store, group: GroupPlan, plan: SchedulePlan, { since, now }: { since: Instant; now: Instant }): Promise<Day[]> {
  const ended = (await store.groupRuns(group.name, since)).filter(({ finishedAt }) => finishedAt !== null);
  const watched = { since, now: Date.parse(now), runs: ended.map(({ startedAt }) => startedAt), patienceMs: MISSED_AFTER_HOURS * 3_600_000 };
  return missedDays(group, plan, watched);
}

function namedBy(job: string): Words | null {
  const name = groupOf(job);
  return name === null ? null : { zh: name, en: name };
}

/** The same, with a run that another process is making now neither missing nor broken off. */
export async function readOwnTroublesBeside(store: Store, now: Instant, db: string, settings?: Settings): Promise<Words[]> {
  const lock = await takeFileLock(db, 'run');
  await lock?.release();
  return readOwnTroubles(store, now, lock === null, settings);
}

/** Tells whoever is configured that a run has ended; @param written  null where it did not come to its end */
export async function beat(
  context: Context,
  store: Store,
  config: Settings,
  { day, run, written }: { day: string; run: Run | null; written: WrittenReport | null },
): Promise<void> {
  const { heartbeat: settings, crawl } = config;
  if (!settings) return;
  const now = context.now().toISOString();
  const totals = run && (await store.runHead(run.id))?.totals;
  const troubles = run === null || run.finishedAt === null
    ? [{ zh: '本次巡检没有查完。', en: 'This run did not come to its end.' }]
    : ownTroubles({ now, schedules: [], last: totals ? { run, isBrokenOff: false, totals } : null, isAtWork: true });
  const columns = totals?.columns ?? 0;
  const readable = totals?.readable ?? 0;
  const heldBack = totals?.heldBack ?? 0;
  const asked = columns - heldBack;
  await sendHeartbeat({
    run: run?.id ?? null, day, started: run?.startedAt ?? null, ended: run?.finishedAt ?? null, columns, readable, heldBack,
    share: asked === 0 ? 0 : Math.round((readable / asked) * 1000) / 1000, doubtful: run?.doubtful?.zh ?? null,
    findings: written?.figures.summary.findingsByLevel ?? {}, nextDue: nextRun(config, context.now()), troubles,
    ok: troubles.length === 0, version: context.version,
  }, { settings, allowHosts: crawl.allowHosts, userAgent: `Shixian/${context.version}`, log: logger(context) });
}

/** Of whichever group is the first. */
function nextRun(settings: Settings, now: Date): Instant | null {
  const plan = planFor(settings);
  return plan.groups.flatMap((group) => nextSlot(group, plan, now.getTime())?.at ?? []).sort()[0] ?? null;
}

/** Before anything is said of others. */
export function sayTroubles(context: Context, troubles: readonly Words[]): void {
  for (const trouble of troubles) say(context, ownTroubleWords(trouble));
}

/** As it stands before what is said of others. */
function ownTroubleWords({ zh, en }: Words): Words {
  return { zh: `巡检自身问题：${zh}`, en: `Our own watching: ${en}` };
}
