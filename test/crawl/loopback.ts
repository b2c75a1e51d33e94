import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { pino } from 'pino';
import { createCrawler, type Crawler, type CrawlerOptions } from '../../src/crawl/crawler.js';
import type { CrawlSettings, FailedFetch, Fetched, Snapshot } from '../../src/model.js';

/** One request as the server saw it; `atMs` is on the clock of performance.now(). */
export interface Seen {
  path: string;
  method: string;
  /** What was sent along; complete once the answer came. */
  body: string;
  atMs: number;
  headers: IncomingMessage['headers'];
}

export interface Loopback {
  origin: string;
  port: number;
  /** Every request but those for robots.txt, in order. */
  seen: Seen[];
  robotsSeen: Seen[];
  close(): Promise<void>;
}

/** @param body  what was posted */
export type Handler = (request: IncomingMessage, response: ServerResponse, body?: string) => void;

/** A server on 127.0.0.1 that answers by path; robots.txt is 404 unless a handler for it is given. */
export async function serve(
  handlers: Record<string, Handler> | Handler,
  tls?: { key: string; cert: string },
): Promise<Loopback> {
  const seen: Seen[] = [];
  const robotsSeen: Seen[] = [];
  const listener: RequestListener = (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const log = path === '/robots.txt' ? robotsSeen : seen;
    const one = { path: request.url ?? '', method: request.method ?? '', body: '', atMs: performance.now() };
    const logged: Seen = { ...one, headers: request.headers };
    log.push(logged);
    const handler = typeof handlers === 'function' && path !== '/robots.txt' ? handlers : undefined;
    const chosen = handler ?? (typeof handlers === 'function' ? undefined : handlers[path]);
    const answer = chosen ?? ((_request, notThere) => void notThere.writeHead(404).end());
    if (request.method !== 'POST') return answer(request, response);
    request.setEncoding('utf8').on('data', (piece: string) => void (logged.body += piece));
    request.on('end', () => answer(request, response, logged.body));
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    seen,
    robotsSeen,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => void server.close(() => closed()));
    },
  };
}

export function html(body: string): Handler {
  return (_request, response) => void response.setHeader('content-type', 'text/html; charset=utf-8').end(body);
}

export const settings: CrawlSettings = {
  contact: 'mailto:office@example.invalid',
  timeoutMs: 3_000,
  perHostIntervalMs: 0,
  concurrency: 8,
  allowHosts: ['127.0.0.1'],
  maxBodyBytes: 200_000,
  maxRedirects: 5,
  retries: 2,
  maxPages: 3,
  maxItemPages: 30,
};

export function crawlerWith(changed: Partial<CrawlSettings> = {}, options: Partial<CrawlerOptions> = {}): Crawler {
  return createCrawler({
    settings: { ...settings, ...changed },
    version: '1.2.3',
    log: pino({ level: 'silent' }),
    browserPath: null,
    backOff: { firstMs: 1, longestMs: 5, longestRetryAfterMs: 2_000 },
    ...options,
  });
}

export const obeying = { key: 'site', robots: 'obey' } as const;
export const ignoring = { key: 'site', robots: 'ignore' } as const;

export function fetched(result: Fetched): Snapshot {
  if (result.outcome === 'failed') throw new Error(`failed: ${result.reason}: ${result.detail}`);
  return result;
}

export function failed(result: Fetched): FailedFetch {
  if (result.outcome === 'fetched') throw new Error(`fetched with status ${result.status}`);
  return result;
}
