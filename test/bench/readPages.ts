/**
 * How long reading a list page takes beside htmlparser2's `parseDocument` alone on the same text: medians over many
 * repetitions, both measured in one run and page by page in turns, so that a busy machine slows both alike.
 *
 * `npx esbuild test/bench/readPages.ts --bundle --platform=node --format=esm --packages=external |
 * node --input-type=module - FOLDER…`, each folder with the `gold.json` of saved pages.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'htmlparser2';
import { decode } from '../../src/crawl/decode.js';
import { readPage } from '../../src/extract/readPage.js';

const REPETITIONS = 40;
const WARM_UP = 5;
const PROMISED_RATIO = 3;

interface Timed {
  file: string;
  text: string;
  today: string;
  parseMs: number[];
  readMs: number[];
}

interface GoldPage {
  file: string;
  kind: string;
  today?: string;
}

const pages = process.argv.slice(2).flatMap((folder) => listPages(folder));
for (let repetition = 0; repetition < REPETITIONS; repetition++) {
  for (const page of pages) {
    const started = performance.now();
    parseDocument(page.text);
    const parsed = performance.now();
    readPage({ text: page.text, url: `https://qinghe.example/${page.file}` }, { today: page.today });
    const read = performance.now();
    if (repetition < WARM_UP) continue;
    page.parseMs.push(parsed - started);
    page.readMs.push(read - parsed);
  }
}
report();

function listPages(folder: string): Timed[] {
  const answers = readFileSync(path.join(folder, 'gold.json'), 'utf8').replace(/:\s*NaN\b/g, ': null');
  const gold = JSON.parse(answers) as GoldPage[];
  return gold
    .filter(({ kind, file }) => kind === 'list' && file.endsWith('.html'))
    .map(({ file, today = '2026-01-01' }) => {
      const { text } = decode(readFileSync(path.join(folder, file)), undefined);
      return { file, text, today, parseMs: [], readMs: [] };
    });
}

function report(): void {
  const rows = pages.map(({ file, parseMs, readMs }) => ({ file, parse: median(parseMs), read: median(readMs) }));
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const ratio = sum((row) => row.read) / sum((row) => row.parse);
  for (const { file, parse, read } of rows) {
    const times = `parse ${parse.toFixed(2)} ms  read ${read.toFixed(2)} ms  ${(read / parse).toFixed(2)}`;
    process.stdout.write(`${file.padEnd(40)} ${times}\n`);
  }
  const summary = `${rows.length} list pages: ${ratio.toFixed(2)} times parseDocument, promised ${PROMISED_RATIO}`;
  process.stdout.write(`${summary}\n`);
}

function median(values: number[]): number {
  return values.sort((one, two) => one - two)[values.length >> 1] ?? 0;
}
