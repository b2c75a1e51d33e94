import { describe, expect, test } from 'vitest';
import { lifecycle } from '../../src/audit/lifecycle.js';
import type { Column, Day, FindingChange, FindingRecord, FindingState, History } from '../../src/model.js';
import { columnOf, deepFrozen, itemOf, judge, listSeen, unreadableSince, untold, visitOf, waiverOf } from './builders.js';

const monthly = columnOf('monthly');
const gap = (on: Day) => listSeen([itemOf('2026-01-05'), itemOf('2026-03-05')], on); // February is missing
const repaired = (on: Day) => listSeen([...gap(on).items, itemOf('2026-03-06', '2026年2月进度')], on);

function changesOn(known: FindingRecord[], history: History, today: Day, column: Column = monthly): FindingChange[] {
  return lifecycle(known, judge(column, history, today), true);
}

function told(changes: FindingChange[]): string[] {
  return changes.map((change) => `${change.finding.key.replace('|示例局/项目进度', '')} ${change.event} ${change.openedOn}`);
}

/** The records that a store keeps after a day's changes. */
function recorded(changes: FindingChange[], on: Day): FindingRecord[] {
  return changes.map(({ finding, event, openedOn }) => {
    const state: FindingState = event === 'resolved' ? 'resolved' : 'open';
    return { finding, state, openedOn, lastSeenOn: on, resolvedOn: state === 'resolved' ? on : null, reopened: 0, notices: [] };
  });
}

test('opens once, continues, is resolved, is not mentioned again, and reopens with the day it was first opened', () => {
  const opened = changesOn([], gap('2026-03-10'), '2026-03-10');
  expect(told(opened)).toEqual(['missing-period|2026-02 opened 2026-03-10']);

  const continuing = changesOn(recorded(opened, '2026-03-10'), gap('2026-03-11'), '2026-03-11');
  expect(told(continuing)).toEqual(['missing-period|2026-02 continuing 2026-03-10']);

  const resolved = changesOn(recorded(continuing, '2026-03-11'), repaired('2026-03-12'), '2026-03-12');
  expect(told(resolved)).toEqual(['missing-period|2026-02 resolved 2026-03-10']);

  const known = recorded(resolved, '2026-03-12');
  expect(changesOn(known, repaired('2026-03-13'), '2026-03-13')).toEqual([]);

  const reopened = changesOn(known, gap('2026-03-14'), '2026-03-14');
  expect(told(reopened)).toEqual(['missing-period|2026-02 reopened 2026-03-10']);
});

describe('what could not be read', () => {
  const open = recorded(changesOn([], gap('2026-03-10'), '2026-03-10'), '2026-03-10');

  const blank = visitOf('2026-03-12', 'blank', { proof: '暂无相关信息' });
  const article = visitOf('2026-03-12', 'document');
  const undated = visitOf('2026-03-12', 'list', { itemCount: 3 });
  for (const [title, history] of [
    ['a time-out', unreadableSince(repaired('2026-03-11'), '2026-03-12')],
    ['a page that has become blank', { ...gap('2026-03-11'), lastVisit: blank, lastReadable: blank }],
    ['an article', { ...gap('2026-03-11'), lastVisit: article, lastReadable: article }],
    ['a list that has lost its days', { ...gap('2026-03-11'), lastVisit: undated, lastReadable: undated }],
    ['no visit', { items: [], lastVisit: null, lastReadable: null, knownSince: undefined, ...untold }],
  ] as const)
    test(`${title} resolves nothing`, () => {
      const changes = told(changesOn(open, { ...history, items: [...history.items] }, '2026-03-12'));
      expect(changes).toHaveLength(2);
      expect(changes[1]).toBe('missing-period|2026-02 unverified 2026-03-10');
    });

  test('its own finding is resolved when the column can be read again', () => {
    const away = changesOn(open, unreadableSince(gap('2026-03-10'), '2026-03-11'), '2026-03-11');
    expect(told(away)).toEqual(['unreadable opened 2026-03-11', 'missing-period|2026-02 unverified 2026-03-10']);
    const back = changesOn(recorded(away, '2026-03-11'), gap('2026-03-12'), '2026-03-12');
    expect(told(back)).toEqual(['missing-period|2026-02 continuing 2026-03-10', 'unreadable resolved 2026-03-11']);
  });

  test('a period that can no longer be judged is not resolved', () => {
    // After weeks away, only the time since 1 March is known.
    const changes = changesOn(open, { ...gap('2026-03-20'), knownSince: '2026-03-01' }, '2026-03-20');
    expect(told(changes)).toEqual(['missing-period|2026-02 unverified 2026-03-10']);
  });

  test('nor is a gap that is open at its end', () => {
    const one = listSeen([itemOf('2026-01-05')], '2026-03-10');
    const overdue = recorded(changesOn([], one, '2026-03-10'), '2026-03-10');
    expect(told(changesOn(overdue, { ...one, knownSince: '2026-04-10' }, '2026-04-20'))).toEqual([
      'cadence-overdue unverified 2026-03-10',
    ]);
    const updated = { ...listSeen([...one.items, itemOf('2026-04-15')], '2026-04-20'), knownSince: '2026-04-10' };
    expect(told(changesOn(overdue, updated, '2026-04-20'))).toEqual(['cadence-overdue resolved 2026-03-10']);
  });
});

