/** Which pages list columns with their last updates, and which merely look like it. */
import { describe, expect, test } from 'vitest';
import { findDirectory } from '../../src/extract/column/directory.js';
import { isColumnAddress } from '../../src/extract/column/columnAddress.js';
import { layOut } from '../../src/extract/layout/layOut.js';
import { readPage } from '../../src/extract/readPage.js';

const url = 'https://site.example.invalid/zwgk/gxqk/index.html';

function entriesOf(body: string): [string, string | null, string][] {
  const page = layOut(`<html><body>${body}</body></html>`, url);
  return findDirectory(page).map(({ name, url: at, updated }) => [name, at && new URL(at).pathname, updated.day]);
}

const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const link = (at: string, name: string) => `<a href="${at}">${name}</a>`;

describe('a directory', () => {
  const expected = [['通知公告', '/col/col1/index.html', '2026-03-01'], ['部门文件', '/col/col2/index.html', '2026-02-11']];
  const lines = [['/col/col1/index.html', '通知公告', '2026-03-01'], ['/col/col2/index.html', '部门文件', '2026-02-11']] as const;

  for (const heads of [
    ['栏目名称', '最后更新时间'], ['栏目', '更新日期'], ['公开栏目', '最近更新时间'], ['二级栏目', '最新发布时间'],
    ['栏目 名称', '更新 时间'], ['目录名称', '最新更新'],
  ])
    test(`a table under ${heads.join(' | ')}`, () => {
      const rows = lines.map(([at, name, day]) => row(link(at, name), day));
      expect(entriesOf(`<table>${row(...heads)}${rows.join('')}</table>`)).toEqual(expected);
    });

  test('a table with further columns and a link behind', () => {
    const rows = lines.map(([at, name, day], index) => row(String(index), name, '12', `${day} 09:30`, link(at, '查看')));
    expect(entriesOf(`<table>${row('序号', '栏目名称', '信息数量', '最后更新时间', '操作')}${rows.join('')}</table>`)).toEqual(expected);
  });

  test('a table whose first level spans several rows', () => {
    const first = `<tr><td rowspan="2">政务公开</td><td>${link(lines[0][0], lines[0][1])}</td><td>${lines[0][2]}</td></tr>`;
    const second = row(link(lines[1][0], lines[1][1]), lines[1][2]);
    expect(entriesOf(`<table>${row('一级栏目', '二级栏目', '更新时间')}${first}${second}</table>`)).toEqual(expected);
  });

  test('a column that was never updated is left out', () => {
    const rows = [row(link('/a/', '空栏目'), '—'), row(link('/b/', '旧栏目'), ''), ...lines.map(([at, name, day]) => row(link(at, name), day))];
    expect(entriesOf(`<table>${row('栏目名称', '更新时间')}${rows.join('')}</table>`)).toEqual(expected);
  });

  const three = [...lines, ['/col/col3/index.html', '人事信息', '2025-12-31']] as const;
  const threeExpected = [...expected, ['人事信息', '/col/col3/index.html', '2025-12-31']];

  test('rows under heads that are no table’s', () => {
    const rows = three.map(([at, name, day]) => `<li>${link(at, name)}<span>31</span><span>${day}</span></li>`);
    const heads = '<li><b>栏目名称</b><b>信息数</b><b>更新时间</b></li>';
    expect(entriesOf(`<ul>${heads}${rows.join('')}</ul>`)).toEqual(threeExpected);
  });

  for (const label of ['更新时间：', '最后更新：', '（更新于', '最近更新日期:'])
    test(`a tree with “${label}” behind each name`, () => {
      const rows = three.map(([at, name, day]) => `<li>${link(at, name)}<em>${label}${day}</em></li>`);
      expect(entriesOf(`<ul>${rows.join('')}</ul>`)).toEqual(threeExpected);
    });
});

