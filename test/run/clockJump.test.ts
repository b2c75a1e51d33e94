/** A clock that jumps while a run is under way is recognised and said, and where it makes the day doubtful accuses nobody. */
import { describe, expect, test } from 'vitest';
import { clockJump } from '../../src/run/clockJump.js';

const MINUTE = 60_000;
/** 23:30 in Shanghai. */
const late = new Date('2026-03-16T15:30:00Z');

describe('a run of ten minutes that judges the day on which it began', () => {
  for (const [title, began, wallMinutes, today, said, isDayDoubtful] of [
    ['both clocks agree', late, 10, '2026-03-16', null, false],
    ['set right by less than two minutes', late, 11.9, '2026-03-16', null, false],
    ['forward by two minutes', late, 12, '2026-03-16', '拨快约 2 分钟', false],
    ['back by half an hour', late, -20, '2026-03-16', '拨慢约 30 分钟', false],
    ['forward into the next day: it began the day after', late, 10 + 40, '2026-03-16', '拨快约 40 分钟', true],
    ['back into the day before', new Date('2026-03-16T16:10:00Z'), 10 - 30, '2026-03-17', '拨慢约 30 分钟', true],
    ['forward by years', late, 10 + 525_600, '2026-03-16', '拨快约 525600 分钟', true],
    ['into the next day, and the day was named by a person', late, 10 + 40, '2026-03-01', '拨快约 40 分钟', false],
  ] as const)
    test(title, () => {
      const ended = new Date(began.getTime() + wallMinutes * MINUTE);
      const jump = clockJump({ began, ended, elapsedMs: 10 * MINUTE }, { timezone: 'Asia/Shanghai', today });
      expect(said === null ? jump : jump?.words.zh.includes(said)).toBe(said === null ? null : true);
      expect(jump?.isDayDoubtful ?? false).toBe(isDayDoubtful);
    });
});
