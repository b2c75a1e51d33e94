/** The rules about the honesty of dates: what each needs to have seen, and when it keeps silent. */
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/audit/days.js';
import { judge } from '../../../src/audit/judge.js';
import { dateInUrl } from '../../../src/extract/dates/urlDate.js';
import type { Day, Finding, History, ItemPage, KnownItem, Look } from '../../../src/model.js';
import { DEFAULT_RULES } from '../../../src/config/ruleSettings.js';
import { columnOf, deepFrozen, itemOf, listSeen, unreadableSince, yardstickOf } from '../builders.js';

const today = '2026-06-30';
const column = columnOf('static');
const address = (name: string) => `https://site.example.invalid/a/${name}.html`;

/** Visits that read back to `since` (null: the whole list; undefined: nobody knows). */
function looks(since: Day | null | undefined, ...days: Day[]): Look[] {
  return days.map((day) => ({ day, shows: 'list', since }));
}

function findings(items: KnownItem[], more: Partial<History> = {}, honesty: Partial<typeof DEFAULT_RULES.honesty> = {}): Finding[] {
  const history = deepFrozen({ ...listSeen(items, today), items, ...more });
  const rules = { ...DEFAULT_RULES, honesty: { ...DEFAULT_RULES.honesty, ...honesty } };
  return judge(column, history, today, yardstickOf({ rules, addressDay: dateInUrl })).findings;
}

function ids(items: KnownItem[], more: Partial<History> = {}): string[] {
  return findings(items, more).map(({ rule }) => rule);
}

/** An item that still stands in the list. */
function standing(day: Day, firstSeen: Day, more: Partial<KnownItem> = {}): KnownItem {
  return itemOf(day, `关于${day}事项的公示`, { firstSeen, lastSeen: today, ...more });
}

describe('backdated', () => {
  for (const [title, item, seen, found] of [
    ['not there three days after its day, there on the fourth', standing('2026-06-01', '2026-06-05'),
      looks(null, '2026-06-02', '2026-06-04', '2026-06-05'), true],
    ['not there two days after its day', standing('2026-06-01', '2026-06-04'), looks(null, '2026-06-03', '2026-06-04'), false],
    ['nobody looked in between', standing('2026-06-01', '2026-06-20'), looks(null, '2026-05-31', '2026-06-20'), false],
    ['a visit that read back to the day before its day', standing('2026-06-01', '2026-06-20'),
      looks('2026-05-31', '2026-06-10', '2026-06-20'), true],
    ['a visit whose reading ended on its very day', standing('2026-06-01', '2026-06-20'),
      looks('2026-06-01', '2026-06-10', '2026-06-20'), false],
    ['a visit of which nobody knows how far it read', standing('2026-06-01', '2026-06-20'),
      looks(undefined, '2026-06-10', '2026-06-20'), false],
    ['its year is only inferred',
      standing('2026-06-01', '2026-06-20', { date: { day: '2026-06-01', by: 'row-text', text: '06-01', implied: ['year'] } }),
      looks(null, '2026-06-10', '2026-06-20'), false],
    ['it came after the day judged', standing('2026-06-01', '2026-07-20'), looks(null, '2026-06-10', '2026-07-20'), false],
  ] as const)
    test(`${title}: ${found ? 'doubted' : 'nothing is said'}`, () =>
      expect(ids([item], { looks: [...seen] })).toEqual(found ? ['backdated'] : []));

  test('an item that only moved to another address is not backdated', () => {
    const moved = standing('2026-06-01', '2026-06-20', { url: address('new') });
    const before = { ...moved, url: address('old'), firstSeen: '2026-06-01', lastSeen: '2026-06-19' };
    expect(ids([before, moved], { looks: looks(null, '2026-06-10', '2026-06-20', '2026-06-21', today) })).toEqual([]);
  });

  test('an item that took the place of another of its day is not backdated', () => {
    const now = standing('2026-06-01', '2026-06-20', { url: address('new'), title: '更正后的公示' });
    const before = itemOf('2026-06-01', '原公示', { url: address('old'), firstSeen: '2026-06-01', lastSeen: '2026-06-19' });
    expect(ids([before, now], { looks: looks(null, '2026-06-10', '2026-06-19', '2026-06-20') })).toEqual([]);
    const longGone = { ...before, lastSeen: '2026-06-09' };
    expect(ids([longGone, now], { looks: looks(null, '2026-06-09', '2026-06-10', '2026-06-20') })).toContain('backdated');
  });

  test('what came on one day is one finding, with every witness, and worded as a doubt', () => {
    const items = ['2026-03-02', '2026-04-01', '2026-05-06'].map((day) => standing(day, '2026-06-20'));
    const [finding, ...others] = findings(items, { looks: looks(null, '2026-05-20', '2026-06-10', '2026-06-20') });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ key: `backdated|${column.key}|2026-06-20`, level: 'doubt', period: null });
    expect(finding?.description.zh).toMatch(/^疑似倒填日期：3条信息标注日期早于首次出现日2026-06-20，最多相差110天.*请人工核实。$/);
    expect(finding?.evidence.map(({ label, text }) => `${label.zh}: ${text}`)).toContain(
      '其间2天巡检均未见到它，最后一天（读完整个列表）: 2026-06-10',
    );
  });

  test('many at once are called a bulk; the facts stay when days pass', () => {
    const items = Array.from({ length: 10 }, (_, at) => standing(addDays('2026-03-01', at), '2026-06-20'));
    const seen = { looks: looks(null, '2026-06-10', '2026-06-20') };
    const [finding] = findings(items, seen);
    expect(finding?.description.zh).toContain('集中补录');
    const later = judge(column, { ...listSeen(items, today), items, ...seen }, '2026-09-30', yardstickOf());
    expect(later.findings.map(({ facts }) => facts)).toEqual([finding?.facts]);
  });
});

