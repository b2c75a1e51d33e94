import { expect, test } from 'vitest';
import { addDays } from '../../../src/audit/days.js';
import { homepageLine } from '../../../src/audit/siteLines/homepageLine.js';
import type { HomepageHistory } from '../../../src/model.js';
import { homepageOf, today } from './sites.js';

const unread = { day: today, isPartial: false, unreadable: { reason: 'timeout', status: null, detail: '' } } as const;
const partial = { day: today, isPartial: true, unreadable: null };

for (const [what, homepage, state, figure] of [
  ['newest of 9 days ago', homepageOf([9, 40]), 'clear', 9],
  ['newest of 10 days ago', homepageOf([10]), 'near', 10],
  ['newest of 13 days ago', homepageOf([13]), 'near', 13],
  ['newest of 14 days ago, still inside', homepageOf([14]), 'near', 14],
  ['newest of 15 days ago', homepageOf([15]), 'over', 15],
  ['an old newest day, and a new link 3 days ago', homepageOf([60], { lastNewOn: addDays(today, -3) }), 'clear', 3],
  ['an old newest day, and a new link 15 days ago', homepageOf([60], { lastNewOn: addDays(today, -15) }), 'over', 15],
  ['a day after the reading proves nothing', homepageOf([-5, 20]), 'over', 20],
  ['an old newest day after 13 days of watching', homepageOf([60], { firstReadable: addDays(today, -13) }), 'near', 60],
  ['an old newest day after 14 days of watching', homepageOf([60], { firstReadable: addDays(today, -14) }), 'over', 60],
  ['not read today', homepageOf([60], { lastVisit: unread }), 'unknown', null],
  ['never read', homepageOf([], { lastVisit: unread, firstReadable: null, lastReadable: null }), 'unknown', null],
  ['never looked at', null, 'unknown', null],
  ['a script may draw more of it', homepageOf([60], { lastVisit: partial }), 'unknown', 60],
  ['what was read is fresh, whatever else a script draws', homepageOf([3], { lastVisit: partial }), 'clear', 3],
  ['no day on it: a navigation page', homepageOf([null, null]), 'unknown', null],
  ['no day on it, and a new link 2 days ago', homepageOf([null], { lastNewOn: addDays(today, -2) }), 'clear', 2],
  ['read last 5 days ago, then 12 days old', homepageOf([17], { lastReadable: addDays(today, -5) }), 'near', 12],
] satisfies [string, HomepageHistory | null, string, number | null][])
  test(`${what}: ${state}`, () => expect(homepageLine(homepage)).toMatchObject({ state, figure, near: 10, over: 15 }));

test('counts what was updated in two weeks: by day, and by when it was first seen', () => {
  const page = homepageOf([14, 15, null, null]);
  const [, , , fourth] = page.items;
  const items = page.items.map((item) => (item === fourth ? { ...item, firstSeen: addDays(today, -2) } : item));
  expect(homepageLine({ ...page, items, lastNewOn: addDays(today, -2) }).because.zh).toContain('两周内更新2条');
});

test('says since when nothing is new and when it was read last', () => {
  const line = homepageLine(homepageOf([20], { lastNewOn: addDays(today, -18) }));
  expect(line.because.zh).toBe('首页最新信息为2026-02-26，最近一次出现新链接是2026-02-28，到最近一次读取（2026-03-18）18天未见更新；两周内更新0条。');
  expect(line.evidence.map(({ label }) => label.zh)).toEqual(['首页', '首页最新信息', '最后正常访问日期']);
});
