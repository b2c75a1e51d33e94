/** Hostile titles through the program: from pages and from the configuration to whatever its commands say. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { opened } from '../crawl/using.js';
import { html } from '../crawl/loopback.js';
import { document } from '../doors/pages.js';
import { folders, shixian } from '../doors/program.js';
import { expectHarmless, hostileTitles } from './hostileTitles.js';

const open = opened();
const folder = folders();
/** YAML takes no half characters and no NUL in a text; of the very long ones a part will do. */
const titles = Object.values(hostileTitles).filter((text) => text.isWellFormed()).map((text) => text.replaceAll('\0', '').slice(0, 2_000));

test('a run, its audit, and what people say of it', { timeout: 60_000 }, async () => {
  const site = await open.server((request, response) => {
    const title = (titles[Number(request.url?.slice(1))] ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const rows = ['2026-01-10', '2025-12-08', '2025-11-20'].map((day, at) => `<li><a href="/${day}.html">${title}第${at}批工程验收</a><span>${day}</span></li>`);
    html(document(`<h1>${title}</h1><ul>${rows.join('')}</ul>`))(request, response);
  });
  const home = await folder();
  const config = path.join(home, 'a.yaml');
  const columns = titles.map((text, index) =>
    `      - { name: ${JSON.stringify(`${text}甲${index}`)}, render: http, url: "${site.origin}/${index}", cadence: 按月, since: 2025-11-01, unit: ${JSON.stringify(`${text}股`)} }`);
  await writeFile(config, `timezone: Asia/Shanghai
crawl: { contact: "mailto:office@example.invalid", perHostIntervalMs: 0, retries: 0, allowHosts: ["127.0.0.1"] }
sites:
  - name: ${JSON.stringify(titles.join('').slice(0, 3_000))}
    url: ${site.origin}/
    columns:
${columns.join('\n')}
`);
  const places = ['--db', path.join(home, 'a.sqlite'), '--out', path.join(home, 'out')];
  const said = async (argv: string[], code: number | null = 0) => {
    const ended = await shixian(argv, '2026-03-17');
    expectHarmless(ended.out, `${argv[0]} out`);
    expectHarmless(ended.err, `${argv[0]} err`);
    if (code !== null) expect(ended.code, argv[0]).toBe(code);
    return ended;
  };
  await said(['doctor', '--config', config, '--out', path.join(home, 'out')]);
  const run = await shixian(['run', '--config', config, ...places, '--today', '2026-03-17', '--log-level', 'debug'], '2026-03-17');
  expect(run.code, run.err.slice(0, 2_000)).toBe(0);
  expectHarmless(run.out, 'run');
  expectHarmless(run.err, 'log');
  for (const line of run.err.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  await said(['audit', ...places, '--today', '2026-03-17', '--log-level', 'silent']);
  await said(['notice', 'issue', ...places, '--today', '2026-03-17']);
  await said(['notice', ...places, '--today', '2026-03-17']);
  const db = places.slice(0, 2);
  for (const [index, text] of titles.entries()) {
    const words = ['--reason', `${text}。`, '--author', `${text.slice(0, 50)}。`];
    await said(['waive', 'add', '--column', `${text}甲${index}`, '--kind', '其他', '--until', '2026-06-30', ...words.map((word) => word.slice(0, 2_000)), ...db], null);
    await said(['opinion', text.startsWith('-') ? `x${text}` : text, 'confirmed', ...words.map((word) => word.slice(0, 2_000)), ...db], 3);
    await said(['run', '--config', config, '--column', `没有${text}`, ...places], 3);
  }
  await said(['waive', ...db]);
  await said(['opinion', ...db]);
});

test('mistakes in a configuration', async () => {
  const config = path.join(await folder(), 'a.yaml');
  for (const text of [...Object.values(hostileTitles)]) {
    for (const yaml of [
      `sites: [{ name: a, cadence: ${JSON.stringify(text)}, ${JSON.stringify(text)}: 1 }]`, `${text}: [`, `timezone: ${JSON.stringify(text)}`, `sites: ${text}`,
    ]) {
      await writeFile(config, yaml);
      for (const argv of [['run', '--config', config], ['doctor', '--config', config]]) {
        const ended = await shixian(argv);
        expect(ended.code).toBe(argv[0] === 'run' ? 3 : 0);
        expectHarmless(ended.out + ended.err, yaml.slice(0, 60));
      }
    }
  }
});
