/** What endpoints answer: every wrapping and nesting, which field is the day, and what proves that a list is empty. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';
import type { RequestBody } from '../../src/model.js';

const origin = 'https://qinghe.example';
const today = '2026-03-17';
const unknown = `${origin}/api/anything?page=1`;

function read(text: string, url = unknown, posted?: RequestBody) {
  return readPage({ text, url, posted, base: `${origin}/zwgk/tzgg/` }, { today });
}

const rows = [
  { title: '关于开展春季安全生产检查的通知', url: '/a/1.html', date: '2026-03-12' },
  { title: '青禾县农村公路养护工程招标公告', url: '/a/2.html', date: '2026-03-03' },
];
const days = ['2026-03-12', '2026-03-03'];
const daysOf = (text: string, url?: string) => read(text, url).items.map(({ date }) => date?.day);
const json = JSON.stringify;

describe('one list in any wrapping', () => {
  for (const [name, text] of [
    ['an array alone', json(rows)],
    ['data.list', json({ code: 200, data: { list: rows } })],
    ['rows', json({ total: 2, rows })],
    ['result.records', json({ success: true, result: { records: rows, total: 2 } })],
    ['page.content', json({ page: { content: rows, totalElements: 2 } })],
    ['a byte order mark', `\ufeff${json({ rows })}`],
    ['a call, JSONP', `jQuery1124_17(${json({ rows })});`],
    ['a call behind a comment and a check', `/**/ typeof show === 'function' && show(${json(rows)});`],
    ['an assignment', `var list = ${json(rows)};`],
    ['JSON as a text in JSON', json(json({ rows }))],
    ['a list as a text in JSON', json({ code: 0, data: json(rows) })],
    ['each record in a shell of its own', json({ dataResults: rows.map((data) => ({ data, score: 1 })) })],
  ] as const)
    test(name, () => {
      expect(daysOf(text)).toEqual(days);
      expect(read(text)).toMatchObject({ kind: 'list', reader: 'json' });
      expect(read(text).items[0]).toMatchObject({ title: rows[0]?.title, url: `${origin}/a/1.html` });
    });

  const row = ({ title, url, date }: (typeof rows)[number]) => `<li><a href="${url}">${title}</a><span>${date}</span></li>`;
  for (const [name, text] of [
    ['data.html', json({ success: true, data: { html: `<ul>${rows.map(row).join('')}</ul>` } })],
    ['a text of markup', json({ code: 200, data: `<ul>${rows.map(row).join('')}</ul>`, page: '<a>2</a>' })],
    ['a list of pieces of markup', json({ list: rows.map(row) })],
    ['a fragment without a body', rows.map(row).join('\n')],
  ] as const)
    test(`markup: ${name}`, () => expect(daysOf(text)).toEqual(days));

  const item = ({ title, url, date }: (typeof rows)[number]) =>
    `<title><![CDATA[${title}]]></title><link>${url}</link><pubDate>${date}</pubDate>`;
  const entry = ({ title, url, date }: (typeof rows)[number]) =>
    `<entry><title>${title}</title><link href="${url}"/><published>${date}T09:00:00+08:00</published>` +
    '<updated>2026-03-16T09:00:00+08:00</updated></entry>';
  for (const [name, text] of [
    ['RSS', `<?xml version="1.0"?><rss><channel><title>通知</title>${rows.map((one) => `<item>${item(one)}</item>`).join('')}</channel></rss>`],
    ['Atom', `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>通知</title>${rows.map(entry).join('')}</feed>`],
    ['rows', `<rows>${rows.map((one) => `<row>${item(one)}</row>`).join('\n')}</rows>`],
  ] as const)
    test(`XML: ${name}`, () => {
      expect(daysOf(text)).toEqual(days);
      expect(read(text)).toMatchObject({ kind: 'list', reader: 'xml' });
      expect(read(text).items[0]).toMatchObject({ title: rows[0]?.title, url: `${origin}/a/1.html` });
    });

  test('a feed of one item is a list of one', () => {
    const text = `<rss><channel><title>通知</title><item>${item(rows[0] as (typeof rows)[number])}</item></channel></rss>`;
    expect(daysOf(text)).toEqual([days[0]]);
  });
});

describe('which field is the day of publication', () => {
  const other = '2025-11-11 08:00:00';
  for (const [name, fields] of [
    ['publishedTimeStr, not the milliseconds of another', { publishedTimeStr: '2026-03-12 10:21:00', updateTime: other }],
    ['milliseconds', { publishedTime: Date.UTC(2026, 2, 11, 17), writeTime: other }],
    ['seconds', { display_publish_time: Date.UTC(2026, 2, 11, 17) / 1000, created_at: other, date: 1762824600 }],
    ['the time shown before the one created', { created_at: other, display_publish_time: '2026-03-12' }],
    ['published before created', { createTime: other, publishTime: '2026-03-12 09:00' }],
    ['published before modified', { modifyTime: other, docEditdate: other, publishDate: '2026-03-12' }],
    ['发布 before 发文', { C_FWRQ: other, PUBLISHED_TIME: '2026-03-12 09:00:00' }],
    ['fbsj before cwrq', { cwrq: other, fbsj: '20260312' }],
    ['created where there is nothing else', { createdate: '2026-03-12', updatedate: other }],
    ['an instant in UTC is a day in China', { pubDate: '2026-03-11T17:00:00.000Z', updated: other }],
    ['an instant with its zone', { pubDate: '2026-03-12T00:30:00+0800', updated: other }],
    ['an instant as feeds write it', { pubDate: 'Wed, 11 Mar 2026 17:00:00 GMT' }],
    [
      '开普云’s named values, 发布 before 成文',
      {
        domainMetaList: [{
          resultList: [{ key: 'writedate', value: '2025-11-11' }, { key: 'pubdate', value: '2026-03-12' }],
        }],
      },
    ],
  ] as const)
    test(name, () => {
      const text = json({ data: { results: [{ title: '关于开展春季安全生产检查的通知', url: '/1.html', ...fields }] } });
      expect(daysOf(text)).toEqual(['2026-03-12']);
    });

  for (const [name, fields] of [
    ['a day of writing alone', { writeDate: '2026-03-12' }],
    ['a day of change alone', { updateTime: '2026-03-12 09:00:00' }],
    ['the end of a poll', { endTime: '2026-03-12', startTime: '2026-03-01' }],
  ] as const)
    test(`is none of these: ${name}`, () => {
      const text = json({ rows: [{ title: '关于开展春季安全生产检查的通知', url: '/1.html', ...fields }] });
      expect(daysOf(text)).toEqual([null].map(() => undefined));
    });

  test('a title is shown without its marks, a pinned record is known', () => {
    const record = { title: '关于<em>检查</em>的&ldquo;通知&rdquo;', url: '/1.html', pubDate: '2026-03-12', isTop: 1 };
    expect(read(json([record])).items[0]).toMatchObject({ title: '关于检查的“通知”', pinned: true });
  });

  test('attachments and menus are no list', () => {
    const files = ['附件一', '附件二', '附件三'].map((name, index) => ({ name, url: `/f/${index}.pdf` }));
    expect(read(json({ list: [{ ...rows[0], files }] })).items).toHaveLength(1);
    expect(read(json({ data: [{ name: '政务公开' }, { name: '互动交流' }] }))).toMatchObject({ unreadable: 'no-list' });
  });
});

describe('an empty answer', () => {
  const ucap = `${origin}/common/search/${'0a'.repeat(16)}?_isJson=true&page=1`;
  const gkmlpt = `${origin}/gkmlpt/api/all/5?page=1&sid=7`;
  const tax = `${origin}/getFileListByCodeId`;
  const affair = `${origin}/zwgk-search-front/api/data/affair`;
  for (const [name, answer, url, expected] of [
    ['开普云 counts nought', { data: { results: [], total: 0 } }, ucap, 'ucap'],
    ['gkmlpt counts nought', { classify: { post_count: 0 }, articles: [] }, gkmlpt, 'gkmlpt'],
    ['税务 counts nought', { results: { data: { results: [], total: 0 } } }, tax, 'chinatax'],
    ['浦东 counts nought', { code: 200, data: { list: [], total: 0 } }, affair, 'affair'],
    ['an unknown system counts nought', { code: 200, data: { list: [], total: 0 } }, unknown, 'json'],
    ['another system’s form at 开普云’s address', { code: 0, data: { list: [], total: 0 } }, ucap, 'json'],
  ] as const)
    test(`${name}: blank, by ${expected}`, () =>
      expect(read(json(answer), url)).toMatchObject({ kind: 'blank', reader: expected }));

  for (const [name, answer, url, reason] of [
    ['an unknown system without a total', { data: [] }, unknown, 'no-list'],
    ['an array alone', [], unknown, 'no-list'],
    ['开普云 without a total', { data: { results: [] } }, ucap, 'no-list'],
    ['a page behind the last one', { data: { results: [], total: 12 } }, ucap, 'no-list'],
    ['records counted elsewhere', { classify: { post_count: 3 }, articles: [] }, gkmlpt, 'no-list'],
    ['pages counted', { total: 0, totalPages: 3, list: [] }, unknown, 'no-list'],
    ['500', { code: 500, data: [] }, unknown, 'error'],
    ['500 that counts nought', { code: 500, data: { results: [], total: 0 } }, ucap, 'error'],
    ['success: false', { success: false, data: { results: [], total: 0 } }, ucap, 'error'],
    ['success: "false"', { success: 'false', list: [], total: 0 }, unknown, 'error'],
    ['a status of failure', { status: 'fail', rows: [], total: 0 }, unknown, 'error'],
    ['an error in words', { code: 200, msg: '系统异常', rows: [], total: 0 }, unknown, 'error'],
    ['a login in words', { code: 0, msg: '用户未登录', data: null }, unknown, 'error'],
    ['a code that nobody knows', { code: 4711, rows: [], total: 0 }, unknown, 'error'],
    ['no list at all', { code: 200, data: null }, unknown, 'no-list'],
    ['an empty object', {}, unknown, 'no-list'],
  ] as const)
    test(`${name}: unreadable, ${reason}`, () => {
      expect(read(json(answer), url)).toMatchObject({ kind: 'unreadable', unreadable: reason, items: [] });
    });
});

describe('how long the list is', () => {
  for (const [name, answer, total] of [
    ['total beside the list', { total: 7, rows }, 7],
    ['a page object beside the list', { page: { total: 7, size: 2 }, list: rows }, 7],
    ['post_count', { classify: { post_count: 7 }, articles: rows }, 7],
    ['a text', { totalCount: '7', rows }, 7],
    ['above the list', { total: 7, data: { list: rows } }, 7],
    ['not said', { rows }, null],
    ['two totals that disagree', { total: 7, totalCount: 9, rows }, null],
    ['a total of another list', { hot: { total: 7, list: [{ name: '热词' }] }, rows }, null],
  ] as const)
    test(name, () => expect(read(json(answer)).size.items).toBe(total));
});

describe('a total that may only count the page says nothing of the whole', () => {
  const shown = (count: number) => Array.from({ length: count }, () => rows[0]);
  for (const [name, total, count, query, whole] of [
    ['a full page as asked', 15, 15, 'page=1&pageSize=15', null],
    ['a page that is not full', 14, 14, 'page=1&pageSize=15', 14],
    ['one record more', 16, 15, 'page=1&pageSize=15', 16],
    ['ten, nobody knows asked how', 10, 10, '', null],
    ['eleven', 11, 11, '', 11],
    ['five', 5, 5, '', 5],
  ] as const)
    test(name, () => expect(read(json({ total, rows: shown(count) }), `${origin}/api?${query}`).size.items).toBe(whole));
});

// A reader that goes back over what it read would run into the test's time-out.
test('answers made to be read for ever come to an end', () => {
  for (const text of [
    '['.repeat(100_000), `var a = ${'['.repeat(100_000)}`, `f(${'('.repeat(100_000)}`, '<a>'.repeat(50_000),
    json({ data: '&lt;'.repeat(50_000) }), json(Array.from({ length: 3_000 }, () => rows[0])),
    json([{ title: '/.'.repeat(50_000), url: '/.'.repeat(50_000) }]),
  ])
    expect(() => read(text), text.slice(0, 40)).not.toThrow();
  for (const script of ['var a = ["\\"', 'x = [{a: b, ', "var a = ['", 'a = {b: "'].map((part) => part.repeat(20_000)))
    expect(() => read(`<p>通知公告</p><script>${script}</script>`), script.slice(0, 40)).not.toThrow();
});
