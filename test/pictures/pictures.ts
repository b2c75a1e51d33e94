/**
 * `npm run pictures`: draws the pictures of the README anew, from a run of the demo sites: the report, the dashboard, and,
 * where LibreOffice and pdftoppm are on the machine, the first pages of papers. One more picture is one more line in a table.
 */
import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { findBrowser } from '../../src/crawl/systemBrowser.js';

interface Picture {
  /** Under `reports/`. */
  file: string;
  /** Leads the browser to what is shown. @param from  the folder of the demo's report, or the address of the dashboard */
  open: (page: Page, from: string) => Promise<unknown>;
  width: number;
  height: number;
  colorScheme?: 'light' | 'dark';
}

const index = (folder: string) => pathToFileURL(path.join(folder, 'index.html')).href;
const chapter = (id: string) => (page: Page, folder: string) => page.goto(`${index(folder)}#${id}`);

const PICTURES: Picture[] = [
  { file: 'example-findings.png', open: (page, folder) => page.goto(index(folder)), width: 1320, height: 960 },
  { file: 'example-ledger.png', open: chapter('ledger'), width: 1320, height: 880 },
  { file: 'example-units.png', open: chapter('units'), width: 1320, height: 560 },
  { file: 'example-evidence.png', open: openDrawnEvidence, width: 1320, height: 1180 },
  { file: 'example-dark.png', open: chapter('ledger'), width: 1320, height: 640, colorScheme: 'dark' },
];

const DASHBOARD: Picture[] = [
  { file: 'example-dashboard.png', open: (page, origin) => page.goto(origin), width: 1320, height: 760 },
  { file: 'example-column.png', open: openOverdueColumn, width: 1320, height: 1080 },
];

/** The first page of each. */
const PAPERS = [
  { file: 'example-sheet.png', paper: 'ledger' },
  { file: 'example-circular.png', paper: 'circular' },
];

async function openOverdueColumn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/findings?level=overdue&words=${encodeURIComponent('项目进度')}`);
  await page.locator('tbody th a').first().click();
  await page.waitForLoadState();
}

/** The evidence of a column that the browser read. */
async function openDrawnEvidence(page: Page, folder: string): Promise<void> {
  await page.goto(index(folder));
  const pages = await page.locator('#findings a.page-shown').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  for (const name of pages) {
    await page.goto(pathToFileURL(path.join(folder, name)).href);
    if ((await page.locator('.as-it-was img').count()) > 0) {
      await page.locator('#ledger').evaluate((ledger) => ledger.scrollIntoView());
      return;
    }
  }
}

const run = promisify(execFile);
const PROGRAM = 'dist/src/bin.js';

async function draw(browser: Browser, pictures: readonly Picture[], from: string): Promise<void> {
  for (const { file, open, width, height, colorScheme = 'light' } of pictures) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await open(page, from);
    await page.screenshot({ path: path.join('reports', file), animations: 'disabled' });
    await page.close();
    process.stdout.write(`reports/${file}\n`);
  }
}

/** Serves the dashboard over the database for as long as `work` takes. */
async function withDashboard(db: string, out: string, work: (origin: string) => Promise<void>): Promise<void> {
  const options = ['serve', '--config', 'config/example.yaml', '--db', db, '--out', out, '--port', '0'];
  const server = spawn(process.execPath, [PROGRAM, ...options, '--log-level', 'error'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    for await (const text of server.stdout.setEncoding('utf8')) {
      const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(text)) ?? [];
      if (origin === undefined) continue;
      await work(origin);
      return;
    }
    throw new Error('the dashboard ended before it said where it is');
  } finally {
    server.kill('SIGTERM');
  }
}

/** @returns  whether there is a LibreOffice to draw with */
async function drawPaper(db: string, folder: string, { file, paper }: (typeof PAPERS)[number]): Promise<boolean> {
  await run(process.execPath, [PROGRAM, 'paper', paper, '--db', db, '--out', folder, '--log-level', 'error']);
  const [made = ''] = await readdir(folder);
  try {
    await run('soffice', ['--headless', `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`,
      '--convert-to', 'pdf', '--outdir', folder, path.join(folder, made)]);
    const pdf = path.join(folder, `${path.parse(made).name}.pdf`);
    await run('pdftoppm', ['-png', '-r', '80', '-f', '1', '-l', '1', '-singlefile', pdf, path.join(folder, 'page')]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false;
  }
  await copyFile(path.join(folder, 'page.png'), path.join('reports', file));
  process.stdout.write(`reports/${file}\n`);
  return true;
}

const executablePath = await findBrowser();
if (executablePath === null) throw new Error('no Chromium or Chrome on this machine: `shixian doctor` says how to get one');
const home = await mkdtemp(path.join(tmpdir(), 'shixian-pictures-'));
const db = path.join(home, 'demo.sqlite');
const out = path.join(home, 'reports');
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  await run(process.execPath, [PROGRAM, 'demo', '--db', db, '--out', out, '--log-level', 'error'], { maxBuffer: 1 << 26 });
  const [report = ''] = await readdir(out);
  await draw(browser, PICTURES, path.join(out, report));
  await withDashboard(db, out, (origin) => draw(browser, DASHBOARD, origin));
  for (const one of PAPERS) {
    const isDrawn = await drawPaper(db, await mkdtemp(path.join(home, 'paper-')), one);
    if (!isDrawn) process.stdout.write(`reports/${one.file}: left as it is, there is no LibreOffice or no pdftoppm here\n`);
  }
} finally {
  await browser.close();
  await rm(home, { recursive: true, force: true });
}
