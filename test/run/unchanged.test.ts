/** A nightly run over pages that have not changed: what it asks, what it keeps, and that it says what a full visit would. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import type { Column, Config, Day, Run, RunRecord } from '../../src/model.js';
import { rejudge, rejudgeDue } from '../../src/run/rejudge.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { settings, type Handler, type Loopback } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, document, listPage, siteOf } from '../doors/pages.js';
import { recordOf } from '../storedRecord.js';

const open = opened();
let folder: string;
/** One crawls as ever; for the other every answer differs by a comment, so that nothing is ever unchanged. */
let stores: { quick: Store; full: Store };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-unchanged-'));
  const [quick, full] = await Promise.all(['quick', 'full'].map((name) => openStore(path.join(folder, `${name}.sqlite`))));
  stores = { quick: quick as Store, full: full as Store };
});
afterEach(async () => {
  await Promise.all([stores.quick.close(), stores.full.close()]);
  await rm(folder, { recursive: true, force: true });
});

let isNoisy = false;
let noise = 0;

/** Answers 304 where the page is the one that the asker knows. */
const page = (body: () => string): Handler => (request, response) => {
  const text = isNoisy ? `${body()}<!-- ${noise++} -->` : body();
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
  const isKnown = request.headers['if-none-match'] === etag;
  response.writeHead(isKnown ? 304 : 200, { etag, 'content-type': 'text/html; charset=utf-8' }).end(isKnown ? '' : text);
};

const columnsOf = (origin: string): Column[] => [
  columnOf(`${origin}/monthly`, { key: 's/monthly', path: ['项目进度'], class: 'other', since: '2026-01-01' }),
  columnOf(`${origin}/news`, {
    key: 's/news', path: ['通知公告'], cadence: { kind: 'realtime', grace: { days: 0, unit: 'calendar' } },
  }),
  columnOf(`${origin}/blank`, { key: 's/blank', path: ['征求意见'] }),
  columnOf(`${origin}/plain`, { key: 's/plain', path: ['政策文件'], class: 'policy' }),
];

function configOf({ origin }: Loopback): Config {
  return {
    timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, crawl: settings, schedule: { audit: '0 2 * * *' },
    sites: [{ ...siteOf(origin, columnsOf(origin)), key: 's', name: 's' }],
  };
}

async function night(server: Loopback, kind: 'quick' | 'full', day: Day): Promise<Run> {
  isNoisy = kind === 'full';
  const now = () => new Date(`${day}T02:00:00Z`);
  const walk = { config: configOf(server), configName: 'test', store: stores[kind], log: pino({ level: 'silent' }), today: day, now };
  return runAudit(walk, open.crawler());
}

/** What a run says, without what differs from any run to the next. */
async function told(kind: 'quick' | 'full', run: Run): Promise<unknown> {
  const record = (await recordOf(stores[kind], run.id)) as RunRecord;
  const columns = record.columns.map((column) => ({
    ...column,
    lastVisit: { ...column.lastVisit, at: '' },
    lastReadable: column.lastReadable && { ...column.lastReadable, at: '' },
  }));
  const history = await Promise.all(columns.map(({ column }) => stores[kind].history(column.key, run.day)));
  return JSON.parse(JSON.stringify({
    columns, sites: record.sites, totals: record.trend.map((totals) => ({ ...totals, runId: '' })),
    history: history.map((one) => ({
      // What only a server says has not changed bears no witness of how far the list reached.
      ...one, looks: one.looks.map(({ day, shows }) => ({ day, shows })), lastVisit: { ...one.lastVisit, at: '' }, lastReadable: { ...one.lastReadable, at: '' },
    })),
  }));
}

