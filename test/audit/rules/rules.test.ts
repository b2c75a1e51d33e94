import { describe, expect, test } from 'vitest';
import { lifecycle } from '../../../src/audit/lifecycle.js';
import { rules } from '../../../src/audit/rules/index.js';
import type { Column, Finding, History, UnreadableReason, VisitFact } from '../../../src/model.js';
import { columnOf, itemOf, judge, listSeen, unreadableSince, untold, visitOf } from '../builders.js';

const today = '2026-11-23';

function findingOf(rule: string, column: Column, history: History): Finding {
  const finding = judge(column, history, today).findings.find((each) => each.rule === rule);
  if (!finding) throw new Error(`no finding of ${rule}`);
  return finding;
}

function seen(days: readonly string[]): History {
  return listSeen(days.map((day) => itemOf(day)), today);
}

describe('every rule', () => {
  test('has an id of its own and says in both tongues what it is, why, and where it comes from', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    for (const rule of rules)
      for (const words of [rule.title, rule.reason, rule.source]) {
        expect(words.zh).not.toBe('');
        expect(words.en).not.toBe('');
      }
  });

  test('is as sure of its source as its words say', () => {
    for (const { sure, source, basis } of rules) {
      if (sure === 'second-hand') expect(source.zh).toMatch(/转载|转引|转述|通报|未见原文/);
      if (basis === 'law') expect(sure).toBe('law');
    }
  });

  test('says whether its source was read in the original, where it names a document of the State Council', () => {
    for (const rule of rules.filter((each) => each.source.zh.includes('国办')))
      expect(rule.source.zh).toMatch(/据第三方转载核对|据转引/);
  });
});

for (const [kind, days, zh, en] of [
  ['daily', ['2026-11-18'], '承诺按日公开，缺2026-11-19、2026-11-20信息；最后更新2026-11-18，已5天未更新。',
    'Promised daily; nothing for 2026-11-19, 2026-11-20; last update 2026-11-18, 5 days ago.'],
  ['weekly', ['2026-11-12'], '承诺按周公开，缺2026年第47周（11-16至11-22）信息；最后更新2026-11-12，已11天未更新。',
    'Promised weekly; nothing for week 47 of 2026 (11-16 to 11-22); last update 2026-11-12, 11 days ago.'],
  ['monthly', ['2026-08-12'], '承诺按月公开，缺2026年9月、10月信息；最后更新2026-08-12，已103天未更新。',
    'Promised monthly; nothing for September 2026, October 2026; last update 2026-08-12, 103 days ago.'],
  ['monthly', ['2025-02-12'], '承诺按月公开，缺2025年3月至2026年10月共20期信息；最后更新2025-02-12，已649天未更新。',
    'Promised monthly; nothing for March 2025 to October 2026 (20 periods); last update 2025-02-12, 649 days ago.'],
  ['quarterly', ['2025-08-12'], '承诺按季公开，缺2025年第四季度、2026年第一季度、第二季度、第三季度信息；最后更新2025-08-12，已468天未更新。',
    'Promised quarterly; nothing for Q4 2025, Q1 2026, Q2 2026, Q3 2026; last update 2025-08-12, 468 days ago.'],
  ['half-yearly', ['2025-08-12'], '承诺按半年公开，缺2026年上半年信息；最后更新2025-08-12，已468天未更新。',
    'Promised half-yearly; nothing for first half of 2026; last update 2025-08-12, 468 days ago.'],
  ['yearly', ['2024-08-12'], '承诺按年公开，缺2025年度信息；最后更新2024-08-12，已833天未更新。',
    'Promised yearly; nothing for 2025; last update 2024-08-12, 833 days ago.'],
] as const)
  test(`cadence-overdue, ${kind}, is worded as the field words it`, () =>
    expect(findingOf('cadence-overdue', columnOf(kind), seen(days)).description).toEqual({ zh, en }));

for (const [kind, days, zh] of [
  ['daily', ['2026-11-18', '2026-11-20'], '缺少2026-11-19信息。'],
  ['weekly', ['2026-11-05', '2026-11-17'], '缺少2026年第46周（11-09至11-15）信息。'],
  ['monthly', ['2026-09-05', '2026-11-05'], '缺少2026年10月信息。'],
  ['quarterly', ['2025-12-05', '2026-06-05', '2026-07-05', '2026-10-05'], '缺少2026年第一季度信息。'],
  ['half-yearly', ['2025-12-05', '2026-07-05'], '缺少2026年上半年信息。'],
  ['yearly', ['2024-12-05', '2026-07-05'], '缺少2025年度信息。'],
] as const)
  test(`missing-period, ${kind}: ${zh}`, () =>
    expect(findingOf('missing-period', columnOf(kind), seen(days)).description.zh).toBe(zh));

