/**
 * The life of a finding over runs of the whole program against a site that changes: opened, continuing, unverified while
 * the site cannot be read, resolved when the repair is seen, reopened when it happens again.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPage } from './doors/pages.js';
import { folders, shixian, writeConfig } from './doors/program.js';

let answer: { status: number; body: string } = { status: 200, body: '' };
const server = createServer((request, response) => {
  if (request.url === '/robots.txt') return void response.writeHead(404).end();
  response.writeHead(answer.status, { 'content-type': 'text/html; charset=utf-8' }).end(answer.body);
});
const folder = folders();

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

test('a monthly column over seven runs', async () => {
  const home = await folder();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = await writeConfig(home, origin, { 项目进度: `url: ${origin}/jd/, cadence: 按月, since: 2025-11-01` });
  const days = ['2026-01-10', '2025-12-08', '2025-11-20'];
  const seen: [string, string, string[]][] = [];

  const audit = async (today: string, changed: { add?: string; status?: number }) => {
    if (changed.add) days.unshift(changed.add);
    const refusal = { status: changed.status ?? 200, body: '<h1>403 Forbidden</h1>' };
    answer = changed.status ? refusal : { status: 200, body: listPage({ days }) };
    const files = ['--config', config, '--db', path.join(home, 'db.sqlite'), '--out', path.join(home, today)];
    const { code, err } = await shixian(['run', ...files, '--today', today, '--log-level', 'silent'], today);
    expect({ code, err }).toEqual({ code: changed.status ? 4 : 0, err: '' });
    const { findings, columns } = await findingsIn(path.join(home, today));
    const events = findings.map(({ event, rule, period }) => `${event} ${rule} ${period ?? ''}`.trim()).sort();
    seen.push([today, columns[0]?.status ?? '', events]);
  };

  await audit('2026-02-15', {});
  await audit('2026-03-02', {});
  await audit('2026-03-03', {});
  await audit('2026-03-04', { status: 403 });
  await audit('2026-03-05', { add: '2026-03-05' });
  await audit('2026-05-06', {});
  await audit('2026-05-07', { add: '2026-05-07' });

  expect(seen).toEqual([
    ['2026-02-15', 'fresh', []],
    ['2026-03-02', 'overdue', ['opened cadence-overdue']],
    ['2026-03-03', 'overdue', ['continuing cadence-overdue']],
    ['2026-03-04', 'unreadable', ['opened unreadable', 'unverified cadence-overdue']],
    [
      '2026-03-05', 'missing-period',
      ['opened missing-period 2026-02', 'resolved cadence-overdue', 'resolved unreadable'],
    ],
    ['2026-05-06', 'overdue', ['continuing missing-period 2026-02', 'reopened cadence-overdue']],
    [
      '2026-05-07', 'missing-period',
      ['continuing missing-period 2026-02', 'opened missing-period 2026-04', 'resolved cadence-overdue'],
    ],
  ]);
});

interface Written {
  findings: { event: string; rule: string; period: string | null }[];
  columns: { status: string }[];
}

async function findingsIn(out: string): Promise<Written> {
  const [run = ''] = await readdir(out);
  return JSON.parse(await readFile(path.join(out, run, 'findings.json'), 'utf8')) as Written;
}
