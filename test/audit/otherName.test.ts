/** 疑似改版 by name: the page no longer calls itself what it did, and nothing of what it showed is left. */
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import { driftOf } from '../../src/audit/drift.js';
import { driftEvidence, driftWords } from '../../src/audit/driftWords.js';
import type { Day, Drift, Item, ListBefore, PageName, Visit } from '../../src/model.js';
import { itemOf } from './builders.js';

const before: Day = '2026-03-17';
const today: Day = '2026-03-18';

function rows(count: number, newest: Day, words: string): Item[] {
  return Array.from({ length: count }, (_, index) => {
    const { title, url, date, pinned } = itemOf(addDays(newest, -index), `${words}${index}`);
    return { title, url, date, pinned };
  });
}

function listBefore(items: Item[], name?: string, doubted: Drift | null = null): ListBefore {
  const known = items.map((item) => ({ ...item, firstSeen: before, lastSeen: before }));
  const newest = items[0]?.date?.day ?? null;
  return { shown: { day: before, rowsPerPage: items.length, newest, ...(name && { name }) }, items: known, doubted };
}

function visitShowing(items: Item[], pageName: PageName | null, day: Day = today): Visit {
  const url = 'https://site.example.invalid/a/';
  return {
    columnKey: '示例局/项目进度', day, at: `${day}T02:00:00.000Z`, url, finalUrl: url, ms: 1, pages: [],
    observation: { outcome: 'list', items, completeSince: null, columnDate: null, pageName, reader: 'generic', pages: 1 },
  };
}

function calling(...names: string[]): PageName {
  return { name: names[0] as string, by: 'title', said: [{ by: 'title', names }], url: null };
}

const old = rows(10, '2026-03-10', '进度');
const fresh = rows(10, '2026-03-18', '要闻');

describe('the name is held against that of the last believed visit', () => {
  const table: [string, string | undefined, PageName | null, Item[], boolean][] = [
    ['another name over other rows', '项目进度', calling('某县交通运输局'), fresh, true],
    ['another name over rows that are known', '项目进度', calling('建设进度'), [...fresh, old[0] as Item], false],
    ['the same name over other rows, all newer', '项目进度', calling('项目进度'), fresh, false],
    ['the name with blanks', '项目进度', calling('项目 进度'), fresh, false],
    ['the name as a part of the new one', '项目进度', calling('重大项目进度公开'), fresh, false],
    ['the name as one of several', '项目进度', calling('某局', '项目进度'), fresh, false],
    ['a page without a name', '项目进度', null, fresh, false],
    ['nothing known of the name before', undefined, calling('某县交通运输局'), fresh, false],
  ];
  for (const [what, name, now, items, isDoubted] of table)
    test(`${what}: ${isDoubted ? 'doubted' : 'believed'}`, () => {
      expect(driftOf(visitShowing(items, now), listBefore(old, name))?.sign).toBe(isDoubted ? 'other-name' : undefined);
    });

  test('a list of one row is enough', () => {
    const one = rows(1, '2026-03-18', '要闻');
    expect(driftOf(visitShowing(one, calling('首页')), listBefore(rows(1, '2026-03-10', '进度'), '项目进度'))?.sign).toBe('other-name');
  });
});

test('a lasting new name is believed on the third day', () => {
  let doubted: Drift | null = null;
  const signs = [0, 1, 2].map((days) => {
    doubted = driftOf(visitShowing(fresh, calling('建设动态'), addDays(today, days)), listBefore(old, '项目进度', doubted));
    return doubted?.sign ?? null;
  });
  expect(signs).toEqual(['other-name', 'other-name', null]);
});

test('both names stand in the words and in the evidence', () => {
  const drift = driftOf(visitShowing(fresh, calling('某县交通运输局')), listBefore(old, '项目进度')) as Drift;
  expect(driftWords(drift).zh).toContain('由“项目进度”变为“某县交通运输局”');
  expect(driftWords(drift).en).toContain('“项目进度” and now “某县交通运输局”');
  expect(driftEvidence(drift).map(({ text }) => text)).toEqual(expect.arrayContaining(['项目进度', '某县交通运输局']));
});
