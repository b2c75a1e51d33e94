/** 限期整改 over runs of the whole program: handed out, put right, closed by a visit, come back. */
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listPage } from './doors/pages.js';
import { folders, shixian, writeConfig } from './doors/program.js';

let days: string[] = [];
const server = createServer((request, response) => {
  if (request.url === '/robots.txt') return void response.writeHead(404).end();
  // Numbered by day alone, so that a new row moves no other.
  const body = listPage({ days }).replaceAll(/第\d+批/g, '').replaceAll(/-\d+\.html/g, '.html');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
});
const folder = folders();
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

let home = '';
let config = '';
beforeEach(async () => {
  home = await folder();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  config = await writeConfig(home, origin, { 项目进度: `url: ${origin}/jd/, cadence: 按月, since: 2026-01-01, unit: 建设股` });
  days = ['2026-01-10'];
});

const places = () => ['--db', path.join(home, 'db.sqlite'), '--out', path.join(home, 'out')];
const notice = (today: string, ...words: string[]) => shixian(['notice', ...words, ...places(), '--today', today], today);

async function run(today: string): Promise<{ event: string; rule: string; key: string; notices: object[]; reopened: number }[]> {
  const { code, err } = await shixian(['run', '--config', config, ...places(), '--today', today, '--log-level', 'silent'], today);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const runs = (await readdir(path.join(home, 'out'))).filter((name) => !name.endsWith('.csv')).sort();
  const json = await readFile(path.join(home, 'out', runs.at(-1) ?? '', 'findings.json'), 'utf8');
  return (JSON.parse(json) as { findings: Awaited<ReturnType<typeof run>> }).findings;
}

describe('shixian notice', () => {
  test('hands out what stands, once, with a due day in working days; a later visit closes it; it may come back', async () => {
    expect((await notice('2026-03-02')).code).toBe(3); // nothing stored yet
    await run('2026-03-02');
    expect((await notice('2026-03-02')).out).toContain('还没有下发过整改清单');

    const issued = await notice('2026-03-02', 'issue', '--unit', '建设', '--within', '5 工作日');
    expect(issued.out).toMatch(/^已下发 2026-03-02-1：1 条问题，涉及 1 个单位，整改时限 2026-03-09。/);
    const csv = await readFile(path.join(home, 'out', 'notice-2026-03-02-1.csv'), 'utf8');
    expect(csv).toContain('整改时限');
    expect(csv).toContain('2026-03-09');
    expect((await notice('2026-03-03', 'issue')).out).toContain('没有可下发的问题');

    const [still] = await run('2026-03-10');
    expect(still).toMatchObject({ event: 'continuing', notices: [{ batch: '2026-03-02-1', on: '2026-03-02', due: '2026-03-09', link: null }] });
    expect((await notice('2026-03-10')).out).toContain('1 条，已销号 0，已报链接 0，整改时限 2026-03-09（已过，未销号 1 条）');

    expect((await notice('2026-03-10', 'link', still?.key ?? '', 'https://site.example.invalid/a/1.html')).out).toContain('已登记整改链接');
    expect((await notice('2026-03-10')).out).toContain('已销号 0，已报链接 1'); // a link alone closes nothing
    days.unshift('2026-03-11');
    const closed = await run('2026-03-11');
    expect(closed.map(({ event, rule }) => `${event} ${rule}`)).toContain('resolved cadence-overdue');
    expect((await notice('2026-03-11')).out).toContain('1 条，已销号 1');

    const back = await run('2026-06-10');
    expect(back.find(({ rule }) => rule === 'cadence-overdue')).toMatchObject({ event: 'reopened', reopened: 1, notices: [{ batch: '2026-03-02-1' }] });
    const again = await notice('2026-06-10', 'issue');
    expect(again.out).toContain('已下发 2026-06-10-1');
  });

  test('words that are none are answered with how it is used', async () => {
    await run('2026-03-02');
    expect((await notice('2026-03-02', 'give')).err).toContain('用法：shixian notice');
    expect((await notice('2026-03-02', 'issue', '--within', 'soon')).err).toContain('--within soon');
    expect((await notice('2026-03-02', 'link', 'x', 'https://a.invalid/')).err).toContain('没有下发过编号为 x 的问题');
    expect((await notice('2026-03-02', 'link', 'x', 'javascript:1')).err).toContain('不是网址');
    expect((await notice('2026-03-02', 'issue', '--unit', '办公室')).out).toContain('没有可下发的问题');
  });
});
