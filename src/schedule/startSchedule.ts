/**
 * The schedule at work: one run at a time, each when it is due, a missed one made up once, a clean stop.
 *
 * Nothing is kept in timers but the time until the next look, half a minute at most: a machine that slept, and a clock that
 * was moved, are seen at the next look. What is due is reckoned from one moment a group, up to which all is settled; it is
 * written down after every run as the moment of the next, so that a later start knows what was missed meanwhile.
 */
import type { Logger } from 'pino';
import type { Instant } from '../model.js';
import { decide, type Decision, type Why } from './decide.js';
import type { GroupPlan, SchedulePlan, Slot } from './plan.js';
import { lastDue, nextSlot } from './slots.js';

/** What the schedule is handed. No door is called while another is under way, but `now`. */
export interface ScheduleDoors {
  now: () => Date;
  log: Logger;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted; never rejects. See `waitOnClock`. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What is stored of a group. */
  recall: (group: GroupPlan) => Promise<Past>;
  /** Writes down when a group is due next. */
  noteNextDue: (group: GroupPlan, at: Instant) => Promise<void>;
  /**
   * Makes a group's run and resolves when it is over; another run of another process is waited for. Where it rejects that
   * is logged and the schedule goes on. Aborted, it ends early and stays due.
   */
  run: (group: GroupPlan, begun: { why: Why; slot: Slot; signal: AbortSignal }) => Promise<void>;
}

/** What the store knows of a group. */
export interface Past {
  /** The due moment written down last; null where the group was never scheduled: then nothing was missed. */
  nextDue: Instant | null;
  /** See `Due.lastBegan`. */
  lastBegan: Instant | null;
}

/** A group with what it does next. */
export interface NextRun {
  group: GroupPlan;
  /** Null where the plan names no time in nine years. */
  slot: Slot | null;
  isUnderWay: boolean;
}

export interface RunningSchedule {
  /** Begins no further run and aborts the one under way; resolves when it has ended. */
  stop: () => Promise<void>;
  /** Every group with its next run, in the order of the plan. */
  next: () => NextRun[];
  /** Resolves once all of it has stopped; never rejects. */
  stopped: Promise<void>;
}

const LONGEST_WAIT_MS = 30_000;
/** Runs that begin so soon after each other leave no room in between. */
const BETWEEN_RUNS_MS = 10_000;
const DAY_MS = 25 * 3_600_000;
/** A clock that goes back by less than this is being set right, and nothing is run twice for it. */
const PUT_BACK_MS = 3_600_000;

/**
 * Starts the schedule; it goes on until `stop` is called.
 *
 * `startSchedule(plan, doors)` looks at once what was missed. Runs of all groups stand in one queue: whichever was due
 * first begins first, and a group that becomes due several times while it waits runs once.
 */
export function startSchedule(plan: SchedulePlan, doors: ScheduleDoors): RunningSchedule {
  const stop = new AbortController();
  const state: State = { settled: new Map(), upcoming: new Map(), notBefore: new Map(), underWay: null, busy: null };
  const stopped = goOn(plan, doors, state, stop.signal);
  return {
    stop: () => {
      stop.abort();
      return stopped;
    },
    next: () => plan.groups.map((group) => ({
      group,
      slot: nextSlot(group, plan, Math.max(doors.now().getTime(), state.settled.get(group.job) ?? -Infinity)),
      isUnderWay: state.underWay === group,
    })),
    stopped,
  };
}

interface State {
  /** By job: the moment up to which all slots are settled. Empty until the store was asked. */
  settled: Map<string, number>;
  /** By job: the first slot that is not settled, as it was reckoned from that moment. */
  upcoming: Map<string, { after: number; slot: Slot | null }>;
  /** By job: what is due waits until then. */
  notBefore: Map<string, number>;
  underWay: GroupPlan | null;
  /** From when to when runs followed each other. */
  busy: { from: number; until: number } | null;
}

async function goOn(plan: SchedulePlan, doors: ScheduleDoors, state: State, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let ms = LONGEST_WAIT_MS;
    try {
      ms = await lookOnce(plan, doors, state, signal);
    } catch (error) {
      doors.log.error({ err: error }, 'the schedule could not be looked at; it is tried again');
    }
    if (ms > 0 && !signal.aborted) await doors.wait(ms, signal);
  }
}