describe('contradicted-date', () => {
  /** Found by the first visit, long after its day. */
  const shown = (day: Day, url: string, firstSeen = '2026-06-20') => standing(day, firstSeen, { url, title: `公示${url}` });
  for (const [day, url, found] of [
    ['2026-03-01', 'https://site.example.invalid/a/202603/t20260304_1.html', true],
    ['2026-03-02', 'https://site.example.invalid/a/202603/t20260304_1.html', false], // two days: review
    ['2026-03-10', 'https://site.example.invalid/a/202603/t20260304_1.html', false], // written before it was shown
  ] as const)
    test(`shows ${day}, its address says 03-04: ${found ? 'doubted' : 'nothing is said'}`, () =>
      expect(ids([shown(day, url)])).toEqual(found ? ['contradicted-date'] : []));

  test('a site that moved gave all its addresses one day: nothing is said', () => {
    const items = Array.from({ length: 8 }, (_, at) => shown(addDays('2026-01-01', at * 9), address(`t20260601_${at}`)));
    expect(ids(items)).toEqual([]);
  });

  /** Numbered in the order of their days, three days apart, and one more at the end. */
  const inOrder = (last: Day) => [
    ...Array.from({ length: 12 }, (_, at) => shown(addDays('2026-03-01', at * 3), address(String(10_001 + at)))),
    shown(last, address('10013')),
  ];
  for (const [firstSeen, found] of [
    ['2026-03-27', false], // two days: seen in its days
    ['2026-03-28', true],
  ] as const)
    test(`numbered last, of 2026-03-25 and seen first on ${firstSeen}: ${found ? 'doubted' : 'nothing is said'}`, () => {
      const items = [...inOrder('2026-03-25').slice(0, -1), shown('2026-03-25', address('10013'), firstSeen)];
      expect(ids(items)).toEqual(found ? ['contradicted-date'] : []);
    });
  for (const [last, found] of [
    ['2026-04-06', false], // the next in order
    ['2026-03-28', false], // only two before it are three days younger
    ['2026-03-25', true],
    ['2026-01-15', true],
  ] as const)
    test(`numbered last and of ${last}: ${found ? 'doubted' : 'nothing is said'}`, () =>
      expect(ids(inOrder(last))).toEqual(found ? ['contradicted-date'] : []));

  test('numbers that run against the days are no witness', () => {
    const items = Array.from({ length: 14 }, (_, at) => shown(addDays('2026-03-01', at * 3), address(String(20_000 - at))));
    expect(ids(items)).toEqual([]);
  });
});

describe('re-dated', () => {
  const changed = (before: Day, now: Day, by = 'row-text') =>
    standing(now, '2026-03-01', {
      earlier: [{ title: '旧', date: { day: before, by, text: before, implied: [] }, firstSeen: '2026-03-01', lastSeen: '2026-06-01' }],
    });
  for (const [title, item, found] of [
    ['three days later', changed('2026-03-01', '2026-03-04'), true],
    ['two days later', changed('2026-03-01', '2026-03-03'), false],
    ['three days earlier', changed('2026-03-04', '2026-03-01'), true],
    ['read by another reader', changed('2026-03-01', '2026-06-04', 'url'), false],
    ['a day that had not come, put right to the day on which the item came', changed('2027-03-01', '2026-03-01'), false],
    ['a day that had not come, changed to one long before the item came', changed('2027-03-01', '2026-02-26'), true],
  ] as const)
    test(`${title}: ${found ? 'doubted' : 'nothing is said'}`, () => expect(ids([item])).toEqual(found ? ['re-dated'] : []));
});

