/** A clock that is wrong all the while: the servers that were visited tell another time. */
import type { Day, Words } from '../model.js';
import { dayIn } from '../today.js';

/** Below an hour nothing that is judged by days is in danger. */
const SKEW_MS = 60 * 60_000;

/**
 * What the servers' clocks say of ours; null where they agree with it to an hour, and where they do not tell.
 *
 * @param aheadMs  how far ours is ahead of theirs; null: not known
 * @param began  by our clock
 * @param today  the day that the run judges
 * @returns `isDayDoubtful` where the run judges the day of its beginning and it was another day to the servers: nothing may be
 *   opened or resolved from it then
 */
export function clockSkew(
  aheadMs: number | null,
  { began, timezone, today }: { began: Date; timezone: string; today: Day },
): { words: Words; isDayDoubtful: boolean } | null {
  if (aheadMs === null || Math.abs(aheadMs) < SKEW_MS) return null;
  const hours = Math.round(Math.abs(aheadMs) / 3_600_000);
  const [zh, en] = aheadMs > 0 ? ['快', 'ahead of'] : ['慢', 'behind'];
  return {
    words: {
      zh: `本机时钟比所访问的多数网站服务器${zh}约 ${hours} 小时，请检查本机日期和时间`,
      en: `the clock of this machine is about ${hours} hours ${en} those of most servers visited; check its date and time`,
    },
    isDayDoubtful: today === dayIn(timezone, began) && today !== dayIn(timezone, new Date(began.getTime() - aheadMs)),
  };
}
