/** When a page is said to be another column's, and, above all, when it is not. */
import { describe, expect, test } from 'vitest';
import { siteColumns, wrongPageOf } from '../../src/extract/column/wrongPage.js';
import type { Column, PageName } from '../../src/model.js';

const home = 'https://www.county.example.invalid';

function columnAt(at: string, ...path: string[]): Column {
  return {
    key: path.join('/'), path, url: `${home}${at}`, class: 'other', required: [], deadlines: [], pairs: [], periodBy: 'title', render: 'auto',
    cadence: { kind: 'monthly', grace: { days: 0, unit: 'calendar' } },
  };
}

const files = columnAt('/zwgk/bmwj/', '政务公开', '部门文件');
const laws = columnAt('/zwgk/zcfg/', '政务公开', '政策法规');
const notices = columnAt('/zwgk/tzgg/', '政务公开', '通知公告');

/** A page that gives itself this name in its breadcrumb and its title. */
function calling(name: string, more: Partial<PageName> & { above?: string[]; title?: string[] } = {}): PageName {
  const { above = [], title = [name, '某县交通运输局'], url = null } = more;
  return { name, by: 'breadcrumb', said: [{ by: 'breadcrumb', names: [...above, name] }, { by: 'title', names: title }], url };
}

interface Case {
  column?: Column;
  others?: Column[];
  at?: string;
  name?: PageName | null;
  says?: boolean;
}

function wrong({ column = files, others = [laws, notices], at, name = null, says = false }: Case): string | null {
  const finalUrl = at === undefined ? column.url : new URL(at, home).href;
  return wrongPageOf({ column, finalUrl, name, says: () => says }, siteColumns([column, ...others]));
}

describe('by the name that it gives itself', () => {
  const school = columnAt('/jyj/zcfg/', '教育局', '政策法规');
  const traffic = columnAt('/jtj/bmwj/', '交通局', '部门文件');
  const cases: [string, Case, boolean][] = [
    ['another column’s, by two witnesses', { name: calling('政策法规') }, true],
    ['its own', { name: calling('部门文件') }, false],
    ['a name that no column bears', { name: calling('文件资料') }, false],
    ['one witness alone', { name: calling('政策法规', { title: ['某县交通运输局'] }) }, false],
    ['no name', { name: null }, false],
    ['the own name stands in the title', { name: calling('政策法规', { title: ['政策法规', '部门文件'] }) }, false],
    ['the own name stands in the breadcrumb', { name: calling('政策法规', { above: ['部门文件'] }) }, false],
    ['the own name stands in a heading', { name: calling('政策法规'), says: true }, false],
    ['two columns bear the name', { name: calling('政策法规'), others: [laws, school] }, false],
    ['both columns are configured with one page', { name: calling('政策法规'), others: [{ ...laws, url: files.url }] }, false],
    ['… written in two ways', { name: calling('政策法规'), others: [{ ...laws, url: `${files.url}index.html` }] }, false],
    ['the page links the name to this column', { name: calling('政策法规', { url: files.url }) }, false],
    ['the page links the name to the other column', { name: calling('政策法规', { url: laws.url }) }, true],
    ['the other is of another department', { column: traffic, others: [school], name: calling('政策法规') }, false],
    [
      '… and the page says which',
      { column: traffic, others: [school], name: calling('政策法规', { above: ['教育局'] }) }, true,
    ],
    [
      '… but says this department as well',
      { column: traffic, others: [school], name: calling('政策法规', { above: ['教育局', '交通局'] }) }, false,
    ],
    [
      'a section whose pages all bear its name',
      { others: [columnAt('/zwgk/', '政务公开', '政策法规')], name: calling('政策法规') }, false,
    ],
    [
      'columns told apart by their query alone',
      {
        column: columnAt('/public/column/1?catId=1', '公开', '部门文件'),
        others: [columnAt('/public/column/1?catId=2', '公开', '政策法规')],
        name: calling('政策法规'),
      }, true,
    ],
  ];
  for (const [what, given, isWrong] of cases)
    test(`${what}: ${isWrong ? 'the wrong page' : 'no proof'}`, () => expect(wrong(given) !== null).toBe(isWrong));

  test('says which column it is', () => {
    expect(wrong({ name: calling('政策法规') })).toBe('the page calls itself as the column “政务公开 > 政策法规”');
  });
});

describe('by the address that answered', () => {
  const cases: [string, Case, boolean][] = [
    ['another column’s', { at: '/zwgk/zcfg/' }, true],
    ['another column’s, as its index file', { at: '/zwgk/zcfg/index.html' }, true],
    ['another column’s, without www and a slash', { at: 'http://county.example.invalid/zwgk/zcfg' }, true],
    ['its own', {}, false],
    ['its own, written otherwise', { at: 'http://county.example.invalid/zwgk/bmwj/index.shtml' }, false],
    ['one that no column has', { at: '/zwgk/other/' }, false],
    ['a query more', { at: '/zwgk/zcfg/?page=2' }, false],
    ['another column’s, the page saying this one’s name', { at: '/zwgk/zcfg/', name: calling('部门文件') }, false],
    ['another column’s, a heading saying this one’s name', { at: '/zwgk/zcfg/', says: true }, false],
    ['another column of the same name', { at: '/x/', others: [columnAt('/x/', '政务公开', '部门文件')] }, false],
    ['an address that two columns share', { at: '/zwgk/zcfg/', others: [laws, { ...notices, url: laws.url }] }, false],
    [
      'columns told apart behind # alone',
      { column: columnAt('/gk/index#5', '公开', '部门文件'), others: [columnAt('/gk/index', '公开', '政策法规')], at: '/gk/index' },
      false,
    ],
  ];
  for (const [what, given, isWrong] of cases)
    test(`${what}: ${isWrong ? 'the wrong page' : 'no proof'}`, () => expect(wrong(given) !== null).toBe(isWrong));
});
