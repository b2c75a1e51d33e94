import { describe, expect, test } from 'vitest';
import type { CadenceKind, Period, Words } from '../../src/model.js';
import { localTime, periodName } from '../../src/report/periodWords.js';
import { unreadableWords } from '../../src/report/unreadableWords.js';
import {
  basisNames,
  cadenceKindNames,
  cadenceName,
  cellMarks,
  cellStateNames,
  dateEvidenceWords,
  eventNames,
  levelNames,
  unreadableName,
  unreadableRemedy,
} from '../../src/report/words.js';
import { cadence, date } from './runPieces.js';

/** The compiler asks for every member; this asks that what stands there is said in its language. */
function expectWords({ zh, en }: Words): void {
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).toMatch(/[a-z]/i);
  expect(en).not.toMatch(/\p{Script=Han}/u);
}

describe('every reason a column cannot be read', () => {
  for (const [reason, { name, remedy }] of Object.entries(unreadableWords))
    test(`${reason} has a name and a remedy that is a sentence, in both languages`, () => {
      expectWords(name);
      expectWords(remedy);
      expect(remedy.zh).toMatch(/。$/);
      expect(remedy.en).toMatch(/\.$/);
    });

  test('there are 35, each with a name and a remedy of its own', () => {
    const all = Object.values(unreadableWords);
    expect(all).toHaveLength(35);
    expect(new Set(all.map(({ name }) => name.zh)).size).toBe(35);
    expect(new Set(all.map(({ remedy }) => remedy.en)).size).toBe(35);
  });

  test('no remedy tells anybody to get around a check', () => {
    expect(unreadableName('challenge').zh).toBe('访问需要验证');
    expect(unreadableRemedy('challenge').zh).toContain('本工具不绕过');
  });
});

test('every name of the model is said in both languages', () => {
  for (const names of [basisNames, cadenceKindNames, cellStateNames, eventNames, levelNames])
    Object.values(names).forEach(expectWords);
});

test('every cell state has a sign of its own, in both languages', () => {
  for (const language of ['zh', 'en'] as const)
    expect(new Set(Object.values(cellMarks).map((mark) => mark[language])).size).toBe(6);
});

describe('cadenceName', () => {
  for (const [kind, more, zh] of [
    ['monthly', {}, '按月'],
    ['monthly', { grace: { days: 5, unit: 'working' } }, '按月（期满后 5 个工作日内）'],
    ['quarterly', { grace: { days: 10, unit: 'calendar' } }, '按季（期满后 10 个自然日内）'],
    ['realtime', {}, '实时'],
    ['realtime', { silenceDays: 14 }, '实时（14 天内应有更新）'],
    ['realtime', { silenceDays: null }, '实时（不设静默期限）'],
    ['static', { grace: { days: 3, unit: 'calendar' } }, '静态'],
  ] as const satisfies [CadenceKind, object, string][])
    test(`says ${zh}`, () => expect(cadenceName(cadence(kind, more)).zh).toBe(zh));
});

describe('periodName', () => {
  for (const [id, zh, en] of [
    ['2026-03-05', '2026-03-05', '2026-03-05'],
    ['2026-W10', '2026年第10周（2026-03-02 至 2026-03-08）', 'week 10 of 2026 (2026-03-02 to 2026-03-08)'],
    ['2026-03', '2026年3月', 'Mar 2026'],
    ['2026Q1', '2026年第1季度', 'Q1 2026'],
    ['2026H2', '2026年下半年', 'second half of 2026'],
    ['2026', '2026年', '2026'],
    ['something else', 'something else', 'something else'],
  ] as const) {
    const period: Period = { id, from: '2026-03-02', to: '2026-03-08' };
    test(`${id} is ${zh}`, () => expect(periodName(period)).toEqual({ zh, en }));
  }
});

test('an inferred year is said beside the words it was added to', () => {
  const words = dateEvidenceWords(date('2026-03-05', { text: '03-05', implied: ['year'] }));
  expect(words.zh).toBe('页面文字“03-05”，年份为推断');
});

test('a day that stands on the item’s own page only says so', () => {
  const words = dateEvidenceWords({ ...date('2026-03-05', { text: '2026-03-05' }), by: 'page:label:发布日期' });
  expect(words).toEqual({
    zh: '列表未注明，信息内容页文字“2026-03-05”', en: 'not on the list; words of the item’s own page “2026-03-05”',
  });
});

describe('localTime', () => {
  for (const [instant, zone, shown] of [
    ['2026-03-17T16:00:00.000Z', 'Asia/Shanghai', '2026-03-18 00:00'],
    ['2026-03-17T15:59:59.999Z', 'Asia/Shanghai', '2026-03-17 23:59'],
    ['2026-03-17T16:00:00.000Z', 'UTC', '2026-03-17 16:00'],
  ] as const)
    test(`${instant} in ${zone} is ${shown}`, () => expect(localTime(instant, zone)).toBe(shown));
});
