/** Which item fills which period: by its title, else by its day. */
import { describe, expect, test } from 'vitest';
import type { CadenceKind, Day } from '../../src/model.js';
import { itemOf, judge, columnOf, listSeen } from './builders.js';
import { cells, told } from './ledgerOf.js';

type Rows = readonly (readonly [day: Day, title: string])[];

const itemsOf = (rows: Rows) => rows.map(([day, title], at) => itemOf(day, title, { url: `https://a.invalid/${at}` }));

const monthly: readonly (readonly [behaviour: string, rows: Rows, today: Day, expected: string])[] = [
  ['an item fills the month that its title names, and that month only',
    [['2026-01-05', '进度'], ['2026-03-05', '2026年3月进度'], ['2026-03-06', '2026年2月进度']], '2026-03-31',
    '2026-01 on-time, 2026-02 late 6, 2026-03 on-time'],
  ['also when the month of its day has no other item',
    [['2026-01-05', '进度'], ['2026-03-05', '2026年2月进度']], '2026-03-31',
    '2026-01 on-time, 2026-02 late 5, 2026-03 pending'],
  ['published on the last day', [['2026-01-05', '进度'], ['2026-02-28', '2026年2月进度']], '2026-02-28',
    '2026-01 on-time, 2026-02 on-time'],
  ['published the day after', [['2026-01-05', '进度'], ['2026-03-01', '2026年2月进度']], '2026-03-01',
    '2026-01 on-time, 2026-02 late 1, 2026-03 pending'],
  ['published ahead of the month, it is on time', [['2026-01-05', '进度'], ['2026-01-20', '2026年2月计划']], '2026-02-28',
    '2026-01 on-time, 2026-02 on-time'],
  ['named two months ahead, it goes by its day', [['2026-01-20', '关于2026年3月举行考试的公告']], '2026-02-28',
    '2026-01 on-time, 2026-02 pending'],
  ['a month that ended eighteen months before is named', [['2025-01-05', '进度'], ['2026-07-31', '2025年1月进度'],
    ['2026-07-31', '2025年2月进度']], '2026-08-01',
    `2025-01 on-time, 2025-02 late 518, ${months('2025-03', '2026-06', 'missing')}2026-07 missing, 2026-08 pending`],
  ['a month that ended a day longer ago is named in passing', [['2025-01-05', '进度'], ['2026-09-01', '2025年2月进度']],
    '2026-09-30', `2025-01 on-time, ${months('2025-02', '2026-08', 'missing')}2026-09 on-time`],
  ['an item of the days fills before a late one that names the month',
    [['2026-01-05', '进度'], ['2026-02-05', '进度'], ['2026-03-06', '2026年2月进度']], '2026-02-28',
    '2026-01 on-time, 2026-02 on-time'],
  ['a month named without its year',
    [['2025-11-05', '进度'], ['2026-01-05', '12月份进度'], ['2026-01-06', '1月份进度']], '2026-01-31',
    '2025-11 on-time, 2025-12 late 5, 2026-01 on-time'],
  ['a running total stands for every month that it covers, where nothing else does',
    [['2026-01-20', '2026年1月数据'], ['2026-03-20', '2026年1-2月数据'], ['2026-04-20', '2026年1-3月数据']], '2026-04-30',
    '2026-01 on-time, 2026-02 late 20, 2026-03 late 20, 2026-04 pending'],
  ['a running total for months to come stands for none but the next',
    [['2026-01-10', '2026年1-12月工作安排']], '2026-03-31', '2026-01 on-time, 2026-02 on-time, 2026-03 pending'],
  ['an enumeration stands for each', [['2026-01-05', '进度'], ['2026-03-31', '2026年2月、3月进度']], '2026-03-31',
    '2026-01 on-time, 2026-02 late 31, 2026-03 on-time'],
  ["a quarter's item in a monthly column names no month", [['2026-03-05', '进度'], ['2026-04-05', '2026年第一季度进度']],
    '2026-04-30', '2026-03 on-time, 2026-04 on-time'],
  ['a document number names no month', [['2026-01-05', '进度'], ['2026-03-06', '六裕交〔2026〕2号']], '2026-03-31',
    '2026-01 on-time, 2026-02 missing, 2026-03 on-time'],
  ['a notice that names the month it is of', [['2026-03-02', '关于做好2026年3月安全生产工作的通知']], '2026-03-31',
    '2026-03 on-time'],
  ['the ledger takes in the month before the oldest item, where that names it', [['2026-01-05', '2025年12月进度']],
    '2026-01-31', '2025-12 late 5, 2026-01 pending'],
  ['but no longer before', [['2026-01-05', '2025年11月进度']], '2026-01-31', ''],
  ["and leaves out the oldest item's own month, where nothing fills it", [['2026-01-20', '2026年2月计划']], '2026-02-28',
    '2026-02 on-time'],
];

