import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { lookupOf, parseAddress, type AddressGate } from './addressGate.js';
import { CrawlFailure, networkFailure } from './failure.js';
import { hostAndPort } from './http.js';
import { RecentMap } from './recentMap.js';

/**
 * The only way out for one drawn page: a proxy on loopback that connects to nothing but addresses the gate has checked.
 *
 * Playwright shows us a redirect's first address only, and Chromium looks names up by itself; so neither redirects nor
 * DNS rebinding can be stopped inside the browser. Nor does it count what comes in over https, and scripts may ask for
 * more for as long as there is time.
 */
export interface BrowserProxy {
  /** `http://127.0.0.1:port` */
  server: string;
  /** Why the last connection for this address failed, where it did. */
  whyFailed(url: string): CrawlFailure | undefined;
  /** Marks an answer that the proxy gave in a server's place. */
  isOwnAnswer(headers: Record<string, string>): boolean;
  /** Of what came through, what it was after the browser unpacked it: that may be no more either. */
  noteUnpacked(count: number): void;
  /** `too-large` once as many bytes came through as may: nothing more passes from then on. Null before. */
  tooMuch(): CrawlFailure | null;
  close(): Promise<void>;
}

/** @param maxBytes  of all answers together, over the wire and unpacked; 0 for a way out that is shut */
export async function startBrowserProxy(gate: AddressGate, maxBytes: number): Promise<BrowserProxy> {
  const failures = new RecentMap<CrawlFailure>(200);
  const sockets = new Set<Duplex>();
  const mark = crypto.randomUUID();
  let bytes = 0;
  let unpacked = 0;

  const server = createServer(forward);
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => void tunnel(request, socket, head));
  server.on('connection', keep);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    server: `http://127.0.0.1:${port}`,
    whyFailed: (url) => (URL.canParse(url) ? failures.get(hostAndPort(new URL(url))) : undefined),
    isOwnAnswer: (headers) => headers['x-shixian-proxy'] === mark,
    noteUnpacked(count) {
      unpacked += count;
      if (unpacked >= maxBytes) shut();
    },
    tooMuch,
    async close() {
      shut();
      await new Promise((closed) => server.close(closed));
    },
  };

  /** http: the browser sends the whole address. */
  function forward(request: IncomingMessage, response: ServerResponse): void {
    void openFor(request.url ?? '').then(
      ({ url, addresses }) => {
        failures.delete(hostAndPort(url));
        const { 'proxy-connection': _dropped, ...headers } = request.headers;
        const { method } = request;
        const onward = httpRequest(url, { method, headers, agent: false, lookup: lookupOf(addresses) }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
          answer.on('error', () => response.destroy()).on('data', count).pipe(response);
        });
        onward.on('error', (error) => refuse(url, error, response));
        response.on('close', () => onward.destroy());
        request.pipe(onward);
      },
      (error: unknown) => refuse(URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null, error, response),
    );
  }

  function refuse(url: URL | null, error: unknown, response: ServerResponse): void {
    if (url) failures.set(hostAndPort(url), networkFailure(error));
    if (response.headersSent) response.destroy();
    // Chromium shows a page of its own instead of an answer without a body.
    else response.writeHead(502, { 'x-shixian-proxy': mark }).end('not reached');
  }

  /** https and web sockets: the browser names host and port, and encrypts by itself. */
  async function tunnel(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const target = `https://${request.url ?? ''}`;
    socket.on('error', () => socket.destroy());
    try {
      const { url, addresses } = await openFor(target);
      const onward = connect({ host: bare(url.hostname), port: portNumber(url), lookup: lookupOf(addresses) });
      keep(onward);
      let connected = false;
      onward.once('connect', () => {
        connected = true;
        failures.delete(hostAndPort(url));
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.write(head);
        onward.on('data', count).pipe(socket).pipe(onward);
      });
      onward.on('error', (error) => {
        failures.set(hostAndPort(url), networkFailure(error));
        if (connected) socket.destroy();
        else socket.end(NOT_REACHED);
      });
      socket.on('close', () => onward.destroy());
    } catch (error) {
      if (URL.canParse(target)) failures.set(hostAndPort(new URL(target)), networkFailure(error));
      socket.end(NOT_REACHED);
    }
  }

  async function openFor(target: string) {
    const url = parseAddress(target);
    const shut = tooMuch();
    if (shut) throw shut;
    return { url, addresses: await gate.check(url.hostname, portNumber(url)) };
  }

  function tooMuch(): CrawlFailure | null {
    return bytes < maxBytes && unpacked < maxBytes ? null : new CrawlFailure('too-large', `the page wanted more than ${maxBytes} bytes in all`);
  }

  function count(piece: Buffer): void {
    bytes += piece.length;
    if (bytes >= maxBytes) shut();
  }

  function shut(): void {
    for (const socket of sockets) socket.destroy();
  }

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  }
}

const NOT_REACHED = 'HTTP/1.1 502 Bad Gateway\r\n\r\n';

function portNumber(url: URL): number {
  return Number(hostAndPort(url).split(':').at(-1));
}

function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
