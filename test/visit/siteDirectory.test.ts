/** A site's 栏目更新情况 page in whole runs against a loopback server: evidence beside the list, and never more. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import type { Column, Config, Day, RunColumn } from '../../src/model.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { html, settings, type Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, listPage, siteOf } from '../doors/pages.js';

const open = opened();
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-directory-'));
  store = await openStore(path.join(folder, 'run.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const lines = (rows: [string, string, Day][]) =>
  `<html><head><title>栏目更新情况</title></head><body><h2>栏目更新情况</h2><table><tr><th>栏目名称</th><th>最后更新时间</th></tr>
  ${rows.map(([at, name, day]) => `<tr><td><a href="${at}">${name}</a></td><td>${day}</td></tr>`).join('')}</table></body></html>`;

const leaf = (origin: string, name: string): Column => columnOf(`${origin}/${name}/`, { key: `某局/${name}`, path: [name] });

interface Done {
  columns: RunColumn[];
  log: string;
}

async function auditOn(day: Day, origin: string, names: string[], directory?: string): Promise<Done> {
  const site = { ...siteOf(origin, names.map((name) => leaf(origin, name))), ...(directory && { directory: `${origin}${directory}` }) };
  const config: Config = {
    timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, crawl: settings, schedule: { audit: '0 2 * * *' }, sites: [site],
  };
  const columns: RunColumn[] = [];
  let log = '';
  await runAudit({
    config, configName: 'test', store, log: pino({ level: 'warn' }, { write: (line: string) => void (log += line) }), today: day,
    now: () => new Date(`${day}T10:00:00Z`), onColumn: (column) => columns.push(column),
  }, open.crawler({ retries: 0 }));
  return { columns, log };
}

const list = html(listPage({ days: daysDown(5) }));
const rulesOf = ({ columns }: Done) => columns.map(({ verdict }) => verdict.findings.map(({ rule }) => rule));

test('is asked once a run, and what disagrees with the lists is said', async () => {
  const directory = html(lines([['/aa/', '进度公示', '2026-03-01'], ['/elsewhere/', 'bb', '2026-03-17'], ['/other/', '别的栏目', '2026-01-01']]));
  const server = await open.server({ '/aa/': list, '/bb/': list, '/cc/': list, '/gxqk/': directory });
  const done = await auditOn('2026-03-17', server.origin, ['aa', 'bb', 'cc'], '/gxqk/');
  expect(rulesOf(done)).toEqual([['directory-date-disagrees'], [], []]);
  expect(done.columns[0]?.verdict.findings[0]?.description.zh).toContain('所列更新时间为2026-03-01，列表中最新信息为2026-03-17');
  expect(server.seen.map(({ path: at }) => at)).toEqual(['/gxqk/', '/aa/', '/bb/', '/cc/']);
  const told = (await store.history('某局/aa', '2026-03-17')).lastVisit?.directoryDate;
  expect(told).toEqual({
    day: '2026-03-01', by: 'directory', text: '2026-03-01', implied: [], name: '进度公示', url: `${server.origin}/gxqk/`,
  });
  expect((await store.history('某局/bb', '2026-03-17')).lastVisit?.directoryDate?.name).toBe('bb');
  expect((await store.history('某局/cc', '2026-03-17')).lastVisit).not.toHaveProperty('directoryDate');
});

const gone: Handler = (_request, response) => void response.writeHead(500).end();

for (const [what, directory] of [
  ['answers with an error', gone],
  ['is a list of items', list],
  ['is empty', html('')],
] as const)
  test(`a directory that ${what} is logged and changes nothing`, async () => {
    let page: Handler = html(lines([['/aa/', 'aa', '2026-03-01'], ['/bb/', 'bb', '2026-03-01'], ['/cc/', 'cc', '2026-03-01']]));
    const { origin } = await open.server({ '/aa/': list, '/gxqk/': (request, response) => page(request, response) });
    await auditOn('2026-03-17', origin, ['aa'], '/gxqk/');
    page = directory;
    const done = await auditOn('2026-03-18', origin, ['aa'], '/gxqk/');
    expect(rulesOf(done)).toEqual([[]]);
    expect(done.columns[0]?.changes.map(({ event, finding }) => [finding.rule, event])).toEqual([['directory-date-disagrees', 'unverified']]);
    expect(done.log).toContain('directory could not be read');
    expect((await store.history('某局/aa', '2026-03-18')).lastVisit?.directoryDate).toBeNull();
  });

test('a directory configured as a column is no list of items', async () => {
  const directory = html(lines([['/aa/', 'aa', '2026-03-01'], ['/bb/', 'bb', '2026-03-17'], ['/cc/', 'cc', '2026-03-01']]));
  const { origin } = await open.server({ '/gxqk/': directory });
  const [column] = (await auditOn('2026-03-17', origin, ['gxqk'])).columns;
  expect(column?.verdict).toMatchObject({ status: 'unreadable', latest: null, unreadable: { reason: 'directory' } });
  expect(column?.verdict.because.zh).toContain('页面是栏目目录，不是信息列表');
});
