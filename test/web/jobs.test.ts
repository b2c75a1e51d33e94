/** Runs that are asked for stand in one queue: one at a time, each once, and whoever is stopped is told. */
import { expect, test } from 'vitest';
import { createJobs, type JobDoors } from '../../src/commands/serve/jobs.js';

function place(codes: number[] = []) {
  const made: string[] = [];
  const release: (() => void)[] = [];
  const make: JobDoors['make'] = async (run, signal) => {
    made.push(run.what === 'check' ? `check ${run.columnKey}` : run.what);
    await new Promise<void>((go) => {
      release.push(go);
      signal.addEventListener('abort', () => go(), { once: true });
    });
    return codes.shift() ?? 0;
  };
  const jobs = createJobs({ now: () => new Date('2026-03-17T04:00:00Z'), make, wait: async () => undefined });
  const next = async () => {
    while (release.length === 0) await new Promise((again) => setImmediate(again));
    release.shift()?.();
    await new Promise((again) => setImmediate(again));
  };
  return { jobs, made, next };
}

const column = (columnKey: string) => ({ siteKey: '某局', columnKey, name: columnKey });

test('one at a time, a check before a run that waits, and the same only once', async () => {
  const { jobs, made, next } = place();
  expect([jobs.run('张三'), jobs.check(column('甲'), '张三'), jobs.run('李四')]).toEqual(['queued', 'queued', 'already']);
  const scheduled = jobs.scheduled({ job: 'audit', name: null }, new AbortController().signal);
  expect(jobs.check(column('甲'), '李四')).toBe('already');
  expect(made).toEqual(['run']);
  for (let turn = 0; turn < 3; turn++) await next();
  await scheduled;
  expect(made).toEqual(['run', 'check 甲', 'scheduled']);
  expect(jobs.jobs().map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(jobs.check(column('甲'), '李四')).toBe('queued');
  await jobs.stop();
});

test('where another program is at work a run waits for it and is tried again', async () => {
  const { jobs, made, next } = place([5, 2]);
  jobs.run('张三');
  await next();
  await next();
  expect(made).toEqual(['run', 'run']);
  expect(jobs.jobs()).toMatchObject([{ state: 'done', note: null }]);
});

test('a run that fails says so, and the next is made all the same', async () => {
  const { jobs, next } = place([3]);
  jobs.run('张三');
  await next();
  expect(jobs.jobs()).toMatchObject([{ state: 'failed', note: { zh: expect.stringContaining('日志') } }]);
  expect(jobs.run('张三')).toBe('queued');
  await next();
  expect(jobs.jobs()[0]).toMatchObject({ state: 'done' });
});

test('only so many wait, and once it is stopped nothing more is begun', async () => {
  const { jobs, made } = place();
  const answers = Array.from({ length: 60 }, (_, index) => jobs.check(column(String(index)), '张三'));
  expect(answers.filter((answer) => answer === 'full')).toHaveLength(10);
  await jobs.stop();
  expect(made).toHaveLength(1);
  expect(jobs.run('张三')).toBe('full');
});
