import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut } from '../../src/extract/layout/layOut.js';
import { pageNameOf, saysName } from '../../src/extract/column/pageName.js';

const url = 'https://site.example.invalid/zwgk/tzgg/index.html';

function nameOf(html: string) {
  return pageNameOf(layOut(html, url));
}

describe('what a page calls itself', () => {
  const table: [string, string, string | null, string | null][] = [
    ['the ColumnName', '<meta name="ColumnName" content="通知公告"><title>某局</title>', '通知公告', 'ColumnName'],
    ['a breadcrumb in one text', '<p>当前位置：首页 &gt; 政务公开 &gt; 通知公告</p>', '通知公告', 'breadcrumb'],
    [
      'a breadcrumb of links', '<div>您的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="./">通知公告</a></div>',
      '通知公告', 'breadcrumb',
    ],
    ['a breadcrumb of list items', '<ul><li>您现在的位置：</li><li><a href="/">首页</a></li><li>通知公告</li></ul>', '通知公告', 'breadcrumb'],
    ['a breadcrumb without a label', '<div><a href="/">首页</a><i>&gt;</i><a href="/a/">通知公告</a></div>', '通知公告', 'breadcrumb'],
    ['a breadcrumb that says 正文 at its end', '<p>所在位置：首页 &gt; 通知公告 &gt; 正文</p>', '通知公告', 'breadcrumb'],
    ['a label and nothing behind it', '<p>当前位置：</p><title>通知公告_某局</title>', '通知公告', 'title'],
    ['the title alone', '<title>通知公告_某县交通运输局</title>', '通知公告', 'title'],
    ['a bare title', '<title>某县交通运输局</title>', '某县交通运输局', 'title'],
    ['navigation is no breadcrumb', '<ul><li><a href="/">首页</a></li><li><a href="/a/">政务公开</a></li></ul>', null, null],
    ['a ColumnName that says 首页', '<meta name="ColumnName" content="首页"><title>某局</title>', '某局', 'title'],
    ['nothing at all', '<p>暂无信息</p>', null, null],
  ];
  for (const [what, html, name, by] of table)
    test(what, () => {
      const found = nameOf(html);
      expect([found?.name ?? null, found?.by ?? null]).toEqual([name, by]);
    });

  test('a label in running text ends with its line', () => {
    const prose = '<p>正文'.padEnd(300, '字');
    expect(nameOf(`<body>当前位置：<a href="/">首页</a> &gt; <a href="/a/">公告</a><p>一段</p>${prose}</body>`)?.name).toBe('公告');
  });

  test('says where the name is linked to', () => {
    expect(nameOf('<div>位置 当前位置：<a href="/">首页</a> &gt; <a href="../zcfg/">政策法规</a></div>')?.url)
      .toBe('https://site.example.invalid/zwgk/zcfg/');
  });

  test('keeps what every witness says', () => {
    const page = '<meta name="columnname" content="公告"><title>公告-某局</title><p>当前位置：首页&gt;政务公开&gt;公告</p>';
    expect(nameOf(page)?.said).toEqual([
      { by: 'ColumnName', names: ['公告'] },
      { by: 'breadcrumb', names: ['政务公开', '公告'] },
      { by: 'title', names: ['公告', '某局'] },
    ]);
  });

  test('never throws', () => {
    const piece = fc.constantFrom('当前位置：', '首页', '>', '<a href="/">', '</a>', '<div>', '</div>', '公告', '<li>', '<p class=on>');
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const found = nameOf(pieces.join(''));
      if (found) expect(found.name.length).toBeGreaterThan(1);
    }));
  });
});

describe('a page says a name of itself', () => {
  for (const [html, says] of [
    ['<h2>部门文件</h2>', true],
    ['<h2>部门 文件</h2>', true],
    ['<p>本栏目（部门文件）公开……</p>', true],
    ['<a href="/b/">部门文件</a>', false],
    ['<li class="on"><a href="/b/">部门文件</a></li>', true],
    ['<li class="online"><a href="/b/">部门文件</a></li>', false],
    ['<h2>政策法规</h2>', false],
  ] as const)
    test(`${html}: ${says}`, () => expect(saysName(html, ['部门文件'])).toBe(says));
});
