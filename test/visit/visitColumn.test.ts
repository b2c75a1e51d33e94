import { describe, expect, test } from 'vitest';
import { findBrowser } from '../../src/crawl/systemBrowser.js';
import { completeSince } from '../../src/visit/followPages.js';
import type { Column, Observation, Visit } from '../../src/model.js';
import { isSentHome } from '../../src/visit/readAddress.js';
import { visitColumn } from '../../src/visit/visitColumn.js';
import { html, type Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, document, itemOf, listPage, siteOf } from '../doors/pages.js';

const open = opened();
const today = '2026-03-17';

interface Asked {
  pages: Record<string, string | Handler>;
  at?: string;
  column?: Partial<Column>;
  windowStart?: string;
  maxPages?: number;
  browserPath?: string | null;
}

async function visit(asked: Asked) {
  const { pages, at = '/col/', column, windowStart = '2025-01-01', maxPages = 5, browserPath = null } = asked;
  const handlers = Object.entries(pages).map(([path, page]) => [path, typeof page === 'string' ? html(page) : page]);
  const server = await open.server(Object.fromEntries(handlers));
  const crawler = open.crawler({ retries: 0, timeoutMs: browserPath ? 20_000 : 3_000 }, { browserPath });
  const address = `${server.origin}${at}`;
  const settings = { today, windowStart, maxPages };
  const done = await visitColumn(crawler, siteOf(server.origin), columnOf(address, column), settings);
  return { done, seen: server.seen.map(({ path }) => path), origin: server.origin };
}

type List = Extract<Observation, { outcome: 'list' }>;

function listOf({ observation }: Visit): List {
  if (observation.outcome !== 'list') throw new Error(JSON.stringify(observation));
  return observation;
}

const redirect = (to: string): Handler => (_request, response) => void response.writeHead(302, { location: to }).end();

describe('one address', () => {
  test('a page that only sends its reader elsewhere is followed', async () => {
    const shell = '<html><head><script>window.location.href="/col/real.html"</script></head><body></body></html>';
    const { done, origin } = await visit({ pages: { '/col/': shell, '/col/real.html': listPage({ days: daysDown(5) }) } });
    expect(listOf(done).items).toHaveLength(5);
    expect(done.finalUrl).toBe(`${origin}/col/real.html`);
    expect(done.pages).toHaveLength(2);
  });

  test('shells that send each other round end as a redirect shell', async () => {
    const to = (address: string) => `<script>location.href="${address}"</script>`;
    const { done, seen } = await visit({ pages: { '/col/': to('/other/a.html'), '/other/a.html': to('/col/') } });
    expect(done.observation).toMatchObject({ outcome: 'unreadable', reason: 'redirect-shell' });
    expect(seen).toHaveLength(4);
  });

  test('a column that answers with the home page is gone, not fresh', async () => {
    const pages = { '/col/': redirect('/'), '/': listPage({ days: daysDown(8) }) };
    expect((await visit({ pages })).done.observation).toMatchObject({ outcome: 'unreadable', reason: 'soft404' });
  });

  test('so is one that gets there by a script', async () => {
    const home = listPage({ days: daysDown(8) });
    const pages = { '/col/': '<script>location.href="/index.html"</script>', '/index.html': home };
    expect((await visit({ pages })).done.observation).toMatchObject({ outcome: 'unreadable', reason: 'soft404' });
  });

  test('a site whose column is its home page is read', async () => {
    const { done } = await visit({ pages: { '/': listPage({ days: daysDown(8) }) }, at: '/' });
    expect(listOf(done).items).toHaveLength(8);
  });

  for (const [asked, answered, sent] of [
    ['http://a.invalid/col/', 'http://a.invalid/', true],
    ['http://a.invalid/col/', 'http://www.a.invalid/index.html', true],
    ['http://a.invalid/col/', 'http://a.invalid/col/index.html', false],
    ['http://a.invalid/col/', 'http://a.invalid/?col=3', false],
    ['http://a.invalid/', 'http://a.invalid/index.html', false],
    ['no address', 'http://a.invalid/', false],
  ] as const)
    test(`${asked} answered by ${answered}: ${sent ? 'sent home' : 'not sent home'}`, () =>
      expect(isSentHome(asked, answered)).toBe(sent));

  const scripted = document('<div id="list"></div><script>$.ajax({url:"/api/list"})</script>');
  const cookieScript = '<script>document.cookie="__jsl_clearance_s=1";location.href=location.pathname</script>';
  const challenge: Handler = (_request, response) => void response.writeHead(521).end(cookieScript);

  for (const [name, page, render, reason, requests] of [
    ['a list drawn by script, without a browser', scripted, 'auto', 'no-browser', 1],
    ['a list drawn by script, http only', scripted, 'http', 'js-shell', 1],
    ['a challenge', challenge, 'auto', 'challenge', 1],
    ['rows without a day and without a script', listPage({ days: ['', '', '', '', ''] }), 'auto', 'list', 1],
    ['a page without a list and without a script', document('<p>你好</p>'), 'auto', 'no-list', 1],
    ['a missing page', document('<p>404 页面不存在</p>'), 'auto', 'soft404', 1],
  ] as const)
    test(`${name}: ${reason}`, async () => {
      const { done, seen } = await visit({ pages: { '/col/': page }, column: { render } });
      const { observation } = done;
      expect(observation.outcome === 'unreadable' ? observation.reason : observation.outcome).toBe(reason);
      expect(seen).toHaveLength(requests);
    });

  test('a page that nobody serves keeps its reason and its address', async () => {
    const { done, origin } = await visit({ pages: {} });
    expect(done.observation).toMatchObject({ outcome: 'unreadable', reason: 'http-status', status: 404 });
    expect(done.finalUrl).toBe(`${origin}/col/`);
  });
});

