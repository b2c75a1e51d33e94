import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { GroupPlan, SchedulePlan } from '../../src/schedule/plan.js';
import { startSchedule, type Past, type RunningSchedule, type ScheduleDoors } from '../../src/schedule/startSchedule.js';
import { group, inShanghai, plan, shanghai } from './plans.js';

interface World {
  /** `[moment, name of the group, why]`, in Shanghai. */
  begun: [string, string | null, string][];
  noted: Map<string, string>;
  /** Of every group, as if runs had begun by hand. */
  lastBegan: string | null;
  /** Added to the clock at the next wait: the machine sleeps, or its clock is moved. */
  jumps: { at: number; byMs: number }[];
  now: () => number;
}

interface Told {
  from: string;
  until: string;
  runMinutes?: (group: GroupPlan) => number;
  pasts?: Record<string, Partial<Past>>;
  jumps?: [at: string, hours: number][];
  onRun?: (world: World, schedule: () => RunningSchedule) => void;
}

/** Lives through a stretch of time at once: waits and runs move the clock. */
async function live(plan: SchedulePlan, { from, until, runMinutes = () => 10, pasts = {}, jumps = [], onRun }: Told): Promise<World> {
  let now = shanghai(from);
  const world: World = {
    begun: [], noted: new Map(), lastBegan: null, now: () => now,
    jumps: jumps.map(([at, hours]) => ({ at: shanghai(at), byMs: hours * 3_600_000 })),
  };
  const pass = (ms: number) => {
    const jump = world.jumps.find(({ at }) => now < at && now + ms >= at);
    world.jumps = world.jumps.filter((one) => one !== jump);
    now += ms + (jump?.byMs ?? 0);
  };
  let schedule: RunningSchedule | null = null;
  const end = shanghai(until);
  const doors: ScheduleDoors = {
    now: () => new Date(now),
    log: pino({ level: 'silent' }),
    wait: async (ms) => {
      // The schedule must be known before it can be stopped.
      await new Promise(setImmediate);
      pass(ms);
      if (now >= end) void schedule?.stop();
    },
    recall: async ({ job }) => ({ nextDue: world.noted.get(job) ?? pasts[job]?.nextDue ?? null, lastBegan: pasts[job]?.lastBegan ?? null }),
    noteNextDue: async ({ job }, at) => void world.noted.set(job, at),
    run: async (of, { why }) => {
      await new Promise(setImmediate);
      world.begun.push([inShanghai(now), of.name, why]);
      onRun?.(world, () => schedule as RunningSchedule);
      pass(runMinutes(of) * 60_000);
    },
  };
  schedule = startSchedule(plan, doors);
  await schedule.stopped;
  return world;
}

const utc = (written: string) => new Date(shanghai(written)).toISOString();

test('runs on time, group by group, and writes down what comes next', async () => {
  const groups = [group(), group({ name: '周报', cron: '0 8 * * 1' })];
  const { begun, noted } = await live(plan(groups), { from: '2026-03-15 12:00', until: '2026-03-18 12:00' });
  expect(begun).toEqual([
    ['2026-03-16 02:00', null, 'scheduled'], ['2026-03-16 08:00', '周报', 'scheduled'],
    ['2026-03-17 02:00', null, 'scheduled'], ['2026-03-18 02:00', null, 'scheduled'],
  ]);
  expect(noted).toEqual(new Map([['audit', utc('2026-03-19 02:00')], ['audit:周报', utc('2026-03-23 08:00')]]));
});

