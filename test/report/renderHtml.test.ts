import { load, type CheerioAPI } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/renderHtml.js';
import { cellStateNames, eventNames, statusName } from '../../src/report/words.js';
import { hostileRecord } from './hostileRecord.js';
import { cadence, record, runColumn } from './runPieces.js';
import { sampleRecord } from './sampleRecord.js';

const html = renderHtml(sampleRecord(), 'zh');
const page = load(html);
const words = (selector: string, from: CheerioAPI = page): string => from(selector).text().replace(/\s+/g, ' ');

describe('one file that opens offline', () => {
  test('allows itself no script and nothing from elsewhere', () => {
    const policy = page('meta[http-equiv="Content-Security-Policy"]').attr('content');
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; img-src data:/);
    expect(page('script, link, iframe, object, embed, base, form, [src], [srcset]')).toHaveLength(0);
    expect(page('style').text()).not.toMatch(/url\(|@import/);
  });

  test('leads only to web pages and to parts of itself', () => expectSafeLinks(page));

  test('the same record gives the same bytes', () => expect(renderHtml(sampleRecord(), 'zh')).toBe(html));

  test('is Chinese by its own word, English on request', () => {
    expect(page('html').attr('lang')).toBe('zh-CN');
    const english = load(renderHtml(sampleRecord(), 'en'));
    expect(english('html').attr('lang')).toBe('en');
    expect(words('h2', english)).toContain('Columns that could not be read');
    expect(english('th').text()).not.toContain('公开时限');
  });

  test('has its chapters in the order in which they are handed around', () =>
    expect(page('main > section').map((_, section) => page(section).attr('id')).get()).toEqual([
      'changes',
      'findings',
      'resolved',
      'doubts',
      'unreadable',
      'units',
      'ledger',
      'columns',
      'rules',
    ]));
});

describe('the headline', () => {
  test('says what was judged, when, and how much of it could be seen', () => {
    const headline = words('.headline');
    expect(headline).toContain('示范县政务公开栏目');
    expect(headline).toContain('2026年3月18日');
    expect(headline).toContain('2026-03-18 10:00 – 2026-03-18 10:06');
    expect(headline).toContain('判定 13 / 配置 15 个栏目');
  });

  for (const [status, number] of [
    ['overdue', 2],
    ['missing-period', 1],
    ['blank', 1],
    ['unreadable', 2],
    ['due', 2],
    ['fresh', 5],
    ['waived', 1],
    ['static', 1],
  ] as const)
    test(`counts ${number} ${status}`, () =>
      expect(words(`.tile.${status}`)).toBe(`${number}${statusName(status).zh}`));

  test('says that unreadable columns are counted neither as overdue nor as blank', () =>
    expect(words('.honest')).toBe('有 2 个栏目本次无法监测，既不计为超期，也不计为空白；原因和处理建议另列。'));

  test('says so of all of them where nothing could be read', () => {
    const { columns } = sampleRecord();
    const blind = load(renderHtml(record(columns.filter(({ verdict }) => verdict.status === 'unreadable')), 'zh'));
    expect(words('.honest', blind)).toContain('不对任何栏目是否超期或空白作出判断');
    expect(words('#findings .nothing', blind)).toContain('没有可以判定的栏目');
  });

  test('says that a run stopped on the way, and that a re-judged one visited nobody', () => {
    const stopped = load(renderHtml(record([], { finishedAt: null, kind: 'rejudge' }), 'zh'));
    expect(words('.headline', stopped)).toContain('未完成');
    expect(words('.headline', stopped)).toContain('未访问网站');
    expect(words('.headline', stopped)).toContain('配置中没有栏目');
  });

  test('with everything in order it says so and draws no empty chapters', () => {
    const fine = runColumn({ path: ['a'], cadence: cadence('monthly'), status: 'fresh', latest: '2026-03-01' });
    const calm = load(renderHtml(record([fine]), 'zh'));
    expect(words('#findings', calm)).toContain('在已判定的 1 个栏目中未发现超期、缺期或空白');
    expect(calm('.honest, #resolved, #doubts, .changes')).toHaveLength(0);
    expect(words('#unreadable', calm)).toContain('本次全部栏目均可读取');
  });
});

