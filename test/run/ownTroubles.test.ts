/** What is wrong with our own watching, through the program: in the report's facts, on the terminal and at the heartbeat. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { opened } from '../crawl/using.js';
import { listPage } from '../doors/pages.js';
import { folders, shixian, writeConfig } from '../doors/program.js';

const folder = folders();
const open = opened();

test('a run that read less than half is said by its own report, by the next run, audit and report, and to the heartbeat', async () => {
  let isDown = true;
  const beats: { path: string; beat: { ok: boolean; share: number; run: string } }[] = [];
  const server = await open.server((request, response, body = '') => {
    const { url = '' } = request;
    if (request.method === 'POST') {
      beats.push({ path: url, beat: JSON.parse(body) as (typeof beats)[number]['beat'] });
      response.end('ok');
      return;
    }
    if (isDown && url !== '/c0/') return void response.writeHead(500).end();
    response.setHeader('content-type', 'text/html; charset=utf-8').end(listPage({ days: ['2026-03-02', '2026-02-10', '2026-01-15'] }));
  });
  const home = await folder();
  const names = Array.from({ length: 3 }, (_, at) => [`栏目${at}`, `url: ${server.origin}/c${at}/, cadence: 按月`] as const);
  const config = await writeConfig(home, server.origin, Object.fromEntries(names));
  const text = await readFile(config, 'utf8');
  await writeFile(config, `heartbeat: { url: "${server.origin}/beat", failUrl: "${server.origin}/fail" }\n${text}`);
  const files = (out: string) => ['--db', path.join(home, 'db.sqlite'), '--out', path.join(home, out), '--log-level', 'silent'];
  const troublesIn = async (out: string) => {
    const [id = ''] = await readdir(path.join(home, out));
    const written = JSON.parse(await readFile(path.join(home, out, id, 'findings.json'), 'utf8')) as { run: { id: string; troubles: { zh: string }[] } };
    return { id, troubles: written.run.troubles.map(({ zh }) => zh) };
  };
  const halfRead = '2026-03-17 的巡检只读到 1 / 3 个栏目，不足一半。请检查本机网络和配置。';

  const first = await shixian(['run', '--config', config, ...files('1')], '2026-03-17');
  expect(first.out).toContain(halfRead);
  expect((await troublesIn('1')).troubles).toEqual([halfRead]);
  expect(beats.map(({ path: at, beat: { ok, share } }) => [at, ok, share])).toEqual([['/fail', false, 0.333]]);

  const audited = await shixian(['audit', ...files('2')], '2026-03-17');
  expect(audited.out).toContain(halfRead);
  expect((await troublesIn('2')).troubles).toEqual([halfRead]);

  isDown = false;
  const next = await shixian(['run', '--config', config, ...files('3')], '2026-03-18');
  expect(next.out.split(halfRead)).toHaveLength(2);
  const { id, troubles } = await troublesIn('3');
  expect(troubles).toEqual([halfRead]);
  expect(beats.at(-1)).toMatchObject({ path: '/beat', beat: { ok: true, share: 1, run: id } });

  // Written again later the report says what it said then.
  const again = await shixian(['report', '--run', id, ...files('4')], '2026-03-20');
  expect(again.out).toContain(halfRead);
  expect((await troublesIn('4')).troubles).toEqual([halfRead]);

  const calm = await shixian(['run', '--config', config, ...files('5')], '2026-03-19');
  expect(calm.out).not.toContain('巡检自身问题');
  expect((await troublesIn('5')).troubles).toEqual([]);
});

test('columns that an allowance holds back make no run half-read, and where hours let nobody ask that is said', async () => {
  const server = await open.server((_request, response) => void response
    .setHeader('content-type', 'text/html; charset=utf-8').end(listPage({ days: ['2026-03-02', '2026-02-10', '2026-01-15'] })));
  const home = await folder();
  const names = Array.from({ length: 12 }, (_, at) => [`栏目${at}`, `url: ${server.origin}/c${at}/, cadence: 按月`] as const);
  const config = await writeConfig(home, server.origin, Object.fromEntries(names));
  const text = await readFile(config, 'utf8');
  const files = ['--config', config, '--db', path.join(home, 'db.sqlite'), '--out', path.join(home, 'out'), '--log-level', 'silent'];
  await writeFile(config, text.replace('crawl:\n', 'crawl:\n  maxRequestsPerHost: 5\n'));
  const some = await shixian(['run', ...files], '2026-03-17');
  expect(some.out).not.toContain('巡检自身问题');

  // The clock of the test stands at noon.
  await writeFile(config, text.replace('crawl:\n', 'crawl:\n  hours: ["01:00-02:00"]\n'));
  const none = await shixian(['run', ...files], '2026-03-18');
  expect(none.out).toContain('2026-03-18 的巡检一个栏目也没有访问：12 个栏目都不在允许的时段内');
});
