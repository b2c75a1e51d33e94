/** Items' own pages over several visits, against a real server whose log shows what was asked, and a real database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import type { Column, CrawlSettings, Day, KnownItem, RunColumn } from '../../src/model.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { html, settings, type Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, document, siteOf } from '../doors/pages.js';

const open = opened();
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-item-pages-'));
  store = await openStore(path.join(folder, 'run.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

interface Row {
  name: string;
  /** What the list shows; absent: nothing. */
  shown?: Day;
  /** What its own page shows; absent: nothing. */
  day?: Day;
  href?: string;
}

const titleOf = ({ name }: Row) => `关于公布第${name}批公路养护工程项目名单的通知`;
const hrefOf = (row: Row) => row.href ?? `/art/${row.name}.html`;

function listOf(rows: Row[], next?: string): string {
  const lines = rows.map((row) =>
    `<li><a href="${hrefOf(row)}">${titleOf(row)}</a>${row.shown ? `<span>${row.shown}</span>` : ''}</li>`);
  const pager = next === undefined ? '' : `<div class="page"><a href="${next}">下一页</a></div>`;
  return document(`<ul class="list">${lines.join('')}</ul>${pager}`);
}

function pageOf(row: Row): string {
  const line = row.day === undefined ? '' : `<p>发布日期：${row.day}　来源：养护科</p>`;
  return document(`<h1>${titleOf(row)}</h1>${line}<p>${'各乡镇人民政府，县直各单位：现将名单印发给你们。'.repeat(8)}第${row.name}批。</p>`)
    .replace('<title>通知公告', `<title>${titleOf(row)}`);
}

const status = (code: number, body = ''): Handler => (_request, response) =>
  void response.writeHead(code, { 'content-type': 'text/html; charset=utf-8' }).end(body);

interface Site {
  rows: Row[];
  /** Stand before the rows' own pages. */
  pages?: Record<string, Handler>;
  /** The column's page at an address, where it has several. */
  list?: (at: string) => string;
}

const to = (location: string): Handler => (_request, response) => void response.writeHead(302, { location }).end();

/** Visits a column once on each day and tells what was asked of its server each time. */
async function visits(
  siteOn: (today: Day) => Site,
  days: Day[],
  changed: { column?: Partial<Column>; crawl?: Partial<CrawlSettings> } = {},
) {
  let site = siteOn(days[0] ?? '');
  const server = await open.server((request, response) => {
    const at = request.url ?? '';
    const row = site.rows.find((one) => hrefOf(one) === at);
    const given = site.pages?.[at];
    if (given) given(request, response);
    else if (at.startsWith('/col/')) html(site.list?.(at) ?? listOf(site.rows))(request, response);
    else if (row) html(pageOf(row))(request, response);
    else response.writeHead(404).end();
  });
  const column = columnOf(`${server.origin}/col/`, { key: 'one/a', ...changed.column });
  const crawl = { ...settings, retries: 0, ...changed.crawl };
  const config = {
    timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, crawl, schedule: { audit: '' },
    sites: [{ ...siteOf(server.origin, [column]), key: 'one' }],
  };
  const asked: string[][] = [];
  const done: RunColumn[] = [];
  for (const today of days) {
    const before = server.seen.length;
    site = siteOn(today);
    const now = () => new Date(`${today}T10:00:00Z`);
    const walk = { config, configName: 'test', store, log: pino({ level: 'silent' }), today, now };
    const crawler = open.crawler({ retries: 0 });
    await runAudit({ ...walk, onColumn: (one) => done.push(one) }, crawler);
    asked.push(server.seen.slice(before).map(({ path: at }) => at));
  }
  const { items, knownSince } = await store.history('one/a', days.at(-1) as Day);
  return { asked, done, items, knownSince, origin: server.origin };
}

const dayOf = (items: KnownItem[]) => items.map(({ date }) => date?.day ?? null);
const undated = (count: number, from: Day = '2026-03-16', step = 1): Row[] =>
  daysDown(count, from, step).map((day, index) => ({ name: String(count - index), day }));
const staticCadence = { kind: 'static', grace: { days: 0, unit: 'calendar' } } as const;
const artOf = (rows: Row[]) => rows.map(hrefOf);

