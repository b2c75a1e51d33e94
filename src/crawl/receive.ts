import type { Dispatcher } from 'undici';
import { CrawlFailure } from './failure.js';

/** What a server answered to one request, redirects not followed. */
export interface Answer {
  status: number;
  /** Names in lower case; several of one name joined by `, `. */
  headers: Record<string, string>;
  setCookies: string[];
  /** After decompression; empty where `skipsBody` said so. */
  body: Uint8Array;
}

export interface Receiving {
  /** For everything from the look-up of the name to the last byte of the body. */
  timeoutMs: number;
  /** Cap on the body as it is sent; reading stops there. */
  maxBytes: number;
  /** Looks at status and headers, and says whether the body need not be read. */
  skipsBody: (head: Pick<Answer, 'status' | 'headers'>) => boolean;
  /** Called when the server's head has arrived. */
  onAnswered: () => void;
}

/** Of a body that is not wanted so much is let pass, since a connection that is kept costs less than a new one. */
const SKIPPED_BYTES = 65_536;

/**
 * Makes one request and gathers its answer, the body still as it was sent.
 *
 * undici is asked by its own events: its stream for the body costs more than all the rest of a request, and here every
 * body is gathered whole, under a cap.
 *
 * Rejects with a CrawlFailure for what is ended here, else with the error that undici or the network gave.
 */
export function receive(agent: Dispatcher, asked: Dispatcher.DispatchOptions, receiving: Receiving): Promise<Answer> {
  const { timeoutMs, maxBytes, skipsBody, onAnswered } = receiving;
  return new Promise((done, failed) => {
    let controller: Dispatcher.DispatchController | null = null;
    let head: Omit<Answer, 'body'> | null = null;
    let isSkipped = false;
    let isTooLarge = false;
    let isOver = false;
    let bytes = 0;
    const chunks: Uint8Array[] = [];

    const timer = setTimeout(() => {
      end(new CrawlFailure('timeout', `no complete answer within ${Math.round(timeoutMs)} ms`, { curable: true }));
    }, timeoutMs);

    // What is ended before it began, while the connection is still being made, is told so when it begins.
    function end(failure: Error): void {
      over();
      failed(failure);
      controller?.abort(failure);
    }

    function over(): void {
      isOver = true;
      clearTimeout(timer);
    }

    function succeed(body: Uint8Array): void {
      over();
      if (head) done({ ...head, body });
    }

    agent.dispatch(asked, {
      onRequestStart(started) {
        controller = started;
        if (isOver) started.abort(new CrawlFailure('timeout', 'ended before it began'));
      },
      onResponseStart(_controller, status, raw) {
        // Early hints and the like: the answer is still to come.
        if (isOver || status < 200) return;
        onAnswered();
        head = { status, headers: joined(raw), setCookies: listed(raw['set-cookie']) };
        isSkipped = skipsBody(head);
        isTooLarge = !isSkipped && Number(head.headers['content-length']) > maxBytes;
      },
      onResponseData(_controller, chunk) {
        if (isOver) return;
        bytes += chunk.byteLength;
        if (isSkipped && bytes > SKIPPED_BYTES) {
          succeed(new Uint8Array());
          controller?.abort(new CrawlFailure('reset', 'the rest of the body is not wanted'));
        } else if (!isSkipped && (isTooLarge || bytes > maxBytes)) {
          end(new CrawlFailure('too-large', `more than ${maxBytes} bytes`));
        } else if (!isSkipped) chunks.push(chunk);
      },
      onResponseEnd() {
        if (!isOver) succeed(isSkipped ? new Uint8Array() : chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks, bytes));
      },
      onResponseError(_controller, error) {
        if (isOver) return;
        over();
        failed(error);
      },
    });
  });
}

type RawHeaders = Record<string, string | string[] | undefined>;

/** Names in lower case; several of one name joined by `, `. */
function joined(raw: RawHeaders): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(raw)) headers[name.toLowerCase()] = listed(raw[name]).join(', ');
  return headers;
}

function listed(value: string | string[] | undefined): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
