/** Whatever a page holds, reading it ends soon, throws nothing, and keeps the promises that every reading makes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';
import type { Reading } from '../../src/model.js';

const folder = new URL('../../fixtures/pages/', import.meta.url);
const TODAY = '2026-03-17';
const URL_OF_PAGE = 'https://qinghe.example/zwgk/tzgg/index.html';

const pages = readdirSync(folder).map((name) => {
  const html = new URL(`${name}/page.html`, folder);
  return readFileSync(existsSync(html) ? html : new URL(`${name}/page.json`, folder), 'utf8');
});

const read = (text: string, today = TODAY): Reading => readPage({ text, url: URL_OF_PAGE }, { today });

/** Cuts, repeats, and slips in what damages markup most. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(400),
  insert: fc.constantFrom(
    '', '<', '>', '"', '</div>', '</table>', '<li>', '<td>', '<!--', ']]>', '<script>', '2062-12-31', '\u0000', '&#',
    '<a href="',
  ),
  times: fc.integer({ min: 1, max: 3 }),
});
const mutations = fc.array(mutation, { minLength: 1, maxLength: 6 });
const mutatedPage = fc.tuple(fc.constantFrom(...pages), mutations).map(([page, changes]) =>
  changes.reduce((text, { at, length, insert, times }) => {
    const from = Math.floor(at * text.length);
    return text.slice(0, from) + insert.repeat(times) + text.slice(from + length);
  }, page),
);

describe('any page', () => {
  test('damaged markup is read without a throw, and every reading keeps its promises', () => {
    fc.assert(
      fc.property(mutatedPage, (text) => {
        const reading = read(text);
        expect(reading.unreadable !== null).toBe(reading.kind === 'unreadable');
        expect(reading.kind === 'list').toBe(reading.items.length > 0);
        expect(reading.article !== null).toBe(reading.kind === 'article');
        for (const item of reading.items) {
          if (item.url !== null) expect(item.url).toMatch(/^https?:/);
          if (item.date) expect(item.date.day).toMatch(/^\d{4}-\d\d-\d\d$/);
          // A page may name a future day itself; the reader never infers one.
          if (item.date && item.date.implied.includes('year')) expect(item.date.day <= TODAY).toBe(true);
        }
        if (reading.article?.published) expect(reading.article.published.day <= TODAY).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('random text is read without a throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void read(text)), { numRuns: 300 });
    fc.assert(fc.property(fc.json(), (text) => void read(text)), { numRuns: 300 });
  });

  test('reading is pure: the same page gives the same reading', () => {
    fc.assert(
      fc.property(mutatedPage, (text) => {
        expect(read(text)).toEqual(read(text));
      }),
      { numRuns: 60 },
    );
  });

  test('a later today never changes a day that the page names in full', () => {
    for (const text of pages) {
      const daysNamed = ({ date }: Reading['items'][number]) => (date && date.implied.length === 0 ? [date.day] : []);
      const days = (reading: Reading) => reading.items.flatMap(daysNamed);
      const [now, later] = [read(text), read(text, '2026-03-19')];
      if (now.kind === 'list' && later.kind === 'list') expect(days(later)).toEqual(days(now));
    }
  });
});

/** Anything quadratic would take minutes here and run into the tests' own time limit. */
describe('huge pages are read to the end', () => {
  const row = (number: number) =>
    `<li><a href="/a/${number}.html">关于第${number}号工程的公告</a><span>2026-01-0${(number % 9) + 1}</span></li>`;
  const rows = (count: number) => Array.from({ length: count }, (_, number) => row(number)).join('');

  test('a list of 100,000 rows', () => {
    const reading = read(`<html><body><ul>${rows(100_000)}</ul></body></html>`);
    expect([reading.kind, reading.items.length]).toEqual(['list', 100_000]);
  });

  test('100,000 rows, each in a box of its own', () => {
    const boxes = rows(100_000).replaceAll('<li>', '<div><div class="r">').replaceAll('</li>', '</div></div>');
    expect(read(`<html><body>${boxes}</body></html>`).items.length).toBe(100_000);
  });

  test('50,000 elements that are never closed', () => {
    expect(read('<div>'.repeat(50_000)).kind).toBe('unreadable');
    expect(read(`${'<div>2026-01-01'.repeat(50_000)}<a href="/a.html">关于工程的公告</a>`).kind).toBeDefined();
    const nested = Array.from({ length: 20_000 }, (_, number) => `<div>${row(number)}`).join('');
    expect(read(nested).kind).toBeDefined();
  });

  test('a title, a text, an attribute and a script of 1 MB', () => {
    const long = '关于工程的公告。'.repeat(125_000);
    expect(read(`<title>${long}</title><ul>${rows(10)}</ul>`).items).toHaveLength(10);
    expect(read(`<ul>${rows(10)}</ul><p>${long}</p>`).kind).toBeDefined();
    const titled = `<li><a href="/a" title="${long}">关于工程的公告</a>2026-01-01</li>`;
    expect(read(`<ul>${titled}${rows(10)}</ul>`).items).toHaveLength(11);
    expect(read(`<ul>${rows(10)}</ul><script>${'getElementById('.repeat(70_000)}</script>`).items).toHaveLength(10);
    expect(read(`<script>${'document.cookie='.repeat(60_000)}</script>`).kind).toBe('unreadable');
    expect(read(`<script>${'<record>'.repeat(120_000)}<datastore</script>`).kind).toBeDefined();
    expect(read(`<p>${' '.repeat(500_000)}2026${' '.repeat(500_000)}</p>`).kind).toBe('unreadable');
    expect(read(`<p>${'2026-'.repeat(200_000)}</p>`).kind).toBeDefined();
  });

  test('JSON nested 10,000 deep', () => {
    expect(read(`${'{"data":'.repeat(10_000)}1${'}'.repeat(10_000)}`).kind).toBe('unreadable');
    expect(read(`${'['.repeat(10_000)}${']'.repeat(10_000)}`).kind).toBeDefined();
  });
});
