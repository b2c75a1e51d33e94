import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/visit/inspectPage.js';
import { html } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { daysDown, document, listPage } from '../doors/pages.js';
import { folders, shixian } from '../doors/program.js';

const open = opened();
const folder = folders();

const parsed = (out: string) => out.trim().split('\n').map((line) => JSON.parse(line) as Inspection);

async function saved(name: string, text: string): Promise<string> {
  const file = path.join(await folder(), name);
  await writeFile(file, text);
  return file;
}

describe('--json', () => {
  test('gives one object a line, with the promised keys first and in their order', async () => {
    const file = await saved('a.html', listPage({ days: daysDown(5), next: 'list_2.html' }));
    const { code, out } = await shixian(['inspect', file, file, '--json', '--url', 'http://x.invalid/col/']);
    expect(code).toBe(0);
    const [first, second] = parsed(out);
    expect(second).toEqual(first);
    expect(Object.keys(first ?? {}).slice(0, 9)).toEqual([
      'source', 'kind', 'reason', 'reader', 'latestDate', 'itemCount', 'items', 'nextPages', 'article',
    ]);
    expect(Object.keys(first?.items[0] ?? {})).toEqual(['title', 'url', 'date', 'dateText', 'dateBy', 'implied', 'pinned']);
    expect(first).toMatchObject({ source: file, kind: 'list', reason: null, latestDate: '2026-03-17', itemCount: 5, article: null });
    expect(first?.nextPages).toEqual(['http://x.invalid/col/list_2.html']);
    expect(first?.items[0]).toMatchObject({ date: '2026-03-17', url: 'http://x.invalid/art/2026-03-17-0.html', pinned: false });
  });

  test('says which rows were set aside, and why', async () => {
    const page = 'fixtures/pages/fresh-side-list-beside-dead-list/page.html';
    const { out } = await shixian(['inspect', page, '--json'], '2026-03-17');
    const [side] = parsed(out)[0]?.setAside ?? [];
    expect(side?.rows).toBeGreaterThan(1);
    expect(side?.why).toMatch(/heading|inside/);
    expect((await shixian(['inspect', page], '2026-03-17')).out).toContain('未采用');
  });

  test('says which pages of items would be read next where rows show no date', async () => {
    const file = await saved('a.html', listPage({ days: ['2026-03-17', '', '2026-03-12', ''] }));
    const [list] = parsed((await shixian(['inspect', file, '--json', '--url', 'http://x.invalid/col/'])).out);
    expect(list?.itemPages).toEqual(['http://x.invalid/art/-1.html', 'http://x.invalid/art/-3.html']);
    const { out } = await shixian(['inspect', file, '--url', 'http://x.invalid/col/']);
    expect(out).toContain('行上没有日期，将读其内容页: http://x.invalid/art/-1.html  (2)');
  });

  test('says what the page calls itself and when it says it was updated', async () => {
    const page = 'fixtures/pages/update-time-in-the-head/page.html';
    const [seen] = parsed((await shixian(['inspect', page, '--json'], '2026-03-17')).out);
    expect(Object.keys(seen ?? {}).slice(-3)).toEqual(['pageName', 'columnDate', 'directory']);
    expect(seen?.pageName).toEqual({ name: '养护工程', by: 'breadcrumb' });
    const { out } = await shixian(['inspect', page], '2026-03-17');
    expect(out).toContain('页面自称: 养护工程 (breadcrumb)');
    expect(out).toContain('页面自述更新时间: 2026-02-20 (column-head: 更新时间：2026-02-20)');
  });

  test('names the columns of a directory', async () => {
    const page = 'fixtures/pages/directory-table/page.html';
    const { out } = await shixian(['inspect', page, '--url', 'https://qinghe.example/gxqk/'], '2026-03-17');
    expect(out).toContain('页面是栏目目录');
    expect(out).toContain('栏目目录，条数: 4   通知公告 2026-03-12   部门文件 2026-01-30   项目进度 2025-11-05 …');
    const file = await saved('plain.html', listPage({ days: daysDown(5) }));
    expect((await shixian(['inspect', file])).out).not.toContain('栏目目录');
  });

  test('an article has its own keys', async () => {
    const file = await saved('a.html', document(`<h1>关于公布2026年养护计划的通知</h1>
      <div>发布日期：2026-03-02　来源：养护科　字号：大 中 小</div><p>${'各乡镇人民政府，县直各单位：现将计划印发给你们。'.repeat(20)}</p>`));
    const [article] = parsed((await shixian(['inspect', file, '--json'])).out);
    expect(article).toMatchObject({ kind: 'article', latestDate: '2026-03-02', items: [], itemCount: 0 });
    expect(Object.keys(article?.article ?? {})).toEqual(['title', 'publishDate', 'writtenDate', 'dateText', 'dateBy', 'others']);
  });

  test('a day after --today is no newest day', async () => {
    const file = await saved('a.html', listPage({ days: daysDown(5) }));
    const [list] = parsed((await shixian(['inspect', file, '--json', '--today', '2026-03-15'])).out);
    expect(list?.latestDate).toBe('2026-03-15');
    expect(list?.itemCount).toBe(5);
  });
});

