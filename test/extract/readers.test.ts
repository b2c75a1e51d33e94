/** The endpoints that pages name for their lists, and the pages behind the first of what they answer. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';
import { nextJsonPages } from '../../src/extract/readers/jsonPages.js';
import type { PageRequest } from '../../src/model.js';

const origin = 'https://qinghe.example';
const today = '2026-03-17';

function fixture(name: string): string | null {
  const folder = new URL(`../../fixtures/pages/${name}/`, import.meta.url);
  const text = readFileSync(new URL('page.html', folder), 'utf8');
  const { given } = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as { given: { url: string } };
  return shown(readPage({ text, url: given.url }, { today }).listAt);
}

/** `/address` where it is asked by GET, `POST /address body` where it is posted. */
function shown(request: PageRequest | null): string | null {
  if (request === null || typeof request === 'string') return request;
  return `POST ${request.url} ${request.body.text}`;
}

function listAt(body: string, path = '/public/column/1?catId=7'): string | null {
  const text = `<html><body><div class="main"><h2>通知公告</h2><p>青禾县人民政府</p>${body}</div></body></html>`;
  return shown(readPage({ text, url: `${origin}${path}` }, { today }).listAt)?.replace(origin, '') ?? null;
}

const script = (text: string) => `<script>${text}</script>`;
const none = encodeURIComponent('暂无相关信息');

