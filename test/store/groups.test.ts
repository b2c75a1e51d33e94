import { expect, test } from 'vitest';
import { createGroups } from '../../src/store/groups.js';
import { StoreError } from '../../src/store/storeError.js';

/** Commits numbers; a negative one fails. Tells which were committed together, or tried to be. */
function numbers(mayJoin: (piece: number, others: readonly number[]) => boolean = () => true, failure = new Error('negative')) {
  const tried: number[][] = [];
  const commit = createGroups<number, string>({
    mayJoin,
    commit: async (pieces) => {
      tried.push([...pieces]);
      await Promise.resolve();
      if (pieces.some((piece) => piece < 0)) throw failure;
      return pieces.map(String);
    },
  });
  return { commit, tried };
}

test('a piece that comes alone is committed alone, those that come meanwhile together after it', async () => {
  const { commit, tried } = numbers();
  expect(await Promise.all([1, 2, 3].map(commit))).toEqual(['1', '2', '3']);
  expect(await commit(4)).toBe('4');
  expect(tried).toEqual([[1], [2, 3], [4]]);
});

test('where a group fails each piece is tried by itself, and only the one at fault fails', async () => {
  const { commit, tried } = numbers();
  const ended = await Promise.allSettled([1, 2, -3, 4].map(commit));
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(tried).toEqual([[1], [2, -3, 4], [2], [-3], [4]]);
});

test('a database in trouble fails all of a group and is not asked again for each', async () => {
  const { commit, tried } = numbers(undefined, new StoreError('full', 'a.sqlite', null));
  const ended = await Promise.allSettled([1, -2, 3].map(commit));
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(tried).toEqual([[1], [-2, 3]]);
});

test('a piece that may not join ends the group and begins the next', async () => {
  const { commit, tried } = numbers((piece, others) => !others.includes(piece));
  await Promise.all([1, 5, 6, 5, 7].map(commit));
  expect(tried).toEqual([[1], [5, 6], [5, 7]]);
});

test('at most fifty go together', async () => {
  const { commit, tried } = numbers();
  await Promise.all(Array.from({ length: 120 }, (_, piece) => commit(piece)));
  expect(tried.map(({ length }) => length)).toEqual([1, 50, 50, 19]);
});
