/**
 * Pages read in worker threads, so that all cores are used and so that a page which never ends, or takes all memory, ends
 * its thread and not the run.
 */
import { existsSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import type { ItemPageReading } from '../extract/article/itemPage.js';
import type { HomepageReading } from '../extract/readHomepage.js';
import { unreadable } from '../extract/reading.js';
import type { PageInput } from '../extract/readPage.js';
import type { Reading } from '../model.js';
import { readingHere, type PageReader } from './pageReader.js';
import type { BodyInput, BodyReading } from './readBody.js';

export interface ReadingPool extends PageReader {
  /** 0 where everything is read in the thread that asks. */
  readonly threads: number;
  /** Ends the threads. What is under way in them, or asked of them afterwards, is `unfinished`. */
  close(): Promise<void>;
}

export interface ReadingPoolOptions {
  /** `threadsHere()` unless said; 0: everything is read in the thread that asks. */
  threads?: number;
  /** For one page, from the moment its thread begins. An ordinary page takes a few thousandths of a second. */
  timeoutMs?: number;
  /** For one thread. An ordinary page takes a few, the largest that is fetched (10 MB) some hundreds. */
  heapMb?: number;
  /** What the threads run. */
  worker?: URL;
}

const TIMEOUT_MS = 10_000;
const HEAP_MB = 512;
/** Half of Node's own: a page leaves little behind, and each thread holds some 15 MB less for the same speed. */
const YOUNG_MB = 24;
/** Handing a page over costs about as much as reading one so small. */
const SMALL_CHARACTERS = 2_000;
const SMALL_BYTES = 2_000;
/** A thread that has answered finds its next page waiting, however busy the thread is that asks. */
const PAGES_IN_HAND = 4;

/**
 * Threads are started when the first page comes. Nothing keeps the process alive while no page is read.
 *
 * Pages are read beside each other first. Where one of them does not end, or ends its thread, the pages that were with it
 * are asked for again, each alone and with all its time: only the one that fails alone is given up.
 */
export function createReadingPool(options: ReadingPoolOptions = {}): ReadingPool {
  const { threads = threadsHere(), timeoutMs = TIMEOUT_MS, heapMb = HEAP_MB, worker = WORKER } = options;
  const start = (count: number, inHand: number) =>
    new Piscina({
      filename: worker.href, minThreads: count, maxThreads: count, concurrentTasksPerWorker: inHand,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB }, recordTiming: false,
    }).on('error', () => undefined);
  const oneByOne = new PQueue({ concurrency: 1 });
  let beside: Piscina | null = null;
  let alone: Piscina | null = null;
  let isClosed = false;

  return {
    threads,
    async readPage(...page) {
      if (isLight(page[0])) return readingHere.readPage(...page);
      return (await read('readPage', page)) ?? unfinished();
    },
    readBody(input, context) {
      if (threads === 0 || input.body.byteLength < SMALL_BYTES) return null;
      return read('readBody', [input, context]).then((done) => done ?? { reading: unfinished(), made: null });
    },
    async readItemPage(...page) {
      if (isLight(page[0])) return readingHere.readItemPage(...page);
      const nothing = { reading: unfinished(), article: null, runningText: null, mayBeOfToday: false };
      return (await read('readItemPage', page)) ?? nothing;
    },
    async readHomepage(...page) {
      if (isLight(page[0])) return readingHere.readHomepage(...page);
      const nothing = { items: [], unreadable: 'unfinished' as const, why: WHY, redirectTo: null };
      return (await read('readHomepage', page)) ?? nothing;
    },
    async close() {
      isClosed = true;
      await Promise.all([beside?.destroy(), alone?.destroy()]);
    },
  };

  function isLight({ text }: PageInput): boolean {
    return threads === 0 || text.length < SMALL_CHARACTERS;
  }

  /** Null where the page could not be read to its end. */
  async function read<Way extends keyof Readings>(name: Way, page: Parameters<PageReader[Way]>): Promise<Readings[Way] | null> {
    if (isClosed) return null;
    const first = await readBeside(name, page);
    return first ?? oneByOne.add(() => readAlone(name, page));
  }

  async function readBeside<Way extends keyof Readings>(name: Way, page: readonly unknown[]): Promise<Readings[Way] | null> {
    const pool = (beside ??= start(threads, PAGES_IN_HAND));
    // Nobody knows which of the pages in hand it is: all threads are ended, and others started for what comes.
    const giveUp = () => {
      if (beside === pool) beside = null;
      void pool.destroy();
    };
    return inTime(giveUp, () => pool.run(sendable(page), { name }) as Promise<Readings[Way]>);
  }

  async function readAlone<Way extends keyof Readings>(name: Way, page: readonly unknown[]): Promise<Readings[Way] | null> {
    if (isClosed) return null;
    const pool = (alone ??= start(1, 1));
    const ending = new AbortController();
    const { signal } = ending;
    return inTime(() => ending.abort(), () => pool.run(sendable(page), { name, signal }) as Promise<Readings[Way]>);
  }

  async function inTime<Result>(giveUp: () => void, reading: () => Promise<Result>): Promise<Result | null> {
    const timer = setTimeout(giveUp, timeoutMs);
    try {
      return await reading();
    } catch (error) {
      if (isEndOfThread(error)) return null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A body is often a window on a larger buffer, all of which would be sent. */
function sendable(page: readonly unknown[]): readonly unknown[] {
  return page.map((part) => (isBodyInput(part) ? { ...part, body: new Uint8Array(part.body) } : part));
}

function isBodyInput(part: unknown): part is BodyInput {
  return typeof part === 'object' && part !== null && 'body' in part && part.body instanceof Uint8Array;
}

interface Readings {
  readBody: BodyReading;
  readPage: Reading;
  readItemPage: ItemPageReading;
  readHomepage: HomepageReading;
}

const MOST_THREADS = 8;
const WORKER = new URL('./readingWorker.js', import.meta.url);

/**
 * One for each core that this process may use, at most eight, since the thread that fetches and stores often waits; 0 where
 * there is one core only, and where the program runs from its sources, as tests do: threads need the compiled one.
 */
export function threadsHere(): number {
  const cores = os.availableParallelism();
  return cores > 1 && existsSync(fileURLToPath(WORKER)) ? Math.min(MOST_THREADS, cores) : 0;
}

/** The thread was ended, by us or for its memory. Anything else that is thrown is a mistake of our own. */
function isEndOfThread(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  const isEnded = /^(?:Terminating worker thread|worker exited with code)/.test(error.message);
  return isEnded || error.name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY';
}

const WHY = 'reading the page did not end in the time and memory that one page is given';

function unfinished() {
  return unreadable('unfinished', WHY);
}
