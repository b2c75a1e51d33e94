/** Days on which nobody looked, that are run through twice, or that have not come: nothing may be made of them. */
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import { monthly, columnOf, down, nights, rowsOf, tell, type Night } from './story.js';

const old = monthly('2026-09', '2025-01');

describe('judged for a day after the last visit', () => {
  for (const [title, kind, rows, status] of [
    ['monthly', 'monthly', monthly('2026-05', '2025-01'), 'overdue'],
    ['real-time', 'realtime', rowsOf(['2026-05-10', '2026-05-03', '2026-05-01']), 'overdue'],
  ] as const)
    test(`${title}: ${status} as far as can be reckoned, and nothing is held against anybody`, async () => {
      const column = columnOf(kind, { class: 'news' });
      const reckoned = await tell(column, nights('2026-05-10', 3, rows), '2026-07-10');
      expect([reckoned.verdict.status, reckoned.events]).toEqual([status, []]);
      expect(reckoned.verdict.because.zh).toMatch(/最近一次巡检为2026-05-12，此后按没有更新推算。$/);
      const looked = await tell(column, [...nights('2026-05-10', 3, rows), ['2026-07-10', rows]]);
      expect(looked.events).toEqual([kind === 'monthly' ? 'opened cadence-overdue' : 'opened realtime-silence']);
      expect(looked.verdict.because.zh).not.toContain('推算');
    });

  test('a finding that stands is neither closed nor opened anew', async () => {
    const { events } = await tell(columnOf(), nights('2026-06-10', 2, monthly('2026-04', '2025-01')), '2026-06-20');
    expect(events).toEqual(['continuing cadence-overdue']);
  });
});

describe('an outage of ours', () => {
  const outage = [...nights('2026-09-10', 3, old), ...nights('2026-09-13', 21, down)];
  const back = [...rowsOf(['2026-10-08', '2026-09-20']), ...old];

  test('nothing that came in it is backdated, and it leaves no gap where the list is read back over it', async () =>
    expect((await tell(columnOf(), [...outage, ...nights('2026-10-10', 2, back)])).says).toBe('fresh'));

  test('a period in it is unknown where the list was not read back over it', async () => {
    const rest = rowsOf(Array.from({ length: 15 }, (_, at) => addDays('2026-12-03', -at)));
    const { says, cells } = await tell(columnOf(), [...nights('2026-09-28', 3, [...rowsOf(['2026-09-28']), ...old]), ...nights('2026-12-03', 2, rest)]);
    expect(cells.slice(-3)).toEqual(['2026-10 unknown', '2026-11 on-time', '2026-12 on-time']);
    expect(says).toBe('fresh');
  });
});

describe('the clock goes back a day', () => {
  for (const [title, shown, says] of [
    ['a healthy column', [[...rowsOf(['2026-10-02']), ...old], [...rowsOf(['2026-10-02']), ...old]], 'fresh'],
    ['a column found overdue', [monthly('2026-08', '2025-01'), monthly('2026-08', '2025-01')], 'overdue cadence-overdue'],
  ] as const)
    test(`${title}: ${says}`, async () => {
      const [first, second] = shown;
      const days: Night[] = [['2026-10-02', first], ['2026-10-03', first], ['2026-10-02', second], ['2026-10-03', second], ['2026-10-04', second]];
      expect((await tell(columnOf(), days)).says).toBe(says);
    });
});