describe('a list that shows no dates', () => {
  test('is dated by its items’ pages, each asked once in the order of the list, and never again', async () => {
    const rows = undated(6);
    const days = ['2026-03-17', '2026-03-18', '2026-03-19'];
    const { asked, items, done, knownSince } = await visits(() => ({ rows }), days);
    expect(asked).toEqual([['/col/', ...artOf(rows)], ['/col/'], ['/col/']]);
    expect(dayOf(items)).toEqual(rows.map(({ day }) => day));
    expect(items[0]?.date).toEqual({ day: '2026-03-16', by: 'page:label:发布日期', text: '2026-03-16', implied: [] });
    const page = { readOn: '2026-03-17', checkedOn: '2026-03-17', state: 'answers', title: titleOf(rows[0] as Row) };
    expect(items[0]?.page).toMatchObject(page);
    expect(new Set(items.map(({ page: own }) => own?.textHash)).size).toBe(6);
    expect(items[0]?.page?.textHash).toMatch(/^[0-9a-f]{64}$/);
    expect(done.map(({ verdict }) => verdict.latest?.date.day)).toEqual(['2026-03-16', '2026-03-16', '2026-03-16']);
    // Nine rows and less are the whole list, once all of them are dated.
    expect(knownSince).toBeNull();
    expect(done.map(({ lastVisit }) => lastVisit?.itemCount)).toEqual([6, 6, 6]);
  });

  test('later costs one request more for each new row', async () => {
    const all = undated(8);
    const shown: [Day, Row[]][] = [['2026-03-17', all.slice(2)], ['2026-03-18', all.slice(1)], ['2026-03-20', all]];
    const on = new Map(shown);
    const { asked, items } = await visits((today) => ({ rows: on.get(today) ?? [] }), [...on.keys()]);
    expect(asked.slice(1)).toEqual([['/col/', '/art/7.html'], ['/col/', '/art/8.html']]);
    expect(dayOf(items).sort()).toEqual(all.map(({ day }) => day).sort());
  });

  test('is read in the course of several visits where a visit may not ask for all, and a page only once', async () => {
    const rows = undated(24);
    const days = ['2026-03-17', '2026-03-18', '2026-03-19'];
    const { asked, items } = await visits(() => ({ rows }), days, { crawl: { maxItemPages: 10 } });
    expect(asked.map(({ length }) => length - 1)).toEqual([10, 10, 4]);
    expect(asked.flat().filter((at) => at !== '/col/')).toEqual(artOf(rows));
    expect(dayOf(items)).toEqual(rows.map(({ day }) => day));
  });

  test('is followed over its pages by the days that its items’ pages give', async () => {
    const rows = undated(30, '2026-03-16', 20);
    const page = (at: string) => Number(/\d+/.exec(at)?.[0] ?? 1);
    const list = (at: string) =>
      listOf(rows.slice((page(at) - 1) * 10, page(at) * 10), page(at) < 3 ? `/col/${page(at) + 1}.html` : undefined);
    const { asked, knownSince } = await visits(() => ({ rows, list }), ['2026-03-17', '2026-03-18']);
    // The window begins on 1 January of the year before, which the twenty-third row is the first to pass.
    expect(asked[0]?.filter((at) => at.startsWith('/col/'))).toEqual(['/col/', '/col/2.html', '/col/3.html']);
    expect(asked[0]).toHaveLength(33);
    expect(asked[1]).toEqual(['/col/']);
    expect(knownSince).toBe(rows[29]?.day);
  });

  for (const [name, column] of [
    ['is left alone where pages are not wanted', { itemPages: 'none' }],
    ['of a static column is left alone: nothing is owed by date', { cadence: staticCadence }],
  ] as const)
    test(name, async () => {
      const rows = undated(6);
      const { asked, items } = await visits(() => ({ rows }), ['2026-03-17'], { column });
      expect(asked).toEqual([['/col/']]);
      expect(dayOf(items)).toEqual(rows.map(() => null));
    });

  test('stays undated, and accuses nobody, while it is open which row is the newest', async () => {
    // Old rows on top, as pinned ones are; the first page that is not of them refuses.
    const old = undated(3, '2019-05-05', 40).map((row) => ({ ...row, name: `10${row.name}` }));
    const rows = [...old, ...undated(12)];
    const blocked = status(403, '<p>您的访问被拒绝</p>');
    const { asked, items, done } = await visits(() => ({ rows, pages: { '/art/12.html': blocked } }), ['2026-03-17']);
    expect(asked[0]).toEqual(['/col/', ...artOf(old), '/art/12.html']);
    expect(dayOf(items)).toEqual(rows.map(() => null));
    // What the pages said is kept all the same.
    expect(items[0]?.page?.published?.day).toBe('2019-05-05');
    expect(done[0]?.verdict).toMatchObject({ status: 'unreadable', unreadable: { reason: 'undated' } });
  });

  test('whose rows all open one page is not dated by it', async () => {
    const rows = undated(6).map((row) => ({ ...row, href: '/art/1.html' }));
    const { asked } = await visits(() => ({ rows }), ['2026-03-17']);
    expect(asked).toEqual([['/col/']]);
  });

  test('whose pages are all the same one, with another title, is not dated by it', async () => {
    const rows = undated(6);
    const landing = html(pageOf({ name: '九十九', day: '2026-03-17' }));
    const pages = Object.fromEntries(artOf(rows).map((at) => [at, landing]));
    const { items } = await visits(() => ({ rows, pages }), ['2026-03-17']);
    expect(dayOf(items)).toEqual(rows.map(() => null));
  });
});

