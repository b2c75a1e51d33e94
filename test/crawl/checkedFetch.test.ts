import { expect, test } from 'vitest';
import { checkedFetch, type CheckedRequest } from '../../src/crawl/checkedFetch.js';
import { html } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const asking = (url: string, changed: Partial<CheckedRequest> = {}) =>
  checkedFetch({ url, userAgent: 'Shixian/1.2.3', allowHosts: ['127.0.0.1'], timeoutMs: 2_000, maxBodyBytes: 1_000, ...changed });

test('asks, posts what is given, and says what came', async () => {
  const server = await open.server((_request, response, body) => void response.end(`got ${body ?? 'nothing'}`));
  expect(await asking(`${server.origin}/beat`)).toEqual({ outcome: 'answered', status: 200, text: 'got nothing' });
  const posted = { type: 'json', text: '{"read":12}' } as const;
  expect(await asking(`${server.origin}/beat`, { posted })).toMatchObject({ text: 'got {"read":12}' });
  expect(server.seen.map(({ method, headers }) => [method, headers['content-type'], headers['user-agent']])).toEqual([
    ['GET', undefined, 'Shixian/1.2.3'],
    ['POST', 'application/json; charset=UTF-8', 'Shixian/1.2.3'],
  ]);
});

test('passes the gate like any visit', async () => {
  const server = await open.server(html('secret'));
  const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
  for (const [url, reason] of [
    [`${server.origin}/`, 'unsafe-address'],
    [`http://2130706433:${server.port}/`, 'unsafe-address'],
    [`http://name.invalid:${server.port}/`, 'unsafe-address'],
    [`http://user:word@127.0.0.1:${server.port}/`, 'bad-url'],
    ['file:///etc/passwd', 'bad-url'],
  ] as const)
    expect(await asking(url, { allowHosts: [], resolve })).toMatchObject({ outcome: 'failed', reason });
  expect(server.seen).toEqual([]);
});

test('a redirect is the answer and is not followed', async () => {
  const secret = await open.server(html('secret'));
  const server = await open.server((_request, response) =>
    void response.writeHead(307, { location: `${secret.origin}/` }).end());
  expect(await asking(`${server.origin}/`)).toMatchObject({ outcome: 'answered', status: 307 });
  expect(secret.seen).toEqual([]);
});

test('an answer without end and one that does not come are values too', async () => {
  const endless = await open.server((_request, response) => void response.end('a'.repeat(1_001)));
  expect(await asking(`${endless.origin}/`)).toMatchObject({ outcome: 'failed', reason: 'too-large' });
  const silent = await open.server(() => undefined);
  expect(await asking(`${silent.origin}/`, { timeoutMs: 50 })).toMatchObject({ outcome: 'failed', reason: 'timeout' });
});