test('missing-period shows its deadline, the filled periods on either side, and the promise', () => {
  const column = columnOf('monthly', { source: '局公开目录第3条' });
  const { evidence } = findingOf('missing-period', column, seen(['2026-08-05', '2026-11-05']));
  const pieces = evidence.map(({ label, text }) => `${label.zh}: ${text}`);
  expect(pieces).toEqual([
    '栏目网址: https://site.example.invalid/a/',
    '最近监测日期: 2026-11-23',
    '缺少的周期（期限）: 2026-09 (2026-09-30)',
    '之前有信息的周期（2026-08）: 2026-08-05 “2026-08-05” [row-text] 信息 2026-08-05',
    '之后有信息的周期（2026-11）: 2026-11-05 “2026-11-05” [row-text] 信息 2026-11-05',
    '公开时限依据: 局公开目录第3条',
  ]);
});

test('cadence-overdue can be checked: page, visit, deadlines, newest item, its date words and what was implied', () => {
  const date = { day: '2026-08-12', by: 'row-text', text: '08-12', implied: ['year' as const] };
  const history = listSeen([itemOf('2026-08-12', '八月进度', { date })], today);
  const finalUrl = 'https://new.example.invalid/';
  const moved = { ...history, lastVisit: visitOf(today, 'list', { itemCount: 1, datedCount: 1, finalUrl }) };
  const { evidence } = findingOf('cadence-overdue', columnOf('monthly'), moved);
  expect(evidence.map(({ label, text }) => `${label.zh}: ${text}`)).toEqual([
    '栏目网址: https://site.example.invalid/a/',
    '实际打开的网址: https://new.example.invalid/',
    '最近监测日期: 2026-11-23',
    '缺少的周期（期限）: 2026-09 (2026-09-30), 2026-10 (2026-10-31)',
    '最新信息（页面未写明、由程序推定：年份）: 2026-08-12 “08-12” [row-text] 八月进度',
  ]);
});

test('realtime-silence asks for an explanation, and tells its limit and where that comes from', () => {
  const finding = findingOf('realtime-silence', columnOf('realtime'), seen(['2026-04-26']));
  expect(finding.description.zh).toBe('实时公开栏目已211天未更新（最后更新2026-04-26）；如期间确无应公开信息，请说明。');
  expect(finding.level).toBe('overdue');
  const limit = finding.evidence.find((piece) => piece.label.zh.startsWith('时限'));
  expect(limit).toMatchObject({ label: { zh: '时限：6个月（本工具默认值，非法定），折合天数' }, text: '183' });
});

for (const [proof, zh] of [
  ['暂无相关信息', '栏目空白：页面写明“暂无相关信息”。'],
  ['', '栏目空白：有栏目无内容。'],
] as const)
  test(`blank-column: ${zh}`, () => {
    const visit = visitOf(today, 'blank', { proof });
    const history: History = { items: [], lastVisit: visit, lastReadable: visit, knownSince: null, ...untold };
    expect(findingOf('blank-column', columnOf('monthly'), history).description.zh).toBe(zh);
  });

describe('unreadable', () => {
  const reasons: UnreadableReason[] = [
    'dns', 'refused', 'reset', 'tls', 'timeout', 'http-status', 'rate-limited', 'too-large', 'bad-encoding',
    'not-a-page', 'robots', 'redirect-loop', 'off-site', 'unsafe-address', 'bad-url', 'no-browser', 'browser-failed', 'challenge',
    'blocked',
    'login', 'soft404', 'error', 'js-shell', 'redirect-shell', 'empty', 'no-list', 'undated', 'article', 'doubtful',
  ];
  for (const reason of reasons)
    test(`${reason}: names the reason and the last readable day, and does not speak of the publisher`, () => {
      const history = unreadableSince(seen(['2026-08-05']), today, { reason, detail: 'ECONNREFUSED 10.0.0.1' });
      const { description, level } = findingOf('unreadable', columnOf('monthly'), history);
      expect(level).toBe('unreadable');
      expect(description.zh).toContain('最后正常监测时间2026-11-23');
      expect(description.zh).not.toMatch(/未更新|超期|逾期|迟|缺|空白|ECONN/);
      expect(description.en).not.toMatch(/overdue|late\b|stale|missing|not updated|blank|ECONN/i);
    });

  test('says so where the column was never read', () => {
    const history: History = { items: [], lastVisit: null, lastReadable: null, knownSince: undefined, ...untold };
    expect(findingOf('unreadable', columnOf('monthly'), history).description.zh).toBe(
      '无法监测：尚未访问过该栏目；此前没有正常监测记录。本次不作时效判断。',
    );
  });

  test('shows the status that a server answered with', () => {
    const history = unreadableSince(seen(['2026-08-05']), today, { reason: 'http-status', status: 503 });
    expect(findingOf('unreadable', columnOf('monthly'), history).description.zh).toContain('服务器返回错误状态（503）');
  });
});

