import { createServer } from 'node:net';
import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import { failed, html, ignoring } from './loopback.js';
import { opened } from './using.js';

const open = opened();

test('a certificate that nobody vouches for is tls, and is not asked for twice', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
  const server = await open.server(html('<p>'), { key, cert });
  const result = failed(await open.crawler().fetch(`${server.origin}/`, ignoring));
  expect(result).toMatchObject({ reason: 'tls', attempts: 1 });
  expect(server.seen).toHaveLength(0);
});

test('a server that does not speak TLS is tls', async () => {
  const server = await open.server(html('<p>'));
  const result = failed(await open.crawler().fetch(server.origin.replace('http:', 'https:'), ignoring));
  expect(result).toMatchObject({ reason: 'tls', attempts: 1 });
});

test('a handshake that never ends is timeout', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const crawler = open.crawler({ timeoutMs: 150, retries: 0 });
  expect(failed(await crawler.fetch(`https://127.0.0.1:${port}/`, ignoring)).reason).toBe('timeout');
  await crawler.close();
  silent.close();
});