describe('in a real browser', async () => {
  const browserPath = await findBrowser();
  const rows = listPage({ days: daysDown(6) }).match(/<li>.*<\/li>/g)?.join('') ?? '';
  const drawing = document(`<ul id="l"></ul><script>
    new XMLHttpRequest(); document.getElementById('l').innerHTML = ${JSON.stringify(rows).replaceAll('</', '<\\/')};</script>`);

  test.skipIf(browserPath === null)('a list drawn by script is read, and what was there before is kept', async () => {
    const { done } = await visit({ pages: { '/col/': drawing }, column: { render: 'auto' }, browserPath });
    expect(listOf(done).items).toHaveLength(6);
    expect(done.pages.map(({ by }) => by)).toEqual(['http', 'browser']);
  });

  for (const render of ['auto', 'browser'] as const)
    test.skipIf(browserPath === null)(`a challenge is never drawn, render ${render}`, async () => {
      const page = '<script>document.cookie="__jsl_clearance_s=1;path=/";location.reload()</script>';
      const { done, seen } = await visit({ pages: { '/col/': page }, column: { render }, browserPath });
      expect(done.observation).toMatchObject({ reason: 'challenge' });
      expect(seen).toHaveLength(1);
    });
});

describe('further pages', () => {
  /** Pages of 10 rows a day apart, `count` of them, the last with `lastRows`. */
  const paged = (count: number, lastRows = 10) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, page) => {
        const days = daysDown(page === count - 1 ? lastRows : 10, daysDown(page * 10 + 1).at(-1));
        const next = page < count - 1 ? `/col/${page + 2}.html` : undefined;
        return [page === 0 ? '/col/' : `/col/${page + 1}.html`, listPage({ days, next })];
      }),
    );

  test('are read as far back as the window, and no further', async () => {
    const { done, seen } = await visit({ pages: paged(5), windowStart: '2026-03-01' });
    expect(seen).toEqual(['/col/', '/col/2.html']);
    expect(listOf(done)).toMatchObject({ pages: 2, completeSince: '2026-02-26' });
  });

  test('an item on the window’s first day does not end the walk, one from the day before does', async () => {
    expect((await visit({ pages: paged(3), windowStart: '2026-03-08' })).seen).toHaveLength(2);
    expect((await visit({ pages: paged(3), windowStart: '2026-03-09' })).seen).toHaveLength(1);
  });

  test('are not read beyond maxPages', async () => {
    const { done } = await visit({ pages: paged(5), maxPages: 3 });
    expect(listOf(done)).toMatchObject({ pages: 3, completeSince: daysDown(30).at(-1) });
  });

  test('are not read where only the newest item counts', async () => {
    const column = { cadence: { kind: 'realtime', grace: { days: 0, unit: 'calendar' } } } as const;
    const { done, seen } = await visit({ pages: paged(3, 4), column, windowStart: today });
    expect(seen).toEqual(['/col/']);
    expect(listOf(done).completeSince).toBe('2026-03-08');
    // Earlier items are wanted where they are held against a pair or a list of what must be there.
    expect((await visit({ pages: paged(3, 4), column, windowStart: '2025-01-01' })).seen).toHaveLength(3);
  });

  test('a list read to its short last page is known whole', async () => {
    const { done } = await visit({ pages: paged(3, 4) });
    expect(listOf(done)).toMatchObject({ pages: 3, completeSince: null });
    expect(listOf(done).items).toHaveLength(24);
  });

  test('a full last page proves no end: its pager may not be understood', async () => {
    expect(listOf((await visit({ pages: paged(2) })).done).completeSince).toBe(daysDown(20).at(-1));
  });

  const first = listPage({ days: daysDown(10), next: '/col/2.html' });
  for (const [name, second] of [
    ['cannot be fetched', undefined],
    ['is blocked', document('<p>您的访问被拒绝</p>')],
    ['is blank', document('<p>暂无信息</p>')],
    ['shows the first page again', first],
    ['sends home', redirect('/')],
  ] as const)
    test(`a second page that ${name} claims no more than the first page showed`, async () => {
      const home = listPage({ days: daysDown(5, '2026-03-16') });
      const pages = { '/col/': first, '/': home, ...(second === undefined ? {} : { '/col/2.html': second }) };
      const { done } = await visit({ pages });
      expect(listOf(done)).toMatchObject({ pages: 1, completeSince: '2026-03-08' });
      expect(listOf(done).items).toHaveLength(10);
      expect(done.pages).toHaveLength(2);
    });

  test('a second page in another part of the layout is no proof of the list’s end', async () => {
    const other = listPage({ days: daysDown(4, '2026-03-07') }).replace('class="list"', 'class="side"');
    const { done } = await visit({ pages: { '/col/': first, '/col/2.html': other } });
    expect(listOf(done).completeSince).toBe('2026-03-04');
  });

  test('an item counts once over the pages, and as often as one page shows it', async () => {
    const different = listPage({ days: ['2026-03-07', '2026-03-07'] });
    const twice = different.replaceAll('2026-03-07-1', '2026-03-07-0').replaceAll('第2批', '第1批');
    const alone = await visit({ pages: { '/col/': twice } });
    expect(listOf(alone.done).items).toHaveLength(2);
    const overlapping = listPage({ days: daysDown(12) });
    const { done } = await visit({ pages: { '/col/': first, '/col/2.html': overlapping } });
    expect(listOf(done).items).toHaveLength(12);
  });

  test('a pager that leads in a circle ends the walk', async () => {
    const second = listPage({ days: daysDown(10, '2026-03-07'), next: '/col/' });
    const { seen } = await visit({ pages: { '/col/': first, '/col/2.html': second } });
    expect(seen).toEqual(['/col/', '/col/2.html']);
  });
});

