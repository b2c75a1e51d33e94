/** Groups of sites in real runs: who is visited, who waits for whom, what is told of missed days. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { takeFileLock } from '../../src/store/fileLock.js';
import { openStore } from '../../src/store/store.js';
import { html } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { daysDown, listPage } from '../doors/pages.js';
import { folders, shixian } from '../doors/program.js';

const open = opened();
const folder = folders();

async function place(groups = 'groups: [ { name: 乡镇, cron: "0 4 * * *", tags: [ 乡镇 ], hours: 全天 } ]') {
  const page = html(listPage({ days: daysDown(5) }));
  const server = await open.server({ '/a/': page, '/b/': page, '/c/': page });
  const home = await folder();
  const config = path.join(home, 'shixian.yaml');
  const site = (name: string, at: string, more = '') =>
    `  - { name: ${name}, ${more} homepage: false, url: "${server.origin}/", columns: [ { name: 通知, render: http, cadence: 按月, url: "${server.origin}/${at}/" } ] }`;
  await writeFile(config, [
    'crawl: { contact: "mailto:office@example.invalid", perHostIntervalMs: 0, retries: 0, allowHosts: ["127.0.0.1"] }',
    `schedule: { ${groups} }`,
    'sites:', site('甲局', 'a'), site('乙镇', 'b', 'tags: [ 乡镇 ],'), site('丙镇', 'c', 'tags: [ 乡镇 ],'), '',
  ].join('\n'));
  const visited = () => server.seen.splice(0).map((seen) => seen.path).filter((at) => /^\/[abc]\/$/.test(at)).sort();
  const db = path.join(home, 'a.sqlite');
  return { visited, db, options: ['--config', config, '--db', db, '--out', home, '--log-level', 'silent'] };
}

test('run --group visits the sites of one group; 其余 and rest those of none', async () => {
  const { visited, options, db } = await place();
  expect(await shixian(['run', '--group', '乡镇', ...options])).toMatchObject({ code: 0 });
  expect(visited()).toEqual(['/b/', '/c/']);
  expect(await shixian(['run', '--group', '其余', ...options])).toMatchObject({ code: 0 });
  expect(await shixian(['run', '--group', 'rest', ...options])).toMatchObject({ code: 0 });
  expect(visited()).toEqual(['/a/', '/a/']);
  expect(await shixian(['run', ...options])).toMatchObject({ code: 0 });
  const store = await openStore(db);
  const counts = async (group: string | null) => (await store.groupRuns(group, '2000-01-01')).length;
  // A run of all sites is one of every group.
  expect([await counts('乡镇'), await counts('rest'), await counts(null), await counts('别的')]).toEqual([2, 3, 1, 1]);
  await store.close();
  expect(await shixian(['run', '--group', '县直', ...options])).toMatchObject({ code: 3, err: expect.stringContaining('乡镇、其余') });
});

test('the trend and the yardstick of a group are its own runs', async () => {
  const { options, db } = await place();
  for (const group of ['乡镇', '其余', '乡镇']) await shixian(['run', '--group', group, ...options]);
  const store = await openStore(db);
  const run = await store.latestRun();
  const head = await store.runHead(run?.id ?? '');
  expect(head?.trend.map(({ columns }) => columns)).toEqual([2, 2]);
  expect((await store.compareWithBefore(run?.id ?? ''))?.before.columns).toBe(2);
  await store.close();
});

test('schedule --list tells the next runs, what is passed over and what ran last', async () => {
  const { options } = await place('on: 工作日, groups: [ { name: 季末自查, cron: "0 6 * * *", on: 季末前3个工作日 } ]');
  await shixian(['run', '--group', '季末自查', ...options]);
  const { out } = await shixian(['schedule', '--list', '--days', '7', ...options], '2026-03-20');
  expect(out).toMatch(/全部网站（3 个网站）：0 2 \* \* \*，工作日\n {2}2026-03-21 周六 略过：周末\n {2}2026-03-22 周日 略过：周末\n {2}2026-03-23 周一 02:00\n/);
  expect(out).toMatch(/季末自查（3 个网站）：0 6 \* \* \*，季末前 3 个工作日\n {2}2026-03-27 周五 06:00\n {2}上次：2026-03-17 12:00 开始，已查完\n/);
  const json = await shixian(['schedule', '--list', '--json', '--count', '1', ...options], '2026-09-28');
  expect(JSON.parse(json.out)).toMatchObject({
    timezone: 'Asia/Shanghai',
    groups: [{ name: null, next: [{ local: '2026-09-29 02:00:00', calendarCovered: true }], last: null }, { name: '季末自查', sites: 3, last: { state: 'done' } }],
  });
  expect(await shixian(['schedule', '--list', '--count', '0', ...options])).toMatchObject({ code: 3, err: expect.stringContaining('--count') });
});

test('a scheduled run waits for another process, and does not fail', async () => {
  const { options, visited, db } = await place();
  await shixian(['schedule', '--list', ...options]);
  const before = await openStore(db);
  await before.setNextDue('audit', '2026-03-16T18:00:00.000Z');
  await before.close();
  const other = await takeFileLock(db, 'run');
  const stop = new AbortController();
  const schedule = shixian(['schedule', ...options], '2026-03-17', stop.signal);
  // It has the schedule's lock by the time it looks for what was missed.
  for (let lock = await takeFileLock(db, 'schedule'); lock !== null; lock = await takeFileLock(db, 'schedule')) await lock.release();
  expect(visited()).toEqual([]);
  await other?.release();
  for (;;) {
    const store = await openStore(db);
    const run = await store.latestRun();
    await store.close();
    if (run?.finishedAt != null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  stop.abort();
  expect(await schedule).toMatchObject({ code: 0 });
  // 甲局 alone was missed: of the other group nothing was ever due.
  expect(visited()).toEqual(['/a/']);
});

test('doctor tells the days of a group on which the schedule named a run and none was', async () => {
  const { options, db } = await place();
  await shixian(['run', ...options], '2026-03-14');
  const store = await openStore(db);
  const jobs = [{ job: 'audit', plan: '1', nextDue: '2026-03-17T18:00:00.000Z' }, { job: 'audit:乡镇', plan: '1', nextDue: '2026-03-17T20:00:00.000Z' }];
  await store.notePlans(jobs, '2026-03-14T00:00:00.000Z');
  await store.notePlans([...jobs, { job: 'audit:旧', plan: '1', nextDue: '2020-01-01T00:00:00.000Z' }], '2026-03-15T00:00:00.000Z');
  await store.notePlans(jobs, '2026-03-16T00:00:00.000Z');
  await store.close();
  await shixian(['run', '--group', '乡镇', ...options], '2026-03-16');
  await shixian(['run', ...options], '2026-03-17');
  const files = options.slice(0, 6);
  const { out, code } = await shixian(['doctor', ...files], '2026-03-17');
  expect(code).toBe(6);
  expect(out).toContain('巡检自身问题：按定时应巡检而没有查完的日子（其余网站）：2026-03-15、2026-03-16。');
  expect(out).toContain('巡检自身问题：按定时应巡检而没有查完的日子（乡镇）：2026-03-15。');
});
