/** The short way to a folded title gives what the long way gives. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedTitle } from '../../src/audit/witnesses.js';

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
