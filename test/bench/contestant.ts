/** What a contestant's process is told and what it answers: one line of JSON each way. */
import type { Field } from './field.js';

export interface Task {
  field: Field;
  /** How many requests may be under way at once. */
  concurrency: number;
  /** Columns, the first ones, that are fetched once before the clock runs, so that start-up and compiling count for nobody. */
  warmUp: number;
  /** How many threads read pages in our own program besides the one that does all else; 0: that one reads them too. */
  threads: number;
  /** A folder for what must be written; it is removed afterwards. */
  folder: string;
}

export interface Measured {
  pages: number;
  /** From the first request to the last result. */
  ms: number;
  /** Dates that were found, so that nobody is quick by leaving something out; null for who reads none. */
  dates: number | null;
  /** The most memory that the process held, in MB. */
  peakRssMb: number;
  /** Processor time of all threads of the process, which a busy machine changes less than the time on the clock. */
  processorMs: number;
  /** That of the main thread alone; null where it was not measured. */
  mainThreadMs: number | null;
}

/** By the contestant's parts: most have one, `ours` has `ours` and `unchanged`. */
export type Answer = Record<string, Measured>;

/** The task that this process was started with. */
export function taskOfProcess(): Task {
  return JSON.parse(process.argv[2] ?? '') as Task;
}

export function answer(parts: Answer): void {
  process.stdout.write(`${JSON.stringify(parts)}\n`);
}

/** Calls `work` once for every value, so many at a time. */
export async function inFlight<Value>(
  values: readonly Value[],
  concurrency: number,
  work: (value: Value) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < values.length) await work(values[next++] as Value);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}
