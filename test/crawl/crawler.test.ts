import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { systemResolve } from '../../src/crawl/addressGate.js';
import { crawlerWith, failed, fetched, html, ignoring, serve, type Handler, type Loopback } from './loopback.js';
import { opened } from './using.js';

const open = opened();

const answer =
  (status: number, body = '', headers: Record<string, string> = { 'content-type': 'text/html' }): Handler =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

describe('statuses', () => {
  const page = '<p>page</p>';
  for (const [status, body, headers, outcome, attempts] of [
    [200, page, {}, 'fetched', 1],
    [202, page, {}, 'fetched', 1],
    [204, '', {}, 'fetched', 1],
    [302, page, {}, 'fetched', 1], // sends nowhere
    [400, page, {}, 'fetched', 1],
    [403, page, {}, 'fetched', 1],
    [404, page, {}, 'fetched', 1],
    [404, '', {}, 'http-status', 1],
    [404, ' \n', {}, 'http-status', 1],
    [404, '%PDF-1.7', {}, 'http-status', 1],
    [412, page, {}, 'fetched', 1],
    [429, page, {}, 'rate-limited', 1], // does not say when to come back
    [429, page, { 'retry-after': '0' }, 'rate-limited', 3],
    [429, page, { 'retry-after': '3600' }, 'rate-limited', 1],
    [429, page, { 'retry-after': 'Wed, 01 Jan 2020 00:00:00 GMT' }, 'rate-limited', 3],
    [500, page, {}, 'http-status', 1],
    [501, page, {}, 'http-status', 1],
    [502, page, {}, 'http-status', 3],
    [503, page, {}, 'http-status', 3],
    [503, page, { 'retry-after': '0' }, 'rate-limited', 3],
    [504, page, {}, 'http-status', 3],
    [521, page, {}, 'fetched', 1],
    [521, '', {}, 'http-status', 1],
  ] as const)
    test(`${status} ${JSON.stringify(headers)}, ${JSON.stringify(body)}: ${outcome} after ${attempts}`, async () => {
      const server = await open.server(answer(status, body, { 'content-type': 'text/html', ...headers }));
      const result = await open.crawler().fetch(`${server.origin}/`, ignoring);
      expect(result.outcome === 'failed' ? result.reason : 'fetched').toBe(outcome);
      expect(result.status).toBe(status);
      expect(result.attempts).toBe(attempts);
      expect(server.seen).toHaveLength(attempts);
    });

  test('an attempt that a retry cures is a page, and says how many attempts it took', async () => {
    const server = await open.server((request, response) =>
      server.seen.length < 3 ? request.socket.destroy() : void response.end('<p>at last</p>'),
    );
    expect(fetched(await open.crawler().fetch(`${server.origin}/`, ignoring)).attempts).toBe(3);
  });

  test('a host that asks to be left alone for long is not asked again, for any page', async () => {
    const server = await open.server(answer(429, '', { 'retry-after': '3600' }));
    const crawler = open.crawler();
    await crawler.fetch(`${server.origin}/a`, ignoring);
    expect(failed(await crawler.fetch(`${server.origin}/b`, ignoring)).reason).toBe('rate-limited');
    expect(server.seen).toHaveLength(1);
  });

  test('a host that asks to be left alone for a moment is', async () => {
    const server = await open.server((_request, response) =>
      server.seen.length === 1 ? void response.writeHead(429, { 'retry-after': '1' }).end() : void response.end('<p>'),
    );
    expect(fetched(await open.crawler().fetch(`${server.origin}/`, ignoring)).attempts).toBe(2);
    expect(gaps(server)[0]).toBeGreaterThanOrEqual(1_000);
  });
});

test('an answer that is copied, or handed to another thread, takes its text along', async () => {
  const server = await open.server(html('<p>政务公开</p>'));
  const page = fetched(await open.crawler().fetch(`${server.origin}/`, ignoring));
  for (const copy of [{ ...page }, structuredClone(page), JSON.parse(JSON.stringify(page)) as typeof page])
    expect(copy).toMatchObject({ text: '<p>政务公开</p>', charset: 'utf-8 (bytes)' });
});

