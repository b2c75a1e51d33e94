/** Waivers and what a person called a false alarm, in every kind of report. */
import { describe, expect, test } from 'vitest';
import type { Cell, Finding, Opinion, RunColumn, Waiver } from '../../src/model.js';
import { findingRows } from '../../src/report/findingRows.js';
import { cellWords } from '../../src/report/periodWords.js';
import { renderCsv } from '../../src/report/renderCsv.js';
import { renderHtml } from '../../src/report/renderHtml.js';
import { renderJson } from '../../src/report/renderJson.js';
import { waiverWords } from '../../src/report/waiverWords.js';
import { cadence, date, ledger, record, runColumn } from './runPieces.js';

const waiver: Waiver = {
  id: 4, columnKey: 'k', kind: 'redesign', from: '2026-02-01', until: '2026-04-30', reason: '网站<改版>', author: '李四',
  document: '临政办〔2026〕5号', recordedAt: '2026-02-01T02:00:00.000Z', endedOn: null,
};
const ended: Waiver = { ...waiver, id: 3, kind: 'nothing-to-publish', from: '2025-05-01', until: '2025-12-31', endedOn: '2025-08-01', reason: '无此类信息', document: null,
  ending: { author: '王五', reason: '已有<i>信息</i>', at: '2025-07-31T02:00:00.000Z' },
};

const opinion: Opinion = {
  findingKey: 'cadence-overdue|甲', opinion: 'false-alarm', reason: '四月<b>无</b>新增', author: '张三', at: '2026-03-17T20:00:00.000Z', facts: 'f',
};
const finding: Finding = {
  key: 'cadence-overdue|甲', rule: 'cadence-overdue', level: 'overdue', columnKey: '甲', period: null, facts: 'f',
  description: { zh: '承诺按月公开，缺2026年2月信息。', en: 'Promised monthly; nothing for February 2026.' },
  basis: { zh: '承诺', en: 'promise' }, evidence: [],
};

function columnWith(verdict: Partial<RunColumn['verdict']>): RunColumn {
  const column = runColumn({ path: ['人事信息'], cadence: cadence('monthly'), status: 'waived', latest: '2026-01-10', ledger: ledger('monthly', '2026-01-01', '+ww') });
  return { ...column, verdict: { ...column.verdict, ...verdict } };
}

const written = record([columnWith({ waivers: [waiver], endedWaivers: [ended], dismissed: [{ finding, opinion }] })]);
const plain = record([columnWith({})]);

describe('waivers', () => {
  test('in a few words', () => {
    expect(waiverWords(waiver).zh).toBe('豁免 2026-02-01 至 2026-04-30，原因：网站<改版>，文号：临政办〔2026〕5号');
    expect(waiverWords(ended).zh).toBe('豁免 2025-05-01 至 2025-12-31，原因：无此类信息，自 2025-08-01 起提前终止');
    expect(waiverWords({ ...ended, endedOn: '2026-01-01' }).zh).not.toContain('终止'); // it had ended by itself
  });

  test('stand in a part of their own, those that ended as well, and in the line of the column', () => {
    const html = renderHtml(written, 'zh');
    const part = html.slice(html.indexOf('<section id="waivers"'), html.indexOf('<section id="unreadable"'));
    for (const words of ['改版期间', '无此类信息', '2026-02-01 – 2026-04-30', '临政办〔2026〕5号', '李四', '有效', '已结束', '自 2025-08-01 起提前终止', '：已有&lt;i>信息&lt;/i>（王五）'])
      expect(part).toContain(words);
    expect(html.slice(html.indexOf('<section id="columns"'))).toContain('豁免 2026-02-01 至 2026-04-30，原因：网站&lt;改版>');
    expect(html).not.toContain('<改版>');
    expect(renderHtml(written, 'en')).toContain('waived from 2026-02-01 until 2026-04-30');
  });

  test('stand in findings.json', () => {
    const { columns } = JSON.parse(renderJson(written)) as { columns: { waivers: unknown[] }[] };
    expect(columns[0]?.waivers).toEqual([expect.objectContaining({ id: 4, endedOn: null }), expect.objectContaining({ id: 3 })]);
  });
});

