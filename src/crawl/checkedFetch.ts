import type { RequestBody } from '../model.js';
import { createAddressGate, parseAddress, systemResolve, type Resolve } from './addressGate.js';
import { CrawlFailure } from './failure.js';
import { createHttp } from './http.js';

export interface CheckedRequest {
  url: string;
  /** Sent by POST where there is one, else the address is asked by GET. */
  posted?: RequestBody;
  /** Besides those that every request carries; names in lower case. */
  headers?: Record<string, string>;
  userAgent: string;
  /** Hosts of one's own network that may be asked; see `createAddressGate`. */
  allowHosts: string[];
  /** For everything from the look-up of the name to the last byte of the body. */
  timeoutMs: number;
  /** Of the answer, as sent and once more after decompression. */
  maxBodyBytes: number;
  /** The system's resolver by default. */
  resolve?: Resolve;
}

/** What came back, or why nothing did; `detail` is for the log. */
export type CheckedAnswer =
  | { outcome: 'answered'; status: number; text: string }
  | { outcome: 'failed'; reason: CrawlFailure['reason']; detail: string };

/**
 * One request to an address that a person configured and that is no page: a heartbeat, a webhook. It passes the same gate
 * as every visit, and whatever the world does ends in a value.
 *
 * A redirect is not followed but is the answer: what is sent was meant for the address that is written down.
 */
export async function checkedFetch(asked: CheckedRequest): Promise<CheckedAnswer> {
  const { userAgent, allowHosts, timeoutMs, maxBodyBytes, posted, resolve = systemResolve } = asked;
  const http = createHttp({ gate: createAddressGate(allowHosts, resolve), userAgent, timeoutMs, maxBodyBytes });
  try {
    const { status, body } = await http.send({
      url: parseAddress(asked.url),
      posted: posted ?? null,
      ...(asked.headers && { headers: asked.headers }),
      cookie: '',
      timeoutMs,
      skipsBody: () => false,
      onAnswered: () => undefined,
    });
    return { outcome: 'answered', status, text: new TextDecoder().decode(body) };
  } catch (error) {
    if (!(error instanceof CrawlFailure)) throw error;
    return { outcome: 'failed', reason: error.reason, detail: error.message };
  } finally {
    await http.close();
  }
}
