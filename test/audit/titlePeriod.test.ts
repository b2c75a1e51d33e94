import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PeriodKind } from '../../src/audit/periods.js';
import { periodNamedBy } from '../../src/audit/titlePeriod.js';

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
  // The others are never taken from a title.
  ['yearly', '2025年度部门决算', null],
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

test('any text at all is read without failing', () => {
  const pieces = fc.constantFrom(
    '2026', '年', '3', '月', '份', '第', '一', '十', '季度', '上', '半年', '〇', '-', '去年', '０', '日',
  );
  const kinds = fc.constantFrom<PeriodKind>('monthly', 'quarterly', 'half-yearly');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), kinds, (words, kind) => {
      const id = periodNamedBy(words.join(''), kind, published);
      expect(id === null || /^\d{4}(?:-\d{2}|[QH]\d)$/.test(id)).toBe(true);
    }),
  );
});
