import { describe, expect, test } from 'vitest';
import type { Handler } from './loopback.js';
import { failed, fetched, html, ignoring } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const to =
  (location: string, status = 302): Handler =>
  (_request, response) =>
    void response.writeHead(status, { location }).end('moved');

describe('redirects', () => {
  for (const status of [301, 302, 303, 307, 308])
    test(`${status} is followed, relative to the address before`, async () => {
      const server = await open.server({ '/a/b': to('../c?d=1', status), '/c': html('here') });
      const page = fetched(await open.crawler().fetch(`${server.origin}/a/b`, ignoring));
      expect(page).toMatchObject({ finalUrl: `${server.origin}/c?d=1`, url: `${server.origin}/a/b`, text: 'here' });
    });

  test('raw Chinese in a Location is understood', async () => {
    const server = await open.server({
      '/': (_request, response) => {
        response.socket?.end('HTTP/1.1 302 Found\r\nLocation: /栏目/\r\nConnection: close\r\n\r\n');
      },
      [encodeURI('/栏目/')]: html('here'),
    });
    expect(fetched(await open.crawler().fetch(`${server.origin}/`, ignoring)).text).toBe('here');
  });

  test('another host is noted in finalUrl', async () => {
    const second = await open.server({ '/': html('second') });
    const first = await open.server({ '/': to(`http://localhost:${second.port}/`) });
    const crawler = open.crawler({ allowHosts: ['127.0.0.1', 'localhost'] }, { resolve: onLoopback });
    expect(fetched(await crawler.fetch(`${first.origin}/`, ignoring))).toMatchObject({
      finalUrl: `http://localhost:${second.port}/`,
      text: 'second',
    });
  });

  test('another site is not asked where only this one is', async () => {
    const second = await open.server({ '/': html('second') });
    const first = await open.server({ '/a': to('/b'), '/b': to(`${second.origin}/`), '/c': to('/d'), '/d': html('here') });
    const staysOn = (address: string) => address.startsWith(first.origin);
    const result = failed(await open.crawler().fetch(`${first.origin}/a`, ignoring, 'http', { staysOn }));
    expect(result).toMatchObject({ reason: 'off-site', finalUrl: `${second.origin}/`, attempts: 1 });
    expect(second.seen).toEqual([]);
    expect(fetched(await open.crawler().fetch(`${first.origin}/c`, ignoring, 'http', { staysOn })).text).toBe('here');
  });

  test('as many hops as allowed are followed, and one more is too many', async () => {
    const chain: Record<string, Handler> = { '/5': html('end') };
    for (const hop of [0, 1, 2, 3, 4]) chain[`/${hop}`] = to(`/${hop + 1}`);
    const server = await open.server(chain);
    const address = `${server.origin}/0`;
    expect(fetched(await open.crawler({ maxRedirects: 5 }).fetch(address, ignoring)).text).toBe('end');
    expect(failed(await open.crawler({ maxRedirects: 4 }).fetch(address, ignoring))).toMatchObject({
      reason: 'redirect-loop',
      finalUrl: `${server.origin}/4`,
      attempts: 1,
    });
  });

  test('a circle is left on the second time round', async () => {
    const server = await open.server({ '/a': to('/b'), '/b': to('/a') });
    const result = failed(await open.crawler({ maxRedirects: 50 }).fetch(`${server.origin}/a`, ignoring));
    expect(result.reason).toBe('redirect-loop');
    expect(server.seen).toHaveLength(2);
  });

  test('each hop passes the gate: another port of an allowed host is refused', async () => {
    const secret = await open.server({ '/': html('secret') });
    const server = await open.server({ '/': to(`http://127.0.0.1:${secret.port}/`) });
    const crawler = open.crawler({ allowHosts: [`127.0.0.1:${server.port}`] });
    expect(failed(await crawler.fetch(`${server.origin}/`, ignoring))).toMatchObject({
      reason: 'unsafe-address',
      finalUrl: `${secret.origin}/`,
    });
    expect(secret.seen).toHaveLength(0);
  });

  test('a redirect to another scheme or with a password is no address', async () => {
    for (const location of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'http://user:word@127.0.0.1/', 'http://[']) {
      const server = await open.server({ '/': to(location) });
      expect(failed(await open.crawler().fetch(`${server.origin}/`, ignoring)).reason).toBe('bad-url');
    }
  });

  test('every hop keeps its distance', async () => {
    const server = await open.server({ '/a': to('/b'), '/b': to('/c'), '/c': html('end') });
    await open.crawler({ perHostIntervalMs: 80 }).fetch(`${server.origin}/a`, ignoring);
    for (const [index, { atMs }] of server.seen.entries())
      if (index > 0) expect(atMs - (server.seen[index - 1]?.atMs ?? 0)).toBeGreaterThanOrEqual(80);
  });
});

describe('cookies', () => {
  const greeting: Handler = (request, response) => {
    if (request.headers.cookie?.includes('seen=1')) return void response.end('welcome');
    return void response.writeHead(302, { location: request.url, 'set-cookie': 'seen=1; Path=/' }).end();
  };

  test('a redirect to itself that sets a cookie leads to the page', async () => {
    const server = await open.server(greeting);
    expect(fetched(await open.crawler().fetch(`${server.origin}/`, ignoring)).text).toBe('welcome');
  });

  test('are kept within a site and told to no other', async () => {
    const server = await open.server(greeting);
    const crawler = open.crawler();
    for (const key of ['one', 'one', 'two']) await crawler.fetch(`${server.origin}/`, { key, robots: 'ignore' });
    const sent = server.seen.map(({ headers }) => headers.cookie);
    expect(sent).toEqual([undefined, 'seen=1', 'seen=1', undefined, 'seen=1']);
  });

  test('are not sent to another host', async () => {
    const second = await open.server({ '/': html('second') });
    const first = await open.server({
      '/': (_request, response) =>
        void response.writeHead(302, { location: `http://b.invalid:${second.port}/`, 'set-cookie': 'secret=1' }).end(),
    });
    const crawler = open.crawler({ allowHosts: ['127.0.0.1', 'b.invalid'] }, { resolve: onLoopback });
    await crawler.fetch(`${first.origin}/`, ignoring);
    expect(second.seen.map(({ headers }) => headers.cookie)).toEqual([undefined]);
  });
});

async function onLoopback() {
  return [{ address: '127.0.0.1', family: 4 as const }];
}
