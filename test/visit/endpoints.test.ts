/**
 * Each system plays its three pages over real HTTP: what is asked, in which order and by which method, and that all rows
 * are read and known to be all.
 */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';
import type { Observation } from '../../src/model.js';
import { visitColumn } from '../../src/visit/visitColumn.js';
import type { Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, document, siteOf } from '../doors/pages.js';

const open = opened();
const today = '2026-03-17';
const DAYS = daysDown(25);
const ROWS_A_PAGE = 10;

type Answer = (path: string, asked: URLSearchParams, method: string, body: string) => string | null;

async function visit(at: string, answer: Answer, maxPages = 9) {
  const handler: Handler = (request, response, body = '') => {
    const address = new URL(request.url ?? '', 'http://a.invalid');
    const form = /^\s*\{/.test(body) ? [] : new URLSearchParams(body);
    const asked = new URLSearchParams([...address.searchParams, ...form]);
    const text = answer(address.pathname, asked, request.method ?? '', body);
    response.writeHead(text === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(text ?? '');
  };
  const server = await open.server(handler);
  const crawler = open.crawler({ retries: 0, timeoutMs: 3_000 }, { browserPath: null });
  const column = columnOf(server.origin + at, { render: 'auto' });
  const settings = { today, windowStart: '2020-01-01', maxPages };
  const { observation } = await visitColumn(crawler, siteOf(server.origin), column, settings);
  const questions = server.seen.map(({ method, path, body }) => decodeURIComponent([method, path, body].join(' ').trim()));
  const referers = server.seen.map(({ headers }) => headers['referer']?.slice(server.origin.length));
  return { observation, questions, referers };
}

function daysOf(observation: Observation) {
  if (observation.outcome !== 'list') throw new Error(JSON.stringify(observation));
  return observation.items.map(({ date }) => date?.day);
}

const title = (day: string) => `关于做好公路养护验收工作的通知${day.replaceAll('-', '')}`;
const row = (day: string) => `<li><a href="/art/${day}.html">${title(day)}</a><span>${day}</span></li>`;
const list = (days: string[]) => `<ul class="list">${days.map(row).join('\n')}</ul>`;
/** The rows of page 1, 2 or 3; none behind them. */
const page = (number: number, size = ROWS_A_PAGE) => DAYS.slice((number - 1) * size, number * size);
const records = (days: string[], dateField: string) =>
  days.map((day) => ({ title: title(day), url: `/art/${day}.html`, [dateField]: `${day} 09:00:00` }));
const shell = (script: string) => document(`<div id="list"></div><script>${script}</script>`);
const unit = '/front/page/build/unit';

interface System {
  name: string;
  at?: string;
  answer: Answer;
  /** What must be asked behind the column's own page, in this order: parts of `METHOD address body`. */
  asked: string[];
}

const lonsun = (method: 'GET' | 'POST'): System => ({
  name: `龙讯 by ${method}`,
  answer: (path, asked, by) => {
    if (path === '/col/') {
      return shell(`function load(pageIndex) { $.ajax({type: '${method}', url: '/site/label/8888', data: {
        labelName: 'publicInfoList', catId: 7, pageIndex: pageIndex, pageSize: 10, isDate: true, dateFormat: 'MM-dd',
        result: '暂无相关信息'}, success: function (html) { $('#list').html(html); }}); } load(1);`);
    }
    if (path !== '/site/label/8888' || by !== method || asked.get('dateFormat') !== 'yyyy-MM-dd') return null;
    const index = Number(asked.get('pageIndex'));
    return `${list(page(index))}<script>Ls.pagination('#page', show, {pageCount:3,pageIndex:${index}});</script>`;
  },
  asked: [1, 2, 3].map((index) => (method === 'GET' ? `GET /site/label/8888?` : 'POST /site/label/8888 ') + `…pageIndex=${index}`),
});

const hanweb = (type: 'GET' | 'POST'): System => ({
  name: `大汉 by ${type}`,
  answer: (path, asked, by) => {
    const store = (days: string[]) => `<datastore><totalrecord>25</totalrecord><recordset>${days
      .map((day) => `<record><![CDATA[${row(day)}]]></record>`).join('')}</recordset></datastore>`;
    if (path === '/col/') {
      const settings = `url:'/module/web/jpage/dataproxy.jsp',type:'${type.toLowerCase()}'`;
      return document(`<div id="3"><script type="text/xml">${store(page(1))}</script></div><script>$('#3').jpage({
        totalRecord:25, perPage:10, ajaxParam:{${settings}, data:{columnid:12, unitid:'3', webid:4}}});</script>`);
    }
    if (path !== '/module/web/jpage/dataproxy.jsp' || by !== type || asked.get('columnid') !== '12') return null;
    return store(DAYS.slice(Number(asked.get('startrecord')) - 1, Number(asked.get('endrecord'))));
  },
  asked: [11, 21].map((from) => `${type} /module/web/jpage/dataproxy.jsp?…startrecord=${from}&endrecord=${from + 9}`),
});

const SYSTEMS: System[] = [
  lonsun('GET'), lonsun('POST'), hanweb('GET'), hanweb('POST'),
  {
    name: '开普云',
    answer: (path, asked) => {
      const search = `/common/search/${'0a'.repeat(16)}`;
      if (path === '/col/') return shell(`$.getJSON('${search}', {_isJson: true, _pageSize: 10, page: pageNo}, draw);function draw(a){}`);
      const results = records(page(Number(asked.get('page'))), 'publishedTimeStr');
      return path === search ? JSON.stringify({ data: { results, total: 25 } }) : null;
    },
    asked: [1, 2, 3].map((number) => `GET /common/search/…page=${number}`),
  },
  {
    name: 'gkmlpt',
    at: '/gkmlpt/index#5',
    answer: (path, asked) => {
      if (path === '/gkmlpt/index') return shell('window._CONFIG={SID:759,TREE:[]};$.get("/gkmlpt/api/" + path)');
      const articles = records(page(Number(asked.get('page'))), 'display_publish_time');
      return path === '/gkmlpt/api/all/5' ? JSON.stringify({ classify: { post_count: 25 }, articles }) : null;
    },
    asked: [1, 2, 3].map((number) => `GET /gkmlpt/api/all/5?page=${number}&sid=759`),
  },
  {
    name: '税务, a form by POST',
    answer: (path, asked, method) => {
      if (path === '/col/') {
        return shell(`var channelId = 'd34fa7ad03f84f'; $.post('/getFileListByCodeId',
          {codeId: '', channelId: channelId, page: 1, size: 10}, function (json) {});`);
      }
      const data = { results: records(page(Number(asked.get('page'))), 'publishedTimeStr'), total: 25 };
      return method === 'POST' && asked.get('channelId') ? JSON.stringify({ results: { data } }) : null;
    },
    asked: [1, 2, 3].map((number) => `POST /getFileListByCodeId …channelId=d34fa7ad03f84f&page=${number}&size=10`),
  },
  {
    name: '浦东, JSON by POST',
    answer: (path, _asked, method, body) => {
      if (path === '/col/') {
        return shell(`axios.post('/zwgk-search-front/api/data/affair',
          {channelList: ['5144'], pageNo: 1, pageSize: 10}).then(draw);`);
      }
      if (method !== 'POST' || !body.includes('"channelList":["5144"]')) return null;
      const number = (JSON.parse(body) as { pageNo: number }).pageNo;
      return JSON.stringify({ code: 200, data: { list: records(page(number), 'display_date'), total: 25 } });
    },
    asked: [1, 2, 3].map((number) => `POST /zwgk-search-front/api/data/affair …"pageNo":${number},"pageSize":10`),
  },
  {
    name: '苏州',
    answer: (path, asked) => {
      if (path === '/col/') {
        return shell(`var url = '/szinf/info/getInfoCommon/?pagesize=10&currpage=1&channelid=5057';
          $.ajax({url: url, dataType: 'json', success: function (json) {}});`);
      }
      const infolist = records(page(Number(asked.get('currpage'))), 'pubtime');
      return asked.get('channelid') === '5057' ? JSON.stringify({ total: 25, infolist }) : null;
    },
    asked: [1, 2, 3].map((number) => `GET /szinf/info/getInfoCommon/?…currpage=${number}`),
  },
  {
    name: '大汉 JPAAS',
    answer: (path, asked) => {
      const query = `{'webId':'1','pageId':'2','paramJson':'{&quot;pageNo&quot;:1,&quot;pageSize&quot;:10}'}`;
      if (path === '/col/') return document(`<script parseType="bulidstatic" url="${unit}" querydata="${query}"></script>`);
      const { pageNo } = JSON.parse(asked.get('paramJson') ?? '{}') as { pageNo: number };
      return JSON.stringify({ success: true, data: { html: list(page(pageNo)), total: 25 } });
    },
    asked: [1, 2, 3].map((number) => `GET ${unit}?…"pageNo":${number},"pageSize":10`),
  },
  {
    name: '金融监管总局, pages in file names',
    answer: (path) => {
      const file = (number: number) => `/static/data/data_itemId=915,pageIndex=${number},pageSize=10.json`;
      if (path === '/col/') return shell(`$.getJSON('${file(1)}', draw);function draw(json){}`);
      const number = [1, 2, 3].find((one) => path === file(one)) ?? 9;
      return JSON.stringify({ data: { rows: records(page(number), 'publishDate'), total: 25 } });
    },
    asked: [1, 2, 3].map((number) => `GET /static/data/data_itemId=915,pageIndex=${number},pageSize=10.json`),
  },
  {
    name: '拓尔思, createPageHTML of two numbers',
    answer: (path) => {
      const number = path === '/col/' ? 1 : Number(/^\/col\/index_(\d)\.html$/.exec(path)?.[1] ?? 8) + 1;
      return document(`${list(page(number))}<script>createPageHTML(3, ${number - 1}, "index", "html");</script>`);
    },
    asked: ['GET /col/index_1.html', 'GET /col/index_2.html'],
  },
  {
    name: '拓尔思, createPageHTML that counts records first',
    answer: (path) => {
      const number = path === '/col/' ? 1 : Number(/^\/col\/index_(\d)\.shtml$/.exec(path)?.[1] ?? 8) + 1;
      return document(`${list(page(number))}<script>createPageHTML(25,3,${number - 1},"index","shtml",10);</script>`);
    },
    asked: ['GET /col/index_1.shtml', 'GET /col/index_2.shtml'],
  },
  {
    name: '博达, downwards',
    at: '/xw/tzgg.htm',
    answer: (path) => {
      const number = path === '/xw/tzgg.htm' ? 1 : 4 - Number(/^\/xw\/tzgg\/(\d)\.htm$/.exec(path)?.[1] ?? 0);
      return document(`${list(page(number))}<div class="pb_sys_common">共25条 ${number}/3</div>`);
    },
    asked: ['GET /xw/tzgg/2.htm', 'GET /xw/tzgg/1.htm'],
  },
  {
    name: 'easysite, the address beside a link that runs a script',
    answer: (path, asked) => {
      const number = Number(asked.get('currentPage') ?? 1);
      const next = `/eportal/ui?pageId=7&currentPage=${number + 1}`;
      const link = `<a href="javascript:void(0)" onclick="query(this)" tagname="${next}">下一页</a>`;
      return path === '/art' ? null : document(`${list(page(number))}<div class="page">共3页 ${number < 3 ? link : ''}</div>`);
    },
    asked: ['GET /eportal/ui?pageId=7&currentPage=2', 'GET /eportal/ui?pageId=7&currentPage=3'],
  },
  {
    name: 'a pager of which only the last page is linked',
    answer: (_path, asked) => {
      const number = Number(asked.get('page') ?? 1);
      return document(`${list(page(number))}<div class="pages">共3页<a href="/col/?page=3">尾页</a></div>`);
    },
    asked: ['GET /col/?page=2', 'GET /col/?page=3'],
  },
];

describe('three pages of 25 rows are asked for once each, in order, and known to be all', () => {
  for (const { name, at = '/col/', answer, asked } of SYSTEMS)
    test(name, async () => {
      const { observation, questions } = await visit(at, answer);
      expect(daysOf(observation)).toEqual(DAYS);
      expect(observation).toMatchObject({ completeSince: null, pages: 3 });
      expect(questions[0]).toBe(`GET ${at.replace(/#.*/, '')}`);
      expect(questions).toHaveLength(asked.length + 1);
      for (const [index, expected] of asked.entries())
        for (const part of expected.split('…')) expect(questions[index + 1]).toContain(part);
    });
});

test('an endpoint is told which page asks it, on every page', async () => {
  const system = SYSTEMS.find(({ name }) => name.startsWith('大汉 JPAAS'));
  if (!system) throw new Error('no JPAAS among the systems');
  const { questions, referers } = await visit('/col/', system.answer);
  expect(questions.length).toBeGreaterThan(2);
  expect(referers).toEqual([undefined, ...questions.slice(1).map(() => '/col/')]);
});

test('a visit that may read two pages asks for two, and says how far it saw', async () => {
  const { answer, asked } = lonsun('POST');
  const { observation, questions } = await visit('/col/', answer, 2);
  expect(daysOf(observation)).toEqual(DAYS.slice(0, 20));
  expect(observation).toMatchObject({ completeSince: DAYS[19] });
  expect(questions).toHaveLength(asked.length);
});

describe('a list whose end was not seen is not taken for whole', () => {
  test('JPAAS that gives its first page whatever is asked: noticed on the second', async () => {
    const { observation, questions } = await visit('/col/', (path) =>
      path === '/col/'
        ? document(`<script parseType="bulidstatic" url="${unit}" querydata="{'webId':'1','pageId':'2','pageNo':'1'}"></script>`)
        : JSON.stringify({ success: true, data: { html: list(page(1)), total: 25 } }),
    );
    expect(daysOf(observation)).toEqual(page(1));
    expect(observation).toMatchObject({ completeSince: page(1).at(-1), pages: 1 });
    expect(questions).toHaveLength(3);
  });

  test('a stub instead of the second page', async () => {
    const stub = '<html><head><title></title></head><body><script>var a=1;</script></body></html>'.padEnd(350);
    const { observation, questions } = await visit('/col/', (path) =>
      path === '/col/' ? document(`${list(page(1))}<script>createPageHTML(3, 0, "index", "html");</script>`) : stub,
    );
    expect(observation).toMatchObject({ completeSince: page(1).at(-1), pages: 1 });
    expect(questions).toHaveLength(2);
  });

  test('a total that the pages do not add up to', async () => {
    const { observation } = await visit('/col/', (path, asked) => {
      if (path === '/col/') return shell(`$.getJSON('/common/search/${'0a'.repeat(16)}?page=1&_pageSize=10', f);function f(){}`);
      const results = records(page(Number(asked.get('page'))).slice(0, 9), 'publishedTimeStr');
      return JSON.stringify({ data: { results, total: 25 } });
    });
    expect(daysOf(observation)).toHaveLength(23);
    expect(observation).toMatchObject({ completeSince: DAYS.at(-1) });
  });
});

describe('what is posted', () => {
  const posting = (address: string, data: string) => (path: string) =>
    path === '/col/' ? shell(`$.post('${address}', ${data}, function (html) {});`) : list(page(1));
  const label = "labelName: 'publicInfoList', catId: 7";

  test('is only posted to the column’s own site', async () => {
    const other = await open.server({});
    const { observation, questions } = await visit('/col/', posting(`${other.origin}/site/label/8888`, `{${label}}`));
    expect(observation).toMatchObject({ outcome: 'unreadable' });
    expect([...questions, ...other.seen]).toEqual(['GET /col/']);
  });

  test('is nothing that asks for a password', async () => {
    const { questions } = await visit('/col/', posting('/site/label/8888', `{${label}, password: 'x'}`));
    expect(questions).toEqual(['GET /col/']);
  });

  test('is asked once where it fails', async () => {
    const { questions } = await visit('/col/', (path) =>
      path === '/col/' ? shell(`$.post('/site/label/8888', {${label}}, function (html) {});`) : null,
    );
    expect(questions).toHaveLength(2);
  });
});

test('a parent’s list says that it gathers its children’s items', () => {
  const gathers = (url: string, base?: string) => readPage({ text: list(page(1)), url, base }, { today }).gathers;
  const label = 'https://qinghe.example/site/label/8888?labelName=publicInfoList';
  expect(gathers(`${label}&catId=7`)).toBe(false);
  expect(gathers(`${label}&catIds=7,7`)).toBe(false);
  expect(gathers(`${label}&catIds=7,8`)).toBe(true);
  expect(gathers(`${label}&catId=7&isParent=true`)).toBe(true);
  expect(gathers(`${label}&catId=7`, 'https://qinghe.example/public/column/1?catId=7&isParent=true')).toBe(true);
  expect(gathers('https://qinghe.example/list.html?isParent=true')).toBe(false);
});
