import { describe, expect, test } from 'vitest';
import { columnLines } from '../../../src/audit/siteLines/columnLines.js';
import type { LineColumn } from '../../../src/audit/siteLines/standing.js';
import type { SiteLine } from '../../../src/model.js';
import { falseAlarm, judged, many, waived, waivedUntil, type ColumnSketch } from './sites.js';

function line(id: SiteLine['id'], columns: LineColumn[], level: 'leaf' | 'first' = 'leaf'): SiteLine {
  return columnLines(columns, level).find((candidate) => candidate.id === id) as SiteLine;
}

const told = ({ state, figure }: SiteLine) => [state, figure];

describe('news-and-notices: which columns count', () => {
  for (const [what, sketch, figure] of [
    ['news of 13 days ago', { age: 13 }, 0],
    ['news of 14 days ago, still inside', { age: 14 }, 0],
    ['news of 15 days ago', { age: 15 }, 1],
    ['notices of exactly six months ago (2025-09-18)', { class: 'notice', age: 181 }, 0],
    ['notices of six months and a day ago', { class: 'notice', age: 182 }, 1],
    ['policy of six months and a day ago', { class: 'policy', age: 182 }, 1],
    ['personnel of two years ago: not of this line', { class: 'personnel', age: 800 }, null],
    ['a column of no class: not of this line', { class: 'other', age: 800 }, null],
    ['a static column: nothing is owed by date', { kind: 'static', status: 'static', age: 800 }, null],
    ['a promise without a limit of silence: the indicator knows none', { silenceDays: null, age: 15 }, 1],
    ['a monthly promise: the indicator says two weeks', { kind: 'monthly', age: 15 }, 1],
    ['news of 15 days ago, read last 1 day ago', { age: 15, readAgo: 1 }, 0],
    ['news of 16 days ago, read last 1 day ago', { age: 16, readAgo: 1 }, 1],
    ['a blank column: it has a line of its own', { status: 'blank', age: null }, 0],
    ['a column that could not be read', { status: 'unreadable', age: 90 }, null],
    ['a column in which nothing is dated', { age: null }, null],
    ['a waiver that holds', { age: 90, more: waived() }, 0],
    ['a waiver that ended 14 days ago', { age: 90, more: waivedUntil('2026-03-04') }, 0],
    ['a waiver that ended 15 days ago', { age: 90, more: waivedUntil('2026-03-03') }, 1],
    ['a finding called a false alarm', { age: 90, more: falseAlarm('overdue') }, 0],
    ['a doubt called a false alarm: the silence stands', { age: 90, more: falseAlarm('doubt') }, 1],
  ] satisfies [string, ColumnSketch, number | null][])
    test(`${what}: ${figure}`, () => expect(line('news-and-notices', [judged(sketch)]).figure).toBe(figure));
});

describe('news-and-notices: the line', () => {
  const late = (count: number) => many(count, { age: 20 });
  for (const [what, columns, told_] of [
    ['3 of 5', late(3), ['clear', 3]],
    ['4 of 5: one more reaches it', late(4), ['near', 4]],
    ['5 of 5', late(5), ['over', 5]],
    ['6 of 5', late(6), ['over', 6]],
    ['news and notices count together', [...late(3), ...many(2, { class: 'notice', age: 300 })], ['over', 5]],
    ['3, and 2 past the 10th day of 14', [...late(3), ...many(2, { age: 10 })], ['near', 3]],
    ['3, and 2 on the 9th day', [...late(3), ...many(2, { age: 9 })], ['clear', 3]],
    ['3, and 1 past the 10th day', [...late(3), judged({ age: 10 })], ['clear', 3]],
    ['5 past the 10th day', many(5, { age: 14 }), ['near', 0]],
    ['5 of 5 whatever could not be read', [...late(5), ...many(40, { status: 'unreadable' })], ['over', 5]],
    ['4 and unread ones: near is known', [...late(4), ...many(40, { status: 'unreadable' })], ['near', 4]],
    ['3 and 1 unread: together below the line', [...late(3), judged({ status: 'unreadable' })], ['clear', 3]],
    ['3 and 2 unread: they might reach it', [...late(3), ...many(2, { status: 'unreadable' })], ['unknown', 3]],
    ['nothing could be read', many(2, { status: 'unreadable' }), ['unknown', null]],
    ['no such column', many(2, { class: 'other' }), ['unknown', null]],
  ] as const)
    test(`${what}: ${told_.join(' ')}`, () => expect(told(line('news-and-notices', [...columns]))).toEqual(told_));
});

