/** Whole runs against a server that answers with the page of another column. */
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Column, Config, Day, RunColumn } from '../../src/model.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { html, settings, type Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, siteOf } from '../doors/pages.js';

const open = opened();
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-wrong-page-'));
  store = await openStore(path.join(folder, 'run.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** A column page in full: title, breadcrumb, heading and list. */
function columnPage(name: string, days: Day[]): string {
  const rows = days.map((day, at) => `<li><a href="/art/${name}${day}.html">${name}第${at}批信息的公开</a><span>${day}</span></li>`);
  return `<html><head><title>${name}_某县交通运输局</title></head><body><div class="path">当前位置：<a href="/">首页</a> &gt; ${name}</div>
    <div class="main"><h2>${name}</h2><ul>${rows.join('')}</ul></div><div class="foot">主办：某县交通运输局</div></body></html>`;
}

const leaf = (origin: string, at: string, name: string): Column =>
  columnOf(`${origin}${at}`, { key: `某局/${name}`, path: [name] });

async function auditOn(day: Day, origin: string, columns: Column[]): Promise<RunColumn[]> {
  const config: Config = {
    timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, crawl: settings, schedule: { audit: '0 2 * * *' }, sites: [siteOf(origin, columns)],
  };
  const done: RunColumn[] = [];
  await runAudit({
    config, configName: 'test', store, log: pino({ level: 'silent' }), today: day, now: () => new Date(`${day}T10:00:00Z`),
    onColumn: (column) => done.push(column),
  }, open.crawler());
  return done;
}

const redirect = (to: string): Handler => (_request, response) => void response.writeHead(302, { location: to }).end();

test('a column that is sent to another one does not borrow its dates', async () => {
  const { origin } = await open.server({
    '/bmwj/': redirect('/zcfg/'), '/zcfg/': html(columnPage('政策法规', daysDown(8))), '/tzgg/': html(columnPage('政策法规', daysDown(5))),
  });
  const columns = [leaf(origin, '/bmwj/', '部门文件'), leaf(origin, '/zcfg/', '政策法规'), leaf(origin, '/tzgg/', '通知公告')];
  const [sent, right, named] = await auditOn('2026-03-17', origin, columns);
  expect(sent?.verdict).toMatchObject({ status: 'unreadable', latest: null, unreadable: { reason: 'wrong-page' } });
  expect(sent?.verdict.findings[0]?.description.zh).toContain('打开的是另一个栏目的页面');
  expect(sent?.verdict.unreadable?.detail).toContain('政策法规');
  expect(right?.verdict.latest?.date.day).toBe('2026-03-17');
  // Nothing was redirected here: the page itself says that it is another column's.
  expect(named?.verdict.unreadable?.reason).toBe('wrong-page');
  expect((await store.history('某局/部门文件', '2026-03-17')).items).toEqual([]);
});

test('a section page served under load is neither an update nor a silence', async () => {
  const own = columnPage('项目进度', daysDown(8, '2026-03-02', 9));
  const rows = daysDown(8, '2026-03-18').map((day, at) => `<li><a href="/x/${day}.html">某县召开第${at}次综合交通工作会议</a><span>${day}</span></li>`);
  const section = `<html><head><title>某县交通运输局</title></head><body><ul>${rows.join('')}</ul><p>主办：某县交通运输局</p></body></html>`;
  let page = own;
  const { origin } = await open.server({ '/xmjd/': (request, response) => html(page)(request, response) });
  const columns = [leaf(origin, '/xmjd/', '项目进度')];

  expect((await auditOn('2026-03-17', origin, columns))[0]?.verdict.latest?.date.day).toBe('2026-03-02');
  page = section;
  const [loaded] = await auditOn('2026-03-18', origin, columns);
  expect(loaded?.verdict).toMatchObject({ status: 'unreadable', unreadable: { reason: 'doubtful', detail: 'drift: other-name' } });
  expect(loaded?.verdict.because.zh).toContain('由“项目进度”变为“某县交通运输局”');
  page = own;
  const [again] = await auditOn('2026-03-19', origin, columns);
  expect(again?.verdict.latest?.date.day).toBe('2026-03-02');
  expect(again?.verdict.status).not.toBe('unreadable');
  expect((await store.history('某局/项目进度', '2026-03-19')).lastVisit?.pageName).toEqual({ name: '项目进度', by: 'breadcrumb' });
});

test('a column called otherwise than in the configuration is read', async () => {
  const { origin } = await open.server({
    '/bmwj/': html(columnPage('文件资料', daysDown(4))), '/zcfg/': html(columnPage('法规文件', daysDown(4))),
  });
  const done = await auditOn('2026-03-17', origin, [leaf(origin, '/bmwj/', '部门文件'), leaf(origin, '/zcfg/', '政策法规')]);
  expect(done.map(({ verdict }) => verdict.unreadable)).toEqual([null, null]);
});
