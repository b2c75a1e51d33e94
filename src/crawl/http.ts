import { constants } from 'node:crypto';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import type { KnownAnswer, RequestBody, Site } from '../model.js';
import { lookupOf, portOf, type AddressGate } from './addressGate.js';
import { decompress } from './decompress.js';
import { networkFailure } from './failure.js';
import { receive, type Answer } from './receive.js';

export type { Answer } from './receive.js';

export interface HttpRequest {
  url: URL;
  /** Sent by POST where there is one, else the address is asked by GET. */
  posted: RequestBody | null;
  /** The page whose script asks; see `Way`. */
  askedBy?: string;
  /** Asks for the page only if it is no longer this one. */
  known?: KnownAnswer;
  /** As in `Site`; such connections are kept apart and used for nothing else. */
  tls?: Site['tls'];
  /** Sent with the headers that every request carries. */
  cookie: string;
  /** Further ones; names in lower case. */
  headers?: Record<string, string>;
  /** For everything from the look-up of the name to the last byte of the body. */
  timeoutMs: number;
  /** Looks at status and headers, and says whether the body need not be read. */
  skipsBody: (head: Pick<Answer, 'status' | 'headers'>) => boolean;
  /** Called when the server's head has arrived. */
  onAnswered: () => void;
}

/** Sends single requests over connections that the gate has checked. */
export interface Http {
  /** @throws CrawlFailure */
  send(request: HttpRequest): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * @param maxBodyBytes  cap on a body, as sent and once more after decompression; reading stops there
 */
export function createHttp(options: {
  gate: AddressGate;
  userAgent: string;
  timeoutMs: number;
  maxBodyBytes: number;
}): Http {
  const { gate, userAgent, timeoutMs, maxBodyBytes } = options;
  const agentWith = (tls: buildConnector.BuildOptions) => new Agent({
    connect: checkedConnector(gate, { ...tls, timeout: timeoutMs }),
    // The time-out of the whole exchange covers these two.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Whatever a server offers: of thousands of sites the connections of those that are done must not pile up.
    keepAliveMaxTimeout: LONGEST_IDLE_MS,
  });
  const agent = agentWith({});
  let oldAgent: Agent | null = null;
  const agentFor = (tls: Site['tls']) => (tls === 'legacy' ? (oldAgent ??= agentWith(TLS_OF_THE_PAST)) : agent);
  const commonHeaders = { ...COMMON_HEADERS, 'user-agent': userAgent };

  return {
    async send({ url, posted, askedBy, known, tls, cookie, headers, timeoutMs: budgetMs, skipsBody, onAnswered }) {
      const asked: Dispatcher.DispatchOptions = {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: posted ? 'POST' : 'GET',
        headers: {
          ...commonHeaders,
          ...(askedBy !== undefined && scriptHeaders(askedBy, url)),
          ...(cookie !== '' && { cookie }),
          ...(known && conditionOf(known)),
          ...(posted && { 'content-type': CONTENT_TYPE[posted.type] }),
          ...headers,
        },
        body: posted?.text ?? null,
      };
      try {
        const head = await receive(agentFor(tls), asked, { timeoutMs: budgetMs, maxBytes: maxBodyBytes, skipsBody, onAnswered });
        return { ...head, body: await decompress(head.body, head.headers['content-encoding'], maxBodyBytes) };
      } catch (error) {
        throw networkFailure(error);
      }
    },
    close: async () => void (await Promise.all([agent.destroy(), oldAgent?.destroy()])),
  };
}

/** TLS 1.0 and 1.1 with the ciphers, small keys and renegotiation of their time. Certificates are checked as ever. */
const TLS_OF_THE_PAST: buildConnector.BuildOptions = {
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
};

const LONGEST_IDLE_MS = 30_000;

const COMMON_HEADERS = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
  'accept-encoding': 'gzip, deflate, br',
};

function scriptHeaders(askedBy: string, url: URL): Record<string, string> {
  const { origin, protocol, pathname, search } = new URL(askedBy);
  // Never from a secure page to an open address, and never a fragment or a password.
  if (protocol === 'https:' && url.protocol === 'http:') return { 'x-requested-with': 'XMLHttpRequest' };
  const referer = origin === url.origin ? `${origin}${pathname}${search}` : `${origin}/`;
  return { referer, 'x-requested-with': 'XMLHttpRequest' };
}

/**
 * Both conditions go together: a server that knows ETags passes over the date (RFC 9110, 13.1.3), an old one knows the
 * date only.
 */
function conditionOf({ etag = '', lastModified = '' }: KnownAnswer): Record<string, string> {
  return {
    ...(SENDABLE.test(etag) && { 'if-none-match': etag }),
    ...(SENDABLE.test(lastModified) && { 'if-modified-since': lastModified }),
  };
}

/** What a server once sent in a header and may be sent back in one. */
const SENDABLE = /^[\x20-\x7e\x80-\xff]{1,1000}$/;

const CONTENT_TYPE = {
  form: 'application/x-www-form-urlencoded; charset=UTF-8',
  json: 'application/json; charset=UTF-8',
} as const;

/**
 * Opens connections only to addresses that the gate has just checked. The check sits here, and not before the request,
 * because this is the one place that every connection passes, IP literals included, and because the addresses that were
 * checked are handed on: nobody looks the name up a second time.
 */
function checkedConnector(gate: AddressGate, options: buildConnector.BuildOptions): buildConnector.connector {
  return (target, callback) => {
    const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80);
    gate
      .check(target.hostname, port)
      .then((addresses) => {
        const connect = buildConnector({
          ...options,
          // Node's quarter of a second per address is too short for a server on the other side of the world.
          autoSelectFamilyAttemptTimeout: 2_500,
          lookup: lookupOf(addresses),
        });
        connect(target, callback);
      })
      .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null));
  };
}

/** `host:port`, for messages and for keys. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}
