/** That no site is hurt, by the log of the server that would be: its own times, every request that arrived. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Visited } from '../../src/crawl/crawler.js';
import type { Fetched } from '../../src/model.js';
import { failed, fetched, html, ignoring, obeying, type Handler, type Loopback } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const page = html('<p>page</p>');
const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(code, headers).end('<p>busy</p>');
const hangs: Handler = () => undefined;
const breaks: Handler = (request) => void request.socket.destroy();
const backOff = { firstMs: 60, longestMs: 250, longestRetryAfterMs: 2_000 };
const reasons = (all: Fetched[]) => all.map((one) => (one.outcome === 'failed' ? one.reason : one.status));

/** Times between arrivals, robots.txt among them, in order. */
function gaps({ seen, robotsSeen }: Loopback): number[] {
  const at = [...seen, ...robotsSeen].map(({ atMs }) => atMs).sort((one, two) => one - two);
  return at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
}

test('arrivals keep their distance under concurrency, redirects and robots.txt counted', async () => {
  const server = await open.server((request, response) =>
    request.url?.startsWith('/moved') ? void response.writeHead(302, { location: `/new${request.url}` }).end() : page(request, response),
  );
  const crawler = open.crawler({ perHostIntervalMs: 60 });
  const paths = ['/moved/1', '/2', '/moved/3', '/4', '/5'];
  await Promise.all(paths.map((path, site) => crawler.fetch(server.origin + path, { ...obeying, key: `site ${site}` })));
  expect(gaps(server)).toHaveLength(7);
  for (const gap of gaps(server)) expect(gap).toBeGreaterThanOrEqual(60);
});

describe('a host in trouble is visited more slowly', () => {
  for (const [trouble, handler, timeoutMs] of [
    ['429', status(429), 3_000],
    ['503', status(503), 3_000],
    ['503 with Retry-After: 0', status(503, { 'retry-after': '0' }), 3_000],
    ['504', status(504), 3_000],
    ['a time-out', hangs, 30],
    ['a connection that breaks', breaks, 3_000],
  ] as const)
    test(`after ${trouble}, each time twice as slowly, up to the longest`, async () => {
      const server = await open.server(handler);
      const crawler = open.crawler({ retries: 0, timeoutMs }, { backOff });
      // At once, so that a start that did not heed the answer before it would show.
      await Promise.all([1, 2, 3, 4, 5].map((one) => crawler.fetch(`${server.origin}/${one}`, ignoring)));
      expect(gaps(server)).toHaveLength(4);
      for (const [index, least] of [60, 120, 240, 250].entries()) expect(gaps(server)[index]).toBeGreaterThanOrEqual(least);
    });

  for (const [other, handler] of [['404', status(404)], ['403', status(403)], ['500', status(500)]] as const)
    test(`but not after ${other}, and what trouble made slow stays slow`, async () => {
      const server = await open.server((request, response) =>
        (request.url === '/trouble' ? status(503) : handler)(request, response),
      );
      const crawler = open.crawler({ retries: 0 }, { backOff });
      for (const path of ['/trouble', ...Array<string>(8).fill('/other')]) await crawler.fetch(server.origin + path, ignoring);
      for (const gap of gaps(server)) expect(gap).toBeGreaterThanOrEqual(60);
    });

  test('and never faster than configured', async () => {
    const server = await open.server(status(503));
    const crawler = open.crawler({ retries: 1, perHostIntervalMs: 300 }, { backOff });
    await Promise.all([1, 2].map((one) => crawler.fetch(`${server.origin}/${one}`, ignoring)));
    expect(gaps(server).length).toBeGreaterThan(0);
    for (const gap of gaps(server)) expect(gap).toBeGreaterThanOrEqual(300);
  });

  test('until a row of good answers, and nothing is kept of it then', async () => {
    let isBusy = true;
    const server = await open.server((request, response) => (isBusy ? status(503) : page)(request, response));
    const crawler = open.crawler({ retries: 0 }, { backOff });
    await crawler.fetch(`${server.origin}/`, ignoring);
    isBusy = false;
    for (let count = 0; count < 6; count += 1) await crawler.fetch(`${server.origin}/`, ignoring);
    // Five good answers came at the slow interval; what comes after may be faster, and is not asserted.
    for (const gap of gaps(server).slice(0, 5)) expect(gap).toBeGreaterThanOrEqual(60);
    await expect.poll(() => crawler.busyHosts).toBe(0);
  });

  test('and left alone for a while after ten failures in a row', async () => {
    const server = await open.server(breaks);
    const crawler = open.crawler({ retries: 2 });
    const answers: Fetched[] = [];
    for (let count = 0; count < 12; count += 1) answers.push(await crawler.fetch(`${server.origin}/${count}`, ignoring));
    // The first fetch had its three attempts, the others one each: there was no sign of an end to the trouble.
    expect(answers.map(({ attempts }) => attempts)).toEqual([3, ...Array<number>(11).fill(1)]);
    expect(reasons(answers)).toEqual([...Array<string>(8).fill('reset'), ...Array<string>(4).fill('given-up')]);
    expect(server.seen).toHaveLength(10);
  });
});

