/**
 * What a server can do wrong, and the verdict for each, through the whole run and into a real database. The column has
 * published twice a month for years: read whole it is fresh. Whatever is not whole must be unreadable, with a reason, and
 * never overdue, missing or blank.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import type { Column, RunColumn } from '../../src/model.js';
import { runAudit } from '../../src/run.js';
import { openStore } from '../../src/store/store.js';
import { encodeGbk } from '../crawl/gbk.js';
import { crawlerWith, html, serve, settings, type Loopback } from '../crawl/loopback.js';
import { columnOf, daysDown, listPage, siteOf } from '../doors/pages.js';
import { breaks, faultServer, repeats, says, stalls, trickles, type Fault, type FaultServer } from './faultServer.js';

const DAYS = daysDown(60, '2026-03-12', 15);
const PAGE = listPage({ days: DAYS });
const BYTES = Buffer.from(PAGE);
/** To the ninth row's day: it has nothing of eleven of the fifteen months that are judged. */
const HALF = BYTES.subarray(0, BYTES.indexOf(`${DAYS[8]}</span>`) + 10);
const WITHIN_TAG = BYTES.subarray(0, BYTES.indexOf(DAYS[9] as string));
const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n';
const length = (bytes: number | string) => `Content-Length: ${bytes}\r\n`;
const encoded = (encoding: string, bytes: Uint8Array) => [`${OK}Content-Encoding: ${encoding}\r\n${length(bytes.length)}\r\n`, bytes];
const chunk = (bytes: Uint8Array) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const WHOLE = Buffer.from(`${OK}${length(BYTES.length)}\r\n${PAGE}`);
const redirect = (location: string) => says(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\n${length(0)}Connection: close\r\n\r\n`);
const BOMB = gzipSync(Buffer.alloc(20_000_000, '<li>'));
const broken = (bytes: Buffer, at: number) => Buffer.concat([bytes.subarray(0, at), Buffer.from([bytes[at]! ^ 0xff]), bytes.subarray(at + 1)]);

/** `read`: all sixty rows. `open`: what came was read, and nothing is said of what may come after it. */
const FAULTS: Record<string, [Fault, string]> = {
  'nothing wrong': [says(WHOLE), 'read'],
  'without a length, closed at the end': [says(OK, '\r\n', BYTES), 'read'],
  'chunked, in pieces': [says(CHUNKED, chunk(BYTES.subarray(0, 700)), chunk(BYTES.subarray(700)), '0\r\n\r\n'), 'read'],
  'one byte at a time': [trickles(WHOLE, 0, 300), 'read'],
  'HTTP/1.0': [says('HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n', BYTES), 'read'],

  'closed without an answer': [says(), 'reset'],
  'reset without an answer': [breaks(), 'reset'],
  'reset in the status line': [breaks('HTTP/1.1 2'), 'reset'],
  'reset in the headers': [breaks(OK), 'reset'],
  'reset after the headers': [breaks(OK, length(BYTES.length), '\r\n'), 'reset'],
  'reset in the body': [breaks(OK, length(BYTES.length), '\r\n', HALF), 'reset'],
  'reset in a body without a length': [breaks(OK, '\r\n', HALF), 'reset'],
  'reset in a chunk': [breaks(CHUNKED, chunk(BYTES).subarray(0, 900)), 'reset'],
  'half a body': [says(OK, length(BYTES.length), '\r\n', HALF), 'reset'],
  'half a body without a length': [says(OK, '\r\n', HALF), 'reset'],
  'half a body without a length, within a tag': [says(OK, '\r\n', WITHIN_TAG), 'reset'],
  'half a body of HTTP/1.0': [says('HTTP/1.0 200 OK\r\n\r\n', HALF), 'reset'],
  'half the chunks': [says(CHUNKED, chunk(HALF)), 'reset'],
  'half a chunk': [says(CHUNKED, chunk(BYTES).subarray(0, HALF.length)), 'reset'],
  'no last chunk': [says(CHUNKED, chunk(BYTES)), 'reset'],
  'a last chunk cut short': [says(CHUNKED, chunk(BYTES), '0\r\n'), 'reset'],
  'a body that stops coming': [stalls(OK, length(BYTES.length), '\r\n', HALF), 'timeout'],
  'headers that stop coming': [stalls(OK), 'timeout'],
  'one byte now and then': [trickles(WHOLE, 5), 'timeout'],

  'a length of more than comes': [says(OK, length(BYTES.length + 1), '\r\n', BYTES), 'reset'],
  'a length of more than comes, left open': [stalls(OK, length(BYTES.length + 1), '\r\n', BYTES), 'timeout'],
  'a length of less than comes': [says(OK, length(HALF.length), '\r\n', BYTES), 'open'],
  'a length of less than comes, within a tag': [says(OK, length(WITHIN_TAG.length), '\r\n', BYTES), 'reset'],
  'a length in characters': [says(OK, length(Array.from(PAGE).length), '\r\n', BYTES), 'open'],
  'a length of nothing': [says(OK, length(0), '\r\n', BYTES), 'empty'],
  'a length below nothing': [says(OK, length(-5), '\r\n', BYTES), 'reset'],
  'a length that is no number': [says(OK, length('many'), '\r\n', BYTES), 'reset'],
  'two lengths': [says(OK, length(HALF.length), length(BYTES.length), '\r\n', BYTES), 'reset'],
  'chunks and a length': [says(OK, length(HALF.length), 'Transfer-Encoding: chunked\r\n\r\n', chunk(BYTES), '0\r\n\r\n'), 'reset'],
  'a length and chunks': [says(OK, 'Transfer-Encoding: chunked\r\n', length(HALF.length), '\r\n', chunk(BYTES), '0\r\n\r\n'), 'reset'],
  'chunks that are none': [says(CHUNKED, BYTES), 'reset'],
  'a chunk longer than it says': [says(CHUNKED, '10\r\n', BYTES, '\r\n0\r\n\r\n'), 'reset'],
  'a chunk of a size beyond numbers': [says(CHUNKED, 'fffffffffffffffff\r\n', BYTES, '\r\n0\r\n\r\n'), 'reset'],

  'gzip': [says(...encoded('gzip', gzipSync(BYTES))), 'read'],
  'gzip in two members': [says(...encoded('gzip', Buffer.concat([gzipSync(HALF), gzipSync(BYTES.subarray(HALF.length))]))), 'read'],
  'gzip that breaks off': [says(...encoded('gzip', gzipSync(BYTES).subarray(0, -300))), 'bad-encoding'],
  'gzip without its last byte': [says(...encoded('gzip', gzipSync(BYTES).subarray(0, -1))), 'bad-encoding'],
  'gzip with a wrong sum': [says(...encoded('gzip', broken(gzipSync(BYTES), gzipSync(BYTES).length - 6))), 'bad-encoding'],
  'gzip with a wrong length': [says(...encoded('gzip', broken(gzipSync(BYTES), gzipSync(BYTES).length - 2))), 'bad-encoding'],
  'gzip that is none': [says(...encoded('gzip', BYTES)), 'bad-encoding'],
  'deflate that breaks off': [says(...encoded('deflate', deflateSync(BYTES).subarray(0, -300))), 'bad-encoding'],
  'bare deflate that breaks off': [says(...encoded('deflate', deflateRawSync(BYTES).subarray(0, -300))), 'bad-encoding'],
  'brotli that breaks off': [says(...encoded('br', brotliCompressSync(BYTES).subarray(0, -100))), 'bad-encoding'],
  'an encoding that nobody knows': [says(...encoded('zstd', BYTES)), 'bad-encoding'],
  'a gzip bomb': [says(...encoded('gzip', BOMB)), 'too-large'],
  'a gzip bomb in gzip': [says(...encoded('gzip, gzip', gzipSync(BOMB))), 'too-large'],
  'a gzip bomb that is not declared': [says(OK, length(BOMB.length), '\r\n', BOMB), 'too-large'],
  'a deflate bomb': [says(...encoded('deflate', deflateSync(Buffer.alloc(20_000_000)))), 'too-large'],
  'a brotli bomb': [says(...encoded('br', brotliCompressSync(Buffer.alloc(20_000_000)))), 'too-large'],

  'a body without end': [repeats(`${OK}\r\n<ul>`, '<li><a href="/a.html">关于工程的公告</a>2020-01-01</li>'.repeat(200)), 'too-large'],
  'chunks without end': [repeats(CHUNKED, chunk(Buffer.alloc(5_000, 'a')).toString()), 'too-large'],
  'headers without end': [repeats(OK, `X-More: ${'a'.repeat(900)}\r\n`), 'too-large'],
  'one header without end': [repeats(`${OK}X-More: `, 'a'.repeat(1_000)), 'too-large'],
  'a huge header': [says(OK, `X-More: ${'a'.repeat(100_000)}\r\n`, length(BYTES.length), '\r\n', BYTES), 'too-large'],
  'a status line without end': [repeats('HTTP/1.1 200 ', 'O'.repeat(1_000)), 'timeout'],
  // What we ask has no body that might be waited for, so these are no answers to it.
  '“go on” without end': [repeats('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50)), 'reset'],
  '“go on” once': [says('HTTP/1.1 100 Continue\r\n\r\n', WHOLE), 'reset'],
  'hints without end': [repeats('', 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n'.repeat(20)), 'timeout'],
  'early hints': [says('HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n', WHOLE), 'read'],
  'another protocol': [says('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', BYTES), 'reset'],

  'a status that is no number': [says('HTTP/1.1 2OO OK\r\n\r\n', BYTES), 'reset'],
  'a status of two digits': [says('HTTP/1.1 20 OK\r\n\r\n', BYTES), 'reset'],
  'a protocol that is none': [says('HTP/1.1 200 OK\r\n\r\n', BYTES), 'reset'],
  'HTTP/0.9': [says(BYTES), 'reset'],
  'an answer of another service': [says('SSH-2.0-OpenSSH_9.2\r\n'), 'reset'],
  'lines that end with LF alone': [says(`HTTP/1.1 200 OK\nContent-Type: text/html\n${length(BYTES.length).trim()}\n\n${PAGE}`), 'reset'],
  'a NUL in a header': [says(OK, 'X-Name: a\0b\r\n', length(BYTES.length), '\r\n', BYTES), 'reset'],
  'a header without a name': [says(OK, ': a\r\n', length(BYTES.length), '\r\n', BYTES), 'reset'],
  'a second answer behind the first': [says(WHOLE, 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother'), 'read'],

  'an empty body': [says(OK, length(0), '\r\n'), 'empty'],
  '204': [says(`HTTP/1.1 204 No Content\r\n\r\n`), 'empty'],
  '204 with a body': [says(`HTTP/1.1 204 No Content\r\n${length(BYTES.length)}\r\n`, BYTES), 'reset'],
  '205 with a body': [says(`HTTP/1.1 205 Reset Content\r\n${length(BYTES.length)}\r\n`, BYTES), 'read'],
  '304 that nobody asked for': [says(`HTTP/1.1 304 Not Modified\r\n\r\n`), 'http-status'],
  '500 with the list': [says('HTTP/1.1 500 Internal Server Error\r\n', length(BYTES.length), '\r\n', BYTES), 'http-status'],
  'a picture that is a page': [says(`HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n${length(BYTES.length)}\r\n`, BYTES), 'not-a-page'],

  'a redirect to a file': [redirect('file:///etc/passwd'), 'bad-url'],
  'a redirect to data': [redirect('data:text/html,<ul><li>2026-03-01'), 'bad-url'],
  'a redirect to a script': [redirect('javascript:alert(1)'), 'bad-url'],
  'a redirect to itself': [redirect('/a-redirect-to-itself'), 'redirect-loop'],
  'a redirect to the machine itself': [redirect('http://[::1]/'), 'unsafe-address'],
  'a redirect to metadata': [redirect('http://169.254.169.254/latest/meta-data/'), 'unsafe-address'],

  'UTF-8 declared as GBK': [says(`HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n${length(BYTES.length)}\r\n`, BYTES), 'read'],
  'UTF-8 declared as UTF-16': [says(`HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16\r\n${length(BYTES.length)}\r\n`, BYTES), 'read'],
  'GBK declared as UTF-8': [says(OK, '\r\n', encodeGbk(PAGE)), 'read'],
  'a charset that nobody knows': [says('HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=klingon\r\n\r\n', BYTES), 'read'],
};

const pathOf = (title: string) => `/${title.replaceAll(/[^a-z0-9]+/gi, '-')}`;
const closers: { close(): Promise<void> }[] = [];
const verdicts = new Map<string, RunColumn>();
/** What goes wrong before a word of HTTP is said, on servers of their own. */
const DOORS: Record<string, string> = {
  'reset when the connection is made': 'reset',
  'a handshake that never ends': 'timeout',
  'a handshake that is reset': 'reset',
  'a handshake with nonsense': 'tls',
  'HTTPS at a door of HTTP': 'tls',
  'HTTP at a door of HTTPS': 'reset',
  'a certificate that nobody vouches for': 'tls',
};

beforeAll(async () => {
  const kept = <Server extends Loopback | FaultServer>(server: Server): Server => {
    closers.push(server);
    return server;
  };
  const faults = Object.entries(FAULTS).map(([title, [fault]]) => [pathOf(title), fault] as const);
  const server = kept(await faultServer(Object.fromEntries(faults)));
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], { keyType: 'ec' });
  const secure = kept(await serve(html(PAGE), { key, cert }));
  const plain = kept(await serve(html(PAGE)));
  const resetting = kept(await faultServer({}, (socket) => socket.resetAndDestroy()));
  const silent = kept(await faultServer({}));
  const rude = kept(await faultServer({}, (socket) => socket.once('data', () => socket.resetAndDestroy())));
  const nonsense = kept(await faultServer({}, (socket) => socket.once('data', () => socket.end('\x16\x03\x01nonsense'))));
  const addresses: Record<string, string> = {
    'reset when the connection is made': `http://${resetting.host}/`,
    'a handshake that never ends': `https://${silent.host}/`,
    'a handshake that is reset': `https://${rude.host}/`,
    'a handshake with nonsense': `https://${nonsense.host}/`,
    'HTTPS at a door of HTTP': plain.origin.replace('http:', 'https:') + '/',
    'HTTP at a door of HTTPS': secure.origin.replace('https:', 'http:') + '/',
    'a certificate that nobody vouches for': `${secure.origin}/`,
  };
  for (const title of Object.keys(FAULTS)) addresses[title] = `http://${server.host}${pathOf(title)}`;

  const folder = await mkdtemp(path.join(tmpdir(), 'shixian-faults-'));
  const store = await openStore(path.join(folder, 'faults.sqlite'));
  const crawler = crawlerWith({ timeoutMs: 5_000, retries: 0, maxBodyBytes: 1_000_000 });
  // A site each: one that waits for its time-out keeps nobody.
  const sites = Object.entries(addresses).map(([title, url]) => {
    const column: Column = columnOf(url, { key: title, path: [title], since: '2024-06-01', itemPages: 'none' });
    return { ...siteOf(url, [column]), key: title, name: title };
  });
  const config = {
    timezone: 'Asia/Shanghai', rules: { ...DEFAULT_RULES, sanityShare: 0 }, probe: DEFAULT_PROBE, crawl: settings,
    schedule: { audit: '0 2 * * *' }, sites,
  };
  const walk = { config, configName: 'faults', store, log: pino({ level: 'silent' }), today: '2026-03-17' };
  await runAudit({
    ...walk, now: () => new Date('2026-03-17T10:00:00Z'), onColumn: (done) => void verdicts.set(done.column.key, done),
  }, crawler);
  await crawler.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
}, 120_000);
afterAll(async () => {
  for (const one of closers) await one.close();
});

const expected = { ...Object.fromEntries(Object.entries(FAULTS).map(([title, [, outcome]]) => [title, outcome])), ...DOORS };
for (const [title, outcome] of Object.entries(expected))
  test(`${title}: ${outcome}`, () => {
    const { verdict, column } = verdicts.get(title) as RunColumn;
    const { status, unreadable, findings, ledger } = verdict;
    const rules = findings.map(({ rule }) => rule);
    const periods = new Set(ledger.map(({ state }) => state));
    expect(column.key).toBe(title);
    switch (outcome) {
      case 'read':
        expect({ status, rules, periods }).toEqual({ status: 'fresh', rules: [], periods: new Set(['on-time']) });
        break;
      case 'open':
        // Nine rows were read. The months that they do not reach are not held against anybody.
        expect({ status, rules }).toEqual({ status: 'fresh', rules: [] });
        expect(periods).not.toContain('missing');
        break;
      default:
        expect({ status, reason: unreadable?.reason, rules }).toEqual({ status: 'unreadable', reason: outcome, rules: ['unreadable'] });
        expect([...periods].sort()).toEqual(['pending', 'unknown']);
    }
  });
