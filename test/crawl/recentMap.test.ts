import { expect, test } from 'vitest';
import { RecentMap } from '../../src/crawl/recentMap.js';

test('forgets what was not used for longest', () => {
  const map = new RecentMap<number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.get('a');
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
});

test('keeps an entry that is set anew once', () => {
  const map = new RecentMap<number>(2);
  for (const value of [1, 2, 3]) map.set('a', value);
  expect([map.get('a'), map.size]).toEqual([3, 1]);
});
