/** The thread of `npm run fuzz` that reads the pages. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FuzzOrder, FuzzWord } from '../fuzz.js';
import { pageJudge } from './judgePage.js';

const { folder, seed, from, to, underWay } = workerData as FuzzOrder;
const judge = pageJudge(folder, seed);
const current = new Int32Array(underWay);
const tell = (word: FuzzWord) => parentPort?.postMessage(word);
const SLOW_MS = 2_000;
const TELL_EVERY = 5_000;

let kinds: Record<string, number> = {};
let slowestMs = 0;
for (let number = from; number < to; number += 1) {
  Atomics.store(current, 0, number);
  const judged = judge(number);
  kinds[judged.kind] = (kinds[judged.kind] ?? 0) + 1;
  slowestMs = Math.max(slowestMs, judged.ms);
  if (judged.broken.length > 0 || judged.ms > SLOW_MS) tell({ judged });
  if ((number + 1) % TELL_EVERY !== 0 && number + 1 < to) continue;
  tell({ pages: number + 1, kinds, slowestMs });
  [kinds, slowestMs] = [{}, 0];
}
