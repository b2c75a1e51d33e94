/** What came back from a site, or why nothing did. */
import type { Instant } from './time.js';

/** Why a page could not be fetched: the closed list of the crawler's failures. */
export type FetchFailure =
  | 'dns' // the name does not resolve
  | 'refused' // nothing listens there
  | 'reset' // the connection broke
  | 'tls' // no secure connection could be made
  | 'timeout' // no complete answer in time
  | 'http-status' // the server answered with an error status
  | 'rate-limited' // 429, or 503 with Retry-After
  | 'too-large' // more bytes than the cap, before or after decompression
  | 'bad-encoding' // the compressed body is broken
  | 'not-a-page' // a picture, an archive, a PDF where a page was expected
  | 'robots' // robots.txt asks not to
  | 'closed-hours' // the site may not be visited at this hour, as the office configured it
  | 'over-budget' // what one run may ask of a host, or how long it may last, is used up
  | 'given-up' // not asked for, because the host failed many times in a row just before
  | 'redirect-loop' // too many hops, or in a circle
  | 'unsafe-address' // a private address that is not on the allow-list
  | 'bad-url' // not an http(s) address
  | 'off-site' // a redirect to another site, where only this one is asked
  | 'no-browser' // the page needs a browser and this machine has none
  | 'browser-failed'; // the browser crashed or did not finish

/** Why a page that was fetched could not be read as a column: the closed list of the reader's doubts. */
export type ReadFailure =
  | 'challenge' // a firewall's JavaScript or cookie challenge
  | 'blocked' // a firewall's refusal, whatever the status
  | 'login' // a login form
  | 'soft404' // "the page does not exist", closed or moved, with status 200
  | 'error' // an error page of the server or CMS, with status 200
  | 'js-shell' // the list is drawn by JavaScript
  | 'redirect-shell' // the page only sends the reader elsewhere
  | 'empty' // next to nothing came back
  | 'no-list' // a page, but no list and no proof that the column is empty
  | 'undated' // a list on which no day can be read
  | 'article' // one article where a list was expected
  | 'unfinished' // reading the page did not end in the time and memory that one page is given
  | 'wrong-page' // another column of the site, by its own name or its address
  | 'directory' // a table of columns with their last updates, whose dates are no items' dates
  | 'doubtful'; // the reading contradicts what earlier visits saw, or every day read lies in the future

export type UnreadableReason = FetchFailure | ReadFailure;

/** What is sent with a request that is asked by POST. */
export interface RequestBody {
  /** `form` is `application/x-www-form-urlencoded`, `json` is `application/json`. */
  type: 'form' | 'json';
  text: string;
}

/** A question that an endpoint takes by POST only. It asks for a list and changes nothing on the server. */
export interface PostRequest {
  url: string;
  body: RequestBody;
}

/** What to ask a server for: an address, by GET, or a question by POST. */
export type PageRequest = string | PostRequest;

/** What an earlier answer is known by: enough to ask a server whether the page has changed since. */
export interface KnownAnswer {
  /** SHA-256 of its body, after decompression, in hexadecimal. */
  sha256: string;
  /** Its `ETag` and `Last-Modified` headers as they stood. */
  etag?: string;
  lastModified?: string;
  /**
   * The address that gave it (`Snapshot.finalUrl`), since another one on the way there knows nothing of these headers.
   * Absent: the address asked for.
   */
  finalUrl?: string;
}

/** 快照: what one fetch returned. */
export interface Snapshot {
  outcome: 'fetched';
  /** The address asked for. */
  url: string;
  /** What was sent along, where it was asked by POST. */
  posted?: RequestBody;
  /** The address that answered, after redirects. */
  finalUrl: string;
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** After decompression, as the server meant them; for a drawn page the UTF-8 of its document. */
  body: Uint8Array;
  /** `body` decoded, which may be done only when it is asked for: who does not need it had better not look at it. */
  text: string;
  /** The encoding that `text` was decoded with, and how it was found out. */
  charset: string;
  by: 'http' | 'browser';
  at: Instant;
  ms: number;
  /** Attempts made, 1 where the first succeeded. */
  attempts: number;
  /** JPEG of the page as the browser drew it, at most 200 KB; absent where it drew none, or none small enough. */
  picture?: Uint8Array;
  /** SHA-256 of `body` in hexadecimal, where it was reckoned; on a 304 that of the body which the caller knows. */
  sha256?: string;
  /**
   * The page is the one that the caller knows (`Way.known`): the server said so, or its body is the same to the byte. On
   * a 304 `body` and `text` are empty, because the caller has them.
   */
  unchanged?: true;
  /** What another thread made of `body`, where one read it. */
  readonly packed?: PackedBody;
  /** Tells what another thread made of `body`, so that neither decoding nor packing is done a second time. */
  takeNote?(made: { charset: string; packed: PackedBody }): void;
}

/** A body as it is stored: once, however many visits saw it. */
export interface PackedBody {
  /** The name under which it is kept. */
  sha256: string;
  sizeBytes: number;
  brotli: Uint8Array;
}

/** A fetch that returned no page. */
export interface FailedFetch {
  outcome: 'failed';
  url: string;
  /** What was sent along, where it was asked by POST. */
  posted?: RequestBody;
  /** The last address tried, where redirects were followed. */
  finalUrl: string;
  reason: FetchFailure;
  /** HTTP status, where there was one. */
  status?: number;
  /** Technical words for the log: never shown as the explanation. */
  detail: string;
  by: 'http' | 'browser';
  at: Instant;
  ms: number;
  attempts: number;
}

export type Fetched = Snapshot | FailedFetch;
