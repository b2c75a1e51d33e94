import type { FetchFailure } from '../model.js';

/**
 * A failure of the world while something was being fetched, on its way to the caller. It never leaves this room as an
 * exception: createCrawler() turns it into a FailedFetch. Anything else that is thrown here is a bug of ours.
 */
export class CrawlFailure extends Error {
  readonly reason: FetchFailure;
  /** HTTP status, where there was one. */
  readonly status: number | undefined;
  /** Another attempt, a little later, may well go better. */
  readonly curable: boolean;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Attempts that were made before this became the answer. */
  readonly attempts: number;

  constructor(
    reason: FetchFailure,
    detail: string,
    more: { status?: number; curable?: boolean; retryAfterMs?: number; attempts?: number; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
    this.name = 'CrawlFailure';
    this.reason = reason;
    this.status = more.status;
    this.curable = more.curable ?? false;
    this.retryAfterMs = more.retryAfterMs;
    this.attempts = more.attempts ?? 1;
  }
}

/**
 * Names what went wrong on the wire, from the error codes of Node, OpenSSL, the resolver and undici.
 *
 * An error that carries no code is no message from the network but a mistake of ours, and is thrown again.
 */
export function networkFailure(error: unknown): CrawlFailure {
  if (error instanceof CrawlFailure) return error;
  const code = errorCode(error);
  if (!(error instanceof Error) || code === null) throw error;
  const detail = `${code}: ${error.message || 'no further words'}`;

  if (TIMEOUT.has(code)) return new CrawlFailure('timeout', detail, { curable: true, cause: error });
  if (TOO_LARGE.has(code)) return new CrawlFailure('too-large', detail, { cause: error });
  // EAI_AGAIN is the resolver's "ask again later"; every other answer of a resolver stays the same for a while.
  if (RESOLVER.test(code)) return new CrawlFailure('dns', detail, { curable: code === 'EAI_AGAIN', cause: error });
  if (REFUSED.has(code)) return new CrawlFailure('refused', detail, { curable: true, cause: error });
  if (TLS.test(code)) return new CrawlFailure('tls', detail, { cause: error });
  // What is left are connections that broke and answers that are not HTTP.
  return new CrawlFailure('reset', detail, { curable: true, cause: error });
}

const TIMEOUT = new Set([
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const TOO_LARGE = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_EXCEEDED_MAX_SIZE', 'HPE_HEADER_OVERFLOW']);
// A host or a network that cannot be reached is, to the reader, a door at which nobody answers.
const REFUSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']);
const RESOLVER = /^(EAI_\w+|ENOTFOUND|ENODATA|ESERVFAIL|EFORMERR|ENOTIMP|EREFUSED|EBADNAME|EBADRESP|EBADQUERY)$/;
const TLS = new RegExp(
  '^(EPROTO$|ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|' +
    'INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT|ERROR_IN_CRL)',
);

function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici's parser leaves the code out where the very first bytes are not HTTP.
  if (error instanceof Error && error.name === 'HTTPParserError') return error.name;
  // When several addresses were tried, Node gathers one error per address; the first speaks for them.
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  return null;
}
