import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { failed, fetched, ignoring, type Handler } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const text = '<p>政务公开</p>'.repeat(50);
const bytes = Buffer.from(text);
const sending =
  (body: Uint8Array, encoding?: string): Handler =>
  (_request, response) => {
    response.setHeader('content-type', 'text/html');
    if (encoding !== undefined) response.setHeader('content-encoding', encoding);
    response.end(body);
  };

describe('compression', () => {
  for (const [title, body, encoding, outcome] of [
    ['gzip', gzipSync(bytes), 'gzip', 'read'],
    ['x-gzip in capitals', gzipSync(bytes), 'X-GZIP', 'read'],
    ['deflate', deflateSync(bytes), 'deflate', 'read'],
    ['bare deflate', deflateRawSync(bytes), 'deflate', 'read'],
    ['brotli', brotliCompressSync(bytes), 'br', 'read'],
    ['gzip that nobody declared', gzipSync(bytes), undefined, 'read'],
    ['gzip within declared gzip', gzipSync(gzipSync(bytes)), 'gzip', 'read'],
    ['two encodings', brotliCompressSync(gzipSync(bytes)), 'gzip, br', 'read'],
    ['identity', bytes, 'identity', 'read'],
    ['gzip that breaks off', gzipSync(bytes).subarray(0, -20), 'gzip', 'bad-encoding'],
    ['gzip that is none', bytes, 'gzip', 'bad-encoding'],
    ['an unknown encoding', bytes, 'zstd', 'bad-encoding'],
    ['encodings without end', bytes, 'gzip, gzip, gzip, gzip', 'bad-encoding'],
  ] as const)
    test(`${title}: ${outcome}`, async () => {
      const server = await open.server(sending(body, encoding));
      const result = await open.crawler().fetch(`${server.origin}/`, ignoring);
      if (outcome === 'read') expect(fetched(result).text).toBe(text);
      else expect(failed(result)).toMatchObject({ reason: outcome, attempts: 1 });
    });
});

describe('the cap', () => {
  const maxBodyBytes = 10_000;
  const crawler = () => open.crawler({ maxBodyBytes });

  for (const [title, body, encoding, outcome] of [
    ['a body of the cap', Buffer.alloc(maxBodyBytes, 'a'), undefined, 'read'],
    ['a body of one byte more', Buffer.alloc(maxBodyBytes + 1, 'a'), undefined, 'too-large'],
    ['a compressed body of the cap', gzipSync(Buffer.alloc(maxBodyBytes, 'a')), 'gzip', 'read'],
    ['a compressed body of one byte more', gzipSync(Buffer.alloc(maxBodyBytes + 1, 'a')), 'gzip', 'too-large'],
    ['a gzip bomb', gzipSync(Buffer.alloc(9_000_000)), 'gzip', 'too-large'],
    ['a brotli bomb', brotliCompressSync(Buffer.alloc(50_000_000)), 'br', 'too-large'],
    ['a bomb in a bomb, undeclared', gzipSync(gzipSync(Buffer.alloc(5_000_000))), 'gzip', 'too-large'],
  ] as const)
    test(`${title}: ${outcome}`, async () => {
      const server = await open.server(sending(body, encoding));
      const result = await crawler().fetch(`${server.origin}/`, ignoring);
      if (outcome === 'read') expect(fetched(result).body).toHaveLength(maxBodyBytes);
      else expect(failed(result)).toMatchObject({ reason: outcome, attempts: 1 });
    });

  test('a body without end is left as soon as it is too large', async () => {
    let closed = false;
    const server = await open.server((_request, response) => {
      const write = () => {
        if (response.writable) response.write(Buffer.alloc(5_000, 'a'), () => setImmediate(write));
      };
      response.on('close', () => (closed = true));
      write();
    });
    expect(failed(await crawler().fetch(`${server.origin}/`, ignoring)).reason).toBe('too-large');
    await expect.poll(() => closed).toBe(true);
  });

  test('headers without end are too large', async () => {
    const server = await open.server((_request, response) => {
      for (let index = 0; index < 40; index += 1) response.setHeader(`x-${index}`, 'a'.repeat(1_000));
      response.end('<p>');
    });
    expect(failed(await crawler().fetch(`${server.origin}/`, ignoring)).reason).toBe('too-large');
  });
});
