/** Which items' own pages are asked for, and when again. */
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import {
  datedByPages, isDue, isNewestKnown, itemPagesSince, pageAddress, pagesOfDated, pagesOfUndated, pagesToCheck,
  wantsDays, type ItemPageChoice,
} from '../../src/visit/itemPageChoice.js';
import type { Cadence, Day, Item, ItemPage, KnownPage } from '../../src/model.js';
import { daysDown, itemOf } from '../doors/pages.js';

const today = '2026-03-17';
const site = 'https://www.some.gov.cn';
const list = `${site}/zwgk/col/`;

function row(path: string, day: Day | null = null, changed: Partial<Item> = {}): Item {
  return itemOf(day, { title: `通知${path}`, url: new URL(path, list).href, ...changed });
}

function known(path: string, page: Partial<ItemPage> = {}, failedInARow = 0): KnownPage {
  const read = { readOn: '2026-03-01', title: null, published: null, written: null, textHash: null };
  const state = { checkedOn: '2026-03-01', state: 'answers', status: null, reason: null, goneSince: null } as const;
  return { url: new URL(path, list).href, page: { ...read, ...state, ...page }, failedInARow };
}

function choice(pages: KnownPage[] = [], changed: Partial<ItemPageChoice> = {}): ItemPageChoice {
  const byAddress = new Map(pages.map((page) => [page.url, page]));
  return { today, since: '2025-01-01', known: byAddress, listAddresses: [list, `${list}index_1.html`], ...changed };
}

const longAgo = { checkedOn: '2025-01-01' };
const failedOn = (path: string, checkedOn: Day) => known(path, { state: 'unknown', checkedOn }, 1);
const published = (day: Day) => ({ day, by: 'label:发布日期', text: day, implied: [] });
const paths = (pages: { url: string }[]) => pages.map(({ url }) => url.replace(site, ''));

describe('the page of a row without a day is asked for', () => {
  for (const [name, rows, pages, asked] of [
    ['once, in the order of the list', ['/b.html', '/a.html', '/c.html'], [], ['/b.html', '/a.html', '/c.html']],
    ['not where it was read', ['/a.html', '/b.html'], [known('/a.html')], ['/b.html']],
    ['not where it was read long ago: that is only checked', ['/a.html'], [known('/a.html', longAgo)], []],
    ['again the day after it failed', ['/a.html'], [failedOn('/a.html', '2026-03-16')], ['/a.html']],
    ['not twice on the day on which it failed', ['/a.html'], [failedOn('/a.html', today)], []],
    ['once where it is shown twice', ['/a.html', '/a.html#top'], [], []],
    ['of a subdomain', ['https://zwgk.some.gov.cn/a.html'], [], ['https://zwgk.some.gov.cn/a.html']],
    ['with a query', ['/show.jsp?id=7', '/?id=8'], [], ['/show.jsp?id=7', '/?id=8']],
    ['never on another site', ['https://mp.weixin.qq.com/s/x', 'https://other.gov.cn/a.html'], [], []],
    ['never for an attachment', ['/a.pdf', '/b.DOC', '/c.xlsx?x=1', '/down?name=d.zip', '/e.jpg', '/f.ofd#p1'], [], []],
    ['never for the list, its further pages or the front page', ['', '#3', 'index_1.html', '/', '/index.html'], [], []],
  ] as const)
    test(name, () => expect(paths(pagesOfUndated(rows.map((path) => row(path)), choice([...pages])))).toEqual(asked));

  test('and not where the row shows its day or leads nowhere', () => {
    const nowhere = [null, 'no address'].map((url) => row('/b.html', null, { url }));
    expect(pagesOfUndated([row('/a.html', '2026-03-01'), ...nowhere], choice())).toEqual([]);
  });

  test('and not where rows of other titles lead to it too, dated or not', () => {
    const shared = [row('/a.html'), row('/a.html', '2026-03-01', { title: '另一条' }), row('/a.html'), row('/b.html')];
    expect(paths(pagesOfUndated(shared, choice()))).toEqual(['/b.html']);
    const pages = [known('/a.html', { published: published('2026-03-05') })];
    const dated = datedByPages(shared, choice(pages));
    expect(dated.map(({ date }) => date?.by ?? null)).toEqual([null, 'row-text', null, null]);
  });

  test('once where one title stands twice', () => {
    const twice = [row('/a.html', null, { pinned: true }), row('/a.html')];
    expect(paths(pagesOfUndated(twice, choice()))).toEqual(['/a.html']);
  });
});

describe('a page is due again', () => {
  for (const [failedInARow, days] of [[1, 1], [2, 3], [3, 7], [4, 30], [5, 30], [40, 30]] as const)
    test(`${days} days after ${failedInARow} failures in a row`, () => {
      const asked = (ageDays: number) =>
        isDue(known('/a.html', { checkedOn: addDays(today, -ageDays) }, failedInARow), today);
      expect([asked(days - 1), asked(days), asked(days + 1)]).toEqual([false, true, true]);
    });

  for (const [checkedOn, due] of [
    ['2025-12-16', true], ['2025-12-17', false], [today, false], ['2026-03-20', false],
  ] as const)
    test(`checked on ${checkedOn}, it ${due ? 'is' : 'is not'} on ${today}`, () =>
      expect(isDue(known('/a.html', { checkedOn }), today)).toBe(due));
});