describe('an address', () => {
  test('on loopback is fetched where --allow-host permits it', async () => {
    const server = await open.server({ '/col/': html(listPage({ days: daysDown(5) })) });
    const address = `${server.origin}/col/`;
    const [list] = parsed((await shixian(['inspect', address, '--json', '--allow-host', `127.0.0.1:${server.port}`])).out);
    expect(list).toMatchObject({ source: address, kind: 'list', itemCount: 5 });
  });

  test('without --allow-host is an answer with a reason, and the program has done what it was asked', async () => {
    const { code, out } = await shixian(['inspect', 'http://127.0.0.1:9/', '--json']);
    expect(code).toBe(0);
    expect(parsed(out)[0]).toMatchObject({ kind: 'unreadable', reason: 'unsafe-address', itemCount: 0, items: [] });
  });
});

describe('--manifest', () => {
  async function manifest(entries: unknown): Promise<string> {
    const at = await folder();
    await mkdir(path.join(at, 'pages'));
    await writeFile(path.join(at, 'pages', 'a.html'), listPage({ days: daysDown(5) }));
    await writeFile(path.join(at, 'pages', 'b.html'), document('<p>暂无信息</p>'));
    const file = path.join(at, 'pages.json');
    await writeFile(file, typeof entries === 'string' ? entries : JSON.stringify(entries));
    return file;
  }

  test('names files beside it, each with its own address and day', async () => {
    const file = await manifest([
      { file: 'pages/a.html', url: 'https://y.invalid/c/', today: '2026-03-14' },
      { file: 'pages/b.html', url: null, today: null },
      { file: 'pages/a.html' },
    ]);
    const { code, out, err } = await shixian(['inspect', '--manifest', file, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const pages = parsed(out);
    expect(pages.map(({ source, kind, latestDate }) => [source, kind, latestDate])).toEqual([
      ['pages/a.html', 'list', '2026-03-14'], ['pages/b.html', 'blank', null], ['pages/a.html', 'list', '2026-03-17'],
    ]);
    expect(pages[0]?.items[0]?.url).toBe('https://y.invalid/art/2026-03-17-0.html');
    // Without an address of its own a file's links lead nowhere that can be opened.
    expect(pages[2]?.items[0]?.url).toBeNull();
  });

  test('with a file that is not there reads the others, names it and ends with 3', async () => {
    const file = await manifest([{ file: 'pages/none.html' }, { file: 'pages/a.html' }]);
    const { code, out, err } = await shixian(['inspect', '--manifest', file, '--json']);
    expect(code).toBe(3);
    expect(parsed(out).map(({ kind }) => kind)).toEqual(['list']);
    expect(err).toContain('pages/none.html：文件打不开（ENOENT）');
  });

  test('that is empty is read, and there is nothing to say', async () =>
    expect(await shixian(['inspect', '--manifest', await manifest([]), '--json'])).toMatchObject({ code: 0, out: '' }));

  test('may begin with a byte order mark', async () =>
    expect((await shixian(['inspect', '--manifest', await manifest('\ufeff[{"file":"pages/b.html"}]'), '--json'])).code).toBe(0));

  for (const [name, entries, words] of [
    ['is no JSON', '[{file: 1}]', '不是有效的 JSON'],
    ['is no array', { file: 'pages/a.html' }, '应为数组'],
    ['has an entry without a file', [{ file: 'pages/a.html' }, { url: 'x' }], '第 2 项'],
    ['has an entry that is text', ['pages/a.html'], '第 1 项'],
    ['has a day that does not exist', [{ file: 'pages/a.html', today: '2026-02-30' }], '[0].today 应为存在的日期'],
  ] as const)
    test(`that ${name} is refused`, async () => {
      const { code, out, err } = await shixian(['inspect', '--manifest', await manifest(entries), '--json']);
      expect({ code, out }).toEqual({ code: 3, out: '' });
      expect(err).toContain(words);
    });

  test('that is not there is refused', async () =>
    expect(await shixian(['inspect', '--manifest', 'no.json'])).toMatchObject({ code: 3, err: expect.stringContaining('打不开') }));
});

describe('the table for a person', () => {
  test('says what was read, in either tongue', async () => {
    const file = await saved('a.html', listPage({ days: daysDown(5) }));
    const { out } = await shixian(['inspect', file]);
    for (const words of ['判断: 列表', '2026-03-17', '公路养护工程验收', '条数: 5', '最新日期: 2026-03-17']) expect(out).toContain(words);
    expect((await shixian(['inspect', file, '--lang', 'en'])).out).toContain('kind: list');
  });

  test('says why nothing could be read, and what to do', async () => {
    const file = await saved('a.html', document('<p>您的访问被拒绝</p>'));
    const { code, out } = await shixian(['inspect', file]);
    expect(code).toBe(0);
    expect(out).toContain('判断: 无法读取');
    expect(out).toMatch(/原因: .*\n.+/);
  });

  test('lets no page speak to the terminal', async () => {
    const evil = listPage({ days: daysDown(5) }).replaceAll('关于', '\u001b[2J\u001b]0;x\u0007\u009b31m\u202e');
    const { out } = await shixian(['inspect', await saved('a.html', evil)]);
    expect(out).toContain('2026-03-17');
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});
