/** A homepage over real HTTP, alone and in whole runs. */
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import type { Config, Day, SiteLine } from '../../src/model.js';
import { rejudge } from '../../src/run/rejudge.js';
import { runAudit } from '../../src/run.js';
import { visitHomepage } from '../../src/visit/visitHomepage.js';
import { html, settings, type Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, document, listPage, siteOf } from '../doors/pages.js';
import { openedStore } from '../store/samples.js';

const open = opened();
const today = '2026-03-17';
const block = (rows: [string, Day][]) =>
  `<ul>${rows.map(([name, day]) => `<li><a href="/${name}.html">关于${name}号公路养护工程的情况通报</a><span>${day}</span></li>`).join('')}</ul>`;
const fresh = document(block([['a', '2026-03-12'], ['b', '2026-03-01']]));
const stale = document(block([['a', '2025-12-12'], ['b', '2025-12-01']]));

async function look(handlers: Record<string, Handler> | Handler) {
  const server = await open.server(handlers);
  const visit = await visitHomepage(open.crawler({ retries: 0 }), siteOf(`${server.origin}/`), today);
  return { visit, seen: server.seen.map(({ path }) => path), origin: server.origin };
}

describe('one look', () => {
  test('reads every dated row, once and over HTTP', async () => {
    const { visit, seen, origin } = await look({ '/': html(`${fresh}<script>x()</script>`) });
    expect(visit).toMatchObject({ siteKey: '某局', day: today, url: `${origin}/`, isPartial: false, unreadable: null });
    expect(visit.items.map(({ url, date }) => [url, date?.day])).toEqual([[`${origin}/a.html`, '2026-03-12'], [`${origin}/b.html`, '2026-03-01']]);
    expect(seen).toEqual(['/']);
  });

  test('a stale page without scripts is all there is', async () =>
    expect((await look({ '/': html(stale) })).visit).toMatchObject({ isPartial: false, unreadable: null, items: [{}, {}] }));

  test('a stale page whose scripts no browser can run is read in part', async () =>
    expect((await look({ '/': html(`${stale}<script>x()</script>`) })).visit).toMatchObject({ isPartial: true, unreadable: null, items: [{}, {}] }));

  test('follows a page that only sends its reader on', async () => {
    const shell = html('<html><head><meta http-equiv="refresh" content="0;url=/portal/"></head><body></body></html>');
    const { visit, seen } = await look({ '/': shell, '/portal/': html(fresh) });
    expect([visit.items.length, seen]).toEqual([2, ['/', '/portal/']]);
  });

  test('not in a circle', async () => {
    const shell = (to: string) => html(`<html><head><meta http-equiv="refresh" content="0;url=${to}"></head><body></body></html>`);
    const { visit, seen } = await look({ '/': shell('/x/'), '/x/': shell('/') });
    expect([visit.unreadable?.reason, seen]).toEqual(['redirect-shell', ['/', '/x/', '/', '/x/']]);
  });

  for (const [what, handler, reason] of [
    ['an error', (_request, response) => void response.writeHead(500).end(), 'http-status'],
    ['a refusal', (_request, response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>403 Forbidden</h1>'), 'blocked'],
    ['nothing', html(''), 'empty'],
  ] satisfies [string, Handler, string][])
    test(`${what} is no empty homepage: ${reason}`, async () => {
      const { visit } = await look({ '/': handler });
      expect([visit.unreadable?.reason, visit.items]).toEqual([reason, []]);
    });
});

describe('over the days of a site', () => {
  /** Runs on these days; the homepage of each is what `pageOn` gives. */
  async function watched(days: Day[], pageOn: (day: Day) => Handler, changed: { homepage?: boolean; isNarrowed?: boolean } = {}) {
    let now = days[0] as Day;
    const server = await open.server({ '/': (request, response) => pageOn(now)(request, response), '/a/': html(listPage({ days: daysDown(3) })) });
    const { homepage = true, isNarrowed = false } = changed;
    const site = { ...siteOf(`${server.origin}/`, [columnOf(`${server.origin}/a/`)]), homepage };
    const config: Config = {
      timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, crawl: settings, schedule: { audit: '' }, sites: [site],
    };
    const store = await openedStore();
    const walk = (day: Day) => ({
      config, configName: 'test', store, log: pino({ level: 'silent' }), today: day, isNarrowed, now: () => new Date(`${day}T10:00:00Z`),
    });
    const lines: (SiteLine | undefined)[] = [];
    const lineOf = async (id: string) => (await store.readRun(id))?.sites[0]?.lines.find((line) => line.id === 'homepage');
    for (now of days) lines.push(await lineOf((await runAudit(walk(now), open.crawler({ retries: 0 }))).id));
    const again = await lineOf((await rejudge(walk(days.at(-1) as Day), false)).id);
    return { lines, again, seen: server.seen.map(({ path }) => path), store };
  }
  const down: Handler = (_request, response) => void response.writeHead(503).end();

  test('a dead homepage is near while it is watched for less than two weeks, then over', async () => {
    const { lines, again } = await watched(['2026-03-03', '2026-03-16', '2026-03-17'], () => html(stale));
    expect(lines.map((line) => line?.state)).toEqual(['near', 'near', 'over']);
    expect(lines[2]?.because.zh).toContain('首页最新信息为2025-12-12，到最近一次读取（2026-03-17）95天未见更新');
    expect(again).toEqual(lines[2]);
  });

  test('a link that was not there before is an update, whatever day it shows', async () => {
    const more = document(block([['c', '2025-11-01'], ['a', '2025-12-12']]));
    const { lines } = await watched(['2026-02-01', '2026-03-01', '2026-03-10', '2026-03-16'], (day) => html(day < '2026-03-01' ? stale : more));
    expect(lines.map((line) => [line?.state, line?.figure])).toEqual([['near', 51], ['clear', 0], ['clear', 9], ['over', 15]]);
  });

  test('on a day on which it cannot be read nothing is said but when it last could', async () => {
    const { lines } = await watched(['2026-02-01', '2026-03-16', '2026-03-17'], (day) => (day === '2026-03-17' ? down : html(stale)));
    expect(lines.map((line) => line?.state)).toEqual(['near', 'over', 'unknown']);
    expect(lines[2]?.because.zh).toContain('最后正常访问日期2026-03-16');
  });

  test('keeps the page it was read from', async () => {
    const { store } = await watched(['2026-03-17'], () => html(fresh));
    expect(await store.homepageHistory('某局', '2026-03-17')).toMatchObject({ firstReadable: '2026-03-17', lastReadable: '2026-03-17', lastNewOn: null });
    expect(await store.homepageHistory('某局', '2026-03-16')).toBeNull();
  });

  test('is not asked where the configuration says so, and then nothing is said of it', async () => {
    const { lines, seen } = await watched(['2026-03-17'], () => html(stale), { homepage: false });
    expect([lines[0]?.state, seen]).toEqual(['unknown', ['/a/']]);
  });

  test('is not asked, nor is the site judged, where only some columns are walked', async () => {
    const { lines, seen } = await watched(['2026-03-17'], () => html(stale), { isNarrowed: true });
    expect([lines, seen]).toEqual([[undefined], ['/a/']]);
  });
});