describe('the table people already use', () => {
  test('has their columns', () =>
    expect(page('#findings thead th').map((_, th) => page(th).text()).get()).toEqual([
      '序号',
      '单位',
      '栏目路径',
      '网址',
      '公开时限',
      '最后更新时间',
      '未更新天数',
      '问题描述',
      '依据',
      '发现时间',
    ]));

  test('has one row per finding that is held against a publisher, with what became of it', () => {
    expect(page('#findings tbody.finding')).toHaveLength(5);
    const first = page('#findings tbody.finding').first().text();
    for (const part of ['裕安区交通运输局', '建设管理股', '项目进度', '按月', '2025-12-30', '78', '超期', '2026-02-11', '持续'])
      expect(first).toContain(part);
    expect(first).toContain('裕安区政务公开任务分解表第12项');
  });

  test('holds nothing against a column that could not be read', () => {
    expect(words('#findings')).not.toContain('双公示');
    expect(words('#findings')).not.toContain('取水许可');
  });

  test('shows the evidence of a finding, with the words the date was read from', () => {
    const evidence = words('#findings tbody.finding:nth-of-type(1) .evidence');
    expect(evidence).toContain('2 页 37 条，最早 2023-02-14');
    expect(evidence).toContain('页面文字“2025-12-30”');
    expect(evidence).toContain('cadence-overdue|裕安区交通运输局/重大建设项目/项目进度');
    expect(page('#findings .evidence a[href="https://jtj.example.invalid/a/1.html"]')).toHaveLength(1);
  });

  test('names every lifecycle event somewhere', () => {
    for (const name of [eventNames.opened, eventNames.continuing, eventNames.reopened, eventNames.unverified])
      expect(words('.event')).toContain(name.zh);
    expect(words('#resolved')).toContain('缺少 2026年第5周的信息');
  });

  test('keeps doubts apart', () => {
    expect(words('#doubts')).toContain('日期晚于判定日');
    expect(words('#findings')).not.toContain('招生信息');
  });
});

describe('unreadable columns', () => {
  test('stand apart with reason, remedy and the last day they could be read', () => {
    const part = words('#unreadable');
    for (const expected of ['访问需要验证', '本工具不绕过', '2026-03-01', 'HTTP 412', '打开超时', '从未'])
      expect(part).toContain(expected);
  });

  test('keep the findings that wait to be checked again', () => {
    expect(words('#unreadable .waiting')).toContain('缺少 2025年10月的信息');
    expect(words('#unreadable .waiting')).toContain('发现时间 2025-11-03');
  });
});

describe('the ledger of periods', () => {
  for (const [state, name] of Object.entries(cellStateNames))
    test(`draws ${state} and explains it`, () => {
      // Most are on time, and those have no class.
      const cell = state === 'on-time' ? 'td:not([class])' : `td.${state}`;
      expect(page(`#ledger table.ledger ${cell}[title]`).length).toBeGreaterThan(0);
      expect(words('.legend')).toContain(name.zh);
    });

  test('every row fills its axis exactly', () => {
    page('table.ledger').each((_, table) => {
      const slots = page(table).find('thead tr:last-child th').length;
      page(table)
        .find('tbody tr')
        .each((__, row) => {
          const spans = page(row).find('td:not(.state)').map((___, td) => Number(page(td).attr('colspan') ?? 1)).get();
          expect(spans.reduce((sum, span) => sum + span, 0)).toBe(slots);
        });
    });
  });

  test('a quarter spans its three months, a year its twelve', () => {
    const spanOf = (period: string): string | undefined => page(`#ledger td[title^="${period}："]`).attr('colspan');
    expect(spanOf('2025年第1季度')).toBe('3');
    expect(spanOf('2025年下半年')).toBe('6');
    expect(spanOf('2025年')).toBe('12');
  });

  test('a cell says its period, what became of it, the item and the words its date was read from', () =>
    expect(page('#ledger td[title^="2025年3月："]').first().attr('title')).toBe(
      '2025年3月：迟发 6 天。《2025-03 情况公示》2025-03-31（页面文字“2025-03-31”）',
    ));

  test('a missing cell names the deadline it passed', () =>
    expect(page('#ledger td.missing').first().attr('title')).toBe('2025年7月：缺，截止日 2025-07-31 前未见信息'));

  test('realtime columns show their newest day and the days since', () => {
    const row = words('table.silence tr:contains("质量管理")');
    expect(row).toContain('2025-08-01');
    expect(row).toContain('229');
  });

  test('a column without a period to judge is not left out', () =>
    expect(words('table.ledger tr:contains("政府信息公开指南")')).toContain('没有可判定的周期'));
});

