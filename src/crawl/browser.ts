import PQueue from 'p-queue';
import type { Browser as Chromium, BrowserContext, LaunchOptions } from 'playwright';
import type { Logger } from 'pino';
import type { AddressGate } from './addressGate.js';
import { startBrowserProxy, type BrowserProxy } from './browserProxy.js';
import { drawPage } from './drawPage.js';
import { CrawlFailure } from './failure.js';
import type { PageAttempt } from './pageAnswer.js';
import { findBrowser } from './systemBrowser.js';
import { withinTime } from './withinTime.js';

/**
 * One Chromium for the whole crawler, started when first needed.
 *
 * Every page gets a context of its own (no cookies or storage from the page before), with the crawler's User-Agent, no
 * service workers, no downloads, and no network but the proxy that checks every address. Its profile is a temporary folder,
 * removed with it. After a hundred pages it is replaced, so that what leaks does not add up; a page whose scripts want more
 * than 512 MB loses its process, one that loads more than ten documents' worth of bytes is `too-large`, and a browser
 * that does not end when told to is killed.
 */
export interface Browser {
  /** Places for pages; at most two are drawn at once, since each may take a processor and 200 MB. */
  places: PQueue;
  draw(url: URL): Promise<PageAttempt>;
  close(): Promise<void>;
}

export interface BrowserOptions {
  gate: AddressGate;
  userAgent: string;
  /** For one page, from its first request to its last look. */
  timeoutMs: number;
  /** Cap on the drawn document, in bytes of UTF-8. All that it loads may be ten times as much. */
  maxBodyBytes: number;
  log: Logger;
  browserPath: string | null | undefined;
}

interface Running {
  chromium: Chromium;
  /** For what is not a page's: shut. Every page has its own. */
  proxy: BrowserProxy;
  /** Of the browser's own process; null where it would not say. */
  pid: number | null;
  /** Pages begun so far, and those under way. */
  begun: number;
  underWay: number;
}

const MOST_PAGES = 100;
/** A list with its scripts, styles and frames; pictures, films and fonts are not loaded at all. */
const DOCUMENTS_A_PAGE = 10;

export function createBrowser(options: BrowserOptions): Browser {
  const { gate, userAgent, timeoutMs, maxBodyBytes, log, browserPath } = options;
  let running: Promise<Running> | null = null;
  let stopping: Promise<unknown> = Promise.resolve();
  let warned = false;
  let closed = false;

  return {
    places: new PQueue({ concurrency: 2 }),

    async draw(url) {
      if (closed) throw new CrawlFailure('reset', 'the crawler was closed');
      const used = await (running ??= start());
      used.begun += 1;
      used.underWay += 1;
      const startMs = performance.now();
      const proxy = await startBrowserProxy(gate, DOCUMENTS_A_PAGE * maxBodyBytes);
      let context: BrowserContext | null = null;
      try {
        context = await withinTime(newContext(used.chromium, proxy), timeoutMs);
        return await drawPage({ context, url, gate, proxy, timeoutMs, maxBodyBytes });
      } catch (error) {
        const failure = error instanceof CrawlFailure ? error : new CrawlFailure('browser-failed', words(error));
        return { finalUrl: url.href, ms: performance.now() - startMs, failure };
      } finally {
        used.underWay -= 1;
        await release(context, used);
        await proxy.close();
      }
    },

    async close() {
      closed = true;
      await retire();
    },
  };

  async function start(): Promise<Running> {
    try {
      // Two browsers at once are one too many for a small machine.
      await stopping;
      const executablePath = browserPath === undefined ? await findBrowser() : browserPath;
      if (executablePath === null) throw new CrawlFailure('no-browser', 'no Chromium or Chrome on this machine');
      const proxy = await startBrowserProxy(gate, 0);
      const browser = await launch(executablePath, proxy.server).catch(async (error: unknown) => {
        await proxy.close();
        throw error;
      });
      const begun = { chromium: browser, proxy, pid: await pidOf(browser), begun: 0, underWay: 0 };
      browser.on('disconnected', () => void retire(begun));
      return begun;
    } catch (error) {
      running = null;
      throw error;
    }
  }

  async function launch(executablePath: string, proxyServer: string): Promise<Chromium> {
    const settings: LaunchOptions = {
      executablePath,
      proxy: wayOut(proxyServer),
      args: ['--disable-background-networking', '--js-flags=--max-old-space-size=512', ...NO_WAY_PAST_THE_PROXY],
      timeout: 30_000,
      // Ending cleanly on a signal is the program's own business.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    };
    // Half a second and 60 MB to load: most runs never draw a page.
    const { chromium } = await import('playwright');
    try {
      return await chromium.launch({ ...settings, chromiumSandbox: true });
    } catch (sandboxError) {
      try {
        const browser = await chromium.launch({ ...settings, chromiumSandbox: false });
        if (!warned) log.warn({ why: words(sandboxError) }, NO_SANDBOX);
        warned = true;
        return browser;
      } catch (error) {
        throw new CrawlFailure('browser-failed', `did not start: ${words(error)}`, { cause: error });
      }
    }
  }

  function newContext(browser: Chromium, { server }: BrowserProxy): Promise<BrowserContext> {
    return browser.newContext({
      userAgent,
      proxy: wayOut(server),
      serviceWorkers: 'block',
      acceptDownloads: false,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
  }

  /** Ends a page. A browser that cannot even do that hangs, and is ended as a whole. */
  async function release(context: BrowserContext | null, used: Running): Promise<void> {
    const isClosed = context && (await withinTime(context.close(), 3_000).then(() => true, () => false));
    if (!isClosed || (used.begun >= MOST_PAGES && used.underWay === 0)) await retire(used);
  }

  /** @param only  the browser that is meant: by now another one may be running */
  async function retire(only?: Running): Promise<void> {
    const ended = running;
    if (!ended || (only !== undefined && (await ended.catch(() => null)) !== only)) return stopping.then(() => undefined);
    // Somebody else may have ended it while we were looking.
    if (running === ended) {
      running = null;
      stopping = ended.then(
        async ({ chromium: browser, proxy, pid }) => {
          const isClosed = await withinTime(browser.close(), 5_000).then(() => true, () => false);
          if (!isClosed && pid !== null) kill(pid);
          await proxy.close();
        },
        () => undefined,
      );
    }
    await stopping;
  }
}

async function pidOf(browser: Chromium): Promise<number | null> {
  try {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo.find(({ type }) => type === 'browser')?.id ?? null;
  } catch {
    return null;
  }
}

/** With all processes that it has started: Playwright begins a browser as the first of a group. */
function kill(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
      return;
    } catch {
      // Gone already, or no group of its own.
    }
  }
}

/** Loopback is no exception: what is allowed there is decided by the gate. */
function wayOut(server: string): { server: string; bypass: string } {
  return { server, bypass: '<-loopback>' };
}

const NO_WAY_PAST_THE_PROXY = ['--disable-quic', '--webrtc-ip-handling-policy=disable_non_proxied_udp'];
const NO_SANDBOX = 'the browser runs without its sandbox; start Shixian as an ordinary user, not as root';

function words(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n').slice(0, 3).join(' ').slice(0, 400);
}
