/** With an allowance for each night every column is asked for in its turn: by the server's own log, through the program. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { opened } from '../crawl/using.js';
import { listPage } from '../doors/pages.js';
import { folders, shixian, writeConfig } from '../doors/program.js';

const folder = folders();
const open = opened();

/** A column of more pages than a night's allowance, seven of one page, and four nights. */
test('columns at a site’s end do not starve, and one that needs more than the allowance keeps none from its turn', async () => {
  const days = ['2026-03-02', '2026-02-10', '2026-01-15'];
  const server = await open.server((request, response) => {
    const [, page = ''] = /^\/c0\/(?:p(\d+))?/.exec(request.url ?? '') ?? [];
    const isLong = request.url?.startsWith('/c0/') === true;
    const from = `${2025 - Number(page)}`;
    const listed = isLong ? days.map((day) => day.replace('2026', from)) : days;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(listPage({ days: listed, ...(isLong && { next: `/c0/p${Number(page) + 1}` }) }));
  });
  const home = await folder();
  const cadence = (at: number) => (at === 0 ? '按年, since: 2000-01-01' : '按月');
  const names = Array.from({ length: 8 }, (_, at) => [`栏目${at}`, `url: ${server.origin}/c${at}/, cadence: ${cadence(at)}`] as const);
  const config = await writeConfig(home, server.origin, Object.fromEntries(names));
  const text = await readFile(config, 'utf8');
  await writeFile(config, text.replace('crawl:\n', 'crawl:\n  maxRequestsPerHost: 5\n'));
  const nights: string[] = [];
  for (const day of ['2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20']) {
    const before = server.seen.length;
    await shixian(['run', '--config', config, '--db', path.join(home, 'a.sqlite'), '--out', path.join(home, 'out'), '--log-level', 'silent'], day);
    const asked = server.seen.slice(before).map(({ path: at }) => /^\/(c\d)\//.exec(at)?.[1] ?? at);
    nights.push([...new Set(asked)].join(' '));
  }
  expect(nights).toEqual([
    // robots.txt and the homepage take two of the five; of what is known already the first page is enough.
    '/ c0', '/ c1 c2 c3', '/ c4 c5 c6', '/ c7 c0 c1',
  ]);
});
