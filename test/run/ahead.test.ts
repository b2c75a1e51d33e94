import { expect, test } from 'vitest';
import { ahead } from '../../src/run/ahead.js';

async function* upTo(last: number): AsyncGenerator<number> {
  for (let number = 1; number <= last; number += 1) yield number;
}

test('what ends later is still given out in its place, and no more than so many are begun', async () => {
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  const make = async (number: number) => {
    begun.push(number);
    most = Math.max(most, (underWay += 1));
    for (let turn = 0; turn < 20 - number * 3; turn += 1) await Promise.resolve();
    underWay -= 1;
    return number * 10;
  };
  const given: [number, number][] = [];
  for await (const pair of ahead(upTo(6), 3, make)) given.push(pair);
  expect(given).toEqual([[1, 10], [2, 20], [3, 30], [4, 40], [5, 50], [6, 60]]);
  expect(begun).toEqual([1, 2, 3, 4, 5, 6]);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(3);
});

test('a failure comes in its place, once what was begun beside it has ended', async () => {
  const ended: number[] = [];
  const make = async (number: number) => {
    if (number === 2) throw new Error('two');
    await new Promise((resolve) => void setImmediate(resolve));
    ended.push(number);
    return number;
  };
  const given: number[] = [];
  const all = async () => {
    for await (const [, made] of ahead(upTo(9), 3, make)) given.push(made);
  };
  await expect(all()).rejects.toThrow('two');
  expect(given).toEqual([1]);
  expect(ended).toEqual([1, 3, 4].slice(0, ended.length));
  expect(ended.length).toBeGreaterThanOrEqual(2);
});