test('says over many nights what full visits would, and asks for what it knows only if it has changed', async () => {
  const monthly = { days: daysDown(15, '2026-03-05', 30) };
  const news = { days: daysDown(20, '2026-03-10', 3) };
  const server = await open.server({
    '/monthly': page(() => listPage(monthly)),
    '/news': page(() => listPage(news)),
    '/blank': page(() => document('<p>暂无相关信息</p>')),
    '/plain': page(() => listPage({ days: daysDown(12, '2026-02-20', 20) })),
  });
  const changes: Record<Day, () => void> = {
    '2026-03-20': () => (news.days = ['2026-03-19', ...news.days]),
    '2026-03-24': () => (news.days = news.days.slice(0, -3)),
    '2026-04-04': () => (monthly.days = ['2026-04-03', ...monthly.days]),
  };
  const unchanged: number[] = [];
  for (const day of daysDown(26, '2026-04-12').reverse()) {
    changes[day]?.();
    const before = server.seen.length;
    const quick = await night(server, 'quick', day);
    const asked = server.seen.slice(before);
    unchanged.push(asked.filter(({ headers }) => headers['if-none-match'] !== undefined).length);
    const full = await night(server, 'full', day);
    expect(await told('quick', quick), day).toEqual(await told('full', full));
  }
  // The blank column stays a finding, and is looked at whole each night.
  expect(unchanged[0]).toBe(0);
  expect(unchanged.slice(1).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
});

test('what a person says of a column is heard on the next night although its page is the same', async () => {
  const lists = await open.server(page(() => listPage({ days: daysDown(12, '2026-03-10', 25) })));
  await night(lists, 'quick', '2026-03-17');
  await night(lists, 'quick', '2026-03-18');
  const waiver = {
    columnKey: 's/monthly', kind: 'nothing-to-publish' as const, from: '2026-03-01', until: '2026-12-31', reason: '项目停工',
    author: '张三', document: null,
  };
  await stores.quick.addWaiver(waiver, '2026-03-18T10:00:00Z');
  const run = await night(lists, 'quick', '2026-03-19');
  const record = (await recordOf(stores.quick, run.id)) as RunRecord;
  expect(record.columns.find(({ column }) => column.key === 's/monthly')?.verdict.waivers).toHaveLength(1);
});

test('a server that goes on saying that nothing changed makes nobody look late or backdated', async () => {
  const news = { days: daysDown(20, '2026-03-10', 3) };
  const stuck: Handler = (request, response) => {
    const isKnown = request.headers['if-none-match'] !== undefined;
    response.writeHead(isKnown ? 304 : 200, { etag: '"stuck"', 'content-type': 'text/html; charset=utf-8' });
    // Rows that stay the same while others come.
    const rows = news.days.map((day) => `<li><a href="/art/${day}.html">关于公路养护工程验收工作的通知（${day}）</a><span>${day}</span></li>`);
    response.end(isKnown ? '' : document(`<ul class="list">${rows.join('')}</ul>`));
  };
  const server = await open.server({ '/news': stuck, '/monthly': stuck, '/blank': stuck, '/plain': stuck });
  for (const day of daysDown(40, '2026-04-25').reverse()) {
    if (Number(day.slice(-2)) % 2 === 0) news.days = [day, ...news.days].slice(0, 20);
    const run = await night(server, 'quick', day);
    const { columns } = (await recordOf(stores.quick, run.id)) as RunRecord;
    const found = columns.flatMap(({ verdict }) => verdict.findings.map(({ rule }) => rule));
    expect(found.filter((rule) => rule === 'backdated' || rule === 'cadence-overdue'), day).toEqual([]);
    const newest = columns[1]?.verdict.latest?.date.day ?? '';
    expect(newest >= (daysDown(18, day).at(-1) as Day), day).toBe(true);
  }
});

test('an audit that judges only what may have changed says what one of everything does, day after day', async () => {
  const monthly = { days: daysDown(15, '2026-03-05', 30) };
  const server = await open.server({
    '/monthly': page(() => listPage(monthly)),
    '/news': page(() => listPage({ days: daysDown(20, '2026-03-10', 3) })),
    '/blank': page(() => document('<p>暂无相关信息</p>')),
    '/plain': page(() => listPage({ days: daysDown(12, '2026-02-20', 20) })),
  });
  const last = { quick: await night(server, 'quick', '2026-03-17'), full: await night(server, 'full', '2026-03-17') };
  let few = 0;
  for (const day of daysDown(80, '2026-06-05').reverse()) {
    if (day <= '2026-03-17') continue;
    const now = () => new Date(`${day}T02:00:00Z`);
    const walk = { config: configOf(server), configName: 'test', log: pino({ level: 'silent' }), today: day, now };
    const before = await stores.quick.dueOf(last.quick.standsOn ?? last.quick.id, day);
    const due = await rejudgeDue({ ...walk, store: stores.quick }, last.quick);
    few += due ? 1 : 0;
    expect(due === null).toBe(before.due > 1);
    last.quick = due ?? (await rejudge({ ...walk, store: stores.quick }, true));
    last.full = await rejudge({ ...walk, store: stores.full }, true);
    const [quick, full] = [await told('quick', last.quick), await told('full', last.full)];
    expect(withoutSiteDays(quick), day).toEqual(withoutSiteDays(full));
  }
  expect(few).toBeGreaterThan(10);
});

/** The lines of a site none of whose columns changed its status are those of the day on which they were judged. */
function withoutSiteDays(record: unknown): unknown {
  const { sites, ...rest } = record as { sites: { lines: { id: string; state: string }[] }[] };
  return { ...rest, sites: sites.map(({ lines }) => lines.map(({ id, state }) => [id, state])) };
}
