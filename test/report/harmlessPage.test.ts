import { describe, expect, test } from 'vitest';
import { harmlessPage } from '../../src/report/harmlessPage.js';
import { expectHarmless, hostileTitles } from '../hostile/hostileTitles.js';

const shown = (source: string, marked: string[] = []) => harmlessPage(source, 10_000, marked).html;

for (const [name, source, html] of [
  ['tables keep their shape', '<table class="x"><tr><td colspan="2" onclick="a()">一</td></tr></table>', '<table><tr><td colspan="2">一</td></tr></table>'],
  ['links keep their words', '<a href="javascript:alert(1)" ping="x">甲</a>', '<a>甲</a>'],
  ['pictures leave what they are called', '<img src="http://a.example.invalid/x" alt="图 <b>">', '<i>[图 &lt;b&gt;]</i>'],
  ['what is not text is left out', 'a<script>alert("</p>")</script><style>x{}</style><iframe src=x>y</iframe><noscript>z</noscript>b', 'ab'],
  ['what was hidden stays hidden', '<div style="color:red;display : none">甲</div>', '<div hidden>甲</div>'],
  ['a head that is never closed ends with the body', '<head><title>x</title><body><p>甲</p>', '<p>甲</p>'],
  ['unknown tags leave their text', '<o:p>甲</o:p><marquee>乙</marquee>', '甲乙'],
  ['strange spans are not kept', '<table><tr><td rowspan="9999999">a</td></tr></table>', '<table><tr><td>a</td></tr></table>'],
] as const)
  test(name, () => expect(shown(source)).toBe(html));

describe('words that a verdict rests on', () => {
  test('are marked where they stand', () => expect(shown('<td>[2026-03-01]</td>', ['2026-03-01'])).toBe('<td>[<mark>2026-03-01</mark>]</td>'));
  test('are text as well', () => expect(shown('<p>a&lt;script&gt;b</p>', ['<script>'])).toBe('<p>a<mark>&lt;script&gt;</mark>b</p>'));
});

test('what is longer than the limit is cut, and all that is open is closed', () => {
  const { html, isCut } = harmlessPage(`<div><ul>${'<li>长文字</li>'.repeat(5_000)}</ul></div>`, 1_000);
  expect(isCut).toBe(true);
  expect(html.length).toBeLessThan(1_200);
  expect(html).toMatch(/<\/ul><\/div>$/);
});

test('a hundred thousand nested elements are not nested again', () =>
  expect(harmlessPage('<div>'.repeat(100_000), 1_000_000).html.length).toBeLessThan(2_000));

describe('hostile titles', () => {
  for (const [name, title] of Object.entries(hostileTitles))
    test(name, () => {
      const html = shown(`<p>${title}</p>`, [title]);
      expectHarmless(html);
      expect(html).not.toMatch(/<(?!\/?(p|mark|b|i)>)/);
    });
});