describe('what is never asked for', () => {
  test('attachments, other sites, the front page and the list itself', async () => {
    const elsewhere = await open.server({});
    const hrefs = ['/a.pdf', '/b.DOCX?x=1', '/download.jsp?file=c.xls', `${elsewhere.origin}/d.html`, '/', '/col/#3'];
    const rows = hrefs.map((href, index) => ({ name: String(index + 1), day: '2026-03-01', href }));
    const { asked } = await visits(() => ({ rows }), ['2026-03-17']);
    expect(asked).toEqual([['/col/']]);
    expect(elsewhere.seen).toEqual([]);
  });

  test('a redirect to another site is not followed, and its row stays undated', async () => {
    const elsewhere = await open.server(html(pageOf({ name: '1', day: '2026-03-17' })));
    const rows = undated(12);
    const pages = { '/art/1.html': to(`${elsewhere.origin}/s/x`) };
    const { items, asked } = await visits(() => ({ rows, pages }), ['2026-03-17', '2026-03-18']);
    expect(elsewhere.seen).toEqual([]);
    expect(items.find(({ url }) => url?.endsWith('/art/1.html'))).toMatchObject({
      date: null, page: { state: 'answers', reason: 'off-site', readOn: null },
    });
    expect(asked[1]).toEqual(['/col/']);
  });
});

describe('a list with dates', () => {
  const dated = (count: number) => undated(count).map((row) => ({ ...row, ...(row.day && { shown: row.day }) }));

  test('needs no page of its items', async () => {
    const { asked, items } = await visits(() => ({ rows: dated(6) }), ['2026-03-17']);
    expect(asked).toEqual([['/col/']]);
    expect(items[0]).not.toHaveProperty('page');
  });

  test('needs that of a row without one', async () => {
    const rows = dated(12).map((row) => (row.name === '5' ? { name: '5', ...(row.day && { day: row.day }) } : row));
    const { asked, items } = await visits(() => ({ rows }), ['2026-03-17', '2026-03-18']);
    expect(asked).toEqual([['/col/', '/art/5.html'], ['/col/']]);
    expect(dayOf(items.filter(({ date }) => date?.by.startsWith('page:')))).toEqual(['2026-03-09']);
  });

  test('has all its pages of the window read where both dates are wanted, the newest first; its own days stand', async () => {
    const rows = dated(6).map((row) => ({ ...row, day: '2026-02-02' })).reverse();
    const { asked, items } = await visits(
      () => ({ rows: [{ name: '9', shown: '2024-12-31' }, ...rows] }), ['2026-03-17', '2026-03-18'],
      { column: { itemPages: 'all' } },
    );
    expect(asked).toEqual([['/col/', ...artOf([...rows].reverse())], ['/col/']]);
    const newest = items.find(({ url }) => url?.endsWith('/art/6.html'));
    expect(newest).toMatchObject({ date: { day: '2026-03-16' }, page: { published: { day: '2026-02-02' } } });
    expect(newest?.date?.by).not.toContain('page:');
  });
});

