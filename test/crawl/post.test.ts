/** Questions by POST pass the gates that every address passes, and are sent once. */
import { describe, expect, test } from 'vitest';
import type { PostRequest } from '../../src/model.js';
import { failed, fetched, html, ignoring, obeying, type Handler } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const form = (url: string, text = 'catId=7&pageIndex=1'): PostRequest => ({ url, body: { type: 'form', text } });
const redirect = (status: number, location: string): Handler => (_request, response) =>
  void response.writeHead(status, { location }).end();

describe('what is sent', () => {
  for (const [type, text, contentType] of [
    ['form', 'result=%E6%9A%82%E6%97%A0&pageIndex=1', 'application/x-www-form-urlencoded; charset=UTF-8'],
    ['json', '{"channelList":["5144"],"标题":"通知"}', 'application/json; charset=UTF-8'],
  ] as const)
    test(`${type}: as the page would send it, with our own name, and kept beside the answer`, async () => {
      const server = await open.server({ '/ask': html('answered') });
      const body = { type, text };
      const page = fetched(await open.crawler().fetch({ url: `${server.origin}/ask`, body }, ignoring));
      expect(page).toMatchObject({ url: `${server.origin}/ask`, posted: body, text: 'answered', attempts: 1 });
      expect(server.seen).toMatchObject([{ method: 'POST', path: '/ask', body: text }]);
      expect(server.seen[0]?.headers).toMatchObject({ 'content-type': contentType });
      expect(server.seen[0]?.headers['user-agent']).toMatch(/^Shixian\//);
    });

  test('nothing is said to be posted where an address was asked', async () => {
    const server = await open.server({ '/ask': html('answered') });
    expect(fetched(await open.crawler().fetch(`${server.origin}/ask`, ignoring))).not.toHaveProperty('posted');
    expect(server.seen).toMatchObject([{ method: 'GET', body: '' }]);
  });
});

describe('what a script asks', () => {
  for (const [title, askedBy, referer] of [
    ['names its page', (origin: string) => `${origin}/col/?id=7#top`, (origin: string) => `${origin}/col/?id=7`],
    ['of another site names no more than that', () => 'http://b.invalid/col/', () => 'http://b.invalid/'],
    ['of a secure page names nothing to an open address', () => 'https://b.invalid/col/', () => undefined],
  ] as const)
    test(title, async () => {
      const server = await open.server({ '/ask': html('answered') });
      await open.crawler().fetch(`${server.origin}/ask`, ignoring, 'http', { askedBy: askedBy(server.origin) });
      expect(server.seen[0]?.headers['x-requested-with']).toBe('XMLHttpRequest');
      expect(server.seen[0]?.headers['referer']).toBe(referer(server.origin));
    });

  test('is what nothing else pretends to be', async () => {
    const server = await open.server({ '/ask': html('answered') });
    await open.crawler().fetch(`${server.origin}/ask`, ignoring);
    expect(server.seen[0]?.headers).not.toHaveProperty('referer');
    expect(server.seen[0]?.headers).not.toHaveProperty('x-requested-with');
  });
});

describe('is sent once', () => {
  const dropped: Handler = (request) => void request.socket.destroy();
  for (const [name, handler, reason] of [
    ['a server that fails', (_request, response) => void response.writeHead(502).end('bad'), 'http-status'],
    ['a broken connection', dropped, 'reset'],
    ['a server that asks for patience', (_request, response) =>
      void response.writeHead(429, { 'retry-after': '1' }).end(), 'rate-limited'],
  ] as [string, Handler, string][])
    test(name, async () => {
      const server = await open.server({ '/ask': handler });
      const result = failed(await open.crawler({ retries: 3 }).fetch(form(`${server.origin}/ask`), ignoring));
      expect(result).toMatchObject({ reason, attempts: 1, posted: { type: 'form' } });
      expect(server.seen).toHaveLength(1);
    });
});

describe('the gates of every address', () => {
  test('robots.txt', async () => {
    const server = await open.server({ '/robots.txt': html('User-agent: *\nDisallow: /api/'), '/api/list': html('x') });
    const result = failed(await open.crawler().fetch(form(`${server.origin}/api/list`), obeying));
    expect(result.reason).toBe('robots');
    expect(server.seen).toEqual([]);
  });

  test('the cap on a body', async () => {
    const server = await open.server({ '/ask': html('x'.repeat(500)) });
    const result = failed(await open.crawler({ maxBodyBytes: 400 }).fetch(form(`${server.origin}/ask`), ignoring));
    expect(result.reason).toBe('too-large');
  });

  test('private addresses', async () => {
    const server = await open.server({ '/ask': html('x') });
    const result = await open.crawler({ allowHosts: [] }).fetch(form(`${server.origin}/ask`), ignoring);
    expect(failed(result).reason).toBe('unsafe-address');
  });

  test('the pace of its host', async () => {
    const server = await open.server({ '/ask': html('x') });
    const crawler = open.crawler({ perHostIntervalMs: 60 });
    await Promise.all([1, 2].map(() => crawler.fetch(form(`${server.origin}/ask`), ignoring)));
    const [first, second] = server.seen.map(({ atMs }) => atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(55);
  });
});

describe('redirects', () => {
  for (const status of [301, 302, 303])
    test(`${status} is followed by GET, with nothing sent`, async () => {
      const server = await open.server({ '/ask': redirect(status, '/there'), '/there': html('there') });
      const page = fetched(await open.crawler().fetch(form(`${server.origin}/ask`), ignoring));
      expect(page).toMatchObject({ text: 'there', finalUrl: `${server.origin}/there` });
      expect(server.seen).toMatchObject([{ method: 'POST' }, { method: 'GET', path: '/there', body: '' }]);
    });

  for (const status of [307, 308]) {
    test(`${status} on the same origin is asked again`, async () => {
      const server = await open.server({ '/ask': redirect(status, '/there'), '/there': html('there') });
      expect(fetched(await open.crawler().fetch(form(`${server.origin}/ask`, 'a=1'), ignoring)).text).toBe('there');
      expect(server.seen).toMatchObject([{ body: 'a=1' }, { method: 'POST', path: '/there', body: 'a=1' }]);
    });

    test(`${status} to another origin is the answer: nothing is sent there`, async () => {
      const other = await open.server({ '/there': html('there') });
      const server = await open.server({ '/ask': redirect(status, `${other.origin}/there`) });
      const page = fetched(await open.crawler().fetch(form(`${server.origin}/ask`), ignoring));
      expect(page).toMatchObject({ status, finalUrl: `${server.origin}/ask`, text: '' });
      expect(other.seen).toEqual([]);
    });
  }

  test('a circle ends', async () => {
    const server = await open.server({ '/ask': redirect(307, '/ask') });
    expect(failed(await open.crawler().fetch(form(`${server.origin}/ask`), ignoring)).reason).toBe('redirect-loop');
    expect(server.seen).toHaveLength(1);
  });
});

test('a question by POST is never drawn', async () => {
  await expect(open.crawler().fetch(form('http://127.0.0.1:1/'), ignoring, 'browser')).rejects.toThrow('cannot be drawn');
});
