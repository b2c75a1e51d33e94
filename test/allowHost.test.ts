/** `run --allow-host` through the whole program: a site inside the office's own network. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { html } from './crawl/loopback.js';
import { opened } from './crawl/using.js';
import { daysDown, listPage } from './doors/pages.js';
import { folders, shixian, writeConfig } from './doors/program.js';

const open = opened();
const folder = folders();

test('a site of the own network is refused and not asked, said so, and read where it is allowed by name and port', async () => {
  const site = await open.server(html(listPage({ days: daysDown(6, '2026-03-17', 10) })));
  const home = await folder();
  const config = await writeConfig(home, site.origin, { 项目进度: `url: ${site.origin}/jd/, cadence: 按月, since: 2026-02-01` });
  await writeFile(config, (await readFile(config, 'utf8')).replace('  allowHosts: ["127.0.0.1"]\n', ''));
  const run = async (name: string, ...more: string[]) => {
    const out = path.join(home, name);
    const files = ['--config', config, '--db', path.join(home, `${name}.sqlite`), '--out', out];
    const ended = await shixian(['run', ...files, '--today', '2026-03-17', '--log-level', 'silent', ...more]);
    const report = (await readdir(out)).at(0) ?? '';
    const json = await readFile(path.join(out, report, 'findings.json'), 'utf8');
    return { ...ended, ...(JSON.parse(json) as { columns: { status: string }[]; unreadable: { reason: string; remedy: { zh: string } }[] }) };
  };

  const refused = await run('refused');
  expect(refused).toMatchObject({ code: 4, err: '', columns: [{ status: 'unreadable' }], unreadable: [{ reason: 'unsafe-address' }] });
  expect(refused.out).toContain('无法监测（不计为超期，也不计为空白）');
  expect(refused.unreadable[0]?.remedy.zh).toContain('allowHosts');
  const { port } = new URL(site.origin);
  const otherPort = await run('other-port', '--allow-host', `127.0.0.1:${Number(port) === 1 ? 2 : 1}`);
  expect(otherPort).toMatchObject({ code: 4, unreadable: [{ reason: 'unsafe-address' }] });
  expect([...site.seen, ...site.robotsSeen]).toEqual([]);

  const read = await run('read', '--allow-host', `127.0.0.1:${port}`);
  expect(read).toMatchObject({ code: 0, err: '', columns: [{ status: 'fresh' }], unreadable: [] });
  expect(site.seen.length).toBeGreaterThan(0);
  const wrong = await shixian(['run', '--config', config, '--allow-host', 'http://127.0.0.1/']);
  expect(wrong).toMatchObject({ code: 3, out: '' });
  expect(wrong.err).toContain('HOST:PORT');
});