describe('stale-columns', () => {
  for (const [what, sketch, figure] of [
    ['behind its monthly promise', { class: 'other', kind: 'monthly', status: 'overdue', age: 40 }, 1],
    ['an earlier month is missing, the last is there', { class: 'other', kind: 'monthly', status: 'missing-period', age: 3 }, 0],
    ['past a configured limit of silence', { class: 'other', silenceDays: 90, status: 'overdue', age: 91 }, 1],
    ['at a configured limit of silence', { class: 'other', silenceDays: 90, age: 90 }, 0],
    ['within the promise and past the window of its class', { class: 'news', silenceDays: 90, age: 15 }, 1],
    ['only past our own default of six months', { class: 'other', status: 'overdue', age: 300 }, 0],
    ['personnel of exactly a year ago', { class: 'personnel', age: 365 }, 0],
    ['personnel of a year and a day ago', { class: 'personnel', age: 366 }, 1],
    ['blank', { class: 'other', status: 'blank', age: null }, 1],
    ['blank although static', { class: 'other', kind: 'static', status: 'blank', age: null }, 1],
    ['static', { class: 'other', kind: 'static', status: 'static', age: 900 }, null],
    ['waived', { class: 'other', kind: 'monthly', status: 'waived', age: 400 }, 0],
    ['blank, called a false alarm', { class: 'other', status: 'blank', age: null, more: falseAlarm('blank') }, 0],
  ] satisfies [string, ColumnSketch, number | null][])
    test(`${what}: ${figure}`, () => expect(line('stale-columns', [judged(sketch)]).figure).toBe(figure));

  const overdue = (count: number) => many(count, { class: 'other', kind: 'monthly', status: 'overdue', age: 40 });
  for (const [count, state] of [[8, 'clear'], [9, 'near'], [10, 'over'], [11, 'over']] as const)
    test(`${count} of 10: ${state}`, () => expect(told(line('stale-columns', overdue(count)))).toEqual([state, count]));
});

describe('blank-columns', () => {
  const blank = (count: number) => many(count, { class: 'other', status: 'blank', age: null });
  for (const [count, state] of [[0, 'clear'], [3, 'clear'], [4, 'near'], [5, 'over'], [6, 'over']] as const)
    test(`${count} of 5: ${state}`, () =>
      expect(told(line('blank-columns', [judged({}), ...blank(count)]))).toEqual([state, count]));

  test('what could not be read is not blank, however much of it there is', () =>
    expect(told(line('blank-columns', [judged({}), ...many(30, { status: 'unreadable' })]))).toEqual(['unknown', 0]));
});

describe('counted by first-level columns', () => {
  const under = (name: string, ...sketches: ColumnSketch[]) => sketches.map((sketch, index) => judged({ path: [name, String(index)], ...sketch }));
  for (const [what, columns, figure, keys] of [
    ['one of its leaves is updated', under('公告', { age: 90 }, { age: 1 }), 0, 0],
    ['none of its leaves is', under('公告', { age: 90 }, { age: 15 }), 1, 2],
    ['one could not be read', under('公告', { age: 90 }, { status: 'unreadable' }), null, 0],
    ['one is waived: the others owe', under('公告', { age: 90 }, { age: 90, more: waived() }), 1, 1],
    ['all are waived', under('公告', { age: 90, more: waived() }), 0, 0],
    ['two of them', [...under('公告', { age: 90 }, { age: 90 }), ...under('文件', { age: 90 })], 2, 3],
  ] as const)
    test(`${what}: ${figure}`, () => {
      const found = line('news-and-notices', [...columns], 'first');
      expect([found.figure, found.columns.length]).toEqual([figure, keys]);
    });

  test('five stale leaves under one name are one column', () => {
    const columns = under('要闻', { age: 90 }, { age: 90 }, { age: 90 }, { age: 90 }, { age: 90 });
    expect([told(line('news-and-notices', columns)), told(line('news-and-notices', columns, 'first'))]).toEqual([['over', 5], ['clear', 1]]);
  });
});

describe('what a line says', () => {
  const found = line('news-and-notices', [
    judged({ age: 20, path: ['要闻', '本局'] }), judged({ age: 11, path: ['要闻', '股室'] }), judged({ status: 'unreadable' }), judged({ age: 90, more: waived() }),
  ]);

  test('the figure, what is near, and what was not counted', () => {
    expect(found.because.zh).toBe(
      '动态要闻类2周、通知公告和政策文件类6个月未更新的栏目1个，另有1个临近，指标为5个（按末级栏目计，配置中共4个）。未计入：无法监测1个，豁免1个。',
    );
    expect(found.because.en).toContain('Columns of news silent for 2 weeks, or of notices and policy for 6 months: 1, and 1 more soon; the line is 5');
    expect([found.near, found.over]).toEqual([4, 5]);
  });

  test('each column that counts, with its newest item, before those that come near', () => {
    expect(found.evidence.map(({ label, text }) => [label.zh, text])).toEqual([
      ['要闻 > 本局（最后更新2026-02-26，已20天未更新）', '2026-02-26 “2026-02-26” [row-text] 信息'],
      ['临近：要闻 > 股室（最后更新2026-03-07，已11天未更新）', '2026-03-07 “2026-03-07” [row-text] 信息'],
    ]);
    expect(found.columns).toHaveLength(1);
  });

  test('where the rule comes from, and which numbers are our own', () => {
    for (const { source } of columnLines([], 'leaf')) {
      expect(source.zh).toContain('国办秘函〔2019〕19号');
      expect(source.zh).toContain('据第三方转载核对');
      expect(source.zh).toContain('非法定');
    }
  });
});
