import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page, Request, Response, Route } from 'playwright';
import { parseAddress, portOf, type AddressGate } from './addressGate.js';
import type { BrowserProxy } from './browserProxy.js';
import { CrawlFailure } from './failure.js';
import { documentWithFrames } from './inlineFrames.js';
import { pictureOf } from './pictureOf.js';
import { refuseStatus, type PageAttempt } from './pageAnswer.js';
import { withinTime } from './withinTime.js';

/**
 * Opens an address in a fresh context, waits until the page has drawn itself, and takes its document.
 *
 * Drawn means: the document is parsed, no request is under way, and the document has kept its size for half a second.
 * A page that never falls silent is taken as it stands when time is up, unless a request to its own host is still open:
 * then the list may not have come yet, and the result is `timeout`. What inner frames show is put in its place.
 */
export async function drawPage(options: {
  context: BrowserContext;
  url: URL;
  gate: AddressGate;
  proxy: BrowserProxy;
  timeoutMs: number;
  maxBodyBytes: number;
}): Promise<PageAttempt> {
  const { context, url, gate, proxy, timeoutMs, maxBodyBytes } = options;
  const startMs = performance.now();
  const endMs = startMs + timeoutMs;
  const page = await withinTime(context.newPage(), timeoutMs);
  const traffic = watchTraffic(page);
  await withinTime(countUnpacked(context, page, proxy), timeoutMs);
  let refused: CrawlFailure | null = null;
  try {
    await guard(context, gate, (request, failure) => {
      if (isMainDocument(page, request)) refused = failure;
    });
    await page.goto(url.href, { waitUntil: 'domcontentloaded', timeout: Math.max(1, endMs - performance.now()) });
    await settle(page, { traffic, proxy, endMs });

    const document = await withinTime(documentWithFrames(page), Math.max(1_000, endMs - performance.now()));
    const body = new TextEncoder().encode(document);
    if (body.byteLength > maxBodyBytes)
      throw new CrawlFailure('too-large', `a drawn document of ${body.byteLength} bytes`);

    const { status, headers } = answerOf(traffic.mainResponse, proxy);
    refuseStatus({ status, headers });
    refuseTooMuch(proxy);
    const picture = await pictureOf(page);
    const drawn = {
      status, headers, body, ...(picture && { picture }), decoded: { text: document, charset: 'utf-8 (browser)' },
    };
    return { finalUrl: page.url(), ms: performance.now() - startMs, page: drawn };
  } catch (error) {
    const failure = refused ?? proxy.tooMuch() ?? failureOf(error, traffic, proxy);
    return { finalUrl: traffic.mainUrl ?? url.href, ms: performance.now() - startMs, failure };
  }
}

interface Traffic {
  /** Requests under way, with their start on the clock of performance.now(). */
  open: Map<Request, number>;
  /** The address that the main document was last asked from. */
  mainUrl: string | null;
  mainResponse: Response | null;
}

function watchTraffic(page: Page): Traffic {
  const traffic: Traffic = { open: new Map(), mainUrl: null, mainResponse: null };
  page.on('request', (request) => {
    traffic.open.set(request, performance.now());
    if (isMainDocument(page, request)) traffic.mainUrl = request.url();
  });
  page.on('requestfinished', (request) => traffic.open.delete(request));
  page.on('requestfailed', (request) => traffic.open.delete(request));
  page.on('response', (response) => {
    if (isMainDocument(page, response.request())) traffic.mainResponse = response;
  });
  return traffic;
}

/** A few kilobytes over the wire may be gigabytes in the browser; only it knows. */
async function countUnpacked(context: BrowserContext, page: Page, proxy: BrowserProxy): Promise<void> {
  const session = await context.newCDPSession(page);
  session.on('Network.dataReceived', ({ dataLength }) => proxy.noteUnpacked(dataLength));
  await session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 });
}

function isMainDocument(page: Page, request: Request): boolean {
  // A request of a frame that has not come to life yet has no frame to ask for.
  return request.isNavigationRequest() && request.frame() === page.mainFrame();
}

/** Lets only requests through that matter for a list and go to addresses that the gate allows. */
async function guard(
  context: BrowserContext,
  gate: AddressGate,
  onRefused: (request: Request, failure: CrawlFailure) => void,
): Promise<void> {
  context.on('page', (popup) => {
    if (context.pages().length > 1) popup.close().catch(() => undefined);
  });
  await context.routeWebSocket(/.*/, (socket) => void socket.close());
  await context.route('**/*', async (route: Route) => {
    const request = route.request();
    try {
      if (UNNEEDED_TYPES.has(request.resourceType())) return await route.abort('blockedbyclient');
      const target = parseAddress(request.url());
      await gate.check(target.hostname, portOf(target));
      return await route.continue();
    } catch (error) {
      if (error instanceof CrawlFailure) onRefused(request, error);
      // The page may be gone by now, and its request with it.
      return route.abort('blockedbyclient').catch(() => undefined);
    }
  });
}