describe('bulk-upload', () => {
  const many = (day: Day, count: number, titles = '某事项公示') =>
    Array.from({ length: count }, (_, at) => standing(day, day, { title: `${titles}${at}`, url: address(`${day}-${at}`) }));
  for (const [title, items, found] of [
    ['ten on a day, two on the busiest other', [...many('2026-03-01', 2), ...many('2026-06-01', 10)], true],
    ['nine on a day', [...many('2026-03-01', 1), ...many('2026-06-01', 9)], false],
    ['ten on a day, three on another', [...many('2026-03-01', 3), ...many('2026-06-01', 10)], false],
    ['ten on a day before last year', [...many('2024-12-31', 10), ...many('2026-06-01', 1)], false],
    ['ten on the first day of last year', [...many('2025-01-01', 10), ...many('2026-06-01', 1)], true],
    ['everything on one day: nothing to compare with', many('2026-06-01', 30), false],
  ] as const)
    test(`${title}: ${found ? 'doubted' : 'nothing is said'}`, () => expect(ids([...items])).toEqual(found ? ['bulk-upload'] : []));

  test('titles of three past months on one day are a bulk even in a busy column', () => {
    const named = Array.from({ length: 12 }, (_, at) =>
      standing('2026-06-01', '2026-06-01', { title: `2026年${(at % 4) + 1}月某工程${at}进度`, url: address(`m${at}`) }));
    const busy = many('2026-06-02', 10);
    const history = { ...listSeen(named, today), items: [...named, ...busy] };
    const found = judge(columnOf('monthly', { since: '2026-06-01' }), history, today, yardstickOf()).findings;
    expect(found.find(({ rule }) => rule === 'bulk-upload')?.description.zh).toContain('标题涉及已过去的周期2026-01、2026-02、2026-03、2026-04');
  });

  test('an assessment within thirty days is named', () => {
    const items = [...many('2026-03-01', 1), ...many('2026-06-01', 10)];
    const [near] = findings(items, {}, { assessments: ['2026-07-01'] });
    expect(near?.description.zh).toContain('正值2026-07-01检查之前');
    expect(findings(items, {}, { assessments: ['2026-07-02'] })[0]?.description.zh).not.toContain('检查之前');
  });
});

describe('reposted and duplicate-items', () => {
  const page = (textHash: string | null): ItemPage => ({
    readOn: today, title: null, published: null, written: null, textHash, checkedOn: today, state: 'answers', status: 200,
    reason: null, goneSince: null,
  });
  const read = (day: Day, name: string, textHash: string | null, title = `事项${name}`) =>
    standing(day, day, { url: address(name), title, page: page(textHash) });
  const long = '裕安区交通运输局关于农村公路养护工程的公示';
  for (const [title, items, rules] of [
    ['the same text thirty days later', [read('2026-03-01', 'a', 'x'), read('2026-03-31', 'b', 'x')], ['reposted']],
    ['the same text a day earlier than that', [read('2026-03-01', 'a', 'x'), read('2026-03-30', 'b', 'x')], ['duplicate-items']],
    ['other texts', [read('2026-03-01', 'a', 'x'), read('2026-03-31', 'b', 'y')], []],
    ['no text to be told by', [read('2026-03-01', 'a', null), read('2026-03-31', 'b', null)], []],
    ['one long title twice on a day', [read('2026-03-01', 'a', null, long), read('2026-03-01', 'b', null, long)], ['duplicate-items']],
    ['the same with different texts', [read('2026-03-01', 'a', 'x', long), read('2026-03-01', 'b', 'y', long)], []],
    ['one short title twice on a day', [read('2026-03-01', 'a', null, '处罚公示'), read('2026-03-01', 'b', null, '处罚公示')], []],
    ['one row twice, as pinned rows are', [read('2026-03-01', 'a', 'x', long), read('2026-03-01', 'a', 'x', long)], []],
  ] as const)
    test(`${title}: ${rules.join(', ') || 'nothing is said'}`, () => expect(ids([...items])).toEqual([...rules]));

  const copy = (name: string, firstSeen: Day, lastSeen: Day) =>
    ({ ...read('2026-03-01', name, 'x', long), firstSeen, lastSeen });
  for (const [title, copies, seen, found] of [
    ['two side by side', [copy('a', '2026-03-01', today), copy('b', '2026-03-09', today)], looks(null, today), true],
    ['the second one from the first one’s last day on', [copy('a', '2026-03-01', '2026-03-09'), copy('b', '2026-03-09', '2026-04-30')],
      looks('2026-05-01', today), true],
    ['the second one from the day after on: it moved to another address',
      [copy('a', '2026-03-01', '2026-03-09'), copy('b', '2026-03-10', '2026-04-30')], looks('2026-05-01', today), false],
    ['one was taken down since', [copy('a', '2026-03-01', today), copy('b', '2026-03-01', '2026-03-09')], looks(null, today), false],
    ['the list no longer reaches back to them', [copy('a', '2026-03-01', '2026-05-09'), copy('b', '2026-03-01', '2026-05-09')],
      looks('2026-05-01', today), true],
    ['two side by side that moved together',
      ['a', 'b'].flatMap((name) => [copy(name, '2026-03-01', '2026-03-09'), copy(`${name}2`, '2026-03-10', today)]),
      looks(null, '2026-03-09', '2026-03-10', today), true],
  ] as const)
    test(`one document twice, ${title}: ${found ? 'doubted' : 'nothing is said'}`, () =>
      expect(ids([...copies], { looks: [...seen] }).filter((rule) => rule !== 'item-vanished')).toEqual(found ? ['duplicate-items'] : []));
});

