/** Two lists of one make under the column's name: rows that the office has pinned, or a dead list beside fresh news. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';

const table = (name: string, days: readonly string[]) =>
  '<table>' + days.map((day, at) =>
    `<tr><td><a href="/${name}${at}.html">关于${name}第${at + 1}次会议情况的通报</a><span>${day} 09:00</span></td></tr>`).join('') + '</table>';
const column = (...tables: string[]) =>
  '<html><head><title>工作动态-青禾县交通运输局</title></head><body>' +
  '<div class="place">当前位置：<a href="/">首页</a> &gt; <a href="./">工作动态</a></div>' +
  `<div class="right"><h3>工作动态</h3>${tables.join('<div class="line"></div>')}</div></body></html>`;
const read = (html: string) => readPage({ text: html, url: 'https://qinghe.example/gzdt/' }, { today: '2026-11-23' });

const FRESH = ['2026-11-20', '2026-11-12', '2026-11-03', '2026-10-27', '2026-10-20'];

describe('a list above a newer one', () => {
  test('in no order of days: both are read', () => {
    const reading = read(column(table('桥梁', ['2023-09-06', '2024-02-02', '2024-01-17', '2025-07-06']), table('道路', FRESH)));
    expect([reading.kind, reading.items.length, reading.items[4]?.date?.day]).toEqual(['list', 9, '2026-11-20']);
  });
  test('running downwards: nothing tells whose the newer is', () => {
    const dead = ['2024-07-06', '2024-05-02', '2024-03-17', '2024-01-06'];
    expect(read(column(table('桥梁', dead), table('道路', FRESH))).kind).toBe('unreadable');
  });
  test('too long to be pinned: nothing tells whose the newer is', () => {
    const long = ['2023-09-06', '2024-02-02', '2024-01-17', '2025-07-06', '2025-07-01', '2025-07-09', '2025-08-01'];
    expect(read(column(table('桥梁', long), table('道路', [...FRESH, '2026-10-18', '2026-10-09']))).kind).toBe('unreadable');
  });
});
