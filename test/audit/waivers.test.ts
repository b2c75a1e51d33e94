/** 豁免: what a waiver covers, from its first day to its last, and what it never hides. */
import { describe, expect, test } from 'vitest';
import { holdsOn, lastDayOf, lastWaivedDay, waiversOn } from '../../src/audit/waivers.js';
import type { Day, History, Verdict, Waiver } from '../../src/model.js';
import { columnOf, itemOf, judge, listSeen, unreadableSince, untold, visitOf, waiverOf } from './builders.js';
import { told } from './ledgerOf.js';

for (const [endedOn, day, holds] of [
  [null, '2026-02-28', false], // the day before
  [null, '2026-03-01', true],
  [null, '2026-05-31', true],
  [null, '2026-06-01', false],
  ['2026-05-10', '2026-05-09', true], // taken back
  ['2026-05-10', '2026-05-10', false],
  ['2026-03-01', '2026-03-01', false], // before it began
  ['2026-07-01', '2026-05-31', true], // after it ended by itself
  ['2026-07-01', '2026-06-30', false],
] as const)
  test(`March to May${endedOn ? `, taken back on ${endedOn}` : ''}: ${holds ? 'holds' : 'does not hold'} on ${day}`, () =>
    expect(holdsOn(waiverOf('2026-03-01', '2026-05-31', { endedOn }), day)).toBe(holds));

test('the last day of a waiver, and the last waived one of several', () => {
  const spring = waiverOf('2026-03-01', '2026-05-31');
  const cut = waiverOf('2026-07-01', '2026-08-31', { id: 2, endedOn: '2026-07-10' });
  expect([lastDayOf(spring), lastDayOf(cut)]).toEqual(['2026-05-31', '2026-07-09']);
  expect(lastWaivedDay([spring, cut], '2026-11-01')).toBe('2026-07-09');
  expect(lastWaivedDay([spring, cut], '2026-07-09')).toBe('2026-05-31'); // still holds
  expect(lastWaivedDay([waiverOf('2026-03-05', '2026-05-31', { endedOn: '2026-03-05' })], '2026-11-01')).toBeNull();
  expect(waiversOn([spring, cut], '2026-07-09')).toEqual([cut]);
});

// A monthly column with an item in January and none since. A waiver covers a month's last day or it does not.
for (const [from, until, today, expected] of [
  ['2026-03-31', '2026-03-31', '2026-05-01', '2026-01 on-time, 2026-02 missing, 2026-03 waived, 2026-04 missing, 2026-05 pending'],
  ['2026-03-01', '2026-03-30', '2026-05-01', '2026-01 on-time, 2026-02 missing, 2026-03 missing, 2026-04 missing, 2026-05 pending'],
  ['2026-04-01', '2026-04-29', '2026-05-01', '2026-01 on-time, 2026-02 missing, 2026-03 missing, 2026-04 missing, 2026-05 pending'],
  ['2026-02-28', '2026-04-30', '2026-05-01', '2026-01 on-time, 2026-02 waived, 2026-03 waived, 2026-04 waived, 2026-05 pending'],
  ['2026-02-28', '2026-05-01', '2026-05-01', '2026-01 on-time, 2026-02 waived, 2026-03 waived, 2026-04 waived, 2026-05 waived'],
  ['2026-02-28', '2026-05-01', '2026-05-02', '2026-01 on-time, 2026-02 waived, 2026-03 waived, 2026-04 waived, 2026-05 pending'],
  ['2026-05-02', '2026-05-31', '2026-05-01', '2026-01 on-time, 2026-02 missing, 2026-03 missing, 2026-04 missing, 2026-05 waived'],
] as const)
  test(`waived ${from} to ${until}, on ${today}: ${expected}`, () =>
    expect(told('monthly', [itemOf('2026-01-05')], today, { waivers: [waiverOf(from, until)] })).toBe(expected));

test('a waiver that was taken back covers no day from then on', () => {
  const waivers = [waiverOf('2026-02-01', '2026-12-31', { endedOn: '2026-03-31' })];
  expect(told('monthly', [itemOf('2026-01-05')], '2026-05-01', { waivers })).toBe(
    '2026-01 on-time, 2026-02 waived, 2026-03 missing, 2026-04 missing, 2026-05 pending',
  );
});

