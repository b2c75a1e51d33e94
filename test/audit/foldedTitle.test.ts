/** The short way to a folded title gives what the long way gives. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedTitle, titleMark } from '../../src/audit/witnesses.js';

test('titles of common signs and of any others are folded alike', () => {
  const common = fc.constantFrom(...'2026年关于印发《方案》的通知（试行）“一”‘二’—…·〔3〕号,.;:!?_`^[]\\{}~ABc \t\u3000\u00a0');
  const others = fc.constantFrom('ﬁ', '㎡', '々', '〇', '２', 'Ａ', 'é', 'e\u0301', '\ufeff', '😀', '﹝', '％', '①', 'İ');
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: common }, others), { maxLength: 30 }), (signs) => {
      const title = signs.join('');
      expect(foldedTitle(title)).toBe(title.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase());
    }),
    { numRuns: 2000 },
  );
});

test('titles that fold alike have one mark, or none', () => {
  const signs = fc.array(fc.constantFrom(...'2026年方案通知aBcZ', '２', 'é', '㎡'), { maxLength: 8 });
  const between = fc.array(fc.constantFrom('', '', ' ', '（', '“', '-', '~', '\t', '\u3000', '·'), { minLength: 9, maxLength: 9 });
  const written = (some: readonly string[], marks: readonly string[]) => some.map((sign, at) => sign + marks[at]).join('');
  fc.assert(
    fc.property(signs, between, between, fc.boolean(), (some, one, other, isUpper) => {
      const [first, second] = [written(some, one), written(some.map((sign) => (isUpper ? sign.toUpperCase() : sign)), other)];
      fc.pre(foldedTitle(first) === foldedTitle(second));
      const marks = [titleMark(first), titleMark(second)];
      if (!marks.includes(null)) expect(marks[0]).toBe(marks[1]);
    }),
    { numRuns: 2000 },
  );
  expect(titleMark('关于A的通知')).toBe(titleMark('关于“a”的通知'));
  expect(titleMark('关于甲的通知')).not.toBe(titleMark('关于乙的通知'));
  expect(titleMark('面积2㎡')).toBeNull();
});
