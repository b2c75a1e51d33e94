import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_TEXT, plainText, webAddress } from '../../src/report/pageText.js';

describe('plainText', () => {
  for (const [text, shown] of [
    ['关于\u202Efdp.件文\u202C的公示', '关于[U+202E]fdp.件文[U+202C]的公示'],
    ['a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
    ['零\u200B宽\uFEFF字\u00AD符\u200F', '零宽字符'],
    ['第一行\r\n  第二行\t第三行', '第一行 第二行 第三行'],
    ['bell\u0007 escape\u001B[31m', 'bell[U+0007] escape[U+001B][31m'],
    ['half \uD83D pair', 'half \uFFFD pair'],
    ['  两头的空白　', '两头的空白'],
    ['', ''],
  ] as const)
    test(`shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}`, () => expect(plainText(text)).toBe(shown));

  test('keeps text of exactly the limit and cuts the next longer', () => {
    expect(plainText('一二三四五', 5)).toBe('一二三四五');
    expect(plainText('一二三四五六', 5)).toBe('一二三四…');
  });

  test('does not heap more than four marks on a letter', () =>
    expect(plainText(`e${'\u0301'.repeat(50)}`)).toBe(`e${'\u0301'.repeat(4)}`));

  test('cuts a megabyte without walking over it', () =>
    expect(Array.from(plainText('长'.repeat(1_000_000)))).toHaveLength(LONGEST_TEXT));

  test('whatever a page says: one bounded line with nothing invisible in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (text, limit) => {
        const shown = plainText(text, limit);
        expect(Array.from(shown).length).toBeLessThanOrEqual(limit);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u);
      }),
    );
  });
});

describe('webAddress', () => {
  for (const [url, address] of [
    ['https://a.example.invalid/b?c=1#d', 'https://a.example.invalid/b?c=1#d'],
    ['HTTP://A.example.invalid', 'http://a.example.invalid/'],
    ['javascript:alert(1)', null],
    ['java\nscript:alert(1)', null],
    [' javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['//a.example.invalid/b', null],
    ['/relative', null],
    ['https://bank.example@evil.example.invalid/', null],
    [`https://a.example.invalid/${'a'.repeat(3000)}`, null],
    ['', null],
    [null, null],
    [undefined, null],
  ] as const)
    test(`${String(url).slice(0, 50)} leads to ${address}`, () => expect(webAddress(url)).toBe(address));
});
