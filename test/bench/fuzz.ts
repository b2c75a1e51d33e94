/**
 * `npm run fuzz`: mutated fixture pages, read one after the other, and the promises that are held against every one (see
 * fuzz/promises.ts): nothing throws, none takes over two seconds, no day is made up.
 *
 *   npm run fuzz                                  100,000 pages, a new seed, which is printed
 *   npm run fuzz -- --pages 5000 --seed 7
 *   npm run fuzz -- --seed 7 --only 4711          one page again, with its text
 *
 * Ends with 1 where a promise was broken. Pages are read in a thread; one that hangs is ended with it and the next begins
 * behind that page.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { pageJudge, type JudgedPage } from './fuzz/judgePage.js';

export interface FuzzOrder {
  folder: string;
  seed: number;
  from: number;
  to: number;
  /** The number of the page under way, for the watchdog. */
  underWay: SharedArrayBuffer;
}

/** What a thread says: pages with something wrong, and from time to time how far it came. */
export type FuzzWord = { judged: JudgedPage } | { pages: number; kinds: Record<string, number>; slowestMs: number };

const SLOW_MS = 2_000;
/** A machine with other work may take several times as long over a page without its being slow. */
const HANGS_MS = 20_000;

const { values: options } = parseArgs({
  options: {
    pages: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});
const folder = fileURLToPath(new URL('../../../../fixtures/pages', import.meta.url));
const seed = Number(options.seed ?? Math.floor(Math.random() * 2 ** 31));
const print = (line: string) => void process.stdout.write(`${line}\n`);

if (options.only !== undefined) {
  const { text, ...judged } = pageJudge(folder, seed)(Number(options.only));
  print(`${JSON.stringify(judged, null, 2)}\n${text ?? ''}`);
} else process.exitCode = (await fuzz(Number(options.pages))) ? 0 : 1;

async function fuzz(pages: number): Promise<boolean> {
  print(`seed ${seed}, ${pages} pages`);
  const startMs = performance.now();
  const kinds: Record<string, number> = {};
  let [bad, slowestMs, next] = [0, 0, 0];
  while (next < pages) {
    next = await oneThread({ folder, seed, from: next, to: pages, underWay: new SharedArrayBuffer(4) }, (word) => {
      if ('judged' in word) {
        bad += 1;
        print(told(word.judged));
        return;
      }
      for (const [kind, count] of Object.entries(word.kinds)) kinds[kind] = (kinds[kind] ?? 0) + count;
      slowestMs = Math.max(slowestMs, word.slowestMs);
      process.stderr.write(`${word.pages} pages, ${Math.round((performance.now() - startMs) / 1000)} s\n`);
    });
  }
  const seconds = Math.round((performance.now() - startMs) / 1000);
  print(`${pages} pages in ${seconds} s, slowest ${Math.round(slowestMs)} ms, ${JSON.stringify(kinds)}`);
  print(`${bad} broke a promise`);
  return bad === 0;
}

/** Reads on until the end or until a page hangs. Resolves to the number of the page to go on with. */
async function oneThread(order: FuzzOrder, tell: (word: FuzzWord) => void): Promise<number> {
  const worker = new Worker(new URL('./fuzz/thread.js', import.meta.url), { workerData: order });
  const underWay = new Int32Array(order.underWay);
  return new Promise((resolve, reject) => {
    let [seen, sinceMs] = [-1, performance.now()];
    const watchdog = setInterval(() => {
      const number = Atomics.load(underWay, 0);
      if (number !== seen) [seen, sinceMs] = [number, performance.now()];
      if (performance.now() - sinceMs < HANGS_MS) return;
      clearInterval(watchdog);
      const judged = { number, from: 'unknown', done: [], kind: 'threw' as const, ms: HANGS_MS, broken: ['hangs'] };
      void worker.terminate().then(() => {
        tell({ judged });
        resolve(number + 1);
      });
    }, 500);
    worker.on('message', tell);
    worker.on('error', (error) => {
      clearInterval(watchdog);
      reject(error);
    });
    worker.on('exit', (code) => {
      clearInterval(watchdog);
      if (code === 0) resolve(order.to);
    });
  });
}

function told({ number, from, done, ms, broken }: JudgedPage): string {
  const why = ms > SLOW_MS ? [`took ${Math.round(ms)} ms`, ...broken] : broken;
  return `--seed ${seed} --only ${number}  ${from}: ${done.join(', ')}\n  ${why.join('\n  ')}`;
}
