import { expect, test } from 'vitest';
import { UsageError } from '../src/exitCodes.js';
import { chosenDay, dayIn } from '../src/today.js';

for (const [timezone, instant, day] of [
  ['Asia/Shanghai', '2026-11-22T15:59:59.999Z', '2026-11-22'],
  ['Asia/Shanghai', '2026-11-22T16:00:00.000Z', '2026-11-23'],
  ['UTC', '2026-11-22T16:00:00.000Z', '2026-11-22'],
  ['Asia/Shanghai', '2023-12-31T16:00:00.000Z', '2024-01-01'],
  ['Asia/Shanghai', '2024-02-28T16:00:00.000Z', '2024-02-29'],
  ['America/New_York', '2026-03-08T04:59:59.000Z', '2026-03-07'],
] as const)
  test(`${instant} is ${day} in ${timezone}`, () => expect(dayIn(timezone, new Date(instant))).toBe(day));

const now = new Date('2026-03-17T02:00:00Z');

test('today is taken where no day is given', () =>
  expect(chosenDay(undefined, 'Asia/Shanghai', now)).toBe('2026-03-17'));

for (const day of ['2024-02-29', '1999-12-31', '2026-03-31'])
  test(`${day} is taken`, () => expect(chosenDay(day, 'Asia/Shanghai', now)).toBe(day));

for (const written of [
  '2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '0000-01-01', '2026-3-1', '20260301', '', 'today', '2026-03-17 ',
])
  test(`“${written}” is no day`, () => expect(() => chosenDay(written, 'Asia/Shanghai', now)).toThrow(UsageError));

test('the message names the place where it was written', () =>
  expect(() => chosenDay('x', 'UTC', now, 'pages.json [3].today')).toThrow('pages.json [3].today'));
