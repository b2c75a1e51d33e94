/**
 * Every kind of page of a report in a real Chromium, over file://, by day and by night: accessible by axe's rules, and what
 * a hostile page brought with it asks for nothing and does nothing.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../src/crawl/systemBrowser.js';
import type { Language } from '../../src/model.js';
import { PAGE_LIMITS, type PageLimits } from '../../src/report/pageLimits.js';
import type { EvidenceReader } from '../../src/store/evidence.js';
import { writeReport } from '../../src/writeReport.js';
import { storeOf } from './manySites.js';
import { record, today } from './runPieces.js';

const executablePath = await findBrowser();
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let home = '';
let browser: Browser;
let server: Server;
const asked: string[] = [];
let origin = '';

/** All that a page can do to be heard of elsewhere. */
const hostile = (from = origin) => `<!doctype html><html><head><title>x</title><base href="${from}/base/" target="_top">
  <meta http-equiv="refresh" content="0;url=${from}/refresh"><link rel="stylesheet" href="${from}/style.css">
  <link rel="preconnect" href="${from}"><link rel="prefetch" href="${from}/prefetch"><script src="${from}/script.js"></script>
  <style>@import "${from}/import.css"; body { background: url(${from}/background) }</style></head>
  <body onload="fetch('${from}/onload')" background="${from}/old-background">
  <script>parent.document.title='taken'; fetch('${from}/fetch'); alert(1)</script>
  <img src="${from}/picture" srcset="${from}/srcset 2x" onerror="alert(2)" alt="图"><svg onload="alert(3)"><image href="${from}/svg"/></svg>
  <iframe src="${from}/frame"></iframe><object data="${from}/object"></object><embed src="${from}/embed">
  <video src="${from}/video" poster="${from}/poster" autoplay></video><input type="image" src="${from}/input">
  <form id="f" action="${from}/form"><button>x</button></form><script>document.getElementById('f').submit()</script>
  <div style="background-image:url('${from}/style-attribute')">关于甲的公示</div><a href="${from}/link" ping="${from}/ping">链接</a>
  <table><tr><td background="${from}/cell">2026-03-01</td></tr></table></body></html>`;

const evidence: Pick<EvidenceReader, 'shownPages'> = {
  shownPages: async (_, columnKey) => ({
    day: today, readOn: null, clearedOn: columnKey.endsWith('/4') ? today : null,
    pages: [{
      url: origin, finalUrl: `${origin}/`, by: 'http', at: `${today}T02:00:00.000Z`, status: 200, contentType: 'text/html',
      body: columnKey.endsWith('/4') ? null : new TextEncoder().encode(hostile()), picture: null, failure: null,
    }],
  }),
};

async function write(name: string, sketches: Parameters<typeof storeOf>[0], limits: PageLimits, language: Language): Promise<string> {
  const store = { ...storeOf(sketches), ...evidence };
  const written = await writeReport(store, record([]).run.id, { out: path.join(home, name), language, limits });
  return written?.folder ?? '';
}

describe.skipIf(executablePath === null)('a report in a browser', () => {
  let pages: string[] = [];
  let evidencePage = '';

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'shixian-in-browser-'));
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*').end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: executablePath ?? '', chromiumSandbox: false });

    const whole = await write('whole', [{ name: '甲局', columns: 15 }], PAGE_LIMITS, 'zh');
    const english = await write('english', [{ name: '甲局', columns: 15 }], PAGE_LIMITS, 'en');
    const split = await write('split', [{ name: '甲局', columns: 15 }, { name: '乙局', columns: 15 }], { columns: 20, bytes: 90_000, sites: 1 }, 'zh');
    const first = async (folder: string, under: string) =>
      path.join(folder, under, (await readdir(path.join(folder, under))).sort()[0] ?? '');
    evidencePage = await first(whole, 'evidence');
    pages = [
      path.join(whole, 'index.html'), path.join(english, 'index.html'), evidencePage, path.join(split, 'index.html'),
      path.join(split, 'index-2.html'), await first(split, 'sites'), await first(split, 'units'),
    ];
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    await rm(home, { recursive: true, force: true });
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`every kind of page is accessible, ${colorScheme}`, { timeout: 60_000 }, async () => {
      const page = await browser.newPage({ colorScheme });
      for (const file of pages) {
        await page.goto(pathToFileURL(file).href);
        await page.evaluate(axe);
        const found = await page.evaluate<string[]>(`axe.run(document, { iframes: false }).then(({ violations }) =>
          violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => id + ': ' + node.html.slice(0, 160) + ' ' + node.failureSummary)))`);
        expect(found, path.relative(home, file)).toEqual([]);
      }
      await page.close();
    });

  test('the page as it was can be read, asks for nothing and runs nothing', { timeout: 30_000 }, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('dialog', () => requests.push('a dialog'));
    await page.goto(pathToFileURL(evidencePage).href);
    const frame = page.frames()[1];
    expect(await frame?.locator('body').innerText()).toContain('关于甲的公示');
    const title = await page.title();

    // The same page outside of ours is heard of, in a corner of its own: so long would ours have had.
    const bare = path.join(home, 'bare.html');
    await writeFile(bare, hostile(`${origin}/bare`));
    const control = await context.newPage();
    control.on('dialog', (dialog) => void dialog.dismiss());
    await control.goto(pathToFileURL(bare).href, { waitUntil: 'commit' }).catch(() => undefined);
    const ofOurs = () => asked.filter((url) => !url.startsWith('/bare/'));
    await expect.poll(() => asked.length - ofOurs().length, { timeout: 15_000 }).toBeGreaterThan(3);
    await control.close();

    await frame?.getByText('链接').click();
    expect(await page.title()).toBe(title);
    expect(page.frames().map((one) => one.url())).toEqual([page.url(), 'about:srcdoc']);
    expect(requests.filter((url) => !/^(file:|about:srcdoc)/.test(url))).toEqual([]);
    await context.close();
    expect(ofOurs()).toEqual([]);
  });

  test('on paper the evidence is open', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(pages[0] ?? '').href);
    expect(await page.locator('#findings .evidence').first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('#findings .evidence').first().isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.close();
  });
});