function months(from: string, to: string, state: string): string {
  let told = '';
  for (let at = from; at <= to;) {
    told += `${at} ${state}, `;
    const [year = 0, month = 0] = at.split('-').map(Number);
    at = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  }
  return told;
}

for (const [behaviour, rows, today, expected] of monthly)
  test(`monthly: ${behaviour}`, () => expect(told('monthly', itemsOf(rows), today)).toBe(expected));

for (const [kind, behaviour, rows, today, expected] of [
  ['quarterly', 'a quarter', [['2025-12-05', '结果'], ['2026-04-20', '2026年第一季度结果'], ['2026-04-21', '结果']],
    '2026-05-01', '2025Q4 on-time, 2026Q1 late 20, 2026Q2 on-time'],
  ['quarterly', 'the first three quarters', [['2026-04-01', '2026年一季度结果'], ['2026-10-20', '2026年前三季度结果']],
    '2026-10-31', '2026Q1 late 1, 2026Q2 late 112, 2026Q3 late 20, 2026Q4 pending'],
  ['half-yearly', 'a half-year', [['2025-12-05', '总结'], ['2026-07-20', '上半年总结'], ['2026-07-21', '总结']],
    '2026-08-01', '2025H2 on-time, 2026H1 late 20, 2026H2 on-time'],
  ['yearly', 'last year\'s accounts', [['2025-08-20', '2024年度部门决算'], ['2026-08-20', '2025年度部门决算']],
    '2026-12-31', '2024 late 232, 2025 late 232, 2026 pending'],
  ['yearly', "this year's budget", [['2024-05-05', '预算'], ['2026-01-05', '2026年度预算'], ['2026-01-06', '2025年度预算']],
    '2026-03-31', '2024 on-time, 2025 late 6, 2026 on-time'],
  ['yearly', 'next year\'s budget', [['2025-12-20', '2026年部门预算']], '2026-03-31', '2026 on-time'],
  ['yearly', 'an old document that is passed on', [['2025-05-05', '转发2019年文件的通知']], '2026-03-31',
    '2025 on-time, 2026 pending'],
] as const)
  test(`${kind}: ${behaviour}: ${expected}`, () => expect(told(kind, itemsOf(rows), today)).toBe(expected));

describe('by day alone', () => {
  for (const [kind, rows, today, expected] of [
    ['monthly', [['2026-01-05', '2026年3月进度'], ['2026-03-05', '2026年2月进度'], ['2026-03-06', '2026年2月进度']],
      '2026-03-31', '2026-01 on-time, 2026-02 missing, 2026-03 on-time'],
    ['yearly', [['2025-08-20', '2024年度部门决算'], ['2026-08-20', '2025年度部门决算']], '2027-01-01',
      '2025 on-time, 2026 on-time, 2027 pending'],
  ] as const)
    test(`${kind}: ${expected}`, () => expect(told(kind, itemsOf(rows), today, { periodBy: 'date' })).toBe(expected));
});

describe('a column that publishes in the period after', () => {
  const rows: Rows = [['2026-02-05', '2026年1月进度'], ['2026-03-05', '2026年2月进度'], ['2026-04-05', '2026年3月进度']];

  for (const [today, april, status] of [
    ['2026-04-30', 'pending', 'due'],
    ['2026-05-01', 'pending', 'due'], // its deadline has passed
    ['2026-05-31', 'pending', 'due'],
    ['2026-06-01', 'missing', 'overdue'],
  ] as const)
    test(`without grace, April is ${april} on ${today}`, () => {
      const verdict = judge(columnOf('monthly'), listSeen(itemsOf(rows), today), today);
      expect(verdict.ledger.find(({ period }) => period.id === '2026-04')?.state).toBe(april);
      expect(verdict.status).toBe(status);
    });

  test('says until when nothing is held to be missing', () => {
    const verdict = judge(columnOf('monthly'), listSeen(itemsOf(rows), '2026-05-02'), '2026-05-02');
    expect(verdict.ledger.at(-2)).toMatchObject({ deadline: '2026-04-30', awaitedUntil: '2026-05-31' });
    expect(verdict.because.zh).toContain('2026-05-31前不认定缺期');
  });

  test('with a grace of its own, that is what counts', () => {
    const column = columnOf('monthly', { grace: { days: 10, unit: 'calendar' } });
    const states = (today: Day) => judge(column, listSeen(itemsOf(rows), today), today).ledger.at(-2)?.state;
    expect([states('2026-05-10'), states('2026-05-11')]).toEqual(['pending', 'missing']);
  });

  test('where a month has not even the item of the one before, it is missing at once', () =>
    expect(told('monthly', itemsOf(rows), '2026-06-01')).toContain('2026-04 missing, 2026-05 missing, 2026-06 pending'));
});