describe('the endpoint that brings a page’s list', () => {
  for (const [name, address] of [
    [
      'lonsun-shell-concatenated',
      `/chuzhou/site/label/8888?labelName=publicInfoList&organId=6596221&catId=7065111&result=${none}&pageIndex=1` +
        '&dateFormat=yyyy-MM-dd',
    ],
    [
      'jpaas-shell-several-units',
      '/api-gateway/jpaas-publish-server/front/page/build/unit?webId=4b1&pageId=9c2&tplSetId=7',
    ],
    [
      'ucap-shell',
      '/common/search/0123456789abcdef0123456789abcdef?_isAgg=true&_isJson=true&_pageSize=18&_template=index&page=1',
    ],
    ['gkmlpt-shell', '/gkmlpt/api/all/5?page=1&sid=759'],
    ['json-file-beside-page', '/zwgk/tzgg/ds_0123abcd4567.json'],
    ['frame-shell', '/zwgk/tzgg/list.html'],
  ] as const)
    test(name, () => expect(fixture(name)).toBe(`${origin}${address}`));

  test('lonsun-shell-data-object', () =>
    expect(fixture('lonsun-shell-data-object')).toBe(
      `POST ${origin}/site/label/8888 labelName=publicInfoList&siteId=6786551&organId=6596221&catId=7065111&type=4` +
        `&isDate=true&dateFormat=${encodeURIComponent('yyyy年MM月dd日')}&pageIndex=1&result=${none}`,
    ));

  const label = '/site/label/8888';
  const asked = `${label}?labelName=publicInfoList&catId=7`;
  const data = "labelName:'publicInfoList',catId:7";
  const dated = `${asked}&dateFormat=yyyy-MM-dd`;
  for (const [name, body, expected] of [
    ['by $.get', `$.get('${asked}', show); function show(html) {}`, dated],
    ['by .load', `$('#list').load("${asked}")`, dated],
    ['by fetch', `fetch('${asked}').then(show)`, dated],
    ['by XMLHttpRequest', `x.open('GET', '${asked}', true); x.send()`, dated],
    [
      'posted as a text', `x.open("POST","/site/label/8888");x.send("labelName=publicInfoList&catId=7")`,
      `POST ${label} labelName=publicInfoList&catId=7&dateFormat=yyyy-MM-dd`,
    ],
    ['$.ajax with a text', `$.ajax({url:'/site/label/8888',data:'labelName=publicInfoList&catId=7'})`, dated],
    ['$.ajax(url, settings)', `$.ajax('/site/label/8888',{data:{labelName:'publicInfoList',catId:7}})`, dated],
    ['asked twice, the same', `$.get('${asked}');$.get('${asked}')`, dated],
    ['with nothing to add', `$.get('${asked}', {}, show)`, dated],
    ['with a method for the answer', `$.ajax({url:'${label}',data:{${data}},success(h){}})`, dated],
    ['behind a comment', `/* by /* hand */ var type = 'text/*'; $.get('${asked}')`, dated],
    ['with days of no year', `$.get('${asked}&dateFormat=MM-dd')`, dated],
    ['without dates', `$.get('${asked}&isDate=false&dateFormat=')`, `${asked}&isDate=true&dateFormat=yyyy-MM-dd`],
    ['beside the tree of columns', `$.get('${asked}');$.get('/site/label/8888?labelName=columnTree&catId=7')`, dated],
  ] as const)
    test(`龙讯, ${name}`, () => expect(listAt(script(body))).toBe(expected));

  for (const [name, body] of [
    ['two lists', `$.get('${asked}');$.get('${asked}&type=6')`],
    ['the list of another catalogue than the page’s', `$.get('/site/label/8888?labelName=publicInfoList&catId=8')`],
    ['no catalogue', `$.get('/site/label/8888?labelName=publicInfoList')`],
    ['a catalogue that only running the script would tell', `$.get('${label}?labelName=publicInfoList&catId='+id)`],
    ['a name that is given two values', `var id=7;id=8;$.get('/site/label/8888?labelName=publicInfoList&catId=' + id)`],
    ['the words that somebody types', `$.get('${label}',{${data},key:$('#k').val()})`],
    ['data that stands elsewhere', `$.get('${asked}', search)`],
    ['an object with an entry that is only a name', `$.get('${label}',{${data},organ})`],
    ['an object that another is added to', `$.get('${label}',$.extend({${data}},x))`],
    ['a body that is put together elsewhere', `x.open('POST','${asked}');x.send(body)`],
    ['a sum', `$.get('/site/label/8888?labelName=publicInfoList&catId=' + 7 * 1)`],
    ['a call that is commented out', `//\n// $.get('${asked}');\n/* $.get('${asked}'); */ $.get('/other')`],
    ['a label that is no list', `$.get('/site/label/8888?labelName=columnTree&catId=7')`],
    ['an unclosed object', `$.ajax({url:'/site/label/8888',data:{labelName:'publicInfoList',catId:`],
  ] as const)
    test(`is not guessed from ${name}`, () => expect(listAt(script(body))).toBeNull());

  const unit = (named: string) =>
    `<script parsetype="buildstatic" ${named} url="/u" querydata="{'a':'1'}"></script>`;
  for (const [name, body] of [
    ['two frames', '<iframe src="a.html"></iframe><iframe src="b.html"></iframe>'],
    ['a frame too small to see', '<iframe src="a.html" height="0"></iframe>'],
    ['a hidden frame', '<div style="display:none"><iframe src="a.html"></iframe></div>'],
    ['a frame in a side box', '<div class="sidebar"><iframe src="a.html"></iframe></div>'],
    ['a frame of recommendations', '<iframe src="/hot.html"></iframe>'],
    ['a frame beside a script that loads data', '<iframe src="a.html"></iframe><script>$.get("/x")</script>'],
    ['two units of equal right', unit('').repeat(2)],
    [
      'two datastores yet to come',
      script(`$('#1').jpage({url:'/dataproxy.jsp',columnid:1,unitid:'1'});$('#2').jpage({columnid:2,unitid:'2'})`),
    ],
    ['a unit of navigation', unit('tagid="导航"')],
  ] as const)
    test(`is not taken from ${name}`, () => expect(listAt(body)).toBeNull());

  test('is not looked for where the page holds its list, was drawn, or refuses', () => {
    const call = script(`$.get('${asked}')`);
    const row = (day: number) =>
      `<li><a href="/${day}.html">关于开展第${day}次安全生产检查的通知</a><span>2026-03-0${day}</span></li>`;
    expect(listAt(`<ul>${[5, 4, 3, 2, 1].map(row).join('')}</ul>${call}`)).toBeNull();
    expect(readPage({ text: `<p>通知</p>${call}`, url: origin, drawn: true }, { today }).listAt).toBeNull();
    expect(readPage({ text: `<p>访问被拒绝</p>${call}`, url: origin, status: 403 }, { today }).listAt).toBeNull();
  });
});

// Reading that backtracks without end would run into the test's time-out.
test('scripts made to be read for ever come to an end', () => {
  const label = `'/site/label/8888?labelName=publicInfoList'`;
  const opening = ['/* ', '$.get(', `$.get(${label}+`, `$.ajax({url:${label},data:{`, `x.open('GET',`];
  for (const part of [...opening, 'a=a+', '((((', "'\\"]) {
    expect(() => listAt(script(label + part.repeat(200_000 / part.length))), part).not.toThrow();
  }
});

describe('the pages behind a JSON answer', () => {
  const at = `${origin}/common/search/ab?_pageSize=10&page=`;
  for (const [name, address, total, shown, expected] of [
    ['three pages', `${at}1`, 25, 10, [`${at}2`, `${at}3`]],
    ['exactly one page', `${at}1`, 10, 10, []],
    ['one record more than a page', `${at}1`, 11, 10, [`${at}2`]],
    ['the last page', `${at}3`, 25, 5, []],
    ['no total', `${at}1`, 0, 10, []],
    ['an address that does not count pages', `${origin}/api`, 25, 10, []],
    ['no address', 'ds.json', 25, 10, []],
  ] as const)
    test(name, () => expect(nextJsonPages(address, total, shown)).toEqual(expected));
});
