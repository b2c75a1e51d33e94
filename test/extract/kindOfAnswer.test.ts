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
    '查无资料', '无记录',
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
