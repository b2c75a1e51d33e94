/** Whose 更新时间 it is: the column's by its label, by its place, or anybody's. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';

interface Given {
  /** Between the column's name and its list. */
  head?: string;
  /** Above the column's name. */
  above?: string;
  foot?: string;
  rowLabel?: string;
}

function columnDate({ head = '', above = '', foot = '', rowLabel = '' }: Given) {
  const rows = [10, 9, 8, 7, 6].map(
    (day) => `<li><a href="/art/${day}.html">关于做好第${day}批公路养护工程验收的通知</a><span>${rowLabel}2026-03-${String(day).padStart(2, '0')}</span></li>`,
  );
  const text = `<html><head><title>项目进度_某县交通运输局</title></head><body>${above}
    <div class="main"><h2>项目进度</h2>${head}<ul>${rows.join('')}</ul></div><div class="foot">主办：某县交通运输局 ${foot}</div></body></html>`;
  const reading = readPage({ text, url: 'https://site.example.invalid/xmjd/' }, { today: '2026-03-17' });
  expect(reading.items).toHaveLength(5);
  return reading.columnDate && [reading.columnDate.by, reading.columnDate.day];
}

describe('a 更新时间', () => {
  const day = '2026-02-01';
  const cases: [string, Given, [string, string] | null][] = [
    ['that names the column', { head: `<p>本栏目更新时间：${day}</p>` }, ['column-label', day]],
    ['that names the column in the foot', { foot: `<span>栏目最后更新于${day}</span>` }, ['column-label', day]],
    ['that names the column, below a bare one', { above: '<p>更新时间：2026-03-17</p>', head: `<p>栏目内容更新日期：${day}</p>` }, ['column-label', day]],
    ['between name and list', { head: `<p>更新时间：${day}</p>` }, ['column-head', day]],
    ['between name and list, in two nodes', { head: `<p><b>最后更新：</b><i>${day} 09:30</i></p>` }, ['column-head', day]],
    ['between name and list, the foot’s standing first', { above: `<p>更新时间：2026-03-17</p>`, head: `<p>最近更新时间：${day}</p>` }, ['column-head', day]],
    ['in the foot', { foot: `更新时间：${day}` }, ['page-label', day]],
    ['above the name', { above: `<div>更新时间：${day}</div>` }, ['page-label', day]],
    ['of a headline between name and list', { head: `<div><a href="/x.html">某某项目建成通车</a><em>更新时间：${day}</em></div>` }, ['page-label', day]],
    ['of a side box between name and list', { head: `<div class="sidebar"><p>更新时间：${day}</p></div>` }, ['page-label', day]],
    ['on every row', { rowLabel: '更新时间：' }, null],
    ['without a day', { head: '<p>更新时间：每月5日前</p>' }, null],
    ['of a plan', { head: `<p>计划完成时间：${day}</p>` }, null],
  ];
  for (const [what, given, expected] of cases)
    test(`${what}: ${expected?.[0] ?? 'none'}`, () => expect(columnDate(given)).toEqual(expected));
});
