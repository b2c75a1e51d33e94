/**
 * How long reading a page takes beside htmlparser2's `parseDocument` alone on the same text: the best and the median of
 * many repetitions, both measured in one run and page by page in turns, so that a busy machine slows both alike. Lists and
 * articles are told apart, folder by folder; `bytes` is the whole way, decoding included, and the ratios behind are its.
 *
 * `npm run bench:build && node dist/bench/test/bench/readPages.js FOLDER…`, each folder with the `gold.json` of saved pages;
 * `EACH=1` prints every page.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'htmlparser2';
import { decode } from '../../src/crawl/decode.js';
import { readPage } from '../../src/extract/readPage.js';

const REPETITIONS = Number(process.env['REPETITIONS'] ?? 40);
const WARM_UP = 5;

interface Timed {
  group: string;
  file: string;
  body: Buffer;
  text: string;
  url: string;
  today: string;
  parseMs: number[];
  readMs: number[];
  bytesMs: number[];
}

interface GoldPage {
  file: string;
  kind: string;
  url?: string | null;
  today?: string;
}

const pages = process.argv.slice(2).flatMap((folder) => timedPages(folder));
for (let repetition = 0; repetition < REPETITIONS; repetition++) {
  for (const page of pages) {
    const { text, url, today, body } = page;
    const started = performance.now();
    parseDocument(text);
    const parsed = performance.now();
    readPage({ text, url }, { today });
    const read = performance.now();
    readPage({ text: decode(body, undefined).text, url }, { today });
    const whole = performance.now();
    if (repetition < WARM_UP) continue;
    page.parseMs.push(parsed - started);
    page.readMs.push(read - parsed);
    page.bytesMs.push(whole - read);
  }
}
for (const group of new Set(pages.map((page) => page.group))) report(group);

function timedPages(folder: string): Timed[] {
  const answers = readFileSync(path.join(folder, 'gold.json'), 'utf8').replace(/:\s*NaN\b/g, ': null');
  const gold = JSON.parse(answers) as GoldPage[];
  return gold
    .filter(({ kind, file }) => (kind === 'list' || kind === 'article') && file.endsWith('.html'))
    .map(({ file, kind, url, today = '2026-01-01' }) => {
      const body = readFileSync(path.join(folder, file));
      const { text } = decode(body, undefined);
      return {
        group: `${kind}s in ${path.basename(folder)}`, file, body, text, url: url ?? `https://qinghe.example/${file}`, today,
        parseMs: [], readMs: [], bytesMs: [],
      };
    });
}

function report(group: string): void {
  const rows = pages.filter((page) => page.group === group);
  if (process.env['EACH']) for (const row of rows) say(row.file, [row]);
  say(`${rows.length} ${group}`, rows);
}

function say(name: string, rows: Timed[]): void {
  const mean = (of: (row: Timed) => number) => rows.reduce((total, row) => total + of(row), 0) / rows.length;
  const times = (pick: (values: number[]) => number) => {
    const parse = mean((row) => pick(row.parseMs));
    const read = mean((row) => pick(row.readMs));
    const bytes = mean((row) => pick(row.bytesMs));
    return `parse ${parse.toFixed(2)} ms  read ${read.toFixed(2)} ms  bytes ${bytes.toFixed(2)} ms  ${(bytes / parse).toFixed(2)}`;
  };
  process.stdout.write(`${name.padEnd(32)} best: ${times((values) => Math.min(...values))}   median: ${times(median)}\n`);
}

function median(values: number[]): number {
  return [...values].sort((one, two) => one - two)[values.length >> 1] ?? 0;
}
