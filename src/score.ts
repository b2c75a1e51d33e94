/**
 * `npm run score -- DIR…`: reads folders of saved pages with their answers (`gold.json`) and counts what was exactly
 * right. A folder without a gold.json stands for its sub-folders that have one.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspectPage, type Inspection } from './inspectPage.js';

interface Gold {
  file: string;
  kind: 'list' | 'article' | 'endpoint' | 'blank' | 'unreadable';
  url?: string | null;
  today?: string;
  http_status?: number | null;
  reason?: string;
  traps?: string[];
  latest_date?: string | null;
  item_count?: number | null;
  items?: { date: string | null; title?: string }[];
  publish_date?: string | null;
  written_date?: string | null;
}

/** right / asked */
type Tally = Map<string, { right: number; asked: number }>;

const folders = process.argv.slice(2);
if (folders.length === 0) {
  process.stderr.write('用法 usage: npm run score -- DIR…\n');
  process.exit(1);
}
for (const folder of folders) for (const goldFile of await goldFiles(folder)) await scoreFolder(goldFile);

async function goldFiles(folder: string): Promise<string[]> {
  const own = path.join(folder, 'gold.json');
  if (existsSync(own)) return [own];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name, 'gold.json')).filter((file) => existsSync(file));
}

async function scoreFolder(goldFile: string): Promise<void> {
  const folder = path.dirname(goldFile);
  // Answer files written by Python hold NaN where there is no answer, which is no JSON.
  const gold = JSON.parse((await readFile(goldFile, 'utf8')).replace(/:\s*NaN\b/g, ': null')) as Gold[];
  const tally: Tally = new Map();
  const misses: string[] = [];
  let ms = 0;
  for (const page of gold) {
    const body = await readFile(path.join(folder, page.file));
    const url = page.url ?? pathToFileURL(path.resolve(folder, page.file)).href;
    const started = performance.now();
    const seen = inspectPage({ source: page.file, body, url, today: page.today ?? '2026-11-23', status: page.http_status ?? undefined });
    ms += performance.now() - started;
    for (const [question, right, detail] of compare(page, seen)) {
      const count = tally.get(question) ?? { right: 0, asked: 0 };
      tally.set(question, { right: count.right + (right ? 1 : 0), asked: count.asked + 1 });
      if (!right) misses.push(`  ${page.file}  ${question}: ${detail}`);
    }
  }
  process.stdout.write(`\n${folder}  (${gold.length} pages, ${(ms / gold.length).toFixed(1)} ms a page)\n`);
  for (const [question, { right, asked }] of [...tally].sort()) {
    process.stdout.write(`  ${question.padEnd(28)} ${String(right).padStart(4)} / ${asked}  (${((right / asked) * 100).toFixed(1)} %)\n`);
  }
  if (misses.length > 0) process.stdout.write(`misses:\n${misses.join('\n')}\n`);
}

/** Every question that the answer asks of the page: its name, whether it was met exactly, and what was seen. */
function compare(gold: Gold, seen: Inspection): [string, boolean, string][] {
  const kind = gold.kind === 'endpoint' ? (gold.item_count === 0 ? 'unreadable' : 'list') : gold.kind;
  const answers: [string, boolean, string][] = [[`${gold.kind}: kind`, seen.kind === kind, `${seen.kind} ${seen.reason ?? ''} (${seen.why}; ${seen.reader})`]];
  const dangerous = (kind === 'unreadable' && (seen.kind === 'list' || seen.kind === 'blank')) || (seen.kind === 'blank' && kind !== 'blank');
  answers.push(['not dangerous', !dangerous, seen.kind]);
  // The answers call every shell a js-shell and note in `traps` which of them only send the reader elsewhere.
  const reason = gold.traps?.includes('redirect-shell') ? 'redirect-shell' : gold.reason;
  if (kind === 'unreadable' && reason) answers.push(['unreadable: reason', seen.reason === reason, `${seen.reason} instead of ${reason}`]);
  if (kind === 'list') {
    const latest = gold.latest_date ?? null;
    answers.push([`${gold.kind}: newest date`, seen.latestDate === latest, `${seen.latestDate} instead of ${latest}`]);
    answers.push(['not read as fresher', !(seen.latestDate && latest && seen.latestDate > latest), `${seen.latestDate} instead of ${latest}`]);
    answers.push([`${gold.kind}: item count`, seen.itemCount === gold.item_count, `${seen.itemCount} instead of ${gold.item_count}`]);
    if (gold.items && gold.items.length > 0) {
      const expected = gold.items.map((item) => item.date);
      const read = seen.items.map((item) => item.date);
      const at = expected.findIndex((date, index) => date !== read[index]);
      answers.push([`${gold.kind}: date sequence`, at < 0 && expected.length === read.length, `row ${at + 1}: ${read[at]} instead of ${expected[at]} (${read.length}/${expected.length} rows)`]);
      answers.push(...compareTitles(gold.items, seen));
    }
  }
  if (gold.kind === 'article' && gold.publish_date !== undefined) {
    answers.push(['article: publish date', (seen.article?.publishDate ?? null) === gold.publish_date, `${seen.article?.publishDate} by ${seen.article?.dateBy} instead of ${gold.publish_date}`]);
    if (gold.written_date) answers.push(['article: written date', seen.article?.writtenDate === gold.written_date, `${seen.article?.writtenDate} instead of ${gold.written_date}`]);
  }
  return answers;
}

function compareTitles(expected: { title?: string }[], seen: Inspection): [string, boolean, string][] {
  const bare = (title: string) => title.replace(/[\s\u00a0\u3000]/g, '');
  return expected.flatMap((item, index): [string, boolean, string][] => {
    if (item.title === undefined) return [];
    const read = seen.items[index]?.title ?? '';
    // Where the answer was taken from the cut text, the full title is right as well.
    const cut = /(?:…|\.{2,})$/.exec(bare(item.title));
    const right = bare(read) === bare(item.title) || (cut !== null && bare(read).startsWith(bare(item.title).slice(0, cut.index)));
    return [['list: item titles', right, `“${read}” instead of “${item.title}”`]];
  });
}