describe('no directory', () => {
  const articles = ['/art/2026/3/1/art_1_2.html', '/art/2026/2/1/art_1_3.html', '/art/2026/1/1/art_1_4.html'];
  const cases: [string, string][] = [
    ['a table of items that names their column', `<table>${row('栏目', '标题', '更新时间')}${articles.map((at) => row('通知', link(at, '关于某事的通知'), '2026-03-01')).join('')}</table>`],
    ['a table of files', `<table>${row('目录名称', '文号', '更新时间')}${row(link('/a/', '某文件'), '某发〔2026〕1号', '2026-03-01')}</table>`],
    ['a list of items with 更新时间', `<ul>${articles.map((at) => `<li>${link(at, '关于某事的通知')}<i>更新时间：2026-03-01</i></li>`).join('')}</ul>`],
    ['… one of which leads to a folder', `<ul>${['/a/', ...articles].map((at) => `<li>${link(at, '关于某事的通知')}<i>更新时间：2026-03-01</i></li>`).join('')}</ul>`],
    ['two columns of a navigation', `<ul>${['/a/', '/b/'].map((at) => `<li>${link(at, '通知')}<i>更新时间：2026-03-01</i></li>`).join('')}</ul>`],
    ['a footer', `${link('/', '首页')}${link('/a/', '联系我们')}<p>更新时间：2026-03-17</p>`],
    ['a plain list', `<ul>${articles.map((at) => `<li>${link(at, '关于某事的通知')}<i>2026-03-01</i></li>`).join('')}</ul><p>更新时间</p>`],
    ['a table without days', `<table>${row('栏目名称', '更新频率')}${row('通知公告', '每月')}</table>`],
  ];
  for (const [what, body] of cases) test(what, () => expect(entriesOf(body)).toEqual([]));
});

describe('an address looks like a column’s', () => {
  for (const [at, isColumn] of [
    ['/col/col1234/index.html', true], ['/zwgk/tzgg/', true], ['/zwgk/tzgg', true], ['/zwgk/index_2.shtml', true], ['/xx/list.htm', true],
    ['/public/column/6596581?type=4&catId=1', true], ['/zwgk/xmjd.html', true], ['/channel/a1', true],
    ['/art/2026/3/1/art_1_2.html', false], ['/202603/t20260301_12.html', false], ['/content/123.html', false], ['/info/1001/1234.htm', false],
    ['/zwgk/1234567/index.html', false], ['/public/6596581/37408176.html', false], ['/zwgk/202603/index.html', false], ['/a/b12.html', false],
  ] as const)
    test(`${at}: ${isColumn}`, () => expect(isColumnAddress(new URL(at, url).href)).toBe(isColumn));
});

describe('a column page beside a directory', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, at) => `<li><a href="/art/2026/3/${at + 1}/art_1_${at}.html">关于做好第${at}批项目验收工作的通知</a><span>2026-03-0${at + 1}</span></li>`);
  const box = `<table>${row('栏目名称', '最后更新时间')}${['a', 'b', 'c'].map((at) => row(link(`/${at}/`, `栏目${at}`), '2026-03-17')).join('')}</table>`;
  const read = (body: string) => readPage({ text: `<html><head><title>项目进度-某局</title></head><body>${body}</body></html>`, url }, { today: '2026-03-17' });

  test('is read for its items', () => {
    const reading = read(`<h2>项目进度</h2><ul>${items(6).join('')}</ul><div>${box}</div>`);
    expect([reading.kind, reading.items.length, reading.directory.length]).toEqual(['list', 6, 3]);
  });

  test('is no directory where its items cannot be told from others', () => {
    const reading = read(`<ul>${items(6).join('')}</ul><div>${box}</div>`);
    expect([reading.unreadable, reading.directory.length]).toEqual(['no-list', 3]);
  });

  test('is a directory where it has no items', () => {
    const reading = read(`<h2>栏目更新情况</h2>${box}`);
    expect([reading.kind, reading.unreadable, reading.items.length, reading.directory.length]).toEqual(['unreadable', 'directory', 0, 3]);
  });
});
