/** Homepages, a folder per oddity: `fixtures/homepages/<oddity>/{page.html,expected.json}`. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHomepage } from '../../src/extract/readHomepage.js';

const today = '2026-03-18';
const url = 'https://www.site.example.invalid/';

describe('reads', () => {
  for (const oddity of readdirSync('fixtures/homepages'))
    test(oddity.replaceAll('-', ' '), () => {
      const from = `fixtures/homepages/${oddity}`;
      const { items, unreadable, redirectTo } = readHomepage({ text: readFileSync(`${from}/page.html`, 'utf8'), url }, today);
      const days = items.flatMap(({ date }) => (date === null ? [] : [date.day])).sort();
      const read = { unreadable, newest: days.at(-1) ?? null, items: items.length, dated: days.length, ...(redirectTo && { redirectTo }) };
      expect(read).toEqual(JSON.parse(readFileSync(`${from}/expected.json`, 'utf8')));
    });
});

test('an empty answer and a refusal could not be read', () => {
  expect(readHomepage({ text: ' \n', url }, today)).toMatchObject({ items: [], unreadable: 'empty' });
  expect(readHomepage({ text: '<p>x</p>', url, status: 412 }, today)).toMatchObject({ items: [], unreadable: 'challenge' });
});

test('never throws, and names each address once', () =>
  fc.assert(fc.property(fc.array(fc.constantFrom('<ul>', '<li>', '<a href="/1#x">关于开展年度考核的通知</a>', '2026-03-01', '<table><tr><td>', '</ul>', '<script>', '&lt;', '03-05'), { maxLength: 40 }), (pieces) => {
    const { items } = readHomepage({ text: pieces.join(''), url }, today);
    expect(new Set(items.map((item) => item.url)).size).toBe(items.length);
  })));
