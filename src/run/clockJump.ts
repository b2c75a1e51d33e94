/** A clock that was put forward or back while a run was under way: nobody can tell which of its two readings was right. */
import type { Day, Words } from '../model.js';
import { dayIn } from '../today.js';

/** A clock that is set a little right every hour has not jumped. */
const JUMP_MS = 120_000;

export interface ClockReadings {
  /** By the wall clock. */
  began: Date;
  ended: Date;
  /** Between the two, by a clock that nobody sets. */
  elapsedMs: number;
}

/**
 * What the two clocks say of each other; null where they agree to two minutes. A machine that slept looks the same.
 *
 * @param today  the day that the run judges
 * @returns `isDayDoubtful` where the run judges the day of its beginning, and that was another day by its end: then
 *   something may be called late only because the clock was wrong, and nothing may be opened or resolved from it
 */
export function clockJump(
  { began, ended, elapsedMs }: ClockReadings,
  { timezone, today }: { timezone: string; today: Day },
): { words: Words; isDayDoubtful: boolean } | null {
  const jumpMs = ended.getTime() - began.getTime() - elapsedMs;
  if (Math.abs(jumpMs) < JUMP_MS) return null;
  const minutes = Math.round(Math.abs(jumpMs) / 60_000);
  const [zh, en] = jumpMs > 0 ? ['拨快', 'forward'] : ['拨慢', 'back'];
  const beganByEnd = dayIn(timezone, new Date(ended.getTime() - elapsedMs));
  return {
    words: {
      zh: `巡检期间本机时钟被${zh}约 ${minutes} 分钟（或电脑曾休眠），请检查本机时间`,
      en: `the clock of this machine went ${en} by about ${minutes} minutes during the run (or the machine slept); check its time`,
    },
    isDayDoubtful: today === dayIn(timezone, began) && beganByEnd !== today,
  };
}