// With ten days of grace February's item is due by 03-10.
for (const [from, until, state] of [
  ['2026-03-01', '2026-03-10', 'waived'],
  ['2026-03-01', '2026-03-09', 'missing'],
  ['2026-03-11', '2026-03-31', 'missing'],
  ['2026-03-10', '2026-04-30', 'waived'],
] as const)
  test(`waived ${from} to ${until}, the grace over: February is ${state}`, () => {
    const column = columnOf('monthly', { grace: { days: 10, unit: 'calendar' } });
    const { ledger } = judge(column, listSeen([itemOf('2026-01-05')], '2026-03-20', { waivers: [waiverOf(from, until)] }), '2026-03-20');
    expect(ledger.map((cell) => `${cell.period.id} ${cell.state}`)[1]).toBe(`2026-02 ${state}`);
  });

test('what was published all the same fills its period', () =>
  expect(told('monthly', [itemOf('2026-01-05'), itemOf('2026-02-05')], '2026-02-28', { waivers: [waiverOf('2026-01-01', '2026-12-31')] })).toBe(
    '2026-01 on-time, 2026-02 on-time',
  ));

function judged(kind: 'monthly' | 'realtime', days: readonly Day[], today: Day, waivers: Waiver[]): Verdict {
  return judge(columnOf(kind, { class: 'news' }), listSeen(days.map((day) => itemOf(day)), today, { waivers }), today);
}

describe('the status of a monthly column', () => {
  for (const [what, days, from, until, today, status] of [
    ['waived now', ['2026-01-05'], '2026-02-01', '2026-12-31', '2026-04-20', 'waived'],
    ['last month was waived', ['2026-01-05'], '2026-02-01', '2026-03-31', '2026-04-20', 'waived'],
    ['the waiver is over and the month nears its end', ['2026-01-05'], '2026-02-01', '2026-03-31', '2026-04-29', 'due'],
    ['the month after it is empty', ['2026-01-05'], '2026-02-01', '2026-03-31', '2026-05-01', 'overdue'],
    ['an empty month before it', ['2026-01-05'], '2026-03-01', '2026-12-31', '2026-04-20', 'overdue'],
    ['published in spite of it', ['2026-01-05', '2026-02-05', '2026-03-05', '2026-04-05'], '2026-02-01', '2026-12-31', '2026-04-20', 'fresh'],
    ['published since', ['2026-01-05', '2026-04-05'], '2026-02-01', '2026-03-31', '2026-04-20', 'fresh'],
  ] as const)
    test(`${what}: ${status}`, () =>
      expect(judged('monthly', days, today, [waiverOf(from, until)]).status).toBe(status));

  test('says until when, why and by which document, also when it is over', () => {
    const waiver = waiverOf('2026-02-01', '2026-03-31');
    const verdict = judged('monthly', ['2026-01-05'], '2026-04-20', [waiver]);
    expect(verdict.because.zh).toBe('2026年3月豁免至2026-03-31：网站改版，临政办〔2026〕5号。');
    expect(verdict.waivers).toEqual([]);
    expect(verdict.ledger.map((cell) => cell.waiver)).toEqual([undefined, waiver, waiver, undefined]);
    expect(judged('monthly', ['2026-01-05'], '2026-03-31', [waiver]).waivers).toEqual([waiver]);
  });

  test('a waived month is no gap of its own and does not split one', () => {
    const verdict = judged('monthly', ['2026-01-05'], '2026-05-20', [waiverOf('2026-03-01', '2026-03-31')]);
    expect(verdict.findings.map(({ key }) => key)).toEqual(['cadence-overdue|示例局/项目进度']);
    expect(verdict.findings[0]?.description.zh).toContain('缺2026年2月、4月信息');
  });
});

