import { describe, expect, test } from 'vitest';
import { failed, fetched, html, ignoring, obeying, type Handler } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const text =
  (body: string, status = 200): Handler =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
const circle: Handler = (_request, response) => void response.writeHead(302, { location: '/robots.txt' }).end();
const site = (robots: Handler) =>
  open.server({ '/robots.txt': robots, '/list/': html('list'), '/private/': html('list') });

describe('robots.txt', () => {
  for (const [title, robots, path, outcome] of [
    ['allows', text('User-agent: *\nDisallow: /private/'), '/list/', 'fetched'],
    ['disallows', text('User-agent: *\nDisallow: /private/'), '/private/', 'robots'],
    ['is empty', text(''), '/list/', 'fetched'],
    ['names us', text('User-agent: *\nDisallow:\n\nUser-agent: shixian\nDisallow: /'), '/list/', 'robots'],
    ['lets us in alone', text('User-agent: *\nDisallow: /\n\nUser-agent: Shixian\nAllow: /'), '/list/', 'fetched'],
    ['starts with a byte order mark', text('\uFEFFUser-agent: *\nDisallow: /'), '/list/', 'robots'],
    ['is not there', text('not here', 404), '/list/', 'fetched'],
    ['is forbidden', text('go away', 403), '/list/', 'fetched'],
    ['is broken', text('broken', 500), '/list/', 'robots'],
    ['is overloaded', text('busy', 503), '/list/', 'robots'],
    ['is a page of the site', html('<html>User-agent'), '/list/', 'fetched'],
    ['asks for rest', text('', 429), '/list/', 'rate-limited'],
    ['goes in circles', circle, '/list/', 'fetched'],
    ['breaks off', (request) => void request.socket.destroy(), '/list/', 'reset'],
  ] as const satisfies ReadonlyArray<readonly [string, Handler, string, string]>)
    test(`${title}: ${path} is ${outcome}`, async () => {
      const server = await site(robots);
      const result = await open.crawler().fetch(`${server.origin}${path}`, obeying);
      expect(result.outcome === 'failed' ? result.reason : 'fetched').toBe(outcome);
      expect(server.seen).toHaveLength(outcome === 'fetched' ? 1 : 0);
    });

  test('that could not be read says so, with its status and attempts', async () => {
    const server = await site(text('busy', 503));
    expect(failed(await open.crawler().fetch(`${server.origin}/list/`, obeying))).toMatchObject({
      reason: 'robots',
      status: 503,
      attempts: 3,
      detail: expect.stringContaining('robots.txt itself could not be read'),
    });
    expect(server.robotsSeen).toHaveLength(3);
  });

  test('that cannot be asked for gives the reason of the network', async () => {
    const server = await site((request) => void request.socket.pause());
    const crawler = open.crawler({ timeoutMs: 100, retries: 1 });
    for (const path of ['/list/', '/private/'])
      expect(failed(await crawler.fetch(server.origin + path, obeying))).toMatchObject({
        reason: 'timeout',
        attempts: 2,
      });
    expect(server.robotsSeen).toHaveLength(2);
  });

  test('is asked for once per origin, however many pages are fetched at once', async () => {
    const server = await site(text('User-agent: *\nDisallow: /private/'));
    const crawler = open.crawler();
    const paths = ['/list/', '/list/', '/private/', '/list/'];
    await Promise.all(paths.map((path) => crawler.fetch(server.origin + path, obeying)));
    expect(server.robotsSeen).toHaveLength(1);
    expect(server.robotsSeen[0]?.headers['user-agent']).toMatch(/^Shixian\//);
    expect(server.seen).toHaveLength(3);
  });

  test('is passed over where the office has written that down', async () => {
    const server = await site(text('User-agent: *\nDisallow: /'));
    expect(fetched(await open.crawler().fetch(`${server.origin}/list/`, ignoring)).text).toBe('list');
    expect(server.robotsSeen).toHaveLength(0);
  });

  test('counts for the address that a redirect leads to', async () => {
    const target = await site(text('User-agent: *\nDisallow: /list/'));
    const server = await open.server({
      '/': (_request, response) => void response.writeHead(302, { location: `${target.origin}/list/` }).end(),
    });
    const result = failed(await open.crawler().fetch(`${server.origin}/`, obeying));
    expect(result).toMatchObject({ reason: 'robots', finalUrl: `${target.origin}/list/` });
    expect(target.seen).toHaveLength(0);
  });

  test('is followed over a redirect of its own', async () => {
    const server = await open.server({
      '/robots.txt': (_request, response) => void response.writeHead(301, { location: '/rules' }).end(),
      '/rules': text('User-agent: *\nDisallow: /list/'),
    });
    expect(failed(await open.crawler().fetch(`${server.origin}/list/`, obeying)).reason).toBe('robots');
  });

  test('may ask for more distance', async () => {
    const server = await site(text('User-agent: *\nCrawl-delay: 0.15\nDisallow:'));
    const crawler = open.crawler();
    for (const _ of [1, 2, 3]) await crawler.fetch(`${server.origin}/list/`, obeying);
    const [first, second, third] = server.seen.map(({ atMs }) => atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(150);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(150);
  });
});