describe('item-vanished', () => {
  const gone = (more: Partial<KnownItem> = {}) => itemOf('2026-03-01', '某公示', { firstSeen: '2026-03-02', lastSeen: '2026-05-01', ...more });
  for (const [title, items, seen, found] of [
    ['two later visits read past its place', [gone()], looks('2026-02-01', '2026-05-02', '2026-05-03'), true],
    ['one later visit', [gone()], looks('2026-02-01', '2026-05-02'), false],
    ['later visits did not reach its place', [gone()], looks('2026-04-01', '2026-05-02', '2026-05-03'), false],
    // What was not looked at is not put right.
    ['visits after those two no longer reach its place', [gone()],
      [...looks(null, '2026-05-02', '2026-05-03'), ...looks('2026-04-01', '2026-05-04')], true],
    ['one visit read past its place, others did not', [gone()],
      [...looks(null, '2026-05-02'), ...looks('2026-04-01', '2026-05-03', '2026-05-04')], false],
    ['a row of its day came in its place, and is not on the first page any more either',
      [gone(), itemOf('2026-03-01', '另一公示', { firstSeen: '2026-05-02', lastSeen: '2026-05-03' })],
      [...looks(null, '2026-05-02', '2026-05-03'), ...looks('2026-04-01', '2026-05-04')], false],
    ['one of its title came at another address, and is not on the first page any more either',
      [gone(), itemOf('2026-03-02', '某公示。', { url: address('x'), firstSeen: '2026-05-02', lastSeen: '2026-05-03' })],
      [...looks(null, '2026-05-02', '2026-05-03'), ...looks('2026-04-01', '2026-05-04')], false],
    ['seen on one day only', [gone({ firstSeen: '2026-05-01' })], looks(null, '2026-05-02', '2026-05-03'), false],
    ['one of its title stands there', [gone(), itemOf('2026-03-02', '某公示。', { url: address('x'), firstSeen: '2026-05-02', lastSeen: '2026-05-03' })],
      looks('2026-02-01', '2026-05-02', '2026-05-03'), false],
  ] as const)
    test(`${title}: ${found ? 'said' : 'nothing is said'}`, () =>
      expect(ids([...items], { looks: [...seen] }).filter((rule) => rule === 'item-vanished')).toEqual(found ? ['item-vanished'] : []));
});

describe('dead-links', () => {
  const linked = (more: Partial<ItemPage>) => standing('2026-03-01', '2026-03-01', {
    page: {
      readOn: '2026-03-01', title: null, published: null, written: null, textHash: null, checkedOn: '2026-06-01',
      state: 'answers', status: null, reason: null, goneSince: null, ...more,
    },
  });
  for (const [title, item, found] of [
    ['gone', linked({ state: 'gone', status: 404, goneSince: '2026-06-01' }), true],
    ['could not be asked', linked({ state: 'unknown', reason: 'timeout' }), false],
    ['answers again', linked({ state: 'answers' }), false],
    ['gone after the day judged', linked({ state: 'gone', status: 404, goneSince: '2026-07-01' }), false],
  ] as const)
    test(`${title}: ${found ? 'said' : 'nothing is said'}`, () => expect(ids([item])).toEqual(found ? ['dead-links'] : []));
});

test('nothing is said of dates while the column cannot be read', () => {
  const items = [standing('2026-06-01', '2026-06-20')];
  const seen = { ...listSeen(items, '2026-06-29'), items, looks: looks(null, '2026-06-10', '2026-06-20') };
  const verdict = judge(column, unreadableSince(seen, today), today, yardstickOf());
  expect(verdict.findings.map(({ rule }) => rule)).toEqual(['unreadable']);
});
