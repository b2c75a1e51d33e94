import type PQueue from 'p-queue';
import type { KnownAnswer, RequestBody, Site } from '../model.js';
import { parseAddress } from './addressGate.js';
import type { Cookies } from './cookies.js';
import { CrawlFailure } from './failure.js';
import type { Heed } from './heed.js';
import type { Answer, Http, HttpRequest } from './http.js';
import type { Pace } from './pace.js';
import type { FailedAttempt } from './retry.js';

/** How far one attempt came: the last address tried, and its answer or what went wrong there. */
export type Attempt = AnsweredAttempt | FailedAttempt;

export interface AnsweredAttempt {
  finalUrl: string;
  ms: number;
  answer: Answer;
  /** The address that answered was asked whether it still has what is known. */
  wasConditional: boolean;
}

export interface VisitRequest {
  url: URL;
  /**
   * Asks by POST. A redirect that keeps the method is only followed on the same origin, because what is sent was meant
   * for that one; elsewhere it is the answer. Any other redirect is followed by GET, as browsers do.
   */
  posted?: RequestBody;
  /** The page whose script asks; see `Way`. */
  askedBy?: string;
  /** What is known of the answer; its own address is asked whether it still has it. */
  known?: KnownAnswer;
  /** Whose cookies are used. */
  siteKey: string;
  /** As in `Site`. */
  tls?: Site['tls'];
  /**
   * Asked before each hop; throws a CrawlFailure where the hop must not be made, else gives the least time between two
   * starts that the host asked for.
   */
  permit: (url: URL) => Promise<number>;
  /** Asked once more when the turn of a hop has come, which may be much later; throws as `permit` does. */
  setOut: (url: URL) => void;
  skipsBody: HttpRequest['skipsBody'];
}

/** Follows an address over its redirects, one hop at a time: each is checked, paced and bounded like the first. */
export type Visit = (request: VisitRequest) => Promise<Attempt>;

/** @param timeoutMs  for all hops of one attempt together; waiting for a turn is not counted */
export function createVisit(options: {
  http: Http;
  pace: Pace;
  heed: Heed;
  places: PQueue;
  cookies: Cookies;
  timeoutMs: number;
  maxRedirects: number;
}): Visit {
  const { http, pace, heed, places, cookies, timeoutMs, maxRedirects } = options;

  return async ({ url: start, posted: question = null, askedBy, known, siteKey, tls, permit, setOut, skipsBody }) => {
    const seen = new Set<string>();
    const knownAt = known && withoutFragment(new URL(known.finalUrl ?? start));
    let url = start;
    let posted = question;
    let ms = 0;
    try {
      for (let hops = 0; ; hops += 1) {
        const intervalMs = await permit(url);
        const cookie = await cookies.header(siteKey, url);
        const hop = `${posted ? 'POST' : 'GET'} ${url.href} ${cookie}`;
        // Firewalls send a first visitor back to the same address with a cookie: that is no circle.
        if (seen.has(hop)) throw new CrawlFailure('redirect-loop', `in a circle at ${url.href}`);
        seen.add(hop);

        const wasConditional = posted === null && knownAt === withoutFragment(url);
        const request = {
          url, posted, askedBy, tls, cookie, skipsBody: (head: Head) => isRedirect(head) || skipsBody(head),
          ...(wasConditional && { known }),
        };
        const send = async (onAnswered: () => void) => {
          const startMs = performance.now();
          try {
            const answer = await http.send({ ...request, onAnswered, timeoutMs: Math.max(1, timeoutMs - ms) });
            heed.answer(url.hostname, answer);
            return answer;
          } catch (error) {
            if (error instanceof CrawlFailure) heed.failure(url.hostname, error);
            throw error;
          } finally {
            ms += performance.now() - startMs;
          }
        };
        const turn = { host: url.hostname, places, leastIntervalMs: intervalMs, permit: () => setOut(url) };
        const answer = await pace.run(turn, send);
        await cookies.keep(siteKey, url, answer.setCookies);
        if (!isRedirect(answer)) return { finalUrl: url.href, ms, answer, wasConditional };

        if (hops >= maxRedirects)
          throw new CrawlFailure('redirect-loop', `more than ${maxRedirects} redirects`, { status: answer.status });
        const next = parseAddress(rawBytesEscaped(answer.headers['location'] ?? ''), url);
        if (posted && keepsMethod(answer) && next.origin !== url.origin) return { finalUrl: url.href, ms, answer, wasConditional };
        if (posted && !keepsMethod(answer)) posted = null;
        url = next;
      }
    } catch (error) {
      if (!(error instanceof CrawlFailure)) throw error;
      return { finalUrl: url.href, ms, failure: error };
    }
  };
}

function withoutFragment({ href }: URL): string {
  return href.split('#')[0] ?? href;
}

type Head = Pick<Answer, 'status' | 'headers'>;

// Headers arrive as one character a byte. A raw Chinese path, in whatever charset, is sent back byte for byte.
function rawBytesEscaped(location: string): string {
  return location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

function keepsMethod({ status }: Head): boolean {
  return status === 307 || status === 308;
}

/** A redirect that says where to; without an address it is an answer like any other. */
function isRedirect({ status, headers }: Head): boolean {
  return [301, 302, 303, 307, 308].includes(status) && (headers['location'] ?? '') !== '';
}