test('an update turns one gap at the end into missing periods, each opened on that day', () => {
  const overdue = recorded(changesOn([], listSeen([itemOf('2026-01-05')], '2026-04-10'), '2026-04-10'), '2026-04-10');
  const updated = listSeen([itemOf('2026-01-05'), itemOf('2026-04-12')], '2026-04-12');
  expect(told(changesOn(overdue, updated, '2026-04-12'))).toEqual([
    'missing-period|2026-02 opened 2026-04-12',
    'missing-period|2026-03 opened 2026-04-12',
    'cadence-overdue resolved 2026-04-10',
  ]);
});

test('findings of other columns are left alone', () => {
  const open = recorded(changesOn([], gap('2026-03-10'), '2026-03-10'), '2026-03-10');
  const elsewhere = open.map((record) => ({ ...record, finding: { ...record.finding, columnKey: '别处' } }));
  expect(told(changesOn(elsewhere, gap('2026-03-11'), '2026-03-11'))).toEqual([
    'missing-period|2026-02 opened 2026-03-11',
  ]);
});

test('changes none of what it is given', () => {
  const known = deepFrozen(recorded(changesOn([], gap('2026-03-10'), '2026-03-10'), '2026-03-10'));
  const verdict = deepFrozen(judge(monthly, repaired('2026-03-11'), '2026-03-11'));
  expect(lifecycle(known, verdict, true)).toEqual(lifecycle(known, verdict, true));
});

describe('what a person keeps from standing is not put right by that', () => {
  const today = '2026-03-12';
  const open = recorded(changesOn([], gap('2026-03-10'), '2026-03-10'), '2026-03-10');

  test('a false alarm is not mentioned, and goes on where it was when its facts change', () => {
    const opinion = {
      findingKey: open[0]?.finding.key ?? '', opinion: 'false-alarm' as const, reason: '二月无新增', author: '张三',
      at: '2026-03-11T02:00:00.000Z', facts: open[0]?.finding.facts ?? '',
    };
    expect(changesOn(open, { ...gap(today), opinions: [opinion] }, today)).toEqual([]);
    const changed = changesOn(open, { ...gap(today), opinions: [{ ...opinion, facts: 'others' }] }, today);
    expect(told(changed)).toEqual(['missing-period|2026-02 continuing 2026-03-10']);
    expect(told(changesOn(open, { ...repaired(today), opinions: [opinion] }, today))).toEqual(['missing-period|2026-02 resolved 2026-03-10']);
  });

  for (const [until, event] of [['2026-02-28', []], ['2026-02-27', ['missing-period|2026-02 continuing 2026-03-10']]] as const)
    test(`a waiver until ${until}: ${event[0] ?? 'not mentioned'}`, () =>
      expect(told(changesOn(open, { ...gap(today), waivers: [waiverOf('2026-02-01', until)] }, today))).toEqual(event));

  test('silence under a waiver is not mentioned while it holds', () => {
    const news = columnOf('realtime', { class: 'news' });
    const silent = listSeen([itemOf('2026-01-05')], today);
    const known = recorded(changesOn([], silent, '2026-03-10', news), '2026-03-10');
    expect(changesOn(known, { ...silent, waivers: [waiverOf('2026-03-11', today)] }, today, news)).toEqual([]);
    expect(told(changesOn(known, listSeen([itemOf(today)], today), today, news))).toEqual(['realtime-silence resolved 2026-03-10']);
  });
});