describe('runs stand in one queue', () => {
  test('two groups at one moment, and a third that becomes due meanwhile', async () => {
    const groups = [group(), group({ name: '甲' }), group({ name: '乙', cron: '5 2 * * *' })];
    const { begun } = await live(plan(groups), { from: '2026-03-16 12:00', until: '2026-03-17 06:00', runMinutes: () => 60 });
    expect(begun).toEqual([['2026-03-17 02:00', null, 'scheduled'], ['2026-03-17 03:00', '甲', 'waited'], ['2026-03-17 04:00', '乙', 'waited']]);
  });

  test('a group that became due several times while it waited runs once', async () => {
    const groups = [group(), group({ name: '甲', cron: '0 * * * *' })];
    const { begun } = await live(plan(groups), {
      from: '2026-03-17 01:30', until: '2026-03-17 07:30', runMinutes: ({ name }) => (name === null ? 235 : 1),
    });
    expect(begun).toEqual([
      ['2026-03-17 02:00', null, 'scheduled'], ['2026-03-17 05:55', '甲', 'waited'],
      ['2026-03-17 06:00', '甲', 'scheduled'], ['2026-03-17 07:00', '甲', 'scheduled'],
    ]);
  });

  test('a run that outlasts its own next time is followed by one, however many times it outlasted', async () => {
    const { begun } = await live(plan([group({ cron: '0 * * * *' })]), {
      from: '2026-03-17 01:30', until: '2026-03-17 07:30', runMinutes: () => 150,
      onRun: (world, schedule) => {
        if (world.begun.length === 3) void schedule().stop();
      },
    });
    expect(begun.map(([at]) => at)).toEqual(['2026-03-17 02:00', '2026-03-17 04:30', '2026-03-17 07:00']);
  });
});

describe('missed runs: the machine was off', () => {
  const nightly = plan([group()]);
  for (const [title, of, from, past, made] of [
    ['one night', nightly, '2026-03-17 09:00', { nextDue: utc('2026-03-17 02:00') }, ['2026-03-17 09:00']],
    ['at this very moment', nightly, '2026-03-17 02:00', { nextDue: utc('2026-03-17 02:00') }, ['2026-03-17 02:00']],
    ['not yet', nightly, '2026-03-17 01:00', { nextDue: utc('2026-03-17 02:00') }, []],
    ['five nights make one run', nightly, '2026-03-17 09:00', { nextDue: utc('2026-03-13 02:00') }, ['2026-03-17 09:00']],
    ['years', nightly, '2026-03-17 09:00', { nextDue: '2020-01-01T18:00:00.000Z' }, ['2026-03-17 09:00']],
    ['never scheduled before', nightly, '2026-03-17 09:00', {}, []],
    ['a run was made by hand since', nightly, '2026-03-17 09:00', { nextDue: utc('2026-03-17 02:00'), lastBegan: utc('2026-03-17 08:30') }, []],
    ['a run was made by hand before', nightly, '2026-03-17 09:00', { nextDue: utc('2026-03-17 02:00'), lastBegan: utc('2026-03-17 01:59') }, ['2026-03-17 09:00']],
    ['a run that lies in the future says nothing', nightly, '2026-03-17 09:00', { nextDue: utc('2026-03-17 02:00'), lastBegan: utc('2030-01-01 02:00') }, ['2026-03-17 09:00']],
    ['the due moment lies in the future: the clock was wrong, or the plan another one', nightly, '2026-03-17 09:00', { nextDue: utc('2030-01-01 02:00') }, []],
    ['the next night is near', nightly, '2026-03-16 23:00', { nextDue: utc('2026-03-16 02:00') }, []],
    ['the next night is not so near', nightly, '2026-03-16 22:59', { nextDue: utc('2026-03-16 02:00') }, ['2026-03-16 22:59']],
    ['within the hours allowed', plan([group({ cron: '0 2 * * 1', catchUpHours: 12 })]), '2026-03-16 14:00', { nextDue: utc('2026-03-16 02:00') }, ['2026-03-16 14:00']],
    ['past the hours allowed', plan([group({ cron: '0 2 * * 1', catchUpHours: 12 })]), '2026-03-16 14:00:01', { nextDue: utc('2026-03-16 02:00') }, []],
    ['never made up', plan([group({ catchUpHours: 0 })]), '2026-03-17 09:00', { nextDue: utc('2026-03-17 02:00') }, []],
    ['Friday’s on a Sunday, where working days are asked for', plan([group({ on: { kind: 'working-days' } })]), '2026-03-15 09:00', { nextDue: utc('2026-03-13 02:00') }, []],
    ['a quarter’s end over the weekend', plan([group({ on: { kind: 'before-end', of: 'quarter', workingDays: 3 } })]), '2026-03-28 09:00', { nextDue: utc('2026-03-27 02:00') }, ['2026-03-30 00:00']],
  ] as const)
    test(title, async () => {
      const until = inShanghai(shanghai(from) + (title.includes('quarter') ? 40 : 4) * 3_600_000);
      const { begun } = await live(of, { from, until, pasts: { audit: past } });
      expect(begun.map(([at]) => at).filter((at) => !at.endsWith(' 02:00') || at === from)).toEqual(made);
    });
});