describe('Retry-After', () => {
  for (const [form, headers] of [
    ['seconds', () => ({ 'retry-after': '1' })],
    ['a date by a clock that is an hour slow', () => ({
      date: new Date(Date.now() - 3_600_000).toUTCString(),
      'retry-after': new Date(Date.now() - 3_600_000 + 2_000).toUTCString(),
    })],
  ] as const)
    test(`as ${form} is kept, by fetches that were waiting as well`, async () => {
      const server = await open.server((request, response) =>
        (server.seen.length === 1 ? status(429, headers()) : page)(request, response),
      );
      const crawler = open.crawler();
      const answers = await Promise.all(['/a', '/b'].map((path) => crawler.fetch(server.origin + path, ignoring)));
      expect(reasons(answers)).toEqual([200, 200]);
      expect(gaps(server)[0]).toBeGreaterThanOrEqual(1_000);
    });

  test('for longer than is waited for ends all asking, and says until when', async () => {
    const server = await open.server(status(503, { 'retry-after': '7200' }));
    const now = () => new Date('2026-03-17T02:00:00Z');
    const crawler = open.crawler({}, { now });
    const answers = await Promise.all(['/a', '/b', '/c'].map((path) => crawler.fetch(server.origin + path, ignoring)));
    expect(reasons(answers)).toEqual(Array(3).fill('rate-limited'));
    expect(failed(answers[2] as Fetched).detail).toContain('not asked again before 2026-03-17 12:00');
    expect(server.seen).toHaveLength(1);
  });
});

describe('what a run may ask for', () => {
  test('of one host is kept to the request, whoever asks', async () => {
    const server = await open.server((request, response) =>
      request.url === '/moved' ? void response.writeHead(302, { location: '/new' }).end() : page(request, response),
    );
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
    const crawler = open.crawler({ maxRequestsPerHost: 6, allowHosts: ['127.0.0.1', 'other.invalid'] }, { resolve });
    // robots.txt, /moved and where it leads to, and three more.
    const paths = ['/moved', '/1', '/2', '/3', '/4', '/5'];
    const answers = await Promise.all(paths.map((path) => crawler.fetch(server.origin + path, obeying)));
    expect(reasons(answers).filter((reason) => reason === 'over-budget')).toHaveLength(2);
    expect([...server.seen, ...server.robotsSeen]).toHaveLength(6);
    expect(fetched(await crawler.fetch(`http://other.invalid:${server.port}/`, ignoring)).status).toBe(200);
  });

  test('is over when its time is', async () => {
    const server = await open.server(page);
    const startMs = performance.now();
    const crawler = open.crawler({ maxMinutes: 0.005, perHostIntervalMs: 100 });
    const endMs = performance.now() + 300;
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((one) => crawler.fetch(`${server.origin}/${one}`, ignoring)));
    expect(reasons(answers)).toContain('over-budget');
    expect(server.seen.length).toBeLessThanOrEqual(4);
    // What set out in time may arrive a moment later.
    for (const { atMs } of server.seen) expect(atMs - startMs).toBeLessThan(endMs - startMs + 2_000);
  });

  test('is asked within the hours only, of a site or of all', async () => {
    const server = await open.server(page);
    let clock = '2026-03-17T13:59:59Z';
    const night = [{ from: '22:00', until: '06:00' }];
    const crawler = open.crawler({ hours: night }, { now: () => new Date(clock) });
    const sites: Visited[] = [obeying, { ...obeying, hours: [] }, { ...obeying, hours: [{ from: '08:00', until: '09:00' }] }];
    const ask = () => Promise.all(sites.map((site) => crawler.fetch(`${server.origin}/`, site)));
    expect(reasons(await ask())).toEqual(['closed-hours', 200, 'closed-hours']);
    expect(sites.map((site) => crawler.opensIn(site))).toEqual([1_000, 0, null]);
    clock = '2026-03-17T14:00:00Z';
    expect(reasons(await ask())).toEqual([200, 200, 'closed-hours']);
    clock = '2026-03-18T00:00:00Z';
    expect(reasons(await ask())).toEqual(['closed-hours', 200, 200]);
    expect(failed(await crawler.fetch(`${server.origin}/`, obeying)).detail).toBe(
      'visited at 22:00-06:00 (Asia/Shanghai) only, next from 2026-03-18 22:00',
    );
    expect(server.seen).toHaveLength(5);
    expect(server.robotsSeen).toHaveLength(1);
  });

  test('is not asked when the hours end while its turn is waited for', async () => {
    let clock = '2026-03-17T21:59:59Z';
    const server = await open.server((request, response) => {
      clock = '2026-03-17T22:00:00Z';
      page(request, response);
    });
    const crawler = open.crawler({ hours: [{ from: '22:00', until: '06:00' }] }, { now: () => new Date(clock) });
    const answers = await Promise.all(['/a', '/b'].map((path) => crawler.fetch(server.origin + path, ignoring)));
    expect(reasons(answers)).toEqual([200, 'closed-hours']);
    expect(server.seen).toHaveLength(1);
  });
});

test('the second night costs one small request a column', async () => {
  const body = '<p>list</p>'.repeat(1_000);
  let bytes = 0;
  const server = await open.server((request, response) => {
    const etag = `"${request.url}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    bytes += body.length;
    html(body)(request, response.setHeader('etag', etag));
  });
  const columns = ['/tzgg/', '/zcwj/', '/rsxx/'].map((path) => server.origin + path);
  const first = await Promise.all(columns.map((url) => open.crawler().fetch(url, ignoring)));
  const known = first.map(fetched).map(({ headers, finalUrl, body: bytesOf }) => ({
    sha256: createHash('sha256').update(bytesOf).digest('hex'), etag: headers['etag'] ?? '', finalUrl,
  }));
  bytes = 0;
  const crawler = open.crawler();
  for (const [index, url] of columns.entries()) {
    const way = { known: known[index] as (typeof known)[number] };
    expect(fetched(await crawler.fetch(url, ignoring, 'http', way))).toMatchObject({ status: 304, unchanged: true });
  }
  expect(server.seen).toHaveLength(6);
  expect(bytes).toBe(0);
});