describe('how much of the list one page shows', () => {
  for (const [name, page, expected] of [
    ['nine rows and no pager: all of it', { days: daysDown(9) }, null],
    ['ten rows and no pager: a CMS may cut there', { days: daysDown(10) }, '2026-03-08'],
    ['few rows and a pager', { days: daysDown(5), below: '<div>共3页 尾页</div>' }, '2026-03-13'],
    ['few rows, one of them without a day', { days: ['2026-03-17', '2026-03-16', '', '2026-03-09'] }, '2026-03-16'],
    ['rows sorted upwards, cut', { days: daysDown(9).reverse(), below: '<div>共3页 尾页</div>' }, undefined],
  ] as const)
    test(name, async () => {
      const { done } = await visit({ pages: { '/col/': listPage({ ...page, days: [...page.days] }) } });
      expect(listOf(done).completeSince).toBe(expected);
    });

  const down = daysDown(6);
  for (const [name, days, expected] of [
    ['no rows', [], undefined],
    ['downwards', down, down[5]],
    ['all of one day', ['2026-03-01', '2026-03-01'], '2026-03-01'],
    ['upwards', [...down].reverse(), undefined],
    ['two old rows on top without a mark', ['2024-01-01', '2023-05-05', ...down], down[5]],
    ['as many rows on top as run', ['2020-01-01', '2021-01-01', '2026-03-17', '2026-03-16'], undefined],
    ['one row less on top than run', ['2021-01-01', '2026-03-17', '2026-03-16'], '2026-03-16'],
    ['eight rows on top', [...daysDown(8, '2025-01-01').reverse(), ...daysDown(12)], daysDown(12)[11]],
    ['nine rows on top', [...daysDown(9, '2025-01-01').reverse(), ...daysDown(12)], undefined],
    ['no day in the first row', [null, ...down], undefined],
    ['no day in the third row', [...down.slice(0, 2), null, ...down.slice(2)], down[1]],
  ] as const)
    test(`${name}: complete since ${expected}`, () => expect(completeSince(days.map((day) => itemOf(day)))).toBe(expected));

  test('pinned rows on top do not count, with or without a day', () => {
    const pinned = [itemOf('2019-01-01', { pinned: true }), itemOf(null, { pinned: true })];
    expect(completeSince([...pinned, ...down.map((day) => itemOf(day))])).toBe(down[5]);
  });
});