/** Settles the slot that has been due longest; how long nothing else will be due. */
async function lookOnce(plan: SchedulePlan, doors: ScheduleDoors, state: State, signal: AbortSignal): Promise<number> {
  for (const group of plan.groups) if (!state.settled.has(group.job)) await begin(group, plan, doors, state);
  const now = doors.now().getTime();
  const due = dueSlots(plan, doors, state, now);
  for (const { group, slot } of due) {
    const { lastBegan } = await doors.recall(group);
    const next = nextSlot(group, plan, now);
    const decision = decide({ slot, now, lastBegan, next, busy: state.busy }, group, plan);
    if (decision.do === 'wait') {
      state.notBefore.set(group.job, decision.until);
      continue;
    }
    await settle({ group, slot, now, decision }, plan, doors, state, signal);
    return 0;
  }
  const moments = plan.groups.flatMap((group) => upcoming(group, plan, state)?.at ?? []).map((at) => Date.parse(at) - now);
  return Math.max(1, Math.min(LONGEST_WAIT_MS, ...moments.filter((ms) => ms > 0)));
}

/** It is looked at every half minute, and reckoned only where something was settled since. */
function upcoming(group: GroupPlan, plan: SchedulePlan, { settled, upcoming: known }: State): Slot | null {
  const after = settled.get(group.job) ?? 0;
  const before = known.get(group.job);
  if (before?.after === after) return before.slot;
  const slot = nextSlot(group, plan, after);
  known.set(group.job, { after, slot });
  return slot;
}

/** Where a group's due moment lies ahead, nothing was missed, whatever the plan was when it was written down. */
async function begin(group: GroupPlan, plan: SchedulePlan, doors: ScheduleDoors, state: State): Promise<void> {
  const { nextDue } = await doors.recall(group);
  const now = doors.now().getTime();
  const isMissed = nextDue !== null && Date.parse(nextDue) <= now;
  state.settled.set(group.job, isMissed ? Date.parse(nextDue) - 1 : now);
  if (!isMissed) await note(group, plan, doors, now);
}

function dueSlots(plan: SchedulePlan, { log }: ScheduleDoors, state: State, now: number): { group: GroupPlan; slot: Slot }[] {
  const due = plan.groups.flatMap((group) => {
    const until = state.settled.get(group.job) ?? now;
    if (until > now + PUT_BACK_MS) {
      log.warn({ group: group.name, from: new Date(until).toISOString() }, 'the clock was put back: the schedule goes by it');
      state.settled.set(group.job, now);
      return [];
    }
    const first = upcoming(group, plan, state);
    if (first === null || Date.parse(first.at) > now) return [];
    // Put off over a free day; a clock that was moved does not make it longer.
    const waitMs = (state.notBefore.get(group.job) ?? now) - now;
    if (waitMs > 0 && waitMs <= DAY_MS) return [];
    // What lies before any catching up need not be counted one by one; the last of it is told as too late.
    const furthest = now - (group.catchUpHours + 24) * 3_600_000;
    return [{ group, slot: lastDue(group, plan, Math.max(until, furthest), now) ?? first }];
  });
  return due.sort((one, other) => (one.slot.at < other.slot.at ? -1 : 1));
}

interface Settling {
  group: GroupPlan;
  slot: Slot;
  now: number;
  decision: Exclude<Decision, { do: 'wait' }>;
}

async function settle({ group, slot, now, decision }: Settling, plan: SchedulePlan, doors: ScheduleDoors, state: State, signal: AbortSignal): Promise<void> {
  const { log } = doors;
  const told = { group: group.name, due: slot.at, why: decision.why };
  if (decision.do === 'run') {
    log.info(told, 'run begins');
    state.underWay = group;
    try {
      await doors.run(group, { why: decision.why, slot, signal });
      log.info(told, 'run ended');
    } catch (error) {
      log.error({ ...told, err: error }, 'run failed; the schedule goes on');
    }
    state.underWay = null;
    const from = state.busy !== null && now - state.busy.until <= BETWEEN_RUNS_MS && now >= state.busy.until ? state.busy.from : now;
    state.busy = { from, until: doors.now().getTime() };
    // One that was stopped stays due, and is made up by the next start.
    if (signal.aborted) return;
  } else if (decision.why !== 'done') {
    log.warn(told, 'a run was missed and is not made up');
  }
  state.settled.set(group.job, now);
  await note(group, plan, doors, now);
}

async function note(group: GroupPlan, plan: SchedulePlan, { noteNextDue, log }: ScheduleDoors, after: number): Promise<void> {
  const next = nextSlot(group, plan, after);
  if (next === null) return;
  try {
    await noteNextDue(group, next.at);
  } catch (error) {
    log.error({ err: error }, 'the next due moment could not be written down; the schedule goes on');
  }
}
