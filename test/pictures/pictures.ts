/**
 * `npm run pictures`: draws the pictures of the README anew, from a run of the demo sites. One more picture is one more line
 * in `PICTURES`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../../src/crawl/systemBrowser.js';

interface Picture {
  /** Under `reports/`. */
  file: string;
  /** Leads the browser to what is shown. @param folder  of the demo's report */
  open: (page: Page, folder: string) => Promise<unknown>;
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

const executablePath = await findBrowser();
if (executablePath === null) throw new Error('no Chromium or Chrome on this machine: `shixian doctor` says how to get one');
const home = await mkdtemp(path.join(tmpdir(), 'shixian-pictures-'));
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  const args = ['demo', '--db', path.join(home, 'demo.sqlite'), '--out', path.join(home, 'reports'), '--log-level', 'error'];
  await promisify(execFile)(process.execPath, ['dist/src/bin.js', ...args], { maxBuffer: 1 << 26 });
  const [run = ''] = await readdir(path.join(home, 'reports'));
  for (const { file, open, width, height, colorScheme = 'light' } of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await open(page, path.join(home, 'reports', run));
    await page.screenshot({ path: path.join('reports', file), animations: 'disabled' });
    await page.close();
    process.stdout.write(`reports/${file}\n`);
  }
} finally {
  await browser.close();
  await rm(home, { recursive: true, force: true });
}
