import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Item } from '../../src/model.js';
import { distinctItems, sight, type StoredItem } from '../../src/store/sightings.js';
import { date, item } from './samples.js';

for (const [title, rows, kept] of [
  ['two addresses', [item('甲', '/1'), item('乙', '/2')], [0, 1]],
  ['one address, two titles: the first', [item('甲', '/1', '2026-03-01'), item('甲（全文）', '/1', '2026-03-01')], [0]],
  ['a pinned row without a day, then the row in its place: the one with the day',
    [{ ...item('甲', '/1'), pinned: true }, item('甲', '/1', '2026-03-01')], [1]],
  ['one address behind rows of different days: all of them',
    [item('3月', '/1', '2026-03-05'), item('2月', '/1', '2026-02-04'), item('1月', '/1', '2026-01-06')], [0, 1, 2]],
  ['no address, one title, two days', [item('甲', null, '2026-03-01'), item('甲', null, '2026-02-01')], [0, 1]],
  ['no address, one title, one day: the first', [item('甲', null, '2026-03-01'), item('甲', null, '2026-03-01')], [0]],
  ['no address, one title, no day: the first', [item('甲', null), item('甲', null)], [0]],
  ['no address, two titles', [item('甲', null), item('乙', null)], [0, 1]],
  ['nothing', [], []],
] as const)
  test(`rows of one visit: ${title}`, () => {
    expect([...distinctItems(rows).values()]).toEqual(kept.map((index) => rows[index]));
  });

test('an item is known again by its address alone, whatever becomes of title and day', () => {
  const [before] = distinctItems([item('甲', '/1', '2026-03-01')]).keys();
  const [after] = distinctItems([item('乙', '/1', '2026-03-09')]).keys();
  expect(after).toBe(before);
});

test('text that no database keeps as it is reads the same at the next visit', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (title) => {
    const once = [...distinctItems([item(title, null)])];
    const twice = [...distinctItems(once.map(([, kept]) => kept))];
    expect(twice).toEqual(once);
  }));
  expect([...distinctItems([item('半\ud83d', '/1')]).values()][0]?.title).toBe('半\ufffd');
});

const known: StoredItem = {
  ...item('甲', '/1', '2026-03-01'), firstSeen: '2026-03-02', currentSince: '2026-03-05', lastSeen: '2026-03-10',
};
const formerly = { title: '甲', date: date('2026-03-01'), firstSeen: '2026-03-05', lastSeen: '2026-03-10' };

for (const [title, row, day, current, superseded] of [
  ['seen again', {}, '2026-03-11', { lastSeen: '2026-03-11' }, null],
  ['seen again on the same day', {}, '2026-03-10', {}, null],
  ['other words for the same day', { date: date('2026-03-01', '3月1日') }, '2026-03-11',
    { lastSeen: '2026-03-11', date: date('2026-03-01', '3月1日') }, null],
  ['another day', { date: date('2026-03-09') }, '2026-03-11',
    { lastSeen: '2026-03-11', currentSince: '2026-03-11', date: date('2026-03-09') }, formerly],
  ['another title', { title: '乙' }, '2026-03-11',
    { lastSeen: '2026-03-11', currentSince: '2026-03-11', title: '乙' }, formerly],
  ['no day any more: the day once read stands', { date: null }, '2026-03-11', { lastSeen: '2026-03-11' }, null],
  ['recorded late for a day before', {}, '2026-03-01', { firstSeen: '2026-03-01' }, null],
  ['recorded late for a day in between, with another title', { title: '乙' }, '2026-03-07', {},
    { title: '乙', date: date('2026-03-01'), firstSeen: '2026-03-07', lastSeen: '2026-03-07' }],
] as const)
  test(`an item ${title}`, () => {
    const seen: Item = { ...item('甲', '/1', '2026-03-01'), ...row };
    expect(sight(known, seen, day)).toEqual({ current: { ...known, ...current }, superseded });
  });

test('an item first seen', () => {
  const seen = item('甲', '/1', '2026-03-01');
  expect(sight(undefined, seen, '2026-03-10')).toEqual({
    current: { ...seen, firstSeen: '2026-03-10', currentSince: '2026-03-10', lastSeen: '2026-03-10' },
    superseded: null,
  });
});

test('a visit recorded late supplies the day that was not known', () => {
  const undated = { ...known, date: null };
  expect(sight(undated, item('甲', '/1', '2026-03-01'), '2026-03-07'))
    .toEqual({ current: known, superseded: null });
});
