/** Links made absolute, held against the standard's own `URL`: the short way that most rows take must give the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveUrl } from '../../src/extract/layout/document.js';

const BASES = [
  'http://www.qinghe.example/zwgk/tzgg/', 'http://www.qinghe.example/zwgk/tzgg/index_2.html?a=./b/c#d/e', 'https://QINGHE.example',
  'http://qinghe.example:80/a/../b/%7e/公开/x', 'http://qinghe.example:8080//a//', 'file:///home/pages/a.html', 'about:blank',
  'mailto:a@qinghe.example', 'no address', '', 'http://[::1]/a/b', 'HTTP:\\\\qinghe.example\\a\\b',
];

const standard = (href: string, base: string): string | null => {
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  return /^https?:$/.test(url.protocol) ? url.href : null;
};

describe('resolveUrl', () => {
  const segment = fc.constantFrom('a', '.', '..', '', 't20261120_1', 'C:', 'a b', '公开', '%2e', '%2E%2e', '-', '_', '\\', 'www', '?');
  const path = fc
    .tuple(fc.constantFrom('', './', '../', '/', '//', '?'), fc.array(segment, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('.html', '.htm', '.shtml', '.HTML', '', '.html?a=1', '.html#b', ' '))
    .map(([start, segments, end]) => start + segments.join('/') + end);

  test('a path stands where the standard puts it, whatever the page and whichever was asked for before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.constantFrom(...BASES)), { minLength: 1, maxLength: 4 }), (asked) => {
        for (const [href, base] of asked) {
          if (href.trim() !== '') expect(resolveUrl(href, base)).toBe(standard(href, base));
        }
      }),
      { numRuns: 2000 },
    );
  });

  for (const [href, address] of [
    ['./202611/t20261120_1.html', 'http://www.qinghe.example/zwgk/tzgg/202611/t20261120_1.html'],
    ['t1.shtml', 'http://www.qinghe.example/zwgk/tzgg/t1.shtml'],
    ['../t1.html', 'http://www.qinghe.example/zwgk/t1.html'],
    [' ./a/t1.htm\n', 'http://www.qinghe.example/zwgk/tzgg/a/t1.htm'],
    ['#top', null],
    ['javascript:go(1)', null],
  ] as const)
    test(`${JSON.stringify(href)} leads to ${address}`, () =>
      expect(resolveUrl(href, 'http://www.qinghe.example/zwgk/tzgg/index.html')).toBe(address));
});
