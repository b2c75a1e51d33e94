/** A run that reads half or less of what the last one read: our network may be down. Nothing is held against anybody. */
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPage } from '../doors/pages.js';
import { folders, shixian, writeConfig } from '../doors/program.js';

/** Which columns answer, and what they list. */
let answers: (column: number) => { status: number; days: string[] } = () => ({ status: 200, days: [] });
const server = createServer((request, response) => {
  const column = Number(/^\/c(\d)\//.exec(request.url ?? '')?.[1]);
  if (Number.isNaN(column)) return void response.writeHead(404).end();
  const { status, days } = answers(column);
  const body = status === 200 ? listPage({ days }).replaceAll(/第\d+批/g, '').replaceAll(/-\d+\.html/g, '.html') : '<h1>403 Forbidden</h1>';
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);
});
const folder = folders();
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

interface Written {
  run: { doubtful: { zh: string } | null };
  findings: { event: string | null; rule: string; columnKey: string }[];
  columns: { status: string }[];
  trend: { day: string }[];
}

test('opens and resolves nothing, says so at the top, and the next sound run goes on from before', async () => {
  const home = await folder();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const names = Array.from({ length: 6 }, (_, at) => [`栏目${at}`, `url: ${origin}/c${at}/, cadence: 按月, since: 2026-01-01`] as const);
  const config = await writeConfig(home, origin, Object.fromEntries(names));
  const days = ['2026-03-02', '2026-02-10', '2026-01-15', '2025-12-20', '2025-11-11'];
  const late = days.slice(1);
  const run = async (today: string) => {
    const out = path.join(home, today);
    const files = ['--config', config, '--db', path.join(home, 'db.sqlite'), '--out', out];
    const ended = await shixian(['run', ...files, '--today', today, '--log-level', 'silent'], today);
    const [id = ''] = await readdir(out);
    const json = JSON.parse(await readFile(path.join(out, id, 'findings.json'), 'utf8')) as Written;
    const events = json.findings.map(({ event, rule, columnKey }) => `${event} ${rule} ${columnKey.slice(-1)}`);
    return { ...ended, json, events, html: await readFile(path.join(out, id, 'index.html'), 'utf8') };
  };

  // Column 0 has nothing of March yet; on 2026-04-02 it is overdue.
  answers = (column) => ({ status: 200, days: column === 0 ? late : days });
  const first = await run('2026-04-02');
  expect(first.events).toEqual(['opened cadence-overdue 0']);
  expect(first.json.run.doubtful).toBeNull();

  // On the next day column 0 is put right, column 1 has lost its newest row, which nobody believes
  // yet, and four others refuse.
  answers = (column) => (column > 1 ? { status: 403, days: [] } : { status: 200, days: column === 0 ? days : late });
  const second = await run('2026-04-03');
  expect(second.json.run.doubtful?.zh).toBe('本次只读到1个栏目，上次（2026-04-02）同样的栏目读到6个');
  expect(second.events.filter((event) => !event.startsWith('null'))).toEqual(['unverified cadence-overdue 0']);
  expect(second.out).toContain('本次巡检存疑，未新增或销号任何问题');
  expect(second.html).toContain('本次巡检存疑，结果不作数');

  answers = () => ({ status: 200, days });
  const third = await run('2026-04-04');
  expect(third.json.run.doubtful).toBeNull();
  // The row of 2 March was not there on 2 April: put right, and possibly under an earlier day.
  expect(third.events).toEqual(['opened backdated 0', 'resolved cadence-overdue 0']);
  expect(third.json.trend.map(({ day }) => day)).toEqual(['2026-04-02', '2026-04-04']);
});

test('what lasts is believed on the third day', async () => {
  const home = await folder();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const names = Array.from({ length: 6 }, (_, at) => [`栏目${at}`, `url: ${origin}/c${at}/, cadence: 按月`] as const);
  const config = await writeConfig(home, origin, Object.fromEntries(names));
  const days = ['2026-03-02', '2026-02-10', '2026-01-15', '2025-12-20', '2025-11-11'];
  const told: string[] = [];
  for (const today of ['2026-04-01', '2026-04-02', '2026-04-03', '2026-04-03', '2026-04-04', '2026-04-05']) {
    answers = (column) => (column > 1 && today > '2026-04-01' ? { status: 404, days: [] } : { status: 200, days });
    const out = path.join(home, `${today}-${told.length}`);
    await shixian(['run', '--config', config, '--db', path.join(home, 'db.sqlite'), '--out', out, '--today', today, '--log-level', 'silent'], today);
    const [id = ''] = await readdir(out);
    const { run, findings } = JSON.parse(await readFile(path.join(out, id, 'findings.json'), 'utf8')) as Written;
    told.push(`${today} ${run.doubtful ? 'doubtful' : 'sound'} ${findings.filter(({ event }) => event === 'opened').length}`);
  }
  expect(told).toEqual([
    '2026-04-01 sound 0', '2026-04-02 doubtful 0', '2026-04-03 doubtful 0', '2026-04-03 doubtful 0', '2026-04-04 sound 4', '2026-04-05 sound 0',
  ]);
});