describe('known pages', () => {
  test('are checked in the order in which they were asked last, those of the window only', () => {
    const pages = [
      known('/new.html', { checkedOn: '2025-11-02', published: published('2025-11-01') }),
      known('/old.html', { checkedOn: '2025-11-01', published: published('2024-12-31') }),
      known('/edge.html', { checkedOn: '2025-11-01', published: published('2025-01-01') }),
      known('/undated.html', { checkedOn: '2025-10-01', readOn: '2025-10-01' }),
      known('/lately.html', { checkedOn: '2026-02-01', published: published('2026-01-01') }),
      known('/gone.html', { checkedOn: '2026-03-10', state: 'gone', published: published('2026-01-01') }, 3),
    ];
    expect(paths(pagesToCheck(choice(pages)))).toEqual(['/undated.html', '/edge.html', '/new.html', '/gone.html']);
  });

  test('date the rows that show no day, and no other', () => {
    const rows = [row('/a.html'), row('/b.html', '2026-03-01'), row('/c.html')];
    const pages = ['/a.html', '/b.html'].map((path) => known(path, { published: published('2026-02-02') }));
    const dated = datedByPages(rows, choice([...pages, known('/c.html')]));
    expect(dated.map(({ date }) => date && [date.day, date.by])).toEqual([
      ['2026-02-02', 'page:label:发布日期'], ['2026-03-01', 'row-text'], null,
    ]);
  });
});

test('where both dates are wanted: the newest first, from the first day of the window on', () => {
  const dated = [row('/a.html', '2025-01-01'), row('/b.html', '2024-12-31'), row('/c.html', '2026-03-01')];
  const rows = [...dated, row('/d.html')];
  expect(paths(pagesOfDated(rows, choice()))).toEqual(['/c.html', '/a.html']);
});

describe('whether the newest row is known', () => {
  const down = daysDown(9, '2026-03-09');
  const oldDown = ['2019-03-01', '2018-03-01', '2017-03-01'];
  for (const [name, days, isKnown] of [
    ['no rows', [], true],
    ['all dated, in whatever order', ['2020-01-01', '2026-03-01', '2025-01-01'], true],
    ['none dated', [null, null], false],
    ['the first row open', [null, ...down], false],
    ['the second row open, the rest runs', ['2026-03-10', null, ...down], true],
    ['three old rows on top, the rest not read yet', [...oldDown, ...down.map(() => null)], false],
    ['eight rows on top, the rest not read yet', [...down.slice(1), ...Array<null>(9).fill(null)], false],
    ['nine rows that run, the rest not read yet', [...down, ...Array<null>(20).fill(null)], true],
    ['old rows on top, an open row, then the run', ['2019-03-01', '2018-03-01', null, ...down], false],
    ['old rows on top, the run, then an open row', ['2019-03-01', '2018-03-01', ...down, null], true],
    ['four of five', [...down.slice(0, 4), null], true],
    ['two of four', [...down.slice(0, 2), null, null], false],
    ['sorted upwards with a row open', ['2026-01-01', '2026-02-01', '2026-03-01', null], false],
  ] as const)
    test(name, () => expect(isNewestKnown(days.map((day) => itemOf(day)))).toBe(isKnown));

  test('pinned rows do not count', () =>
    expect(isNewestKnown([itemOf(null, { pinned: true }), ...down.map((day) => itemOf(day))])).toBe(true));
});

const cadence = (kind: Cadence['kind']): Cadence => ({ kind, grace: { days: 0, unit: 'calendar' } });

for (const [kind, itemPages, wanted] of [
  ['monthly', undefined, true],
  ['realtime', 'auto', true],
  ['static', 'auto', false],
  ['static', 'all', true],
  ['monthly', 'none', false],
] as const)
  test(`${kind}, ${itemPages ?? 'nothing said'}: days of pages are ${wanted ? '' : 'not '}wanted`, () =>
    expect(wantsDays({ cadence: cadence(kind), ...(itemPages && { itemPages }) })).toBe(wanted));

for (const [kind, since, from] of [
  ['monthly', undefined, '2025-01-01'],
  ['monthly', '2025-06-01', '2025-06-01'],
  ['realtime', undefined, '2025-03-16'],
  ['realtime', '2020-01-01', '2025-03-16'],
] as const)
  test(`${kind} since ${since ?? 'ever'}: items from ${from} on`, () =>
    expect(itemPagesSince({ cadence: cadence(kind), ...(since && { since }) }, today)).toBe(from));

for (const [url, address] of [
  ['https://a.invalid/b.html#c', 'https://a.invalid/b.html'],
  ['https://a.invalid/#/detail/1', 'https://a.invalid/'],
  ['x', null],
  [null, null],
] as const)
  test(`the page of ${String(url)} is ${String(address)}`, () => expect(pageAddress(url)).toBe(address));
