/** Lists that an endpoint brings, over real servers on loopback and never with a browser. */
import { describe, expect, test } from 'vitest';
import { fragmentColumns } from '../../fixtures/demo/fragmentColumns.js';
import { fragmentSite } from '../../fixtures/demo/fragmentSite.js';
import type { Column, Observation } from '../../src/model.js';
import { isOfSameSite } from '../../src/visit/readAddress.js';
import { visitColumn } from '../../src/visit/visitColumn.js';
import { html, type Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, document, siteOf } from '../doors/pages.js';

const open = opened();
const today = '2026-03-17';
const label = '/site/label/8888';
const asked = `${label}?labelName=publicInfoList&catId=7`;

interface Asked {
  pages: Record<string, string | Handler>;
  at?: string;
  render?: Column['render'];
  windowStart?: string;
}

async function visit({ pages, at = '/gk/col/', render = 'auto', windowStart = '2026-01-01' }: Asked) {
  const handlers = Object.entries(pages).map(([path, page]) => [path, typeof page === 'string' ? html(page) : page]);
  const server = await open.server(Object.fromEntries(handlers));
  const crawler = open.crawler({ retries: 0, timeoutMs: 3_000 }, { browserPath: null });
  const column = columnOf(`${server.origin}${at}`, { render });
  const settings = { today, windowStart, maxPages: 5 };
  const { observation, finalUrl, pages: fetched } = await visitColumn(crawler, siteOf(server.origin), column, settings);
  const seen = server.seen.map(({ path }) => path);
  const asked = server.seen.map(({ method, path, body }) => [method, path, body].join(' ').trim());
  return { observation, finalUrl, fetched, origin: server.origin, seen, asked };
}

function itemsOf(observation: Observation) {
  if (observation.outcome !== 'list') throw new Error(JSON.stringify(observation));
  return observation.items;
}

function rows(days: string[], folder = 'art/'): string {
  const row = (day: string, index: number) =>
    `<li><a href="${folder}${day}-${index}.html">关于做好第${index + 1}批公路养护验收工作的通知</a><span>${day}</span></li>`;
  return `<ul class="list">${days.map(row).join('\n')}</ul>`;
}

const script = (text: string) => document(`<div id="list"></div><script>${text}</script>`);
const lonsun = script(`$.ajax({type:'POST',url:'${label}',data:{labelName:'publicInfoList',catId:7,pageIndex:1,
  result:'暂无相关信息'},success:function(h){$('#list').html(h)}});`);
const json = (value: unknown): Handler => (_request, response) =>
  void response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(value));

