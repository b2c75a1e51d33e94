/** 人工认定: what a person says of a finding wins for as long as the facts stay as they were. */
import { describe, expect, test } from 'vitest';
import type { Column, Day, Finding, History, Opinion, Verdict } from '../../src/model.js';
import { columnOf, itemOf, judge, listSeen, unreadableSince, untold, visitOf } from './builders.js';

const today = '2026-05-20';

function seen(days: readonly Day[]): History {
  return listSeen(days.map((day) => itemOf(day)), today);
}

function on(finding: Pick<Finding, 'key' | 'facts'> | undefined, more: Partial<Opinion> = {}): Opinion {
  return {
    findingKey: finding?.key ?? '', opinion: 'false-alarm', reason: '四月无新增项目', author: '张三', at: '2026-05-19T02:00:00.000Z',
    facts: finding?.facts ?? '', ...more,
  };
}

/** The verdict after a person spoke of the findings of these rules or periods. */
function afterWord(column: Column, history: History, meant: (finding: Finding) => boolean, more: Partial<Opinion> = {}): Verdict {
  const { findings } = judge(column, history, today);
  return judge(column, { ...history, opinions: findings.filter(meant).map((finding) => on(finding, more)) }, today);
}

const all = (): boolean => true;

describe('a false alarm', () => {
  test('is set aside, the status is that of what is left, and the ledger stays as it was read', () => {
    const verdict = afterWord(columnOf('monthly'), seen(['2026-01-05']), all);
    expect(verdict).toMatchObject({
      status: 'fresh', findings: [], because: { zh: '人工认定为误报：四月无新增项目（张三）。' },
      dismissed: [{ finding: { rule: 'cadence-overdue' }, opinion: { author: '张三' } }],
    });
    expect(verdict.ledger.map(({ state }) => state)).toEqual(['on-time', 'missing', 'missing', 'missing', 'pending']);
  });

  test('at the end of the ledger leaves the gaps before it', () => {
    const verdict = afterWord(columnOf('monthly'), seen(['2026-01-05', '2026-03-05']), ({ rule }) => rule === 'cadence-overdue');
    expect(verdict).toMatchObject({ status: 'missing-period', because: { zh: '缺少2026年2月信息；此后已有更新。' } });
    expect(verdict.findings.map(({ period }) => period)).toEqual(['2026-02']);
  });

  test('on one of several gaps leaves the others', () => {
    const history = seen(['2025-12-05', '2026-02-05', '2026-04-05', '2026-05-05']);
    const verdict = afterWord(columnOf('monthly'), history, ({ period }) => period === '2026-03');
    expect(verdict).toMatchObject({ status: 'missing-period', because: { zh: '缺少2026年1月信息；此后已有更新。' } });
  });

  test('on an earlier gap leaves the column overdue', () => {
    const verdict = afterWord(columnOf('monthly'), seen(['2026-01-05', '2026-03-05']), ({ rule }) => rule === 'missing-period');
    expect(verdict.status).toBe('overdue');
    expect(verdict.because.zh).toContain('缺2026年4月信息');
  });

  test('on silence', () =>
    expect(afterWord(columnOf('realtime', { class: 'news' }), seen(['2026-01-05']), all)).toMatchObject({ status: 'fresh', findings: [] }));

  test('on a blank column', () => {
    const visit = visitOf(today, 'blank', { proof: '暂无相关信息' });
    const history: History = { items: [], lastVisit: visit, lastReadable: visit, knownSince: null, ...untold };
    expect(afterWord(columnOf('monthly'), history, all)).toMatchObject({ status: 'fresh', findings: [] });
  });

  test('on a doubt changes nothing of the status', () => {
    const verdict = afterWord(columnOf('monthly'), seen(['2026-01-05', '2027-01-01']), ({ rule }) => rule === 'future-date');
    expect(verdict.status).toBe('overdue');
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(['cadence-overdue']);
  });

  test('holds while days merely pass', () => {
    const column = columnOf('monthly');
    const history = seen(['2026-01-05']);
    const opinions = judge(column, history, '2026-05-01').findings.map((finding) => on(finding));
    expect(judge(column, { ...history, opinions }, '2026-05-31')).toMatchObject({ status: 'fresh', findings: [] });
  });

  test('holds no longer when one more month is missing, and that is said', () => {
    const column = columnOf('monthly');
    const history = listSeen([itemOf('2026-01-05')], '2026-06-01');
    const opinions = judge(column, history, '2026-05-31').findings.map((finding) => on(finding));
    const verdict = judge(column, { ...history, opinions }, '2026-06-01');
    expect(verdict).toMatchObject({ status: 'overdue', dismissed: [] });
    expect(verdict.findings[0]?.evidence.at(-1)).toEqual({
      label: { zh: '原人工认定因事实变化不再适用（原认定：误报）', en: expect.stringContaining('no longer applies') as string },
      text: '张三，2026-05-19，四月无新增项目',
    });
  });

  test('never makes a column read', () => {
    const verdict = afterWord(columnOf('monthly'), unreadableSince(seen(['2026-01-05']), today), all);
    expect(verdict).toMatchObject({ status: 'unreadable', dismissed: [] });
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(['unreadable']);
  });

  test('never dates what shows no day', () =>
    expect(afterWord(columnOf('monthly'), listSeen([itemOf(null)], today), all).findings.map(({ rule }) => rule)).toEqual(['undated-items']));
});

describe('a confirmed finding', () => {
  test('shows who confirmed it, when and why', () => {
    const verdict = afterWord(columnOf('monthly'), seen(['2026-01-05']), all, { opinion: 'confirmed', reason: '电话核实' });
    expect(verdict.status).toBe('overdue');
    expect(verdict.findings[0]?.evidence.at(-1)).toMatchObject({ label: { zh: '人工确认' }, text: '张三，2026-05-19，电话核实' });
  });

  test('shows that it no longer applies when the facts changed', () => {
    const verdict = afterWord(columnOf('monthly'), seen(['2026-01-05']), all, { opinion: 'confirmed', facts: 'others' });
    expect(verdict.findings[0]?.evidence.at(-1)?.label.zh).toBe('原人工认定因事实变化不再适用（原认定：属实）');
  });
});

test('a word on a finding that does not stand changes nothing', () => {
  const history = seen(['2026-05-05']);
  expect(judge(columnOf('monthly'), { ...history, opinions: [on({ key: 'blank-column|示例局/项目进度', facts: 'blank' })] }, today)).toEqual(
    judge(columnOf('monthly'), history, today),
  );
});
