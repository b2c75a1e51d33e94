import { describe, expect, test } from 'vitest';
import { matchDirectory } from '../../src/extract/column/matchDirectory.js';
import { sameAddress } from '../../src/extract/column/sameAddress.js';
import type { Column, DirectoryEntry } from '../../src/model.js';

const home = 'https://www.county.example.invalid';

function columnAt(at: string, ...path: string[]): Column {
  return {
    key: path.join('/'), path, url: `${home}${at}`, class: 'other', required: [], deadlines: [], pairs: [], periodBy: 'title', render: 'auto',
    cadence: { kind: 'monthly', grace: { days: 0, unit: 'calendar' } },
  };
}

function line(name: string, at: string | null, day = '2026-03-01'): DirectoryEntry {
  return { name, url: at === null ? null : new URL(at, home).href, updated: { day, by: 'directory', text: day, implied: [] } };
}

const columns = [
  columnAt('/jtj/tzgg/', '交通局', '通知公告'), columnAt('/jyj/tzgg/', '教育局', '通知公告'), columnAt('/xmjd/index.html', '重大项目', '项目进度'),
];

describe('a line of the directory speaks of a column', () => {
  const cases: [string, DirectoryEntry[], Record<string, string>][] = [
    ['by its address', [line('公告', '/jtj/tzgg/index.html')], { '交通局/通知公告': '2026-03-01' }],
    ['by its address, in plain http and without www', [line('公告', 'http://county.example.invalid/xmjd')], { '重大项目/项目进度': '2026-03-01' }],
    ['by a name that one column bears', [line('项目进度', null)], { '重大项目/项目进度': '2026-03-01' }],
    ['by a name with blanks, linked elsewhere', [line('项目 进度', '/lm/12/')], { '重大项目/项目进度': '2026-03-01' }],
    ['by a whole path', [line('教育局 > 通知公告', null)], { '教育局/通知公告': '2026-03-01' }],
    ['by a whole path with strokes', [line('教育局/通知公告', null)], { '教育局/通知公告': '2026-03-01' }],
    ['not by a name that two columns bear', [line('通知公告', null)], {}],
    ['not by a name that stands twice', [line('项目进度', '/a/'), line('项目进度', '/b/', '2026-02-01')], {}],
    ['not by a part of a name', [line('进度', null)], {}],
    ['not of two days', [line('公告', '/xmjd/'), line('进度', '/xmjd/index.html', '2026-02-01')], {}],
    ['of one day said twice', [line('公告', '/xmjd/'), line('进度', '/xmjd/index.html')], { '重大项目/项目进度': '2026-03-01' }],
    ['by its address, whatever another line of its name says', [line('项目进度', '/xmjd/'), line('项目进度', '/b/', '2026-02-01')],
      { '重大项目/项目进度': '2026-03-01' }],
  ];
  for (const [what, entries, expected] of cases)
    test(what, () => {
      const found = matchDirectory(entries, columns, `${home}/gxqk/`);
      expect(Object.fromEntries([...found].map(([key, { day }]) => [key, day]))).toEqual(expected);
    });

  test('with its words and the address of the directory', () => {
    expect(matchDirectory([line('项目进度', null)], columns, `${home}/gxqk/`).get('重大项目/项目进度')).toEqual({
      day: '2026-03-01', by: 'directory', text: '2026-03-01', implied: [], name: '项目进度', url: `${home}/gxqk/`,
    });
  });
});

describe('two addresses of one page', () => {
  for (const [one, two, isSame] of [
    ['https://www.a.gov.cn/x/', 'http://a.gov.cn/x/index.shtml', true],
    ['https://a.gov.cn/x', 'https://a.gov.cn/x/', true],
    ['https://a.gov.cn/x/', 'https://a.gov.cn/x/#', true],
    ['https://a.gov.cn/', 'https://a.gov.cn', true],
    ['https://a.gov.cn/x/', 'https://a.gov.cn/x/index_1.html', false],
    ['https://a.gov.cn/x/list.htm', 'https://a.gov.cn/x/', false],
    ['https://a.gov.cn/gk#5', 'https://a.gov.cn/gk#6', false],
    ['https://a.gov.cn/gk?catId=5', 'https://a.gov.cn/gk?catId=6', false],
    ['https://a.gov.cn/X/', 'https://a.gov.cn/x/', false],
    ['https://a.gov.cn:8080/x/', 'https://a.gov.cn/x/', false],
  ] as const)
    test(`${one} ${two}: ${isSame}`, () => expect(sameAddress(one) === sameAddress(two)).toBe(isSame));
});