test('every column of the run is in the list of all columns, every rule in the list of rules', () => {
  expect(page('#columns tbody tr:not(.site-name)')).toHaveLength(15);
  expect(page('#rules tbody tr')).toHaveLength(6);
  expect(words('#columns')).toContain('页面文字“03-17”，年份为推断');
  expect(words('#rules')).toContain('国办秘函〔2019〕19号');
});

describe('hostile pages', () => {
  const hostileTexts = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></style><svg onload=alert(1)>',
    '\u202Egpj.exe\u202C',
    '&lt;b&gt; &amp;',
    '长'.repeat(1_000_000),
  ];
  for (const text of hostileTexts)
    test(`${JSON.stringify(text.slice(0, 32))} stays text wherever it stands`, () => {
      const hostile = renderHtml(hostileRecord(text, 'javascript:alert(1)'), 'zh');
      const read = load(hostile);
      expect(hostile.length).toBeLessThan(100_000);
      expect(read('script, img, svg:not(.bar)')).toHaveLength(0);
      expect(attributeNames(read).filter((name) => name.startsWith('on'))).toEqual([]);
      expect(hostile).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
      expectSafeLinks(read);
    });

  test('what a page said can still be read', () => {
    const read = load(renderHtml(hostileRecord('<script>alert(1)</script>', 'https://a.example.invalid/'), 'zh'));
    expect(words('#columns', read)).toContain('<script>alert(1)</script>');
    const turned = load(renderHtml(hostileRecord('a\u202Eb', 'https://a.example.invalid/'), 'zh'));
    expect(words('#columns', turned)).toContain('a[U+202E]b');
  });

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'ftp://a.example.invalid/',
    'https://a@b.example.invalid/',
  ])
    test(`${url} is shown and not linked`, () => {
      const read = load(renderHtml(hostileRecord('a', url), 'zh'));
      expect(read('main a:not([href^="#"])')).toHaveLength(0);
      expect(words('#findings', read)).toContain(url);
    });

  test('an over-long title is cut, with more of it on hovering', () => {
    const read = load(renderHtml(hostileRecord('长'.repeat(2000), 'https://a.example.invalid/'), 'zh'));
    const title = read('#columns a bdi[title]').last();
    expect(title.text().length).toBeLessThanOrEqual(60);
    expect(title.attr('title')).toHaveLength(500);
  });
});

function attributeNames(document: CheerioAPI): string[] {
  return document('*')
    .map((_, element) => Object.keys(document(element).attr() ?? {}))
    .get();
}

/** Every address in the document is http, https, or a part of the document that exists. */
function expectSafeLinks(document: CheerioAPI): void {
  document('[href], [src], [action], [xlink\\:href]').each((_, element) => {
    const href = document(element).attr('href') ?? '';
    if (href.startsWith('#')) expect(document(href)).toHaveLength(1);
    else expect(href).toMatch(/^https?:\/\//);
  });
}
