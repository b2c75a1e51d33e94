import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../src/crawl/decode.js';
import { encodeGbk } from './gbk.js';

const words = '裕安区交通运输局 政府信息公开 2026-11-20';
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const after = (start: number[], bytes: Uint8Array) => Uint8Array.from([...start, ...bytes]);
const prolog = (charset: string) => `<?xml version="1.0" encoding='${charset}'?>`;
const meta = (charset: string) => `<html><head><meta charset="${charset}"></head>`;
const httpEquiv = (charset: string) =>
  `<html><head><META http-equiv=Content-Type content="text/html; charset=${charset}"></head>`;

for (const [title, body, contentType, charset, text] of [
  ['UTF-8 declared rightly', utf8(words), 'text/html; charset=utf-8', 'utf-8 (bytes)', words],
  ['UTF-8 declared as GBK in the header', utf8(words), 'text/html; charset=gbk', 'utf-8 (bytes)', words],
  ['UTF-8 declared as gb2312 in the page', utf8(meta('gb2312') + words), 'text/html', 'utf-8 (bytes)', words],
  ['UTF-8 not declared', utf8(words), undefined, 'utf-8 (bytes)', words],
  ['UTF-8 with a mark', after([0xef, 0xbb, 0xbf], utf8(words)), 'text/html; charset=gbk', 'utf-8 (bom)', words],
  ['GBK declared as gb2312', encodeGbk(words), 'text/html; charset=GB2312', 'gb18030 (header)', words],
  ['GBK declared as UTF-8', encodeGbk(words), 'text/html; charset=UTF-8', 'gb18030 (guess)', words],
  ['GBK declared as Latin-1', encodeGbk(words), 'text/html; charset=ISO-8859-1', 'gb18030 (guess)', words],
  ['GBK in the page', encodeGbk(meta('gbk') + words), 'text/html', 'gb18030 (meta)', words],
  ['GBK in a http-equiv', encodeGbk(httpEquiv('gb2312') + words), 'text/html', 'gb18030 (meta)', words],
  ['GBK in an XML prolog', encodeGbk(prolog('GBK') + words), 'text/xml', 'gb18030 (meta)', words],
  ['GBK, the page says UTF-8', encodeGbk(meta('utf-8') + words), 'text/html', 'gb18030 (guess)', words],
  ['GBK, the page says UTF-16', encodeGbk(meta('utf-16') + words), 'text/html', 'gb18030 (guess)', words],
  ['GBK, an unknown charset', encodeGbk(words), 'text/html; charset=chinese-simplified', 'gb18030 (guess)', words],
  ['GBK not declared', encodeGbk(words), undefined, 'gb18030 (guess)', words],
  ['a character beyond GB2312', encodeGbk('朱镕基'), 'text/html; charset=gb2312', 'gb18030 (header)', '朱镕基'],
  ['Big5 declared', Uint8Array.from([0xa4, 0xa4, 0xa4, 0xe5]), 'text/html; charset=big5', 'big5 (header)', '中文'],
  ['UTF-16 with a mark', after([0xff, 0xfe], utf16le(words)), 'text/html', 'utf-16le (bom)', words],
  ['GB18030 with a mark', after([0x84, 0x31, 0x95, 0x33], encodeGbk(words)), undefined, 'gb18030 (bom)', words],
  ['Latin-1 that is no GBK', Uint8Array.from([0xe9, 0x20]), 'text/html; charset=latin1', 'windows-1252 (header)', 'é '],
  ['a charset behind 4 KB', encodeGbk(' '.repeat(4096) + meta('big5') + words), undefined, 'gb18030 (guess)', words],
  ['an empty body', new Uint8Array(), 'text/html; charset=gbk', 'utf-8 (bytes)', ''],
] as const)
  test(`reads ${title}`, () => {
    const decoded = decode(body, contentType);
    expect(decoded.charset).toBe(charset);
    expect(decoded.text).toContain(text);
    expect(decoded.text.startsWith('\uFEFF')).toBe(false);
  });

test('judges UTF-8 by all but a last character that was cut', () => {
  for (const cutBytes of [1, 2])
    expect(decode(utf8(words + '栏').slice(0, -cutBytes), 'text/html; charset=gbk')).toEqual({
      text: words,
      charset: 'utf-8 (bytes)',
    });
});

test('judges GBK by all but a last character that was cut', () =>
  expect(decode(encodeGbk(words + '栏').slice(0, -1), undefined)).toEqual({ text: words, charset: 'gb18030 (guess)' }));

test('loses one character of a GBK page with one broken byte', () => {
  const broken = after([...encodeGbk(words), 0xff, 0x20], encodeGbk(words));
  const { text, charset } = decode(broken, 'text/html; charset=gbk');
  expect(charset).toBe('gb18030 (lossy)');
  expect(text.split(words)).toHaveLength(3);
});

test('loses one character of a UTF-8 page with one broken byte', () => {
  const { text, charset } = decode(Uint8Array.from([...utf8(words), 0xff, 0x20, ...utf8(words)]), undefined);
  expect(charset).toBe('utf-8 (lossy)');
  expect(text.split(words)).toHaveLength(3);
});

test('reads back any Chinese text in UTF-8, whatever is declared', () => {
  const character = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code));
  const charsets = ['gbk', 'utf-8', 'big5'].map((charset) => `text/html; charset=${charset}`);
  const declared = fc.constantFrom(undefined, ...charsets);
  fc.assert(
    fc.property(fc.string({ unit: character }), declared, (text, contentType) => {
      expect(decode(utf8(text), contentType)).toEqual({ text, charset: 'utf-8 (bytes)' });
    }),
  );
});