test('undated-items says that it does not count the column as stale', () => {
  const history = listSeen([itemOf(null, '乙'), itemOf(null, '甲')], today);
  const finding = findingOf('undated-items', columnOf('monthly'), history);
  expect(finding.level).toBe('unreadable');
  expect(finding.description.zh).toContain('不据此认定未更新');
  expect(finding.evidence.filter((piece) => piece.label.zh === '未读出日期的信息')).toHaveLength(2);
});

test('future-date raises a doubt and accuses nobody', () => {
  const finding = findingOf('future-date', columnOf('realtime'), seen([today, '2027-01-01']));
  expect(finding).toMatchObject({
    level: 'doubt',
    description: { zh: '1条信息的日期晚于监测日2026-11-23，未计为更新，请核对日期。' },
  });
});

describe('directory-date-disagrees', () => {
  const url = 'https://site.example.invalid/gxqk/';

  /** A column whose newest item is of 2026-11-10 and of which the site's directory says this. */
  function told(directoryDate: VisitFact['directoryDate'], newest = '2026-11-10'): History {
    const visit = visitOf(today, 'list', { itemCount: 2, datedCount: 2, ...(directoryDate !== undefined && { directoryDate }) });
    return { ...seen([newest]), lastVisit: visit, lastReadable: visit };
  }
  const date = (day: string) => ({ day, by: 'directory', text: day, implied: [], name: '项目进度', url });

  for (const [day, disagrees] of [
    ['2026-11-08', true], ['2026-11-09', false], ['2026-11-10', false], ['2026-11-11', false], ['2026-11-12', true],
    [today, true], ['2026-11-24', false], // tomorrow proves nothing
  ] as const)
    test(`${day} beside a newest item of 2026-11-10: ${disagrees ? 'said' : 'nothing'}`, () => {
      const verdict = judge(columnOf('monthly'), told(date(day)), today);
      expect(verdict.status).toBe('fresh');
      expect(verdict.findings.map(({ rule }) => rule)).toEqual(disagrees ? ['directory-date-disagrees'] : []);
    });

  test('neither resolves nor hides that a column is overdue', () => {
    const without = judge(columnOf('monthly'), told(undefined, '2026-08-10'), today);
    const within = judge(columnOf('monthly'), told(date(today), '2026-08-10'), today);
    expect(without.status).toBe('overdue');
    expect(within).toMatchObject({ status: without.status, ledger: without.ledger, latest: without.latest });
    expect(within.findings.map(({ rule }) => rule)).toEqual([...without.findings.map(({ rule }) => rule), 'directory-date-disagrees']);
    const [overdue] = within.findings;
    expect(overdue?.evidence).toContainEqual({
      label: { zh: '栏目更新情况页所列', en: "The site's directory says" }, text: `${today} “项目进度 ${today}” [directory]`, url,
    });
  });

  test('a directory that was not read changes no verdict and resolves no hint', () => {
    const before = judge(columnOf('monthly'), told(date('2026-11-01')), today);
    const [finding] = before.findings;
    const record = { finding: finding as Finding, state: 'open' as const, openedOn: today, lastSeenOn: today, resolvedOn: null, reopened: 0, notices: [] };
    const unread = judge(columnOf('monthly'), told(null), today);
    expect([unread.status, unread.findings]).toEqual([before.status, []]);
    expect(lifecycle([record], unread, true).map(({ event }) => event)).toEqual(['unverified']);
    expect(lifecycle([record], judge(columnOf('monthly'), told(date('2026-11-10')), today), true).map(({ event }) => event)).toEqual(['resolved']);
  });

  test('is shown where the column could not be read', () => {
    const visit = visitOf(today, 'unreadable', { reason: 'timeout', directoryDate: date('2026-11-20') });
    const { findings } = judge(columnOf('monthly'), { ...seen(['2026-11-10']), lastVisit: visit }, today);
    expect(findings.map(({ rule }) => rule)).toEqual(['unreadable']);
    expect(findings[0]?.evidence.map(({ text }) => text)).toContain('2026-11-20 “项目进度 2026-11-20” [directory]');
  });
});