test('what was published ahead before the known stretch was not seen: nothing is missing from it', () => {
  const rows: Rows = [['2026-03-20', '2026年4月计划'], ['2026-05-20', '2026年6月计划']];
  const sight = { knownSince: '2026-03-01' };
  expect(told('monthly', itemsOf(rows), '2026-06-30', { since: '2026-02-01', sight })).toBe(
    '2026-02 unknown, 2026-03 unknown, 2026-04 on-time, 2026-05 missing, 2026-06 on-time',
  );
});

describe('an item that was changed', () => {
  const changed = (before: [Day, string], now: [Day, string], lastSeen = '2026-02-20') =>
    itemOf(now[0], now[1], {
      earlier: [{ title: before[1], date: { day: before[0], by: 'row-text', text: before[0], implied: [] }, firstSeen: before[0], lastSeen }],
    });
  const others = [itemOf('2026-01-05', '进度')];

  test('keeps filling the period that it filled under its former day', () => {
    const items = [...others, changed(['2026-02-10', '二月情况'], ['2026-03-10', '二月情况'])];
    expect(told('monthly', items, '2026-03-31')).toBe('2026-01 on-time, 2026-02 on-time, 2026-03 on-time');
    expect(cells('monthly', items, '2026-03-31')[1]?.filledBy).toMatchObject({
      date: { day: '2026-02-10' }, by: 'date', now: { title: '二月情况', date: { day: '2026-03-10' } },
    });
  });

  test('keeps filling the period that its former title named', () => {
    const items = [...others, changed(['2026-02-10', '2026年2月进度'], ['2026-02-10', '2026年3月进度'])];
    expect(told('monthly', items, '2026-03-31')).toBe('2026-01 on-time, 2026-02 on-time, 2026-03 on-time');
  });

  test('does not fill by a day that lay in the future for as long as it was shown', () => {
    const items = [...others, changed(['2026-02-21', '情况'], ['2026-03-10', '情况'], '2026-02-20')];
    expect(told('monthly', items, '2026-03-31')).toBe('2026-01 on-time, 2026-02 missing, 2026-03 on-time');
  });

  test('does not begin the ledger by a former day, which may have been mistaken', () => {
    const items = [changed(['2025-02-10', '情况'], ['2026-02-10', '情况'])];
    expect(told('monthly', items, '2026-02-28')).toBe('2026-02 on-time');
  });

  test('stands as evidence beside a missing neighbour, as it was and as it is', () => {
    const items = [...others, changed(['2026-02-10', '二月情况'], ['2026-05-10', '二月情况']), itemOf('2026-04-05', '进度')];
    const verdict = judge(columnOf('monthly'), listSeen(items, '2026-05-31'), '2026-05-31');
    const pieces = verdict.findings[0]?.evidence.map(({ label, text }) => `${label.zh}: ${text}`);
    expect(verdict.findings[0]?.period).toBe('2026-03');
    expect(pieces).toContain('该条信息现显示为: 2026-05-10 二月情况');
  });
});

describe('a period that is empty only by titles', () => {
  function evidenceOf(kind: CadenceKind, rows: Rows, today: Day): string[] {
    const column = columnOf(kind, { grace: { days: 3, unit: 'calendar' } });
    const [finding] = judge(column, listSeen(itemsOf(rows), today), today).findings;
    return (finding?.evidence ?? []).map(({ label, text }) => `${label.zh}: ${text}`);
  }

  test('shows the item of its days, and what its title gives it to', () =>
    expect(evidenceOf('monthly', [['2026-01-05', '进度'], ['2026-02-10', '2026年1月进度'], ['2026-03-05', '进度']], '2026-03-31'))
      .toEqual(expect.arrayContaining([
        '本期内发布、按标题归入2026年1月的信息（2026-02）: 2026-02-10 “2026-02-10” [row-text] 2026年1月进度',
        '如应按发布日期归期: periodBy: 日期',
      ])));

  test('a gap at the end shows them too, five at most', () => {
    const rows: Rows = Array.from({ length: 8 }, (_, at) => [`2026-0${at + 1}-20`, `2026年${at + 2}月计划`] as const);
    const more: Rows = [['2025-12-10', '进度'], ...rows.map(([day]) => [day, '2025年12月进度'] as const)];
    const pieces = evidenceOf('monthly', more, '2026-09-10');
    expect(pieces.filter((piece) => piece.includes('按标题归入2025年12月'))).toHaveLength(5);
  });

  test('says nothing of titles where there is no item either way', () =>
    expect(evidenceOf('monthly', [['2026-01-05', '进度'], ['2026-03-05', '进度']], '2026-03-31').join()).not.toContain('按标题'));
});
