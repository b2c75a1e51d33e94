import { createServer, type AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { constants } from 'node:crypto';
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

test('a server of TLS 1.0 is spoken to for the site that asks for it, and for no other; its certificate is looked at', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
  const versions: (string | null)[] = [];
  const old = createTlsServer({
    key, cert, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0', secureOptions: constants.SSL_OP_NO_TICKET,
  });
  old.on('secureConnection', (socket) => {
    versions.push(socket.getProtocol());
    socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n<p>');
  });
  old.on('tlsClientError', () => undefined);
  await new Promise<void>((listening) => old.listen(0, '127.0.0.1', listening));
  const url = `https://127.0.0.1:${(old.address() as AddressInfo).port}/`;
  const crawler = open.crawler({ retries: 0 });
  const modern = failed(await crawler.fetch(url, ignoring));
  const legacy = failed(await crawler.fetch(url, { ...ignoring, tls: 'legacy' }));
  const again = failed(await crawler.fetch(url, ignoring));
  expect([modern.reason, legacy.reason, again.reason]).toEqual(['tls', 'tls', 'tls']);
  // Both sides agreed on TLS 1.0; what was refused is a certificate that nobody vouches for.
  expect(legacy.detail).toMatch(/SELF_SIGNED/);
  for (const { detail } of [modern, again]) expect(detail).not.toMatch(/SELF_SIGNED/);
  await crawler.close();
  old.close();
});
