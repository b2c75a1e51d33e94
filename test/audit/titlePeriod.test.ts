import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PeriodKind } from '../../src/audit/periods.js';
import { periodNamedBy, periodsNamedBy } from '../../src/audit/titlePeriod.js';

const published = '2026-11-23';

for (const [kind, title, id] of [
  // 按月
  ['monthly', '2026年3月项目进度', '2026-03'],
  ['monthly', '2026年3月份项目进度', '2026-03'],
  ['monthly', '裕安区2026年 03 月重点项目进展', '2026-03'],
  ['monthly', '２０２６年１２月项目进度', '2026-12'],
  ['monthly', '二〇二六年三月项目进度', '2026-03'],
  ['monthly', '二○二六年十一月份项目进度', '2026-11'],
  ['monthly', '二О二六年十月项目进度', '2026-10'],
  ['monthly', '二零二六年十二月项目进度', '2026-12'],
  ['monthly', '二〇三〇年一月项目进度', '2030-01'],
  ['monthly', '2026年度3月份项目进度', '2026-03'],
  ['monthly', '三月份项目进度', '2026-03'],
  ['monthly', '11月份项目进度', '2026-11'], // the month of the item's day
  ['monthly', '12月份项目进度', '2025-12'], // not yet begun this year: last year's
  ['monthly', '2026年3月第二批项目进度', '2026-03'],
  ['monthly', '2026年3月项目进度（2026年4月5日发布）', '2026-03'],
  ['monthly', '3月项目进度', null], // without 份 it may be anything
  ['monthly', '2026年3月5日项目进度', null], // a day
  ['monthly', '2026年3月15日至3月31日公示', null],
  ['monthly', '关于３月５日停电的通知', null],
  ['monthly', '三月五日公示', null],
  ['monthly', '2026年3月上旬进度', null], // less than the month
  ['monthly', '2026年3月第2周进度', null],
  ['monthly', '2026年1-3月项目进度', null], // more than one month
  ['monthly', '2026年1至3月份项目进度', null],
  ['monthly', '2026年1月-3月项目进度', null],
  ['monthly', '2026年3月、4月项目进度', null],
  ['monthly', '2026年3月项目进度及2026年4月计划', null],
  ['monthly', '去年3月份项目进度', null], // whose last year?
  ['monthly', '2026年13月项目进度', null],
  ['monthly', '皖政〔2026〕3号', null],
  ['monthly', '六裕交〔2026〕3号关于项目进度的通知', null],
  ['monthly', '第3批项目进度', null],
  ['monthly', '工期3个月', null],
  ['monthly', '003110926/202603-00216', null],
  ['monthly', '2026年第一季度项目进度', null],
  ['monthly', '', null],
  // 按季
  ['quarterly', '2026年第一季度验收结果', '2026Q1'],
  ['quarterly', '2026年一季度验收结果', '2026Q1'],
  ['quarterly', '2026年1季度验收结果', '2026Q1'],
  ['quarterly', '２０２５年第４季度验收结果', '2025Q4'],
  ['quarterly', '二〇二六年第二季度', '2026Q2'],
  ['quarterly', '2026年度第三季度', '2026Q3'],
  ['quarterly', '第三季度验收结果', '2026Q3'],
  ['quarterly', '四季度验收结果', '2026Q4'], // it has begun
  ['quarterly', '2026年前三季度验收结果', null], // a running total
  ['quarterly', '2026年一、二季度验收结果', null],
  ['quarterly', '2026年第一至第三季度', null],
  ['quarterly', '2026年1-3季度', null],
  ['quarterly', '2026年第五季度', null],
  ['quarterly', '2026年十一季度', null],
  ['quarterly', '2026年3月验收结果', null],
  ['quarterly', '皖政〔2026〕1号', null],
  // 按半年
  ['half-yearly', '2026年上半年工作总结', '2026H1'],
  ['half-yearly', '2025年下半年工作总结', '2025H2'],
  ['half-yearly', '下半年工作总结', '2026H2'],
  ['half-yearly', '上半年总结暨下半年计划', null],
  ['half-yearly', '2026年半年总结', null],
  // 按年
  ['yearly', '2025年度部门决算', '2025'],
  ['yearly', '2026年部门预算', '2026'],
  ['yearly', '二〇二五年政府信息公开工作年度报告', '2025'],
  ['yearly', '２０２５年度部门决算', '2025'],
  ['yearly', '临交〔2025〕3号', null],
  ['yearly', '关于2025年度决算的批复（临财〔2026〕12号）', '2025'],
  ['yearly', '2025年度部门决算（2026年8月20日公开）', '2025'],
  ['yearly', '2025年1号文件', '2025'],
  ['yearly', '2026年3月项目进度', null], // a month
  ['yearly', '2026年3月5日公示', null],
  ['yearly', '2026年第一季度', null],
  ['yearly', '2026年上半年', null],
  ['yearly', '2026年1-9月收支情况', null],
  ['yearly', '2021-2025年规划', null], // a span of years
  ['yearly', '2021年至2025年规划', null],
  ['yearly', '2025—2026年采暖季', null],
  ['yearly', '本年度部门决算', null],
  ['yearly', '003110926/2025-00216', null],
  // The others are never taken from a title.
  ['weekly', '2026年第10周', null],
  ['daily', '2026年3月5日', null],
] as const)
  test(`${kind}: ${title || 'an empty title'} names ${id ?? 'none'}`, () =>
    expect(periodNamedBy(title, kind, published)).toBe(id));