describe('a false alarm', () => {
  test('stands in a part of its own with reason, author and time, and in no other', () => {
    const html = renderHtml(written, 'zh');
    const part = html.slice(html.indexOf('<section id="dismissed"'), html.indexOf('<section id="waivers"'));
    for (const words of ['承诺按月公开，缺2026年2月信息。', '四月&lt;b>无&lt;/b>新增', '张三', '2026-03-18 04:00']) expect(part).toContain(words);
    expect(html.split('承诺按月公开，缺2026年2月信息。')).toHaveLength(2);
    expect(findingRows(written)).toEqual([]);
  });

  test('is no row that was resolved or waits, whatever the lifecycle says of it', () => {
    const [column] = written.columns;
    const changes = (['resolved', 'unverified'] as const).map((event) => ({ finding, event, openedOn: '2026-03-01', reopened: 0, notices: [] }));
    for (const change of changes) expect(findingRows({ ...written, columns: [{ ...(column as RunColumn), changes: [change] }] })).toEqual([]);
  });

  test('stands in findings.json and, as a row that counts for nothing, in findings.csv', () => {
    const { columns, findings } = JSON.parse(renderJson(written)) as { columns: { dismissed: unknown[] }[]; findings: unknown[] };
    expect(findings).toEqual([]);
    expect(columns[0]?.dismissed).toMatchObject([{ key: finding.key, opinion: { author: '张三', reason: '四月<b>无</b>新增' } }]);
    expect(renderCsv(written, 'zh').split('\r\n')[1]).toContain('误报，不计入：四月<b>无</b>新增（张三）');
  });
});

test('nothing is drawn where there is neither', () => {
  expect(renderHtml(plain, 'zh')).not.toMatch(/id="(?:waivers|dismissed)"/);
  expect(renderCsv(plain, 'zh').split('\r\n').filter((line) => line !== '')).toHaveLength(1);
});

describe('hovering over a cell', () => {
  const [, waived] = ledger('monthly', '2026-01-01', '+wo');
  const filledBy = { title: '三月进度', url: null, date: date('2026-03-05'), by: 'title' as const };
  for (const [what, cell, words] of [
    ['waived', { state: 'waived', waiver }, '2026年2月：豁免 2026-02-01 至 2026-04-30，原因：网站<改版>，文号：临政办〔2026〕5号'],
    ['waived, of an older run', { state: 'waived' }, '2026年2月：豁免'],
    ['filled by its title', { state: 'late', lateDays: 5, filledBy }, '2026年2月：迟发 5 天。《三月进度》2026-03-05（页面文字“2026-03-05”），按标题归入'],
    ['filled by what the item was', { state: 'on-time', filledBy: { ...filledBy, by: 'date', now: { title: '四月进度', date: date('2026-04-05') } } },
      '2026年2月：按时。《三月进度》2026-03-05（页面文字“2026-03-05”）；该条现显示为《四月进度》2026-04-05'],
    ['awaited', { state: 'pending', awaitedUntil: '2026-03-31' },
      '2026年2月：暂无信息，截止日 2026-02-28 已过；该栏目在次期公开，未配置宽限期，2026-03-31 前不认定缺期'],
  ] as const)
    test(`${what}: ${words}`, () => expect(cellWords({ ...waived, ...cell } as Cell).zh).toBe(words));
});

test('the head of a report says how much was set aside, and leads to it; it says nothing where nothing was', () => {
  const head = (html: string) => html.slice(0, html.indexOf('<main>'));
  for (const words of ['豁免中的栏目 1 个，人工认定为误报、未计入的问题 1 条', 'href="#waivers"', 'href="#dismissed"']) {
    expect(head(renderHtml(written, 'zh'))).toContain(words);
    expect(head(renderHtml(plain, 'zh'))).not.toContain(words.slice(0, 14));
  }
  expect(head(renderHtml(written, 'en'))).toContain('1 column(s) under a waiver, 1 finding(s) called false alarms');
});