describe('kinds of content', () => {
  const pdf = Buffer.from('%PDF-1.7 …');
  const zip = Buffer.from('PK\x03\x04…', 'latin1');
  const text = Buffer.from('<html>中文</html>');
  for (const [type, body, outcome] of [
    ['text/html', text, 'fetched'],
    ['application/json', text, 'fetched'],
    ['application/xhtml+xml', text, 'fetched'],
    ['application/x-javascript', text, 'fetched'],
    [undefined, text, 'fetched'],
    ['application/octet-stream', text, 'fetched'],
    ['application/octet-stream', Buffer.from([0, 1, 2, 3]), 'not-a-page'],
    ['application/pdf', pdf, 'not-a-page'],
    ['text/html', pdf, 'not-a-page'],
    ['text/html', zip, 'not-a-page'],
    [undefined, zip, 'not-a-page'],
    ['image/png', text, 'not-a-page'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', zip, 'not-a-page'],
    ['text/html', Buffer.from('\uFEFF<html>', 'utf16le'), 'fetched'],
  ] as const)
    test(`${type ?? 'undeclared'} ${JSON.stringify(body.toString('latin1').slice(0, 8))}: ${outcome}`, async () => {
      const server = await open.server((_request, response) => {
        if (type !== undefined) response.setHeader('content-type', type);
        response.end(body);
      });
      const result = await open.crawler().fetch(`${server.origin}/`, ignoring);
      expect(result.outcome === 'failed' ? result.reason : 'fetched').toBe(outcome);
    });
});

describe('the wire', () => {
  test('an address that is none fails without a request', async () => {
    for (const address of ['ftp://127.0.0.1/', 'http://user:word@127.0.0.1/', 'nowhere', ''])
      expect(failed(await open.crawler().fetch(address, ignoring))).toMatchObject({ reason: 'bad-url', attempts: 1 });
  });

  test('a name without an address is dns, and is not asked for twice', async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    };
    const result = failed(await open.crawler({}, { resolve }).fetch('http://nowhere.invalid/', ignoring));
    expect(result).toMatchObject({ reason: 'dns', attempts: 1, finalUrl: 'http://nowhere.invalid/' });
    expect(asked).toBe(1);
  });

  test('a resolver that is out of order is asked again', async () => {
    const resolve = async () => {
      throw Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' });
    };
    const result = failed(await open.crawler({}, { resolve }).fetch('http://nowhere.invalid/', ignoring));
    expect(result).toMatchObject({ reason: 'dns', attempts: 3 });
  });

  test('a port without a server is refused', async () => {
    const server = await serve({});
    await server.close();
    const result = failed(await open.crawler().fetch(`${server.origin}/`, ignoring));
    expect(result).toMatchObject({ reason: 'refused', attempts: 3 });
  });

  test('half a body is reset', async () => {
    const server = await open.server((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half');
      setImmediate(() => response.destroy());
    });
    const result = failed(await open.crawler().fetch(`${server.origin}/`, ignoring));
    expect(result).toMatchObject({ reason: 'reset', attempts: 3 });
  });

  test('an answer that is not HTTP is reset', async () => {
    const socketServer = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    await new Promise<void>((listening) => socketServer.listen(0, '127.0.0.1', listening));
    const address = socketServer.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const result = failed(await open.crawler({ retries: 0 }).fetch(`http://127.0.0.1:${port}/`, ignoring));
    expect(result.reason).toBe('reset');
    socketServer.close();
  });

  test('a server that accepts and says nothing is timeout', async () => {
    const server = await open.server(() => undefined);
    const result = failed(await open.crawler({ timeoutMs: 100, retries: 1 }).fetch(`${server.origin}/`, ignoring));
    expect(result).toMatchObject({ reason: 'timeout', attempts: 2 });
  });

  test('a body that trickles in for ever is timeout', async () => {
    const server = await open.server((_request, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const result = failed(await open.crawler({ timeoutMs: 200, retries: 0 }).fetch(`${server.origin}/`, ignoring));
    expect(result.reason).toBe('timeout');
  });

  test('hops share one time-out', async () => {
    const server = await open.server((request, response) => {
      setTimeout(() => response.writeHead(302, { location: `${request.url}x` }).end(), 60);
    });
    const crawler = open.crawler({ timeoutMs: 200, retries: 0, maxRedirects: 50 });
    expect(failed(await crawler.fetch(`${server.origin}/`, ignoring)).reason).toBe('timeout');
    expect(server.seen.length).toBeLessThan(6);
  });

  test('names itself, with the contact, and asks for Chinese', async () => {
    const server = await open.server(html('<p>'));
    await open.crawler({ contact: 'mailto:办公室@example.invalid' }).fetch(`${server.origin}/`, ignoring);
    expect(server.seen[0]?.headers).toMatchObject({
      'user-agent':
        'Shixian/1.2.3 (+mailto:%E5%8A%9E%E5%85%AC%E5%AE%A4@example.invalid; government disclosure freshness monitor)',
      'accept-language': expect.stringMatching(/^zh-CN/),
    });
  });

  test('gives the page as bytes, text, charset and headers', async () => {
    const server = await open.server((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Set-Cookie': ['a=1', 'b=2'] }).end('<p>栏目</p>');
    });
    const page = fetched(await open.crawler().fetch(`${server.origin}/list?a=1#top`, ignoring));
    expect(page).toMatchObject({ text: '<p>栏目</p>', charset: 'utf-8 (bytes)', by: 'http', attempts: 1 });
    expect(page.finalUrl).toBe(`${server.origin}/list?a=1#top`);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html', 'set-cookie': 'a=1, b=2' });
    expect(Buffer.from(page.body).toString()).toBe('<p>栏目</p>');
    expect(server.seen[0]?.path).toBe('/list?a=1');
    expect(Date.parse(page.at)).not.toBeNaN();
  });
});

describe('private addresses', () => {
  test('are refused before a connection is made', async () => {
    const server = await open.server(html('<p>'));
    const crawler = open.crawler({ allowHosts: [] });
    for (const host of ['127.0.0.1', '2130706433', '[::ffff:127.0.0.1]'])
      expect(failed(await crawler.fetch(`http://${host}:${server.port}/`, ignoring))).toMatchObject({
        reason: 'unsafe-address',
        attempts: 1,
      });
    expect(server.seen).toHaveLength(0);
  });

  test('are refused behind a name too, even as one of several', async () => {
    const server = await open.server(html('<p>'));
    const resolve = async () => ['8.8.8.8', '127.0.0.1'].map((address) => ({ address, family: 4 as const }));
    const crawler = open.crawler({ allowHosts: [] }, { resolve });
    const result = await crawler.fetch(`http://a.invalid:${server.port}/`, ignoring);
    expect(failed(result).reason).toBe('unsafe-address');
  });

  test('a name is looked up once per connection, and the address checked is the one connected to', async () => {
    const server = await open.server(html('<p>'));
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: '127.0.0.1', family: 4 as const }];
    };
    const crawler = open.crawler({ allowHosts: [`a.invalid:${server.port}`] }, { resolve });
    expect(fetched(await crawler.fetch(`http://a.invalid:${server.port}/`, ignoring)).status).toBe(200);
    expect(server.seen[0]?.headers.host).toBe(`a.invalid:${server.port}`);
    expect(asked).toBe(1);
  });

  test('the system resolver knows loopback', async () => {
    const addresses = (await systemResolve('localhost')).map(({ address }) => address);
    expect(addresses.some((address) => address === '127.0.0.1' || address === '::1')).toBe(true);
  });
});

test('fetches that wait when the crawler is closed come back as failed', async () => {
  const server = await open.server(html('<p>'));
  const crawler = crawlerWith({ perHostIntervalMs: 60_000 });
  await crawler.fetch(`${server.origin}/`, ignoring);
  const waiting = crawler.fetch(`${server.origin}/`, ignoring);
  await crawler.close();
  expect(failed(await waiting).reason).toBe('reset');
  expect(failed(await crawler.fetch(`${server.origin}/`, ignoring)).reason).toBe('reset');
});

function gaps(server: Loopback): number[] {
  return server.seen.slice(1).map(({ atMs }, index) => atMs - (server.seen[index]?.atMs ?? 0));
}
