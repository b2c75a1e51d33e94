/** Columns judged again in worker threads, so that this one is free to read and write them. */
import { existsSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { JudgeAgain, JudgedAgain } from '../store/columnEntry.js';
import { judgesBy, type JudgingSettings } from './judgeWith.js';

export interface JudgingPool {
  /** The same verdicts as `judgesBy` gives in this thread. */
  judgesBy(settings: JudgingSettings): JudgeAgain;
  /** Ends the threads. */
  close(): Promise<void>;
}

export interface JudgingPoolOptions {
  /** `threadsHere()` unless said; 0: everything is judged in the thread that asks. */
  threads?: number;
  /** Columns that are judged in the thread that asks before the first thread is started. */
  before?: number;
  /** What the threads run. */
  worker?: URL;
}

/** What a thread is handed. */
export interface HandedOver {
  /** `JudgingSettings`, as JSON, by which it knows again those that it has worked out. */
  settings: string;
  columns: readonly JudgedAgain[];
}

/** Starting a thread takes about as long as judging so many. */
const BEFORE = 500;
/** Most of what a judgement makes is forgotten with its column, if only there is room for it until then. */
const YOUNG_MB = 48;

/** Threads are started when there is enough to do. Where one ends by itself, its columns are judged in the thread that asked. */
export function createJudgingPool({ threads = threadsHere(), before = BEFORE, worker = WORKER }: JudgingPoolOptions = {}): JudgingPool {
  let pool: Piscina | null = null;
  let judged = 0;
  const start = () => new Piscina({
    filename: worker.href, minThreads: threads, maxThreads: threads, concurrentTasksPerWorker: 2, recordTiming: false,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  }).on('error', () => undefined);
  return {
    judgesBy(given) {
      const { calendar, rules, timezone } = given;
      const settings = JSON.stringify({ calendar, rules, timezone });
      const here = judgesBy(given);
      return async (columns) => {
        judged += columns.length;
        if (threads === 0 || judged <= before) return here(columns);
        pool ??= start();
        const handedOver: HandedOver = { settings, columns };
        try {
          return await (pool.run(handedOver) as Promise<ReturnType<typeof here>>);
        } catch {
          // A mistake of ours is made again here, and comes to light.
          return here(columns);
        }
      };
    },
    close: async () => pool?.destroy(),
  };
}

const MOST_THREADS = 4;
const WORKER = new URL('./judgingWorker.js', import.meta.url);

/**
 * One for each core but one, as the thread that reads and writes is busy as well; 0 where there is one core only, and where
 * the program runs from its sources, as tests do: threads need the compiled one.
 */
function threadsHere(): number {
  return existsSync(fileURLToPath(WORKER)) ? Math.min(MOST_THREADS, os.availableParallelism() - 1) : 0;
}
