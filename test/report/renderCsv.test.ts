import { describe, expect, test } from 'vitest';
import { renderCsv } from '../../src/report/renderCsv.js';
import { readCsv } from './readCsv.js';
import { cadence, record, runColumn, today } from './runPieces.js';
import { sampleRecord } from './sampleRecord.js';

const [header = [], ...rows] = readCsv(renderCsv(sampleRecord(), 'zh'));
const cell = (row: string[] | undefined, name: string): string | undefined => row?.[header.indexOf(name)];

describe('findings.csv', () => {
  test('opens in Excel: a byte order mark, CRLF and no bare line feed', () => {
    const csv = renderCsv(sampleRecord(), 'zh');
    expect(csv.startsWith('\uFEFF站点,')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('has the columns people know, in their order', () =>
    expect(header.slice(1, 10)).toEqual([
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

  test('has one row per finding of every level and of every fate', () => {
    expect(rows).toHaveLength(10);
    expect(new Set(rows.map((row) => cell(row, '问题类别')))).toEqual(new Set(['超期', '缺期', '空白', '无法监测', '存疑']));
    expect(new Set(rows.map((row) => cell(row, '变化')))).toEqual(
      new Set(['新发现', '持续', '复发', '已解决', '未能复核']),
    );
    expect(new Set(rows.map((row) => cell(row, '问题编号'))).size).toBe(10);
  });

  test('says of a finding where, since when and on what ground', () => {
    const row = rows.find((candidate) => cell(candidate, '规则编号') === 'cadence-overdue');
    expect(cell(row, '单位')).toBe('建设管理股');
    expect(cell(row, '栏目路径')).toBe('重大建设项目 / 项目进度');
    expect(cell(row, '公开时限')).toBe('按月（期满后 5 个工作日内）');
    expect(cell(row, '最后更新时间')).toBe('2025-12-30');
    expect(cell(row, '未更新天数')).toBe('78');
    expect(cell(row, '依据')).toContain('裕安区政务公开任务分解表第12项');
    expect(cell(row, '发现时间')).toBe('2026-02-11');
  });

  test('gives an unreadable column its reason and remedy', () => {
    const row = rows.find((candidate) => cell(candidate, '问题类别') === '无法监测');
    expect(cell(row, '无法监测原因')).toBe('访问需要验证');
    expect(cell(row, '处理建议')).toContain('白名单');
  });

  test('has as many English headers, none of them Chinese', () => {
    const [english = []] = readCsv(renderCsv(sampleRecord(), 'en'));
    expect(english).toHaveLength(header.length);
    expect(english.join()).not.toMatch(/\p{Script=Han}/u);
  });

  test('without findings there is the header alone', () =>
    expect(readCsv(renderCsv(record([]), 'zh'))).toHaveLength(1));
});

describe('nothing that a spreadsheet would run', () => {
  const finding = { rule: 'cadence-overdue', level: 'overdue', event: 'opened', openedOn: today } as const;

  for (const start of [
    '=HYPERLINK("http://evil.example.invalid","x")',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\u200B=1+1',
  ])
    test(`a name that starts with ${JSON.stringify(start.slice(0, 6))} is text`, () => {
      const hostile = runColumn({
        path: [start],
        url: start,
        cadence: cadence('monthly', { source: start }),
        status: 'overdue',
        unit: { name: start },
        findings: [{ ...finding, text: `${start}",\r\n=1` }],
      });
      const [, ...read] = readCsv(renderCsv(record([{ ...hostile, siteName: start }]), 'zh'));
      expect(read).toHaveLength(1);
      expect(read[0]).toHaveLength(header.length);
      for (const value of read[0] ?? []) expect(value).not.toMatch(/^[\s\u200B]*[=+\-@\t\r]/);
    });

  test('a megabyte of text stays within a cell', () => {
    const long = runColumn({
      path: ['a'],
      cadence: cadence('monthly'),
      status: 'overdue',
      findings: [{ ...finding, text: '长'.repeat(1_000_000) }],
    });
    expect(renderCsv(record([long]), 'zh').length).toBeLessThan(5000);
  });
});