describe('date-witnesses-disagree', () => {
  for (const [other, said] of [
    ['2026-03-09', false],
    ['2026-03-10', false], // a time zone's difference
    ['2026-03-11', true],
    ['2026-03-07', true],
  ] as const)
    test(`a document published on 2026-03-09 whose meta tag says ${other}: ${said ? 'said' : 'nothing'}`, () => {
      const published = { day: '2026-03-09', by: 'label:发布时间', text: '2026-03-09', implied: [] };
      const others = [{ day: other, by: 'meta:pubdate', text: `${other} 02:47`, implied: [] }];
      const visit = visitOf(today, 'document', { article: { title: '机构职能', published, written: null, others } });
      const verdict = judge(columnOf('static'), { ...seen([]), lastVisit: visit, lastReadable: visit }, today);
      expect(verdict.status).toBe('static');
      expect(verdict.findings.map(({ rule, level }) => [rule, level])).toEqual(said ? [['date-witnesses-disagree', 'doubt']] : []);
    });
});

describe('column-date-disagrees', () => {
  /** A column whose newest item is of 2026-11-10 and that shows these words with this day. */
  function showing(day: string, text = `本栏目更新时间：${day}`): History {
    const columnDate = { day, by: 'column-label', text, implied: [] };
    const visit = visitOf(today, 'list', { itemCount: 2, datedCount: 2, columnDate });
    return { ...seen(['2026-11-01', '2026-11-10']), lastVisit: visit, lastReadable: visit };
  }

  for (const [day, text, disagrees] of [
    ['2026-11-10', undefined, false],
    ['2026-11-11', undefined, false],
    ['2026-11-12', undefined, true],
    ['2026-11-09', undefined, false],
    ['2026-11-08', undefined, true],
    ['2026-11-23', '栏目最后更新于2026-11-23', true],
    ['2026-11-23', '版权所有 2010-2026 某局 更新时间：2026-11-23', false], // a footer's
    ['2019-01-01', '最后更新时间：2019-01-01', false],
    ['2026-11-23', '本页更新时间：2026-11-23', false],
  ] as const)
    test(`${text ?? '本栏目更新时间'} ${day} beside a newest item of 2026-11-10: ${disagrees ? 'said' : 'nothing'}`, () => {
      const verdict = judge(columnOf('monthly'), showing(day, text), today);
      expect(verdict.status).toBe('fresh');
      expect(verdict.findings.map(({ rule }) => rule)).toEqual(disagrees ? ['column-date-disagrees'] : []);
    });

  for (const [by, day, disagrees] of [
    ['column-head', '2026-11-20', true],
    ['column-head', today, false], // the visit's own day is as often the page's
    ['column-head', '2026-11-11', false],
    ['page-label', '2026-11-20', false],
  ] as const)
    test(`a bare 更新时间 ${day} read as ${by}: ${disagrees ? 'said' : 'nothing'}`, () => {
      const columnDate = { day, by, text: `更新时间：${day}`, implied: [] };
      const visit = visitOf(today, 'list', { itemCount: 2, datedCount: 2, columnDate });
      const verdict = judge(columnOf('monthly'), { ...seen(['2026-11-01', '2026-11-10']), lastVisit: visit, lastReadable: visit }, today);
      expect(verdict.findings.map(({ rule }) => rule)).toEqual(disagrees ? ['column-date-disagrees'] : []);
    });

  test('shows both days, and raises a doubt only', () => {
    const finding = findingOf('column-date-disagrees', columnOf('monthly'), showing('2026-11-20'));
    expect(finding.level).toBe('doubt');
    expect(finding.description.zh).toBe('栏目写明更新时间为2026-11-20，列表中最新信息为2026-11-10，相差10天，请核对。');
  });

  test('the day that the page gives stands beside the newest item wherever that is held against the column', () => {
    const { evidence } = findingOf('realtime-silence', columnOf('realtime', { class: 'news', silenceDays: 3 }), showing('2026-11-10', '更新时间：2026-11-10'));
    expect(evidence.map(({ label, text }) => `${label.zh} ${text}`)).toContain(
      '页面自述更新时间 2026-11-10 “更新时间：2026-11-10” [column-label]',
    );
  });

  test('a column without a believable list has nothing to disagree with', () => {
    const history = { ...showing('2026-11-20'), lastVisit: visitOf(today, 'unreadable', { reason: 'timeout' }) };
    expect(judge(columnOf('monthly'), history, today).findings.map(({ rule }) => rule)).toEqual(['unreadable']);
  });
});

test('future-date: a row that the last list no longer shows raises no doubt', () => {
  const history = seen([today, '2027-01-01']);
  const gone = history.items.map((item) => (item.date?.day === '2027-01-01' ? { ...item, lastSeen: '2026-11-22' } : item));
  expect(judge(columnOf('realtime'), { ...history, items: gone }, today).findings).toEqual([]);
});
