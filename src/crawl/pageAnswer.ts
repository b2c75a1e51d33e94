import { createHash } from 'node:crypto';
import type { KnownAnswer, Snapshot } from '../model.js';
import { decode } from './decode.js';
import { CrawlFailure } from './failure.js';
import type { Answer } from './http.js';
import type { FailedAttempt } from './retry.js';
import { wholeness } from './wholeness.js';

/** A page as one attempt brought it, over HTTP or drawn. */
export type PageAttempt =
  | { finalUrl: string; ms: number; page: Page }
  | FailedAttempt;

export type Page = Pick<Snapshot, 'status' | 'headers' | 'body' | 'sha256' | 'unchanged' | 'picture'> & { decoded: Decoded };

/**
 * A text that is decoded when it is first asked for, and then kept: decoding costs as much as all the rest of a request, and
 * a page that has not changed, or is read from its bytes by another thread, needs none.
 */
export type Decoded = Pick<Snapshot, 'text' | 'charset'>;

/**
 * The page that an answer is; where one is known, with a word on whether it is still that one.
 *
 * @param wasConditional  the server was asked to say so; a 304 that nobody asked for is no page
 * @throws CrawlFailure
 */
export function pageOf(answer: Answer, known: KnownAnswer | undefined, wasConditional: boolean): Page {
  const { status, headers, body } = answer;
  if (status === 304) {
    if (!known || !wasConditional) throw new CrawlFailure('http-status', 'status 304 without being asked', { status });
    const decoded = { text: '', charset: '' };
    return { status, headers, body: new Uint8Array(), sha256: known.sha256, unchanged: true, decoded };
  }
  const page = { status, headers, body, decoded: readAsPage(answer) };
  if (!known) return page;
  const sha256 = createHash('sha256').update(body).digest('hex');
  // An error page that stays the same proves nothing of the list.
  return { ...page, sha256, ...(sha256 === known.sha256 && status === 200 && { unchanged: true as const }) };
}

/**
 * Accepts an answer as a page, or says why it is none.
 *
 * A page is a complete answer with a text body, whatever its status: firewalls answer 202, 403, 405, 412 and 521 with
 * challenges, content systems answer 404 with a page of their own, and only who reads the body can tell them apart. No
 * pages are:
 * - 429, and 503 with Retry-After: `rate-limited`
 * - the registered 5xx statuses (500–511): `http-status`, curable for 502, 503 and 504. Those from 520 on are
 *   inventions of delivery networks and firewalls, and count as pages where they carry text
 * - any status from 400 on with an empty body or one that is not text: `http-status`
 * - bodies that are not text, by their first bytes or else by their declared type: `not-a-page`
 * - a document that breaks off: `reset`, curable
 *
 * @throws CrawlFailure
 */
export function readAsPage(answer: Answer): Decoded {
  refuseStatus(answer);
  const { status, headers, body } = answer;
  const isError = status >= 400;

  const other = otherKind(headers['content-type'], body);
  if (other !== null && isError) throw new CrawlFailure('http-status', `status ${status} with ${other}`, { status });
  if (other !== null) throw new CrawlFailure('not-a-page', other, { status });

  const decoded = decodedLater(body, headers['content-type']);
  if (isError && decoded.text.trim() === '')
    throw new CrawlFailure('http-status', `status ${status} without a body`, { status });
  const isBroken = !isError && wholeness({ headers, body, get text() { return decoded.text; } }) === 'broken';
  if (isBroken)
    throw new CrawlFailure('reset', `the document breaks off after ${body.length} bytes`, { status, curable: true });
  return decoded;
}

function decodedLater(body: Uint8Array, contentType: string | undefined): Decoded {
  let decoded: Decoded | null = null;
  const now = () => (decoded ??= decode(body, contentType));
  return {
    get text() {
      return now().text;
    },
    get charset() {
      return now().charset;
    },
  };
}

/** Throws for the statuses that stand for a failure whatever the body says. */
export function refuseStatus(head: Pick<Answer, 'status' | 'headers'>): void {
  const failure = statusFailure(head);
  if (failure) throw failure;
}

/** The failure that a status stands for whatever the body says; null for all others. */
export function statusFailure({ status, headers }: Pick<Answer, 'status' | 'headers'>): CrawlFailure | null {
  const retryAfter = headers['retry-after'];
  if (status === 429 || (status === 503 && retryAfter !== undefined)) {
    const retryAfterMs = retryAfter === undefined ? undefined : waitOf(retryAfter, headers['date']);
    const detail = `status ${status}, Retry-After ${retryAfter ?? 'not said'}`;
    // Without a word on when to come back, coming back soon would only make it worse.
    return new CrawlFailure('rate-limited', detail, { status, retryAfterMs, curable: retryAfterMs !== undefined });
  }
  if (status < 500 || status > 511) return null;
  return new CrawlFailure('http-status', `status ${status}`, { status, curable: [502, 503, 504].includes(status) });
}

/** Whether status and headers say already that the body will not be read as a page. */
export function isNoPageByHead({ status, headers }: Pick<Answer, 'status' | 'headers'>): boolean {
  return status === 429 || (status >= 500 && status <= 511) || OTHER_TYPES.test(headers['content-type'] ?? '');
}

/** What the body is, in words, where it is no text; null for a page. */
function otherKind(contentType: string | undefined, body: Uint8Array): string | null {
  const type = contentType?.trim().toLowerCase() ?? '';
  if (OTHER_TYPES.test(type)) return type;
  const start = Buffer.from(body.subarray(0, 512)).toString('latin1');
  for (const [signature, name] of SIGNATURES) if (signature.test(start)) return `the bytes of ${name}`;
  // UTF-16 text is full of zero bytes, but then it says what it is.
  const isText = TEXT_TYPES.test(type) || !start.includes('\0') || /^(\xff\xfe|\xfe\xff)/.test(start);
  return isText ? null : `bytes that are no text, declared as ${type || 'nothing'}`;
}

const TEXT_TYPES = /^(text\/|$)|html|xml|json|javascript|ecmascript/i;
const OTHER_TYPES = new RegExp(
  '^\\s*(image/(?!svg)|audio/|video/|font/|application/(pdf|zip|x-zip|gzip|x-gzip|x-rar|vnd\\.rar|x-7z|msword|rtf|' +
    'ofd|vnd\\.ms-|vnd\\.openxmlformats|x-shockwave))',
  'i',
);
const SIGNATURES: ReadonlyArray<readonly [RegExp, string]> = [
  [/^%PDF-/, 'a PDF'],
  [/^PK(\x03\x04|\x05\x06)/, 'a ZIP archive or an office document'],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, 'an office document'],
  [/^Rar!\x1a\x07/, 'a RAR archive'],
  [/^7z\xbc\xaf\x27\x1c/, 'a 7z archive'],
  [/^\x89PNG\r\n/, 'a picture'],
  [/^GIF8[79]a/, 'a picture'],
  [/^\xff\xd8\xff/, 'a picture'],
  [/^RIFF[^]{4}WEBP/, 'a picture'],
];

/**
 * Retry-After in milliseconds: seconds or a date; undefined where it is neither. The date is held against the server's own
 * clock where it shows it, because a server whose clock is an hour slow would be asked again at once.
 */
function waitOf(retryAfter: string, serverDate: string | undefined): number | undefined {
  if (/^\s*\d{1,9}\s*$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  if (Number.isNaN(at)) return undefined;
  const serverNow = Date.parse(serverDate ?? '');
  return Math.max(0, at - (Number.isNaN(serverNow) ? Date.now() : serverNow));
}