// News: 14 days of silence. The newest item is of 1 March.
for (const [what, waivers, today, status] of [
  ['on the waiver\'s first day', [waiverOf('2026-03-20', '2026-04-10')], '2026-03-20', 'waived'],
  ['the day before it', [waiverOf('2026-03-20', '2026-04-10')], '2026-03-19', 'overdue'],
  ['on its last day', [waiverOf('2026-03-20', '2026-04-10')], '2026-04-10', 'waived'],
  ['the day after', [waiverOf('2026-03-20', '2026-04-10')], '2026-04-11', 'fresh'],
  ['14 days after its last day', [waiverOf('2026-03-20', '2026-04-10')], '2026-04-24', 'due'],
  ['15 days after', [waiverOf('2026-03-20', '2026-04-10')], '2026-04-25', 'overdue'],
  ['taken back: 14 days after the day before', [waiverOf('2026-03-20', '2026-12-31', { endedOn: '2026-04-11' })], '2026-04-24', 'due'],
  ['taken back: 15 days after', [waiverOf('2026-03-20', '2026-12-31', { endedOn: '2026-04-11' })], '2026-04-25', 'overdue'],
  ['a waiver that ended before the newest item', [waiverOf('2026-01-20', '2026-02-10')], '2026-03-16', 'overdue'],
] as const)
  test(`real time, ${what}: ${status}`, () =>
    expect(judged('realtime', ['2026-03-01'], today, [...waivers]).status).toBe(status));

test('a silence that counts from a waiver says so', () => {
  const verdict = judged('realtime', ['2026-03-01'], '2026-04-25', [waiverOf('2026-03-20', '2026-04-10')]);
  const pieces = verdict.findings[0]?.evidence.map(({ label, text }) => `${label.zh}: ${text}`);
  expect(pieces).toContain('豁免期满，自此日起算: 2026-04-10');
});

for (const [what, kind, until, today, isTold] of [
  ['on its last day it still holds', 'monthly', '2026-05-31', '2026-05-31', false],
  ['the day after', 'monthly', '2026-05-31', '2026-06-01', true],
  ['on the first day of the window', 'monthly', '2025-01-01', '2026-12-31', true],
  ['the day before the window', 'monthly', '2024-12-31', '2026-12-31', false],
  ['a year before, in real time', 'realtime', '2025-12-31', '2026-12-31', true],
  ['a day longer ago', 'realtime', '2025-12-30', '2026-12-31', false],
] as const)
  test(`an ended waiver, ${what}: ${isTold ? 'told' : 'not told'} among those that ended`, () => {
    const waiver = waiverOf('2024-03-01', until);
    const { endedWaivers } = judged(kind, ['2024-01-05'], today, [waiver]);
    expect(endedWaivers).toEqual(isTold ? [waiver] : undefined);
  });

describe('a blank column', () => {
  const blankOn = (today: Day, waivers: Waiver[]): History => {
    const visit = visitOf(today, 'blank', { proof: '暂无相关信息' });
    return { items: [], lastVisit: visit, lastReadable: visit, knownSince: null, ...untold, waivers };
  };
  for (const [today, status, findings] of [
    ['2026-05-31', 'waived', 0],
    ['2026-06-01', 'blank', 1],
  ] as const)
    test(`on ${today}: ${status}`, () => {
      const verdict = judge(columnOf('monthly'), blankOn(today, [waiverOf('2026-03-01', '2026-05-31')]), today);
      expect([verdict.status, verdict.findings.length]).toEqual([status, findings]);
    });
});

test('what could not be read stays unreadable', () => {
  const waivers = [waiverOf('2026-01-01', '2026-12-31')];
  const verdict = judge(columnOf('monthly'), unreadableSince(listSeen([itemOf('2026-01-05')], '2026-02-01', { waivers }), '2026-05-01'), '2026-05-01');
  expect(verdict).toMatchObject({ status: 'unreadable', waivers });
  expect(verdict.findings.map(({ rule }) => rule)).toEqual(['unreadable']);
});

test('a finding about a date stands in spite of a waiver', () => {
  const verdict = judged('monthly', ['2026-01-05', '2026-12-01'], '2026-03-10', [waiverOf('2026-01-01', '2026-12-31')]);
  expect(verdict.status).toBe('waived');
  expect(verdict.findings.map(({ rule }) => rule)).toEqual(['future-date']);
});
