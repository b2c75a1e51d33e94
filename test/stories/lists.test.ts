/** What lists do that nobody is to be accused of: they are moved, show only their newest rows, leave out the year. */
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import type { Day, Item } from '../../src/model.js';
import { item } from '../store/samples.js';
import { columnOf, monthly, nights, rowsOf, tell, whole, type Night } from './story.js';

const old = monthly('2026-09', '2025-01');

describe('a site is moved: every address is new', () => {
  const moved = (day: (was: Day) => Day = (was) => was, kept = old) =>
    kept.map(({ title, date }, at) => item(`${title}（图）`, `/new/${1000 - at}.html`, day(date?.day ?? '')));

  for (const [title, after, says] of [
    ['with its titles typed anew', moved(), 'fresh'],
    ['and every day is one day off', moved((was) => addDays(was, -1)), 'fresh'],
    // Half of the rows are gone indeed, which is put before a person.
    ['and half of its items are left behind', moved(undefined, old.filter((_, at) => at % 2 === 0)), 'fresh item-vanished'],
    ['and shows the day of the move on all of them', moved(() => '2026-09-15'), 'fresh bulk-upload'],
  ] as const)
    test(`${title}: ${says}`, async () => {
      expect((await tell(columnOf(), [...nights('2026-09-10', 4, old), ...nights('2026-09-15', 5, after)])).says).toBe(says);
      expect((await tell(columnOf(), [...nights('2026-09-10', 4, whole(old)), ...nights('2026-09-15', 5, whole(after))])).says).toBe(says);
    });

  for (const [count, first] of [[10, 'unknown'], [9, 'missing']] as const)
    test(`seen first after it, ${count} items of one day and nothing older: what lies before is ${first}`, async () => {
      const rows = rowsOf(Array.from({ length: count }, () => '2026-09-15')).map((row, at) => ({ ...row, url: `${row.url}?${at}` }));
      const { cells } = await tell(columnOf('monthly', { since: '2026-07-01' }), [['2026-09-20', whole(rows)]]);
      expect(cells).toEqual([`2026-07 ${first}`, `2026-08 ${first}`, '2026-09 on-time']);
    });
});

describe('a short list shows its newest rows only', () => {
  const shown = (top: string) => whole(monthly(top, '2024-01').slice(0, 8));

  test('what it no longer shows has not vanished', async () => {
    const months = [...nights('2026-05-10', 3, shown('2026-05')), ...nights('2026-06-10', 3, shown('2026-06')), ...nights('2026-07-10', 3, shown('2026-07'))];
    expect((await tell(columnOf(), months)).says).toBe('fresh');
  });

  test('nothing is missing from before the oldest row that was ever seen', async () => {
    const months = [...nights('2026-05-10', 2, shown('2026-05')), ...nights('2026-06-10', 2, shown('2026-06'))];
    const { says, cells } = await tell(columnOf('monthly', { since: '2025-08-01' }), months);
    expect(says).toBe('fresh');
    expect(cells.slice(0, 3)).toEqual(['2025-08 unknown', '2025-09 unknown', '2025-10 on-time']);
  });

  test('a row taken out of the middle has vanished all the same', async () => {
    const rows = monthly('2026-05', '2024-01').slice(0, 8);
    const without = rows.filter((_, at) => at !== 3);
    expect((await tell(columnOf(), [...nights('2026-05-10', 3, whole(rows)), ...nights('2026-05-13', 2, whole(without))])).says).toBe('fresh item-vanished');
  });

  test('penalties are taken down in due course, the oldest first', async () => {
    const rows = rowsOf(['2026-06-10', '2026-05-08', '2026-04-03', '2026-03-02', '2026-02-20', '2026-01-15'], '行政处罚决定书');
    expect((await tell(columnOf(), [...nights('2026-06-11', 4, whole(rows)), ...nights('2026-06-20', 3, whole(rows.slice(0, 3)))])).says).toBe('fresh');
  });
});

test('month and day without a year stay those of the year in which they were first read', async () => {
  const read = (year: number): Item[] =>
    ['05-10', '04-08', '03-09', '02-11', '01-12', '12-10'].map((text) => ({
      ...item(`通报 ${text}`, `/a/${text}.html`),
      date: { day: `${text > '06' ? year - 1 : year}-${text}`, by: 'row-text', text, implied: ['year'] },
    }));
  const { verdict } = await tell(columnOf('realtime', { class: 'news' }), [...nights('2026-05-12', 2, read(2026)), ...nights('2027-05-11', 2, read(2027))]);
  expect([verdict.status, verdict.latest?.date.day]).toEqual(['overdue', '2026-05-10']);
});

describe('two templates of one list, turn about', () => {
  const rows = rowsOf(['2026-03-20', '2026-03-01', '2026-02-10', '2026-01-08', '2025-12-05', '2025-11-05']);
  const other = rows.map((row, at) => (at === 0 || !row.date ? row : { ...row, date: { ...row.date, day: addDays(row.date.day, -12) } }));
  const turns = (count: number) => Array.from({ length: count }, (_, at): Night => [addDays('2026-03-22', at), at % 2 === 1 ? other : rows]);

  for (const [count, says] of [[2, 'fresh re-dated'], [3, 'fresh'], [4, 'fresh'], [9, 'fresh']] as const)
    test(`after ${count} nights: ${says}`, async () => expect((await tell(columnOf(), turns(count))).says).toBe(says));
});

describe('a list by the day of writing (成文日期)', () => {
  const shown = (night: number, by: string) =>
    Array.from({ length: 12 + Math.floor(night / 7) }, (_, at) => addDays('2026-01-05', 7 * at))
      .toReversed()
      .map((day) => ({ ...item(`文件${day}`, `/a/${day}.html`, day), date: { day, by, text: day, implied: [] } }));
  const weeks = (by: string) => Array.from({ length: 16 }, (_, at): Night => [addDays('2026-03-30', at), shown(at, by)]);

  for (const [by, says] of [['row-text:written', 'fresh'], ['row-text', 'fresh backdated']] as const)
    test(`${by}: published days later, ${says}`, async () =>
      expect((await tell(columnOf('realtime', { class: 'policy' }), weeks(by))).says).toBe(says));
});
