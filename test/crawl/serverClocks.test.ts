import { expect, test } from 'vitest';
import { createServerClocks } from '../../src/crawl/serverClocks.js';

const HOUR = 3_600_000;
const now = new Date('2026-04-17T02:00:00Z');
const told = (hoursBefore: number) => ({ date: new Date(now.getTime() - hoursBefore * HOUR).toUTCString() });

for (const [title, answers, aheadHours] of [
  ['no answer', [], null],
  ['two hosts are too few', [told(24), told(24)], null],
  ['three that agree', [told(24), told(24), told(24)], 24],
  ['three that are ahead of us', [told(-720), told(-720), told(-720)], -720],
  ['one of three is wrong', [told(24), told(24), told(0)], 24],
  ['two of four are wrong', [told(24), told(24), told(0), told(0)], null],
  ['ten minutes are alike, eleven are not', [told(24), told(24 + 1 / 6), told(24.5), told(23)], null],
  ['what a cache kept tells nothing', [told(24), told(24), { ...told(24), age: '86400' }], null],
  ['what is no moment tells nothing', [told(24), told(24), { date: 'yesterday' }, {}], null],
] as const)
  test(title, () => {
    const clocks = createServerClocks(() => now);
    for (const [host, headers] of answers.entries()) clocks.heard(`${host}.invalid`, headers);
    expect(clocks.aheadMs()).toBe(aheadHours === null ? null : aheadHours * HOUR);
  });

test('a host counts once, however often it answers, by its latest answer', () => {
  const clocks = createServerClocks(() => now);
  for (let at = 0; at < 5; at++) clocks.heard('a.invalid', told(24));
  expect(clocks.aheadMs()).toBeNull();
});
