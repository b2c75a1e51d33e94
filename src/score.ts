/**
 * `npm run score -- DIR…`: reads folders of saved pages with their answers (`gold.json`) and counts what was exactly
 * right, per kind of question and per CMS, with every miss. A folder without a gold.json stands for its sub-folders.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareWithGold, type GoldPage } from './compareWithGold.js';
import { inspectPage } from './visit/inspectPage.js';

/** right and asked, by name */
type Tally = Map<string, { right: number; asked: number }>;

/** The CMS families that the answers name, in the words of one table. */
const MAKERS: [RegExp, string][] = [
  [/UCAP|开普云/, '开普云 UCAP'],
  [/广东/, '广东集约化 (南方网)'],
  [/TRS|贵州/, '拓尔思 TRS, 贵州集约化'],
  [/大汉|JPA|JCMS/i, '大汉'],
  [/博达|VSB/, '博达 VSB'],
  [/加速乐|瑞数|云锁/, 'firewalls'],
];

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
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name, 'gold.json'))
    .filter((file) => existsSync(file));
}

async function scoreFolder(goldFile: string): Promise<void> {
  const folder = path.dirname(goldFile);
  const questions: Tally = new Map();
  const makers: Tally = new Map();
  const misses: string[] = [];
  let ms = 0;
  const gold = await readGold(goldFile);
  for (const page of gold) {
    const body = await readFile(path.join(folder, page.file));
    const url = page.url ?? pathToFileURL(path.resolve(folder, page.file)).href;
    const started = performance.now();
    const seen = inspectPage({
      source: page.file, body, url, today: page.today ?? '2026-11-23', status: page.http_status ?? undefined,
    });
    ms += performance.now() - started;
    const compared = compareWithGold(page, seen);
    for (const { question, isRight } of compared) count(questions, question, isRight);
    count(makers, makerOf(page), compared.every(({ isRight }) => isRight));
    const wrong = compared.filter(({ isRight }) => !isRight);
    misses.push(...wrong.map(({ question, seen: instead }) => `  ${page.file}  ${question}: ${instead}`));
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`\n${folder}  (${gold.length} pages, ${(ms / gold.length).toFixed(1)} ms a page)`);
  for (const [question, counts] of [...questions].sort()) say(`  ${question.padEnd(28)} ${share(counts)}`);
  if (makers.size > 1) {
    say('pages with every answer right, by CMS:');
    for (const [maker, counts] of [...makers].sort((one, two) => two[1].asked - one[1].asked)) say(`  ${share(counts)}  ${maker}`);
  }
  if (misses.length > 0) say(`misses:\n${misses.join('\n')}`);
}

/** Answer files written by Python hold NaN where there is no answer, which is no JSON. */
async function readGold(file: string): Promise<GoldPage[]> {
  return JSON.parse((await readFile(file, 'utf8')).replace(/:\s*NaN\b/g, ': null')) as GoldPage[];
}

function count(tally: Tally, name: string, isRight: boolean): void {
  const { right, asked } = tally.get(name) ?? { right: 0, asked: 0 };
  tally.set(name, { right: right + (isRight ? 1 : 0), asked: asked + 1 });
}

function share({ right, asked }: { right: number; asked: number }): string {
  return `${String(right).padStart(4)} / ${String(asked).padEnd(4)} (${((right / asked) * 100).toFixed(1)} %)`;
}

function makerOf({ cms }: GoldPage): string {
  return MAKERS.find(([pattern]) => pattern.test(cms ?? ''))?.[1] ?? 'others';
}
