/** The schedule of a configuration at work in this process: `shixian schedule` and the dashboard start it here. */
import { configFingerprint } from '../config/fingerprint.js';
import type { OpenConfig } from '../config/openConfig.js';
import { UsageError } from '../exitCodes.js';
import type { Instant } from '../model.js';
import type { GroupPlan, SchedulePlan } from '../schedule/plan.js';
import { nextSlot } from '../schedule/slots.js';
import { startProbes } from '../schedule/startProbes.js';
import { startSchedule, type NextRun, type Past } from '../schedule/startSchedule.js';
import { waitOnClock } from '../schedule/waitOnClock.js';
import { openStore, type Store } from '../store/store.js';
import { openChosen } from './chooseColumns.js';
import { logger, type Context } from './context.js';
import { hold } from './hold.js';
import { DEFAULT_DB, type RunOptions } from './options.js';
import { planFor } from './planFor.js';
import { createProber } from './probe.js';
import { auditOnce, configName } from './run.js';
import { startMessages } from './startMessages.js';

export interface Scheduled {
  plan: SchedulePlan;
  settings: OpenConfig;
  /** Every group with its next run. */
  next: () => NextRun[];
  /** Begins nothing more, ends what is under way and gives the database's schedule free; resolves then. */
  stop: () => Promise<void>;
  /** Resolves when all of it has stopped. */
  stopped: Promise<void>;
}

/**
 * Starts audits of all groups and probes, as the configuration says; they stop when `context.signal` is aborted or
 * `stop` is called. The configuration is read again for every run, so that an edit of sites counts from the next one on;
 * times and groups are those of the start.
 *
 * @param make  who makes a group's run, where it is not this process
 * @throws BusyError where another process has a schedule at work on the database
 */
export async function startScheduled(
  context: Context,
  options: RunOptions,
  make?: (group: GroupPlan, signal: AbortSignal) => Promise<void>,
): Promise<Scheduled> {
  const db = options.db ?? DEFAULT_DB;
  const settings = await openChosen(options);
  const plan = planFor(settings);
  const log = logger(context, 'info');
  const lock = await withStore(db, async (store) => {
    const held = await hold(context, store, db, 'schedule');
    await store.notePlans(jobsOf(plan, context.now()), context.now().toISOString());
    return held;
  });

  const halt = new AbortController();
  const ending = { ...context, signal: AbortSignal.any([context.signal, halt.signal]) };
  const running = startSchedule(plan, {
    now: context.now,
    log,
    wait: waitOnClock,
    recall: (group) => withStore(db, (store) => pastOf(store, group)),
    noteNextDue: (group, at) => withStore(db, (store) => store.setNextDue(group.job, at)),
    run: async (group, { signal }) => {
      const either = AbortSignal.any([ending.signal, signal]);
      await (make?.(group, either) ?? auditGroup({ ...ending, signal: either }, { ...options, db }, group));
    },
  });
  const probes = settings.probe.schedule === null ? null : await startProbing(ending, { ...options, db }, settings.probe.schedule, settings.timezone);
  const messages = await startMessages(ending, { ...options, db }, settings.timezone);
  const onAbort = () => void running.stop();
  ending.signal.addEventListener('abort', onAbort, { once: true });
  if (ending.signal.aborted) onAbort();
  const stopped = Promise.all([running.stopped, probes?.stopped, messages.stopped]).then(() => lock.release());
  return {
    plan,
    settings,
    next: running.next,
    stop: () => {
      halt.abort();
      return stopped;
    },
    stopped,
  };
}

/** How each group is planned, so that nothing is called missed that was planned otherwise then. */
function jobsOf(plan: SchedulePlan, now: Date): { job: string; plan: string; nextDue: Instant }[] {
  return plan.groups.flatMap((group) => {
    const { job, cron, on } = group;
    const slot = nextSlot(group, plan, now.getTime());
    return slot === null ? [] : [{ job, plan: JSON.stringify({ cron, on, timezone: plan.timezone }), nextDue: slot.at }];
  });
}

/** The run of one group, now: as the schedule makes it, in whichever process. @param job  of the group's plan */
export async function runScheduled(context: Context, options: RunOptions, job: string): Promise<number> {
  const group = planFor(await openChosen(options)).groups.find((one) => one.job === job);
  if (group) return auditGroup(context, options, group);
  throw new UsageError({ zh: `配置里已没有分组 ${job}。`, en: `The configuration has no group ${job} any more.` });
}

async function auditGroup(context: Context, given: RunOptions, { name }: GroupPlan): Promise<number> {
  const options = name === null ? given : { ...given, group: name };
  const config = await openChosen(options);
  const fingerprint = configFingerprint(config, context.version);
  const exitCode = await auditOnce(context, config, configName(options.config), options, { fingerprint, takeUp: 'unfinished', waits: true });
  logger(context, 'info').info({ exitCode }, 'run ended');
  return exitCode;
}

async function pastOf(store: Store, group: GroupPlan): Promise<Past> {
  const nextDue = await store.nextDue(group.job);
  const since = nextDue === null ? [] : await store.groupRuns(group.name, nextDue);
  return { nextDue, lastBegan: since.find(({ finishedAt }) => finishedAt !== null)?.startedAt ?? null };
}

async function startProbing(context: Context, options: RunOptions & { db: string }, cron: string, timezone: string): Promise<{ stopped: Promise<void> }> {
  const prober = createProber(context, options.db);
  const log = logger(context, 'info');
  const round = async () => {
    log.info(await prober.round(await openChosen(options)), 'probes ended');
  };
  const { stopped } = await startProbes({ cron, timezone, log, signal: context.signal, round });
  return { stopped: stopped.finally(() => prober.close()) };
}

/** Opened for each use and not kept open, so that backups and other commands find the database free. */
async function withStore<Result>(db: string, use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(db);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
