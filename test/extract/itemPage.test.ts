/** What an item's own page says of its item: only what it states of itself. */
import { describe, expect, test } from 'vitest';
import { readItemPage } from '../../src/extract/article/itemPage.js';
import { document } from '../doors/pages.js';

const today = '2026-03-17';
const title = '关于公布2026年农村公路养护工程计划的通知';
const prose = `<p>${'各乡镇人民政府，县直各单位：现将计划印发给你们，请认真组织实施。'.repeat(5)}</p>`;

interface Parts {
  head?: string;
  /** Below the headline. */
  line?: string;
  text?: string;
  /** Around the document. */
  around?: string;
  headline?: string;
}

function pageOf({ head = '', line = '', text = prose, around = '', headline = title }: Parts): string {
  return document(`${around}<div class="article"><h1>${headline}</h1>${line}<div class="content">${text}</div></div>`)
    .replace('<title>通知公告', `${head}<title>${headline}-某县交通运输局`);
}

const read = (parts: Parts, rowTitle: string | null = title, url = 'http://site.invalid/art/7.html') =>
  readItemPage({ text: pageOf(parts), url, status: 200 }, today, rowTitle);

const variable = '<script>var pubdata="2026-03-02"</script>';
const record = '<script>var hot=[{"title":"x","pubDate":"2026-03-16"}]</script>';
const sideList = '<ul class="side"><li><a href="/x.html">关于另一件事情的公告</a><span>2026-03-16</span></li></ul>';
const meta = (name: string, content: string) => `<meta name="${name}" content="${content}">`;

describe('the day of publication', () => {
  for (const [name, parts, published] of [
    ['by its label', { line: '<p>发布日期：2026-03-02 来源：养护科</p>' }, ['2026-03-02', 'label:发布日期']],
    ['on the line under the headline', { line: '<p>2026-03-02 09:30</p>' }, ['2026-03-02', 'near-title']],
    ['by a meta tag', { head: meta('PubDate', '2026-03-02 09:30') }, ['2026-03-02', 'meta:pubdate']],
    ['by a variable that its date line is written from', { text: `${prose}${variable}` }, ['2026-03-02', 'script']],
    ['not by the 更新时间 of a footer', { around: `<p>更新时间：${today}</p>` }, null],
    ['not by the page’s last change', { head: meta('date', '2026-03-15') }, null],
    ['not by the clock in the header', { around: `<p>今天是${today} 星期二</p>` }, null],
    ['not by a list beside the document', { text: `${prose}${'<p>说明</p>'.repeat(9)}${sideList}` }, null],
    ['not by a date in its text', { text: `${prose}<p>会议定于2026年3月10日召开。</p>` }, null],
    ['not by the record of another document', { text: `${prose}${record}` }, null],
    ['not where there is none', {}, null],
  ] as const)
    test(name, () => {
      const date = read(parts).article?.published ?? null;
      expect(date && [date.day, date.by]).toEqual(published);
    });

  test('by its address', () => {
    const { article } = read({}, title, 'http://site.invalid/art/t20260302_7.html');
    expect(article?.published).toMatchObject({ day: '2026-03-02', by: 'url' });
  });

  for (const [name, parts, mayBe] of [
    ['today by a meta tag alone may be the day on which the page was made', { head: meta('PubDate', today) }, true],
    ['yesterday by a meta tag', { head: meta('PubDate', '2026-03-16') }, false],
    ['today by its label', { line: `<p>发布日期：${today} 来源：养护科</p>` }, false],
  ] as const)
    test(name, () => expect(read(parts).mayBeOfToday).toBe(mayBe));
});

describe('whether it is the item’s document', () => {
  const line = '<p>发布日期：2026-03-02 来源：养护科</p>';
  for (const [name, parts, rowTitle, isIts] of [
    ['of the row’s title', { line }, title, true],
    ['of a title that the list cut', { line }, '关于公布2026年农村公路养…', true],
    ['of a title that the list marks', { line }, '[置顶]【公告】 关于公布2026年农村公路养护工程计划的通知', true],
    ['of a title that the list numbers', { line }, '12、关于公布2026年农村公路养护工程计划的通知', true],
    ['of a row that says 查看', { line }, '查看', true],
    ['of a row whose title is not known', { line }, null, true],
    ['of another title', { line }, '2025年度政府信息公开工作年度报告', false],
    ['a picture under the row’s title', { line, text: '<img src="/a.jpg">' }, title, true],
  ] as const)
    test(`${name}: ${isIts ? 'it is' : 'it is not'}`, () => expect(read(parts, rowTitle).article !== null).toBe(isIts));

  test('its title is the page’s own, in full', () =>
    expect(read({ line }, '关于公布2026年农村公路养…').article?.title).toBe(title));

  for (const [name, text, status, reason] of [
    ['a missing page', document('<p>您访问的页面不存在</p>'), 200, 'soft404'],
    ['a refusal', document('<p>您的访问被拒绝</p>'), 403, 'blocked'],
    ['nothing', ' ', 200, 'empty'],
  ] as const)
    test(`${name} is none`, () =>
      expect(readItemPage({ text, url: 'http://site.invalid/a.html', status }, today, title)).toMatchObject({
        article: null, runningText: null, reading: { unreadable: reason },
      }));
});

describe('its running text', () => {
  const textOf = (parts: Parts) => read(parts).runningText;
  test('is the same whatever stands around it, and however it is spaced', () => {
    const plain = textOf({ line: '<p>发布日期：2026-03-02 来源：养护科</p>' });
    expect(plain?.length).toBeGreaterThan(100);
    expect(textOf({ line: '<p>发布日期：2026-03-09 浏览次数：77</p>', around: '<p>今天是2026年3月17日，欢迎您访问本网站。</p>' })).toBe(plain);
    expect(textOf({ text: prose.replaceAll('，', '， \n') })).toBe(plain);
    expect(textOf({ text: `${prose}<p>浏览次数：1234</p><p><a href="/x.html">上一篇：关于另一件事情，其他事项的通知</a></p>` })).toBe(plain);
  });

  test('holds the tables under it: two reports of one wording are two', () => {
    const report = (sum: number) => textOf({ text: `${prose}<table><tr><td>完成投资</td><td>${sum}</td></tr></table>` });
    expect(report(120)).not.toBe(report(130));
  });

  for (const [name, text] of [
    ['见附件', '<p>请见附件，按要求执行。</p>'], ['a picture', '<img src="/a.jpg">'], ['nothing', ''],
  ] as const)
    test(`${name} is too little to tell a document by`, () => expect(textOf({ text })).toBeNull());
});
