/** Numbers with the year last: the page's other days say which of them is the month. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/extract/readPage.js';

const list = (days: readonly string[]) =>
  '<html><head><title>通知公告</title></head><body><ul class="list">' +
  days.map((day, at) => `<li><a href="/${at}.html">关于开展第${at + 1}次桥梁巡查的通告</a><span>${day}</span></li>`).join('') +
  '</ul></body></html>';
const daysOf = (days: readonly string[]) =>
  readPage({ text: list(days), url: 'https://qinghe.example/tzgg/' }, { today: '2026-11-23' })
    .items.map(({ date }) => date?.day ?? null);

describe('days with the year last', () => {
  for (const [what, shown, days] of [
    ['a second number above twelve: the month stands first', ['[07/31/2019]', '[07/03/2019]', '[06/12/2019]'],
      ['2019-07-31', '2019-07-03', '2019-06-12']],
    ['a first number above twelve: the day stands first', ['31/07/2019', '03/07/2019', '12/06/2019'],
      ['2019-07-31', '2019-07-03', '2019-06-12']],
    ['hyphens and a clock', ['28-07-2019 09:30', '03-07-2019 10:00', '12-06-2019 08:15'],
      ['2019-07-28', '2019-07-03', '2019-06-12']],
    ['nothing tells: none is read', ['07/03/2019', '06/05/2019', '05/04/2019'], [null, null, null]],
    ['both orders: none is read', ['31/07/2019', '07/31/2019', '05/04/2019'], [null, null, null]],
  ] as const)
    test(what, () => expect(daysOf(shown)).toEqual(days));
});