const UNNEEDED_TYPES = new Set(['image', 'media', 'font']);

async function settle(
  page: Page,
  { traffic, proxy, endMs }: { traffic: Traffic; proxy: BrowserProxy; endMs: number },
): Promise<void> {
  let size = '';
  let sameSinceMs = performance.now();
  while (performance.now() < endMs) {
    refuseTooMuch(proxy);
    const now = await withinTime(sizeOf(page), Math.max(1, endMs - performance.now()));
    if (now !== size) {
      size = now;
      sameSinceMs = performance.now();
    }
    if (performance.now() - sameSinceMs >= STILL_MS && !isWaiting(page, traffic)) return;
    await sleep(LOOK_EVERY_MS);
  }
  if (openOnOwnHost(page, traffic).length > 0)
    throw new CrawlFailure('timeout', 'the page was still waiting for its own server');
}

/** What was cut short might have brought the list. */
function refuseTooMuch(proxy: BrowserProxy): void {
  const failure = proxy.tooMuch();
  if (failure) throw failure;
}

const STILL_MS = 500;
const LOOK_EVERY_MS = 100;
/** A counter or a statistics script of somebody else's may hang; after this long the page is not waited for it. */
const STRANGER_MS = 3_000;

function isWaiting(page: Page, traffic: Traffic): boolean {
  if (openOnOwnHost(page, traffic).length > 0) return true;
  return [...traffic.open.values()].some((sinceMs) => performance.now() - sinceMs < STRANGER_MS);
}

function openOnOwnHost(page: Page, traffic: Traffic): Request[] {
  const host = hostOf(page.url());
  return [...traffic.open.keys()].filter((request) => hostOf(request.url()) === host);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** How much the document holds; a clock that ticks in it does not change that. */
async function sizeOf(page: Page): Promise<string> {
  const expression = 'document.getElementsByTagName("*").length + " " + (document.body?.textContent ?? "").length';
  // While the page goes on to another document there is nothing to ask.
  return page.evaluate(expression).then(String, () => 'between documents');
}

function answerOf(response: Response | null, proxy: BrowserProxy): { status: number; headers: Record<string, string> } {
  if (!response) throw new CrawlFailure('browser-failed', 'the browser showed a document that no server sent');
  const headers = response.headers();
  if (proxy.isOwnAnswer(headers))
    throw proxy.whyFailed(response.url()) ?? new CrawlFailure('browser-failed', 'the way out was closed');
  return { status: response.status(), headers };
}

function failureOf(error: unknown, { mainUrl, mainResponse }: Traffic, proxy: BrowserProxy): CrawlFailure {
  if (error instanceof CrawlFailure) return error;
  const detail = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  if (error instanceof Error && error.name === 'TimeoutError') return new CrawlFailure('timeout', detail);

  const code = /net::(ERR_\w+)/.exec(detail)?.[1] ?? '';
  const onTheWay = mainUrl === null || !code.startsWith('ERR_TUNNEL') ? undefined : proxy.whyFailed(mainUrl);
  if (onTheWay) return onTheWay;
  // So Chromium calls an error status without a body.
  if (code === 'ERR_HTTP_RESPONSE_CODE_FAILURE')
    return new CrawlFailure('http-status', detail, { status: mainResponse?.status() });
  if (/^ERR_(CERT|SSL|BAD_SSL)_/.test(code)) return new CrawlFailure('tls', detail);
  if (/^ERR_(CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|CONTENT_LENGTH_MISMATCH)/.test(code))
    return new CrawlFailure('reset', detail, { curable: true });
  if (/TIMED_OUT$/.test(code)) return new CrawlFailure('timeout', detail);
  if (code === 'ERR_TOO_MANY_REDIRECTS') return new CrawlFailure('redirect-loop', detail);
  if (code === 'ERR_CONTENT_DECODING_FAILED') return new CrawlFailure('bad-encoding', detail);
  if (code === 'ERR_ABORTED' || detail.includes('Download is starting'))
    return new CrawlFailure('not-a-page', detail);
  return new CrawlFailure('browser-failed', detail, { curable: true });
}
