/** What kind of answer a page is: the words of firewalls, servers, CMSs and columns, each on the smallest page. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';

const CRUMB = '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div>';
const MENU = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul>';
const page = (title: string, body: string) =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
const read = (html: string) =>
  readPage({ text: html, url: 'https://qinghe.example/tzgg/index.html' }, { today: '2026-11-23' });

describe('an answer that is no column', () => {
  for (const [reason, title, words] of [
    ['blocked', '网站防火墙', '您的访问请求可能对网站造成安全威胁，请求已被管理员设置的策略阻断。'],
    ['blocked', '请求存在威胁，已被拦截', '您的请求疑似攻击行为！'],
    ['blocked', '', '很抱歉，您访问的URL存在安全风险，已被Web应用防火墙阻断'],
    ['blocked', '提示', '本网站暂不对境外IP提供访问服务，敬请谅解。'],
    ['blocked', '', '该网站暂时无法访问，该网站未根据有关法规进行备案'],
    ['blocked', '提示', '您没有权限访问该栏目'],
    ['challenge', '滑动验证页面', '请按住滑块，拖动到最右边'],
    ['challenge', '正在进行安全检查', '正在检查您的浏览器，请稍候…'],
    ['challenge', '', '正在确认你是不是机器人'],
    ['error', '502 Bad Gateway', '502 Bad Gateway'],
    ['error', 'Welcome to nginx!', 'Welcome to nginx!'],
    ['error', '系统发生错误', '页面错误！请稍后再试～'],
    ['error', '青禾县人民政府', '为更好地服务公众，网站正在升级改造，请稍后访问。'],
    ['error', '提示', '参数错误'],
    ['soft404', '提示信息', '错误的栏目ID'],
    ['soft404', '没有找到站点', '您的请求在Web服务器中没有找到对应的站点！'],
    ['soft404', '公告', '本网站已于2024年5月1日起关停，相关内容整合至县政府网站。'],
    ['soft404', '域名停靠', '此域名已过期，请联系注册商续费。'],
    ['soft404', '提示信息', '该栏目已下线'],
    ['login', '提示', '您尚未登录，请先登录后再查看'],
    ['blocked', '405', '您的访问无法继续'],
    ['blocked', '访问受限', '您的请求已被本站的安全策略拦截。'],
    ['error', '青禾县人民政府', '因暂时超载，服务器无法处理您的请求'],
  ] as const)
    test(`${reason}: ${words}`, () => {
      const reading = read(page(title, `<div><h2>${words}</h2><p>编号：abc</p></div>`));
      expect([reading.kind, reading.unreadable]).toEqual(['unreadable', reason]);
    });

  test('soft404: “404” and its sentence among the menus of a whole site', () => {
    const menu = Array.from({ length: 20 }, (_, at) => `<li><a href="/${at}/">县直部门信息公开目录之${at}</a></li>`).join('');
    const reading = read(page('青禾县人民政府', `<ul>${menu}</ul><h2>404</h2><p>抱歉，您所访问的页面不存在</p>`));
    expect(reading.unreadable).toBe('soft404');
  });
});

describe('a page that is gone and leads home is gone; one that has moved leads on', () => {
  const home = '<script>setTimeout("location.href=\'/\'", 5000);</script>';
  for (const [words, reason] of [
    ['您要找的页面不存在，5秒后返回首页', 'soft404'],
    ['404 文件找不到', 'soft404'],
    ['网站已迁移，请稍候', 'redirect-shell'],
    ['请稍候', 'redirect-shell'],
  ] as const)
    test(words, () => expect(read(page('提示', `${home}<p>${words}</p>`)).unreadable).toBe(reason));
});

describe('a login form that nobody sees makes no login page', () => {
  const form = '<label>用户名<input name="name"></label><label>密码<input type="password"></label><button>登录</button>';
  const notice = '<h1>青禾县教育局举办校园歌咏比赛</h1><p>发布时间：2026-03-02</p><p>来源：县教育局</p>' +
    '<p>三月一日，全县二十所学校在县剧院参加了歌咏比赛，共有八百名学生登台。</p><p>比赛由县教育局和县文化馆共同举办。</p>';
  test('hidden', () => expect(read(page('', `<form style="display:none">${form}</form>${notice}`)).kind).toBe('article'));
  test('shown', () => expect(read(page('', `<form>${form}</form>${notice}`)).unreadable).toBe('login'));
});

describe('days that stand beside titles are rows, whatever the summaries tell', () => {
  const rows = (count: number) => ['三月', '二月', '一月'].slice(0, count).map((month, at) =>
    `<dl><dt><a href="/${at}.html">关于${month}暂停网上缴费业务的公告</a></dt><dd>2026-0${3 - at}-05</dd>` +
    '<dd>届时系统升级，服务停止两小时。</dd></dl>').join('');
  test('three rows', () => {
    const reading = read(page('通知公告', `${MENU}<div>${rows(3)}</div>`));
    expect([reading.kind, reading.items.length]).toEqual(['list', 3]);
  });
  test('a notice of maintenance with one day and one link is none', () =>
    expect(read(page('通知', '<p>2026-03-05</p><p>网站正在维护</p><a href="/">返回</a>')).unreadable).toBe('error'));
  test('the name of a short notice is not the page’s own word', () => {
    const row = '<ul><li><a href="/1.html">系统维护通知</a> <span>2026-11-05</span></li></ul>';
    expect(read(page('青禾中学', `${MENU}<h3>最新通知</h3>${row}`)).kind).toBe('list');
  });
});

describe('a day under the headline that no row shows makes an article of what has a list beside it', () => {
  const side = (date: string) => Array.from({ length: 5 }, (_, at) =>
    `<li><a href="/luntan/${at}.html">河岸步道的第${at + 1}个讨论话题</a>${date}</li>`).join('');
  const story = (day: string, prose: number) =>
    `<div id="main"><h1>河岸步道昨日开放</h1><span>${day}</span><div>${'<p>步道沿河而建，全长三公里，市民昨天已在其上散步。</p>'.repeat(prose)}</div></div>`;
  for (const [what, day, prose, date, kind] of [
    ['an undated list', '2026-04-02', 20, '', 'article'],
    ['a few dated rows', '2026-04-02', 50, '<i>2026-05-01</i>', 'article'],
    ['little text', '2026-04-02', 2, '<i>2026-05-01</i>', 'list'],
    ['the day is the newest row’s', '2026-05-01', 50, '<i>2026-05-01</i>', 'list'],
  ] as const)
    test(what, () => {
      const html = page('河岸步道昨日开放', `${story(day, prose)}<div id="side"><h3>论坛话题</h3><ul>${side(date)}</ul></div>`);
      expect(read(html).kind).toBe(kind);
    });
});

describe('a page with an attachment alone is a document where its heading is dated', () => {
  const file = '<p><a href="/file.pdf">预算表.pdf</a></p>';
  for (const [heading, below, kind] of [
    ['<h1>青禾县交通运输局年度部门预算</h1>', '<p>发布时间：2026-02-01</p>', 'article'],
    ['<h1>青禾县交通运输局年度部门预算</h1>', '<p>更新时间：2026-02-01</p>', 'unreadable'],
    ['<h1>预算公开</h1>', '<p>发布时间：2026-02-01</p>', 'unreadable'],
  ] as const)
    test(`${heading}${below}`, () =>
      expect(read(page('青禾县人民政府', `${MENU}${CRUMB}${heading}${below}${file}`)).kind).toBe(kind));
});

describe('a list whose titles speak of refusals stays a list', () => {
  for (const title of [
    '关于禁止访问水源保护区的通告', '关于G404国道封闭施工的公告', '网站防火墙采购项目中标公告', '关于网站升级维护的公告',
    '关于网站迁移的公告', '关于IP被限制访问问题的说明', '政务服务网滑动验证功能上线', '系统错误导致缴费失败的退款公告',
  ])
    test(title, () => {
      const row = `<ul class="list"><li><a href="/1.html">${title}</a><span>2026-11-02</span></li></ul>`;
      const reading = read(page('通知公告-青禾县人民政府', `${MENU}${CRUMB}${row}`));
      expect(reading.kind).toBe('list');
      expect(reading.items.map((item) => item.title)).toEqual([title]);
    });
});

describe('a column is blank in its own words', () => {
  for (const words of [
    '暂无信息', '该栏目暂无内容', '没有找到相关信息', '对不起，没有查询到相关记录', '暂未发布信息', '栏目正在建设中', '内容更新中，敬请期待',
    '查无资料', '无记录', 'No data', 'No records found.', '本栏目暂无文档！', '暂无可公开的来信与回复。',
    '暂无资料，感谢您的关注…', '暂无内容,请稍后再来',
  ])
    test(words, () => {
      const reading = read(page('项目进度-青禾县人民政府', `${MENU}${CRUMB}<ul class="list"><li>${words}</li></ul>`));
      expect(reading.kind).toBe('blank');
    });

  // “No more” says nothing of what there is; a count may be a script's that has not run.
  for (const words of ['暂无更多数据', '共0条记录'])
    test(`“${words}” is no proof`, () => {
      const reading = read(page('项目进度-青禾县人民政府', `${MENU}${CRUMB}<ul class="list"><li>${words}</li></ul>`));
      expect(reading.kind).toBe('unreadable');
    });
});