for (const [title, day, id] of [
  ['四季度验收结果', '2026-01-10', '2025Q4'],
  ['一季度验收结果', '2026-01-01', '2026Q1'],
  ['一季度验收结果', '2025-12-31', '2025Q1'],
] as const)
  test(`${title} of ${day} means ${id}`, () => expect(periodNamedBy(title, 'quarterly', day)).toBe(id));

for (const [kind, title, ids] of [
  ['monthly', '2026年1-3月项目进度', ['2026-01', '2026-02', '2026-03']],
  ['monthly', '2026年1至3月份项目进度', ['2026-01', '2026-02', '2026-03']],
  ['monthly', '2026年1月-3月项目进度', ['2026-01', '2026-02', '2026-03']],
  ['monthly', '2026年1月至2026年3月项目进度', ['2026-01', '2026-02', '2026-03']],
  ['monthly', '二〇二六年一至三月项目进度', ['2026-01', '2026-02', '2026-03']],
  ['monthly', '2025年11月至2026年1月项目进度', ['2025-11', '2025-12', '2026-01']],
  ['monthly', '2026年3月、4月项目进度', ['2026-03', '2026-04']],
  ['monthly', '2026年3、4月项目进度', ['2026-03', '2026-04']],
  ['monthly', '2026年1月、3-5月项目进度', ['2026-01', '2026-03', '2026-04', '2026-05']],
  ['monthly', '2026年3月项目进度及2026年4月计划', ['2026-03', '2026-04']],
  ['monthly', '1-3月份项目进度', ['2026-01', '2026-02', '2026-03']],
  ['monthly', '11-12月份项目进度', ['2025-11', '2025-12']], // December has not begun
  ['monthly', '12月、1月份项目进度', ['2025-12', '2026-01']],
  ['monthly', '1-3月项目进度', []], // neither a year nor 份
  ['monthly', '2026年3-1月项目进度', []],
  ['monthly', '2026年1-13月项目进度', []],
  ['monthly', '2024年1月-2026年3月项目进度', []], // more than a year
  ['monthly', '2026年1月-3月15日公示', []],
  ['monthly', '2026年3月15日至4月公示', []],
  ['monthly', '一、2026年3月进度', []], // a heading's number and a month: not clear
  ['quarterly', '2026年前三季度验收结果', ['2026Q1', '2026Q2', '2026Q3']],
  ['quarterly', '前三季度验收结果', ['2026Q1', '2026Q2', '2026Q3']],
  ['quarterly', '2026年一、二季度验收结果', ['2026Q1', '2026Q2']],
  ['quarterly', '2026年第一至第三季度', ['2026Q1', '2026Q2', '2026Q3']],
  ['quarterly', '2026年1-3季度', ['2026Q1', '2026Q2', '2026Q3']],
  ['half-yearly', '2026年上半年总结暨2026年下半年计划', ['2026H1', '2026H2']],
  ['half-yearly', '2026年上、下半年安排', ['2026H1', '2026H2']],
  ['yearly', '2025年工作总结和2026年工作计划', ['2025', '2026']],
  ['yearly', '2025年度、2026年度预算', ['2025', '2026']],
] as const)
  test(`${kind}: ${title} names ${ids.join(', ') || 'none'}`, () => {
    expect(periodsNamedBy(title, kind, published).map(({ id }) => id)).toEqual(ids);
    if (ids.length > 1) expect(periodNamedBy(title, kind, published)).toBeNull();
  });

test('any text at all is read without failing', () => {
  const pieces = fc.constantFrom(
    '2026', '2025年', '年', '3', '月', '份', '第', '一', '十', '季度', '上', '半年', '〇', '-', '、', '至', '前', '去年', '０', '日',
  );
  const kinds = fc.constantFrom<PeriodKind>('monthly', 'quarterly', 'half-yearly', 'yearly');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), kinds, (words, kind) => {
      const ids = periodsNamedBy(words.join(''), kind, published).map(({ id }) => id);
      for (const id of ids) expect(id).toMatch(/^\d{4}(?:-\d{2}|[QH]\d)?$/);
      expect(ids.toSorted()).toEqual(ids);
      expect(ids.length).toBeLessThanOrEqual(14 * 12);
    }),
  );
});

// What is no more than linear answers at once; anything worse runs into the test's time-out.
test('a hostile title of a hundred thousand signs is read', () => {
  for (const sign of ['1', '1-', '1月-', '前', '2026年', '一', '二零二六年', '3月、', '第一', '上、'])
    for (const kind of ['monthly', 'quarterly', 'half-yearly', 'yearly'] as const)
      expect(periodsNamedBy(sign.repeat(100_000 / sign.length), kind, published).length).toBeLessThan(13);
});
