import { expect, test } from 'vitest';
import { nearestTexts } from '../src/commands/nearestTexts.js';

const keys = ['missing-period|某局/进度|2026-02', 'missing-period|某局/进度|2026-03', 'future-date|某局/公告', 'blank-column|某局/监督'];

for (const [title, written, nearest] of [
  ['a slip', 'mising-period|某局/进度|2026-03', keys[1]],
  ['a part', '公告', keys[2]],
  ['another case', 'BLANK-COLUMN|某局/监督', keys[3]],
] as const)
  test(title, () => expect(nearestTexts(written, keys, 1)).toEqual([nearest]));

test('nothing is near what shares nothing, or is too short to compare', () => {
  for (const written of ['', '某', '零零']) expect(nearestTexts(written, keys, 5)).toEqual([]);
});

test('at most so many', () => expect(nearestTexts('missing-period|某局', keys, 2)).toEqual(keys.slice(0, 2)));
