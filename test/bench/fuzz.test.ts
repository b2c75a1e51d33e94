/** A small sample of `npm run fuzz` on every change, and a look at whether its judge would notice anything. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';
import type { Reading } from '../../src/model.js';
import { heldDays } from './fuzz/heldDays.js';
import { pageJudge } from './fuzz/judgePage.js';
import { brokenPromises, OWN_ADDRESS } from './fuzz/promises.js';

const folder = fileURLToPath(new URL('../../fixtures/pages', import.meta.url));
const today = '2026-03-17';

test('3,000 mutated pages break no promise', { timeout: 120_000 }, () => {
  const judge = pageJudge(folder, 20_261_123);
  const broken = Array.from({ length: 3_000 }, (_, number) => judge(number)).filter((judged) => judged.broken.length > 0);
  expect(broken).toEqual([]);
});

test('a number gives the same page again', () => {
  const [one, two] = [pageJudge(folder, 5), pageJudge(folder, 5)];
  one(3);
  expect(one(17).done).toEqual(two(17).done);
  expect(one(17).kind).toBe(two(17).kind);
});

describe('the days that a text holds', () => {
  for (const [text, day, holds] of [
    ['2026-03-12', '2026-03-12', true],
    ['2026-03-12', '2026-03-13', false],
    ['<b>12</b><i>2026.03</i>', '2026-03-12', true],
    ['二〇二六年三月十二日', '2026-03-12', true],
    ['12 March 2026', '2026-03-12', true],
    ['t20260312_1.html', '2026-03-12', true],
    ['1773244800', '2026-03-12', true],
    ['２０２６／３／１２', '2026-03-12', true],
    ['2026 年第 12 期', '2026-03-12', false],
    ['', '2026-03-12', false],
  ] as const)
    test(`“${text}” ${holds ? 'holds' : 'does not hold'} ${day}`, () => expect(heldDays(text).holds(day)).toBe(holds));
});

describe('the judge notices', () => {
  const pages = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'page.html')));
  const lists = pages.flatMap((name) => {
    const text = readFileSync(path.join(folder, name, 'page.html'), 'utf8');
    const reading = readPage({ text, url: OWN_ADDRESS }, { today });
    return reading.kind === 'list' && reading.items.some(({ date }) => date) ? [{ text, reading }] : [];
  });
  const noticed = (change: (reading: Reading) => Reading, onlyRemoves: boolean): number => {
    const found = lists.filter(({ text, reading }) =>
      brokenPromises({ text, original: text, onlyRemoves, before: reading, reading: change(reading), today }).length > 0);
    return found.length / lists.length;
  };
  const withDays = (reading: Reading, day: string): Reading => ({
    ...reading, items: reading.items.map((item) => ({ ...item, date: item.date && { ...item.date, day, implied: [] } })),
  });

  test('nothing in what is right', () => expect(noticed((reading) => reading, true)).toBe(0));
  test('a list made fresh today, mostly', () =>
    expect(noticed((reading) => withDays(reading, today), false)).toBeGreaterThan(0.8));
  test('a day that is none, always', () => expect(noticed((reading) => withDays(reading, '2026-NaN-10'), false)).toBe(1));
  test('a blank column without a word of it', () => {
    const blank: Reading = { ...(lists[0]?.reading as Reading), kind: 'blank', items: [] };
    const text = '<ul><li>甲<li>乙</ul>';
    expect(brokenPromises({ text, original: text, onlyRemoves: false, before: blank, reading: blank, today })).toHaveLength(1);
  });
});
