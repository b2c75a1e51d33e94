import { readFileSync } from 'node:fs';
import type { Measured } from './contestant.js';

/** Begins to measure; what is called afterwards gives what has passed since, with the memory held at most so far. */
export function stopwatch(): (pages: number, dates: number | null) => Measured {
  const before = processorTime();
  const started = performance.now();
  return (pages, dates) => {
    const ms = performance.now() - started;
    const after = processorTime();
    return {
      pages, dates, ms,
      peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
      mainThreadMs: after.mainThreadMs - before.mainThreadMs,
      processorMs: after.processorMs - before.processorMs,
    };
  };
}

/** Processor time used so far by the main thread and by the whole process. */
function processorTime(): { mainThreadMs: number; processorMs: number } {
  const { user, system } = process.cpuUsage();
  return { mainThreadMs: mainThreadMs(), processorMs: (user + system) / 1000 };
}

/** Linux tells it: nanoseconds on the processor are the first figure of this file. Not a number elsewhere. */
function mainThreadMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return NaN;
  }
}