describe('a page that cannot be read', () => {
  const rows = undated(12);
  const challenge = '<script>document.cookie="__jsl_clearance_s=1";location.href=location.pathname</script>';
  const failing = (handler: Handler): Site => ({ rows, pages: { '/art/12.html': handler } });
  const after = (days: number[]) => days.map((count) => addDays('2026-03-17', count));

  test('is asked again after 1, 3, 7 and 30 days, and not in between', async () => {
    const days = after([0, 0, 1, 2, 3, 4, 10, 11, 40, 41, 71]);
    const { asked, items } = await visits(() => failing(status(500)), days);
    const times = asked.flatMap((one, index) => (one.includes('/art/12.html') ? [days[index]] : []));
    expect(times).toEqual(after([0, 1, 4, 11, 41, 71]));
    expect(asked.flat().filter((at) => at === '/art/11.html')).toHaveLength(1);
    const failed = { state: 'unknown', reason: 'http-status', status: 500, readOn: null, goneSince: null };
    expect(items[0]?.page).toMatchObject(failed);
  });

  for (const [name, handler, state, reason, ends] of [
    ['a refusal', status(403, '<p>您的访问被拒绝</p>'), 'unknown', 'blocked', true],
    ['a challenge', status(521, challenge), 'unknown', 'challenge', true],
    ['429', status(429), 'unknown', 'rate-limited', true],
    ['a broken connection', ((_request, response) => void response.destroy()) as Handler, 'unknown', 'reset', true],
    ['404', status(404), 'gone', 'http-status', false],
    ['410', status(410, '<p>Gone</p>'), 'gone', 'soft404', false],
    ['a page that says that it is gone', html(document('<p>您访问的页面不存在</p>')), 'gone', 'soft404', false],
    ['an error page', html('<h1>502 Bad Gateway</h1>'), 'unknown', 'error', false],
    ['the front page', to('/'), 'unknown', 'soft404', false],
  ] as const)
    test(`${name}: ${state}${ends ? ', and nothing more is asked in this visit' : ''}`, async () => {
      const home = html(pageOf({ name: '1', day: '2026-03-17' }));
      const pages = { '/art/12.html': handler, '/': home };
      const { asked, items } = await visits(() => ({ rows, pages }), ['2026-03-17']);
      expect(asked[0]?.filter((at) => at !== '/')).toEqual(['/col/', ...artOf(ends ? rows.slice(0, 1) : rows)]);
      const goneSince = state === 'gone' ? '2026-03-17' : null;
      expect(items[0]?.page).toMatchObject({ state, reason, published: null, goneSince });
    });

  test('because it names the day of the visit in a meta tag alone is believed on another day', async () => {
    const made = (today: Day) =>
      pageOf({ name: '12' }).replace('<title>', `<meta name="PubDate" content="${today} 08:00"><title>`);
    // Another list, whose pages are made again every day.
    const lying = await visits((today) => failing(html(made(today))), ['2026-03-17', '2026-03-18']);
    expect(lying.items[0]).toMatchObject({ date: null, page: { state: 'answers', reason: 'doubtful', readOn: null } });
    expect(lying.items.map(({ date }) => date)).toEqual(rows.map(() => null));
    const honest = await visits(() => failing(html(made('2026-03-17'))), ['2026-03-17', '2026-03-18']);
    const twelfth = honest.items.find(({ url }) => url === `${honest.origin}/art/12.html`);
    expect(twelfth?.date).toMatchObject({ day: '2026-03-17', by: 'page:meta:pubdate' });
  });
});

describe('a page that was read', () => {
  const rows = undated(5);

  test('is checked again after more than 90 days, three in one visit, and what it said first stays', async () => {
    const changed = html(pageOf({ name: '5', day: '2026-06-01' }));
    const days = ['2026-03-17', '2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18', '2026-06-20', '2026-09-15'];
    const { asked, items } = await visits((today) => {
      if (today === '2026-03-17') return { rows };
      return { rows, pages: { '/art/5.html': changed, ...(today < '2026-06-20' && { '/art/4.html': status(404) }) } };
    }, days);
    expect(asked.map((one) => one.slice(1))).toEqual([
      artOf(rows), [], ['/art/1.html', '/art/2.html', '/art/3.html'], ['/art/4.html', '/art/5.html'], ['/art/4.html'],
      [], ['/art/1.html', '/art/2.html', '/art/3.html'],
    ]);
    expect(items[0]).toMatchObject({
      date: { day: '2026-03-16' }, page: { published: { day: '2026-03-16' }, state: 'answers', checkedOn: '2026-06-17' },
    });
    expect(items[1]).toMatchObject({
      date: { day: '2026-03-15' },
      page: { published: { day: '2026-03-15' }, readOn: '2026-03-17', state: 'gone', status: 404, goneSince: '2026-06-17' },
    });
  });
});
