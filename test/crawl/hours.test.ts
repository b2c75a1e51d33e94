import { describe, expect, test } from 'vitest';
import { isWithin, nextOpening, wallClock } from '../../src/crawl/hours.js';

const night = [{ from: '22:00', until: '06:00' }];
const day = [{ from: '08:30', until: '17:30' }];
const both = [{ from: '12:00', until: '13:30' }, { from: '20:00', until: '24:00' }];

describe('whether a site may be visited', () => {
  for (const [hours, clock, open] of [
    [night, '21:59', false],
    [night, '22:00', true],
    [night, '23:59', true],
    [night, '00:00', true],
    [night, '05:59', true],
    [night, '06:00', false],
    [day, '08:29', false],
    [day, '08:30', true],
    [day, '17:29', true],
    [day, '17:30', false],
    [both, '13:29', true],
    [both, '13:30', false],
    [both, '23:59', true],
    [both, '00:00', false],
    [[{ from: '00:00', until: '24:00' }], '00:00', true],
    [[], '03:00', true], // without hours, always
  ] as const)
    test(`${JSON.stringify(hours)} at ${clock}: ${open}`, () => expect(isWithin(hours, clock)).toBe(open));
});

describe('when the hours begin next', () => {
  for (const [timezone, hours, now, opening] of [
    ['Asia/Shanghai', night, '2026-11-23T13:59:59.000Z', '2026-11-23T14:00:00.000Z'],
    ['Asia/Shanghai', night, '2026-11-23T14:00:00.000Z', '2026-11-23T14:00:00.000Z'], // they have begun
    ['Asia/Shanghai', night, '2026-11-22T22:00:00.000Z', '2026-11-23T14:00:00.000Z'], // 06:00: they have just ended
    ['Asia/Shanghai', both, '2026-11-23T05:30:00.000Z', '2026-11-23T12:00:00.000Z'],
    ['Asia/Shanghai', both, '2026-11-23T16:00:30.000Z', '2026-11-24T04:00:00.000Z'], // midnight has come
    ['Asia/Kathmandu', day, '2026-11-23T02:44:00.000Z', '2026-11-23T02:45:00.000Z'], // an offset of 5:45
    // The night on which Berlin's clocks are put forward from 2:00 to 3:00.
    ['Europe/Berlin', [{ from: '01:30', until: '04:00' }], '2026-03-29T00:00:00.000Z', '2026-03-29T00:30:00.000Z'],
    ['Europe/Berlin', [{ from: '04:00', until: '05:00' }], '2026-03-28T23:30:00.000Z', '2026-03-29T02:00:00.000Z'],
    ['Europe/Berlin', [{ from: '02:10', until: '02:50' }], '2026-03-29T00:30:00.000Z', '2026-03-30T00:10:00.000Z'], // no such hour
    // The night on which they are put back from 3:00 to 2:00.
    ['Europe/Berlin', [{ from: '04:00', until: '05:00' }], '2026-10-24T23:30:00.000Z', '2026-10-25T03:00:00.000Z'],
    ['Europe/Berlin', [{ from: '02:30', until: '02:40' }], '2026-10-25T00:45:00.000Z', '2026-10-25T01:30:00.000Z'], // the second 2:30
  ] as const)
    test(`${timezone} ${JSON.stringify(hours)} from ${now}: ${opening}`, () => {
      const clockAt = wallClock(timezone);
      const found = nextOpening(hours, clockAt, new Date(now));
      expect(found?.toISOString()).toBe(opening);
      expect(isWithin(hours, clockAt(found as Date))).toBe(true);
    });
});
