/** An office at work: a site of three columns that may change, the dashboard that watches it, and a real browser. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { expect } from 'vitest';
import { runCommand } from '../../src/commands/run.js';
import { serveCommand } from '../../src/commands/serve.js';
import { html, serve, type Handler } from '../crawl/loopback.js';
import { daysDown, listPage } from '../doors/pages.js';
import { writeConfig } from '../doors/program.js';

export interface Office {
  /** Of the dashboard. */
  origin: string;
  /** What the site answers, by path; a test may put another answer in its place. */
  pages: Record<string, Handler>;
  close(): Promise<void>;
}

/** Noon in Shanghai on a working day; the clock goes on from there. */
const BEGUN = Date.parse('2026-03-17T04:00:00Z');
const OLD = ['2026-01-20', '2025-12-18', '2025-11-20', '2025-10-21'];

export const refused: Handler = (_request, response) =>
  void response.writeHead(403, { 'content-type': 'text/html; charset=utf-8' }).end('<title>访问被拒绝</title><p>您的请求已被安全策略拦截');

/** 项目进度 once its missing month is there, and the newest one. */
export const repaired: Handler = html(listPage({ days: ['2026-03-10', '2026-02-20', ...OLD] }));

/** The dashboard on a free port. Its runs are those of the program, made in this process so that they share its clock. */
export async function openOffice(folder: string): Promise<Office> {
  const pages: Record<string, Handler> = {
    '/progress/': html(listPage({ days: OLD })),
    '/quality/': html(listPage({ days: daysDown(8, '2026-03-16', 20) })),
    '/acceptance/': refused,
  };
  const site = await serve((request, response) => (pages[request.url ?? ''] ?? refused)(request, response));
  const config = await writeConfig(folder, site.origin, {
    项目进度: `url: "${site.origin}/progress/", cadence: 按月, since: 2025-10-01, unit: 规划建设股`,
    质量管理: `url: "${site.origin}/quality/", cadence: 按月, unit: 质量安全股`,
    验收结果: `url: "${site.origin}/acceptance/", cadence: 按季, unit: 质量安全股`,
  });
  const stop = new AbortController();
  const started = performance.now();
  const out = new PassThrough({ encoding: 'utf8' });
  const context = {
    out, err: new PassThrough().resume(), language: 'zh' as const, logLevel: 'silent', version: '0',
    now: () => new Date(BEGUN + performance.now() - started), signal: stop.signal,
  };
  const places = { config, db: path.join(folder, 'office.sqlite'), out: path.join(folder, 'reports') };
  const ended = serveCommand(context, { ...places, port: '0' }, (run, signal) => runCommand(
    { ...context, signal, out: new PassThrough().resume() },
    { ...places, ...(run.what === 'check' && { site: run.siteKey, column: run.columnKey }) },
  ));
  return {
    origin: await Promise.race([addressIn(out), ended.then((code) => Promise.reject(new Error(`serve ended with ${code}`)))]),
    pages,
    close: async () => {
      stop.abort();
      await ended;
      await site.close();
    },
  };
}

async function addressIn(out: PassThrough): Promise<string> {
  for await (const text of out) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(text)) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('the dashboard did not say where it is');
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
}

/** A window on the dashboard. `wrong` gathers what must not be: a request to elsewhere, an error of a page. */
export async function openWindow(browser: Browser, { origin }: Office, options: BrowserContextOptions): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ locale: 'zh-CN', baseURL: origin, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) wrong.push(`asked for ${request.url()}`);
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) wrong.push(message.text());
  });
  return { page, wrong };
}

/** What is seen is accessible (axe) and fits the window's width; kept as a picture where `PICTURES` names a folder. */
export async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const checked = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return checked.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
  expect.soft(violations, name).toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(beyond, `${name} is wider than its window`).toBeLessThanOrEqual(0);
  const folder = process.env['PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