describe('a list that an endpoint brings takes two requests and no browser', () => {
  const unit = '/front/page/build/unit';
  const query = "{'webId':'1','pageId':'2'}";
  const jpaas = document(`<script parseType="bulidstatic" url="${unit}" querydata="${query}"></script>`);
  const search = `/common/search/${'0a'.repeat(16)}`;
  const ucap = script(`$.getJSON('${search}',{_isJson:true,_pageSize:5,page:1},draw);function draw(json){}`);
  const written = daysDown(5).map((day) => ({ day, title: `关于${day}养护工作的通知`, url: `art/${day}-0.html` }));
  const records = written.map(({ day, ...one }) => ({ ...one, publishedTimeStr: day }));
  const catalogue = script(`window._CONFIG={SID:759,TREE:[]};`);
  const answered = {
    classify: { post_count: 5 },
    articles: written.map(({ day, ...one }) => ({ ...one, display_publish_time: day })),
  };
  const frame = document('<iframe src="inner/list.html" width="100%"></iframe>');
  const framed = document(rows(daysDown(5)));
  const data = '<ul id="showData0" data="datasource:0ab1"></ul><script>fetch("/js/" + name)</script>';
  const file = { datasource: written.map(({ day, url, title }) => ({ title, publishUrl: url, publishTime: day })) };

  for (const [name, page, endpoint, answer, at, folder] of [
    ['龙讯', lonsun, label, html(rows(daysDown(5))), '/gk/col/', '/gk/col/art/'],
    ['大汉 JPAAS', jpaas, unit, json({ success: true, data: { html: rows(daysDown(5)) } }), '/gk/col/', '/gk/col/art/'],
    ['开普云', ucap, search, json({ data: { results: records, total: 5 } }), '/gk/col/', '/gk/col/art/'],
    ['gkmlpt', catalogue, '/gkmlpt/api/all/5', json(answered), '/gkmlpt/index#5', '/gkmlpt/art/'],
    ['a JSON file', document(data), '/gk/col/ds_0ab1.json', json(file), '/gk/col/', '/gk/col/art/'],
    ['a frame', frame, '/gk/col/inner/list.html', html(framed), '/gk/col/', '/gk/col/inner/art/'],
  ] as const)
    for (const render of ['auto', 'http'] as const)
      test(`${name}, render ${render}`, async () => {
        const pages = { [at.replace(/#.*/, '')]: page, [endpoint]: answer };
        const { observation, finalUrl, fetched, origin, seen } = await visit({ pages, at, render });
        expect(itemsOf(observation).map(({ date }) => date?.day)).toEqual(daysDown(5));
        expect(itemsOf(observation)[0]?.url).toBe(`${origin}${folder}${daysDown(1)[0]}-0.html`);
        expect(seen.map((path) => path.split('?')[0])).toEqual([at.replace(/#.*/, ''), endpoint]);
        expect(finalUrl.replace(/#.*/, '')).toBe(`${origin}${at.replace(/#.*/, '')}`);
        expect(fetched.map(({ by }) => by)).toEqual(['http', 'http']);
      });

  test('the question is the page’s own, and dates are asked for in full where it does not say', async () => {
    const { asked } = await visit({ pages: { '/gk/col/': lonsun, [label]: rows(daysDown(5)) } });
    expect(asked[1]).toMatch(`POST ${label} `);
    const query = new URLSearchParams(asked[1]?.split(' ')[2]);
    expect(Object.fromEntries(query)).toEqual({
      labelName: 'publicInfoList', catId: '7', pageIndex: '1', result: '暂无相关信息', dateFormat: 'yyyy-MM-dd',
    });
  });

  test('the words that the page gave for “none” are a blank', async () => {
    const { observation, seen } = await visit({ pages: { '/gk/col/': lonsun, [label]: '<p>暂无相关信息</p>' } });
    expect(observation).toMatchObject({ outcome: 'blank' });
    expect(seen).toHaveLength(2);
  });

  test('a short fragment is not known whole, its pager may stand around it; a frame shows its own', async () => {
    const fragment = await visit({ pages: { '/gk/col/': lonsun, [label]: rows(daysDown(5)) } });
    expect(fragment.observation).toMatchObject({ outcome: 'list', completeSince: daysDown(5).at(-1) });
    const inFrame = await visit({ pages: { '/gk/col/': frame, '/gk/col/inner/list.html': framed } });
    expect(inFrame.observation).toMatchObject({ outcome: 'list', completeSince: null });
  });

  test('a page that holds its list is not asked for another', async () => {
    const page = document(`${rows(daysDown(5))}<script>$.get('${asked}')</script>`);
    const { observation, seen } = await visit({ pages: { '/gk/col/': page, [label]: rows(daysDown(9)) } });
    expect(itemsOf(observation)).toHaveLength(5);
    expect(seen).toEqual(['/gk/col/']);
  });
});

test('further pages are the endpoint’s, and their links stand in the column’s page', async () => {
  const answer: Handler = (request, response, body) => {
    const index = Number(new URLSearchParams(body).get('pageIndex'));
    const days = daysDown(10, daysDown(index * 10 - 9).at(-1));
    const link = `<a href="/gk/col/?pageIndex=${index + 1}">下一页</a>`;
    html(`${rows(days)}${link}<script>var page={pageIndex:${index},pageCount:3}</script>`)(request, response);
  };
  const { observation, origin, asked: questions } = await visit({ pages: { '/gk/col/': lonsun, [label]: answer } });
  expect(itemsOf(observation).map(({ date }) => date?.day)).toEqual(daysDown(30));
  expect(itemsOf(observation)[29]?.url).toBe(`${origin}/gk/col/art/${daysDown(30).at(-1)}-9.html`);
  expect(questions.map((question) => /^POST.*pageIndex=(\d)/.exec(question)?.[1])).toEqual([undefined, '1', '2', '3']);
  expect(observation).toMatchObject({ completeSince: null });
});

test('the demo’s site of fragments and datastores is read in full without a browser', async () => {
  const demo = fragmentSite(today);
  const server = await open.server((request, response) => {
    const { status, headers, body } = demo.answer(request.url ?? '/');
    response.writeHead(status, headers).end(body);
  });
  const crawler = open.crawler({ retries: 0, timeoutMs: 3_000 }, { browserPath: null });
  for (const { path, address, delivery, rows: planted } of fragmentColumns(today)) {
    if (delivery !== 'fragment' && delivery !== 'datastore') continue;
    const column = columnOf(`${server.origin}${address}`, { render: 'auto' });
    const settings = { today, windowStart: '2020-01-01', maxPages: 9 };
    const { observation } = await visitColumn(crawler, siteOf(server.origin), column, settings);
    const days = planted.map(({ day }) => day);
    if (days.length === 0) expect(observation, path.join(' > ')).toMatchObject({ outcome: 'blank' });
    else expect(itemsOf(observation).map(({ date }) => date?.day), path.join(' > ')).toEqual(days);
  }
});

describe('what is no answer leaves the page as it was', () => {
  const failing: Handler = (_request, response) => void response.writeHead(500).end('error');
  const away: Handler = (_request, response) => void response.writeHead(302, { location: '/' }).end();
  const home = document(rows(daysDown(8)));
  for (const [name, answer] of [
    ['an error', failing],
    ['no page', undefined],
    ['the home page', away],
    ['a block', document('<p>您的访问被拒绝</p>')],
    ['a challenge', '<script>document.cookie="__jsl_clearance_s=1";location.href=location.pathname</script>'],
    ['nothing', ''],
    ['words that prove nothing', '<p>请稍候</p>'],
    ['a list of no records, without words', json({ success: true, data: { results: [], total: 0 } })],
    ['an error with a list of nothing', json({ success: false, msg: '系统错误', data: [] })],
  ] as const)
    for (const [render, reason] of [['auto', 'no-browser'], ['http', 'js-shell']] as const)
      test(`${name}, render ${render}: ${reason}`, async () => {
        const pages = { '/gk/col/': lonsun, '/': home, ...(answer === undefined ? {} : { [label]: answer }) };
        const { observation, finalUrl, origin } = await visit({ pages, render });
        expect(observation).toMatchObject({ outcome: 'unreadable', reason });
        expect(finalUrl).toBe(`${origin}/gk/col/`);
      });

  test('an endpoint on another host is not asked', async () => {
    const other = await open.server({ [label]: html(rows(daysDown(5))) });
    const page = script(`$.get('${other.origin}${asked}')`);
    const { observation, seen } = await visit({ pages: { '/gk/col/': page } });
    expect(observation).toMatchObject({ outcome: 'unreadable', reason: 'no-browser' });
    expect([...seen, ...other.seen]).toEqual(['/gk/col/']);
  });

  test('a column that was sent home asks for nothing there', async () => {
    const pages = { '/gk/col/': away, '/': lonsun, [label]: rows(daysDown(5)) };
    const { seen } = await visit({ pages, render: 'http' });
    expect(seen).toEqual(['/gk/col/', '/']);
  });
});

describe('one site', () => {
  for (const [one, two, same] of [
    ['https://www.chuzhou.gov.cn/a', 'http://www.chuzhou.gov.cn/b', true],
    ['https://www.chuzhou.gov.cn/', 'https://api.chuzhou.gov.cn/', true],
    ['https://chuzhou.gov.cn/', 'https://www.chuzhou.gov.cn/', true],
    ['https://czj.ah.gov.cn/', 'https://kjt.ah.gov.cn/', false],
    ['https://chuzhou.gov.cn/', 'https://gov.cn/', false],
    ['https://www.chuzhou.gov.cn/', 'https://notchuzhou.gov.cn/', false],
    ['http://127.0.0.1:81/', 'http://127.0.0.1:82/', false],
    ['http://1.127.0.0/', 'http://127.0.0/', false],
    ['https://some.example/', 'no address', false],
  ] as const)
    test(`${one} and ${two}: ${same}`, () => {
      expect(isOfSameSite(one, two)).toBe(same);
      expect(isOfSameSite(two, one)).toBe(same);
    });
});