describe('the clock jumps', () => {
  const nightly = plan([group()]);
  for (const [title, jumps, expected] of [
    ['asleep over one night', [['2026-03-16 20:00', 13]], ['2026-03-17 09:00 missed', '2026-03-18 02:00 scheduled']],
    ['asleep over three nights', [['2026-03-16 20:00', 61]], ['2026-03-19 09:00 missed', '2026-03-20 02:00 scheduled']],
    ['put back a little right after a run', [['2026-03-17 02:20', -0.4]], ['2026-03-17 02:00 scheduled', '2026-03-18 02:00 scheduled']],
    ['put back by two days', [['2026-03-18 12:00', -48]],
      ['2026-03-17 02:00 scheduled', '2026-03-18 02:00 scheduled', '2026-03-17 02:00 scheduled', '2026-03-18 02:00 scheduled']],
    ['ten years ahead and back again', [['2026-03-16 20:00', 87_600], ['2036-03-14 10:00', -87_590]],
      ['2036-03-13 20:00 missed', '2036-03-14 02:00 scheduled', '2026-03-18 02:00 scheduled', '2026-03-19 02:00 scheduled']],
  ] as const)
    test(title, async () => {
      const { begun } = await live(nightly, {
        from: '2026-03-16 12:00', until: '2100-01-01', jumps: jumps.map(([at, hours]) => [at, hours]),
        onRun: (world, schedule) => {
          if (world.begun.length === expected.length) void schedule().stop();
        },
      });
      expect(begun.map(([at, , why]) => `${at} ${why}`)).toEqual(expected);
    });
});

test('a run that fails is settled, and the schedule goes on', async () => {
  const { begun, noted } = await live(plan(), {
    from: '2026-03-16 12:00', until: '2026-03-18 12:00', onRun: () => { throw new Error('disk full'); },
  });
  expect(begun.map(([at]) => at)).toEqual(['2026-03-17 02:00', '2026-03-18 02:00']);
  expect(noted.get('audit')).toBe(utc('2026-03-19 02:00'));
});

test('stopping waits for the run under way, begins none after it, and leaves it due', async () => {
  let ended = Promise.resolve();
  const { begun, noted } = await live(plan([group(), group({ name: '甲' })]), {
    from: '2026-03-16 12:00', until: '2026-03-20 12:00',
    onRun: (_, schedule) => {
      expect(schedule().next().map(({ isUnderWay }) => isUnderWay)).toEqual([true, false]);
      ended = schedule().stop();
    },
  });
  await ended;
  expect(begun).toHaveLength(1);
  expect(noted.get('audit')).toBe(utc('2026-03-17 02:00'));
});

test('a store that fails ends nothing: it is asked again', async () => {
  let asked = 0;
  let now = shanghai('2026-03-17 01:59');
  const runs: string[] = [];
  const schedule = startSchedule(plan(), {
    now: () => new Date(now),
    log: pino({ level: 'silent' }),
    wait: async (ms) => {
      await new Promise(setImmediate);
      now += ms;
    },
    recall: async () => {
      asked += 1;
      if (asked < 3) throw new Error('locked');
      return { nextDue: null, lastBegan: null };
    },
    noteNextDue: () => Promise.reject(new Error('locked')),
    run: async () => {
      runs.push(inShanghai(now));
      if (runs.length === 2) void schedule.stop();
    },
  });
  await schedule.stopped;
  expect(runs).toEqual(['2026-03-18 02:00', '2026-03-19 02:00']);
});
