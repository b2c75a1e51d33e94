/** An overseer's rule file: a unit that lays it over its own configuration gets the overseer's lines, and its own without. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPage } from './doors/pages.js';
import { folders, shixian, writeConfig } from './doors/program.js';

const server = createServer((request, response) => {
  if (request.url === '/robots.txt') return void response.writeHead(404).end();
  const body = listPage({ days: ['2026-03-10', '2026-01-15', '2025-12-20', '2025-11-11', '2025-10-10'] });
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
});
const folder = folders();
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const today = '2026-03-20';
const strict = 'cadence: { kind: 按月, grace: 5 工作日, source: 某市测评细则第3条 }, since: 2025-10-01';

test('the same lines for the overseer and for the unit, by a run and by judging again; without the file the unit’s own', async () => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const column = (words: string) => ({ 项目进度: `url: ${origin}/jd/, ${words}` });
  const overseer = await folder();
  const unit = await folder();
  const theirs = await writeConfig(overseer, origin, column(strict));
  const own = await writeConfig(unit, origin, column('cadence: 实时'));
  const rules = path.join(unit, '上级口径.yaml');
  await writeFile(rules, `columns:\n  - { name: 项目进度, ${strict} }\n`);

  const lines = async (home: string, out: string, ...argv: string[]) => {
    const places = ['--db', path.join(home, 'db.sqlite'), '--out', path.join(home, out)];
    const { code, err } = await shixian([...argv, ...places, '--today', today, '--log-level', 'silent'], today);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [id = ''] = await readdir(path.join(home, out));
    const json = await readFile(path.join(home, out, id, 'findings.json'), 'utf8');
    const { findings } = JSON.parse(json) as { findings: Record<'rule' | 'period' | 'description' | 'basis' | 'evidence', unknown>[] };
    return findings.map(({ rule, period, description, basis, evidence }) => ({ rule, period, description, basis, evidence }));
  };

  const expected = await lines(overseer, 'out', 'run', '--config', theirs);
  expect(expected).toMatchObject([{ rule: 'missing-period', period: '2026-02', basis: { zh: '某市测评细则第3条' } }]);
  expect(await lines(unit, 'own', 'run', '--config', own)).toEqual([]);
  expect(await lines(unit, 'asked', 'audit', '--config', own, '--rules', rules)).toEqual(expected);
  expect(await lines(unit, 'run', 'run', '--config', own, '--rules', rules)).toEqual(expected);
});
