/** Deadlines, required items and pairs: the boundary days of each rule, and what each needs to have seen. */
import { describe, expect, test } from 'vitest';
import { workingCalendar } from '../../../src/audit/calendar.js';
import { addDays } from '../../../src/audit/days.js';
import type {
  Column, Counterpart, Day, Deadline, Finding, History, ItemPage, KnownItem, Look, Pairing, RequiredItem,
} from '../../../src/model.js';
import { columnOf, deepFrozen, itemOf, judge, listSeen, untold, visitOf } from '../builders.js';

const source = { zh: '某文件第一条', en: 'art. 1' };
const working20: Deadline = {
  id: 'twenty', title: { zh: '主动公开', en: 'Disclosure' }, kind: 'after-written', days: 20, unit: 'working', source, sure: 'law',
};
const calendar20: Deadline = { ...working20, id: 'calendar', unit: 'calendar' };
const shown30: Deadline = { ...working20, id: 'shown', kind: 'shown', days: 30, unit: 'calendar' };
const shown10: Deadline = { ...shown30, id: 'shown-working', days: 10, unit: 'working' };

function day(on: Day) {
  return { day: on, by: 'row-text', text: on, implied: [] };
}

/** An item whose own page shows both dates; by the row it was published on `published` as well. */
function paper(written: Day, published: Day, more: Partial<KnownItem> = {}): KnownItem {
  const page: ItemPage = {
    readOn: published, title: null, published: null, written: day(written), textHash: null, checkedOn: published, state: 'answers',
    status: null, reason: null, goneSince: null,
  };
  return itemOf(published, `关于${published}事项的通知`, { firstSeen: published, page, ...more });
}

function findingsOf(rule: string, column: Partial<Column>, history: History, today: Day, calendar?: ReturnType<typeof workingCalendar>): Finding[] {
  const verdict = judge({ ...columnOf('static'), ...column }, deepFrozen(history), today, calendar);
  return verdict.findings.filter((finding) => finding.rule === rule);
}

describe('deadline-exceeded', () => {
  const today = '2026-11-23';
  const late = (items: KnownItem[], deadlines: Deadline[], on = today) =>
    findingsOf('deadline-exceeded', { deadlines }, listSeen(items, on), on);

  for (const [title, written, published, deadline, due] of [
    ['the 20th working day, Spring Festival and its worked Saturdays between', '2026-02-13', '2026-03-19', working20, null],
    ['the day after it', '2026-02-13', '2026-03-20', working20, '2026-03-19'],
    ['the last working day before National Day', '2026-09-01', '2026-09-28', working20, null],
    ['a Sunday that is worked is a working day', '2026-09-10', '2026-10-08', { ...working20, days: 14 }, '2026-09-30'],
    ['twenty days on a working day', '2026-03-04', '2026-03-24', calendar20, null],
    ['the day after twenty days', '2026-03-04', '2026-03-25', calendar20, '2026-03-24'],
    ['twenty days end on a Sunday, published on it', '2026-03-02', '2026-03-22', calendar20, null],
    ['twenty days end on a Sunday, published on the Monday: perhaps it moves', '2026-03-02', '2026-03-23', calendar20, null],
    ['twenty days end on a Sunday, published on the Tuesday', '2026-03-02', '2026-03-24', calendar20, '2026-03-22'],
    ['published before it was written', '2026-03-20', '2026-03-02', working20, null],
    ['published on the day it was written', '2026-03-02', '2026-03-02', working20, null],
    ['a year and a day old: collected, not late', '2025-03-02', '2026-03-03', working20, '2025-03-28'],
    ['more than a year and a day old', '2025-03-02', '2026-03-04', working20, null],
    ['before last year', '2024-06-03', '2024-12-31', working20, null],
  ] as const)
    test(`${title}: ${due === null ? 'nothing is said' : `due ${due}`}`, () => {
      const found = late([paper(written, published)], [deadline]);
      expect(found.map(({ description }) => /期限(\d{4}-\d{2}-\d{2})/.exec(description.zh)?.[1])).toEqual(due === null ? [] : [due]);
    });

  test('is worded with both dates, the deadline and how late it is', () => {
    const [finding] = late([paper('2026-02-13', '2026-04-02')], [working20]);
    expect(finding?.level).toBe('late');
    expect(finding?.description.zh).toBe(
      '“关于2026-04-02事项的通知”逾期公开：成文2026-02-13，期限2026-03-19（20个工作日），2026-04-02发布，逾期10个工作日。',
    );
    expect(finding?.basis.zh).toBe('主动公开：20个工作日');
    expect(finding?.key).toBe(`deadline-exceeded|示例局/项目进度|${paper('2026-02-13', '2026-04-02').url}`);
  });

  test('the earliest day that anything says is the day of publication', () => {
    const lateRow = paper('2026-02-13', '2026-04-02');
    const dated = (published: Day) => ({ ...lateRow, page: { ...(lateRow.page as ItemPage), published: day(published) } });
    expect(late([dated('2026-03-10')], [working20])).toEqual([]);
    expect(late([dated('2026-05-10')], [working20])).toHaveLength(1);
    expect(late([{ ...lateRow, firstSeen: '2026-03-12' }], [working20])).toEqual([]);
    const before = [{ title: '旧', date: day('2026-03-01'), firstSeen: '2026-03-01', lastSeen: '2026-03-02' }];
    expect(late([{ ...lateRow, earlier: before }], [working20])).toEqual([]);
  });

  test('inferred days, papers passed on and items without a page prove nothing', () => {
    const one = paper('2026-02-13', '2026-04-02');
    const page = one.page as ItemPage;
    const inferred = { ...one, page: { ...page, written: { ...day('2026-02-13'), implied: ['year' as const] } } };
    const { page: _unread, ...bare } = one;
    expect(late([inferred], [working20])).toEqual([]);
    expect(late([bare], [working20])).toEqual([]);
    expect(late([{ ...one, title: '转发省厅关于某事的通知' }], [working20])).toEqual([]);
    expect(late([{ ...one, page: { ...page, written: null } }], [working20])).toEqual([]);
  });

  test('a special deadline stands in place of the general one, and titles choose the items', () => {
    const general: Deadline = { ...working20, general: true };
    const permits: Deadline = { ...working20, id: 'permits', days: 60, titles: '许可' };
    const one = paper('2026-02-13', '2026-04-02', { title: '行政许可决定书' });
    expect(late([one], [general, permits])).toEqual([]);
    expect(late([{ ...one, title: '工作通知' }], [general, permits])).toHaveLength(1);
  });

  test('what no text confirms is a doubt', () =>
    expect(late([paper('2026-02-13', '2026-04-02')], [{ ...working20, sure: 'unverified' }])[0]?.level).toBe('doubt'));

  test('past the working calendar nothing is said but that it ends', () => {
    const calendar = workingCalendar([]);
    const items = [paper('2026-12-10', '2027-02-20'), paper('2026-02-13', '2026-04-02')];
    const on = '2027-03-01';
    const [finding, ...others] = findingsOf('deadline-exceeded', { deadlines: [working20] }, listSeen(items, on), on, calendar);
    expect(others).toEqual([]);
    expect(finding?.evidence.at(-1)?.label.zh).toContain('工作日历未覆盖');
    expect(finding?.evidence.at(-1)?.text).toBe('1');
  });

  test('the first fifty are told one by one, and one finding counts the rest', () => {
    const items = Array.from({ length: 60 }, (_, at) => paper('2026-01-05', addDays('2026-04-02', at)));
    const found = late(items, [working20]);
    expect(found).toHaveLength(51);
    expect(found.at(-1)?.description.zh).toContain('另有10条');
    expect(late(items.slice(0, 55).reverse(), [working20]).slice(0, 50).map(({ key }) => key)).toEqual(found.slice(0, 50).map(({ key }) => key));
  });
});

describe('yearly reports with a fixed day', () => {
  const report: RequiredItem = { name: '政府信息公开年度报告', pattern: '政府信息公开.*(?:年度报告|年报)', per: 'year', by: '01-31' };
  const known = (items: KnownItem[], today: Day, more: Partial<History> = {}) => listSeen([itemOf('2023-01-10', '2022年政府信息公开年度报告'), ...items], today, more);
  const both = (items: KnownItem[], today: Day, more: Partial<History> = {}) =>
    ['required-missing', 'deadline-exceeded'].flatMap((rule) =>
      findingsOf(rule, { required: [report], since: '2026-01-01' }, known(items, today, more), today).map(({ key, level }) => `${level} ${key.split('|').slice(2).join('|')}`));
  const of2025 = (published: Day) => itemOf(published, '某局2025年政府信息公开年度报告', { firstSeen: published });
  const missing = ['missing 政府信息公开年度报告|2025'];

  for (const [title, items, today, found] of [
    ['the day before', [], '2026-01-30', []],
    ['on the day, a Saturday', [], '2026-01-31', []],
    ['on the Monday after: perhaps the day moves', [], '2026-02-02', []],
    ['on the Tuesday after', [], '2026-02-03', missing],
    ['published in time', [of2025('2026-01-30')], '2026-02-10', []],
    ['published on the Monday after', [of2025('2026-02-02')], '2026-02-10', []],
    ['published on the Tuesday after', [of2025('2026-02-03')], '2026-02-10', [`late ${of2025('2026-02-03').url}|政府信息公开年度报告|2025`]],
    ['that of the year before only', [itemOf('2025-01-10', '某局2024年政府信息公开年度报告')], '2026-02-10', missing],
    ['without a year, of this January', [itemOf('2026-01-20', '政府信息公开年报')], '2026-02-10', []],
    ['without a year, of last January', [itemOf('2025-01-20', '政府信息公开年报')], '2026-02-10', missing],
    ['named by the year in which it came', [itemOf('2026-01-20', '2026年政府信息公开年报')], '2026-02-10', []],
    ['year in numerals', [itemOf('2026-01-20', '二〇二五年度政府信息公开工作年度报告')], '2026-02-10', []],
    ['an item of unknown day', [itemOf(null, '2025年政府信息公开年报')], '2026-02-10', []],
    ['another paper', [itemOf('2026-01-20', '2025年法治政府建设年度报告')], '2026-02-10', missing],
  ] as const)
    test(`${title}, judged ${today}: ${found.length === 0 ? 'nothing' : found.join()}`, () => expect(both([...items], today)).toEqual(found));

  for (const [title, more] of [
    ['the list is known only since the year began', { knownSince: '2026-01-01' }],
    ['nobody knows how far the list was read', { knownSince: undefined }],
    ['the last visit came before the day', { lastVisit: visitOf('2026-01-20', 'list', { itemCount: 1, datedCount: 1 }) }],
    ['the last visit found one document', { lastVisit: visitOf('2026-02-10', 'document') }],
  ] as const)
    test(`silent where ${title}`, () => expect(both([], '2026-02-10', more)).toEqual([]));

  test('known since the day before the year began is enough', () =>
    expect(both([], '2026-02-10', { knownSince: '2025-12-31' })).toEqual(missing));

  test('past the working calendar nothing is said', () =>
    expect(findingsOf('required-missing', { required: [report], since: '2027-01-01' }, known([], '2027-03-01'), '2027-03-01')).toEqual([]));
});

describe('required-missing', () => {
  const missing = (required: RequiredItem, items: KnownItem[], today: Day, more: Partial<Column> = {}, history: Partial<History> = {}) =>
    findingsOf('required-missing', { required: [required], ...more }, listSeen(items, today, history), today).map(({ key }) => key.split('|').slice(2).join('|'));
  const other = itemOf('2026-01-05', '其他信息');

  test('an item that is owed once is missing where the whole list was read, and only there', () => {
    const guide: RequiredItem = { name: '政府信息公开指南', pattern: '公开指南' };
    expect(missing(guide, [other], '2026-06-30')).toEqual(['政府信息公开指南']);
    expect(missing(guide, [itemOf('2019-01-05', '政府信息 公开指南（2019年版）'), other], '2026-06-30')).toEqual([]);
    expect(missing(guide, [other], '2026-06-30', {}, { knownSince: '2025-12-31' })).toEqual([]);
  });

  test('by its name where no pattern is given, marks and spaces aside', () => {
    expect(missing({ name: '月度进度表' }, [itemOf('2026-01-05', '3月“月度 进度表”'), other], '2026-06-30')).toEqual([]);
    expect(missing({ name: '月度进度表' }, [other], '2026-06-30')).toEqual(['月度进度表']);
  });

  const monthly: RequiredItem = { name: '进度表', per: 'month' };
  for (const [title, items, found] of [
    ['one a month', ['2026-03-05 进度表', '2026-04-05 进度表'], []],
    ['one month without', ['2026-03-05 进度表', '2026-04-05 其他'], ['进度表|2026-04']],
    ['named, and published later', ['2026-03-05 进度表', '2026-05-20 2026年4月进度表'], []],
    ['named for both', ['2026-03-05 进度表', '2026-05-20 2026年3至4月进度表'], []],
    ['named for another month', ['2026-03-05 进度表', '2026-04-20 2026年3月进度表'], ['进度表|2026-04']],
  ] as const)
    test(`monthly, ${title}`, () =>
      expect(missing(monthly, items.map((row) => itemOf(row.slice(0, 10), row.slice(11))), '2026-05-25', { since: '2026-03-01' })).toEqual(found));

  test('the grace of the column counts, in its own unit', () => {
    const may = [itemOf('2026-03-05', '进度表')];
    const cadence = { kind: 'static', grace: { days: 5, unit: 'working' } } as const;
    // 2026-04-06 is Tomb-Sweeping Day's Monday: the fifth working day of April is the 8th.
    expect(missing(monthly, [], '2026-04-08', { since: '2026-03-01', cadence })).toEqual([]);
    expect(missing(monthly, [other], '2026-04-09', { since: '2026-03-01', cadence })).toEqual(['进度表|2026-03']);
    expect(missing(monthly, may, '2026-04-09', { since: '2026-03-01', cadence })).toEqual([]);
  });

  test('each unit owes its own, found by its name with or without the place', () => {
    const reports: RequiredItem = {
      name: '年度报告', pattern: '年度报告', per: 'year', by: '03-31', units: ['裕安区交通运输局', '裕安区水利局', '城南镇人民政府'],
    };
    const items = [itemOf('2026-01-20', '裕安区交通运输局2025年度报告'), itemOf('2026-01-21', '水利局2025年年度报告')];
    expect(missing(reports, items, '2026-04-10', { since: '2026-01-01' })).toEqual(['年度报告|2025|城南镇人民政府']);
  });
});

describe('shown-too-briefly', () => {
  const today = '2026-06-30';
  const looks = (...days: Day[]): Look[] => days.map((on) => ({ day: on, shows: 'list', since: null }));
  const call = (title: string, more: Partial<KnownItem> = {}) => itemOf('2026-03-02', title, { firstSeen: '2026-03-02', lastSeen: today, ...more });
  const brief = (item: KnownItem, deadline: Deadline, more: Partial<History> = {}) => {
    const standing = itemOf('2026-06-01', '另一条', { firstSeen: '2026-06-01', lastSeen: today });
    const history = { ...listSeen([item, standing], today), items: [item, standing], ...more };
    return findingsOf('shown-too-briefly', { deadlines: [deadline] }, history, today).map(({ level }) => level);
  };

  for (const [title, words, deadline, found] of [
    ['30 days', '公开征求意见（2026年3月2日至2026年3月31日）', shown30, []],
    ['29 days', '公开征求意见（2026年3月2日至3月30日）', shown30, ['doubt']],
    ['one month of ISO days', '公开征求意见2026-03-02至2026-03-20', shown30, ['doubt']],
    ['a period that ends before it begins', '公开征求意见2026-03-20至2026-03-02', shown30, []],
    ['no period', '公开征求意见', shown30, []],
    ['a whole year', '2026年3月2日至2027年3月1日公开征求意见', shown30, []],
    ['ten working days', '预公告（2026年3月2日至3月13日）', shown10, []],
    ['nine working days', '预公告（2026年3月2日至3月12日）', shown10, ['doubt']],
    ['ten working days past the calendar', '预公告（2027年3月2日至3月12日）', shown10, []],
  ] as const)
    test(`its title states ${title}`, () => expect(brief(call(words), deadline)).toEqual(found));

  for (const [title, lastSeen, missed, found] of [
    ['gone after 30 days', '2026-03-31', ['2026-04-01', '2026-06-29', today], []],
    ['gone after 29 days', '2026-03-30', ['2026-03-31', '2026-06-29', today], ['doubt']],
    ['gone, but nobody looked before day 31', '2026-03-20', ['2026-05-01', '2026-06-29', today], []],
    ['missed once only', '2026-03-10', [today], []],
  ] as const)
    test(`${title}`, () =>
      expect(brief(call('公开征求意见', { firstSeen: '2026-03-02', lastSeen }), shown30, { looks: looks('2026-03-02', '2026-03-03', lastSeen, ...missed) })).toEqual(found));
});

describe('pair-missing', () => {
  const today = '2026-06-30';
  const pairing: Pairing = { kind: 'interpretation', columnKey: '示例局/政策解读', within: { days: 3, unit: 'working' }, source };
  const counterpart = (titles: string[], more: Partial<Counterpart> = {}): Counterpart => ({
    items: titles.map((title) => itemOf('2026-05-01', title)),
    lastReadable: visitOf(today, 'list', { itemCount: 1, datedCount: 1 }),
    knownSince: null,
    ...more,
  });
  const paperOf = (on: Day, title = '裕安区农村公路养护办法') => itemOf(on, title, { firstSeen: on });
  const unpaired = (items: KnownItem[], other: Counterpart | null, pair: Pairing = pairing, on = today) =>
    findingsOf('pair-missing', { pairs: [pair] }, { ...listSeen(items, on), ...untold, counterparts: other ? { [pair.columnKey]: other } : {} }, on);

  test('an item without a counterpart is told with what was looked at', () => {
    const [finding] = unpaired([paperOf('2026-05-08')], counterpart(['裕安区停车收费方案解读']));
    expect(finding?.level).toBe('missing');
    expect(finding?.description.zh).toBe('“裕安区农村公路养护办法”（2026-05-08）未见对应的解读，应于2026-05-12前公开（3个工作日内）。');
  });
  test('one with a counterpart is not', () =>
    expect(unpaired([paperOf('2026-05-08')], counterpart(['一图读懂《裕安区农村公路养护办法》']))).toEqual([]));
  test('one whose counterpart stands in its own column is not', () =>
    expect(unpaired([paperOf('2026-05-08'), paperOf('2026-05-09', '《农村公路养护办法》政策解读')], counterpart([]))).toEqual([]));

  for (const [title, other, said] of [
    ['the other column was read on the day after the due day', { lastReadable: visitOf('2026-05-13', 'list') }, true],
    ['the other column was read on the due day', { lastReadable: visitOf('2026-05-12', 'list') }, false],
    ['the other column was never read', { lastReadable: null }, false],
    ['the other column was blank', { lastReadable: visitOf(today, 'blank') }, false],
    ['the other column is known since 31 days before', { knownSince: '2026-04-07' }, true],
    ['the other column is known since 30 days before', { knownSince: '2026-04-08' }, false],
    ['nobody knows how far the other column was read', { knownSince: undefined }, false],
  ] as const)
    test(`${title}: ${said ? 'missing' : 'silent'}`, () =>
      expect(unpaired([paperOf('2026-05-08')], counterpart(['无关'], other))).toHaveLength(said ? 1 : 0));

  test('silent where the other column was never recorded', () => expect(unpaired([paperOf('2026-05-08')], null)).toEqual([]));
  test('silent before last year, and past the working calendar', () => {
    expect(unpaired([paperOf('2024-12-31')], counterpart([]))).toEqual([]);
    const seen = counterpart([], { lastReadable: visitOf('2027-03-01', 'list') });
    expect(unpaired([paperOf('2026-12-30')], seen, pairing, '2027-03-01')).toEqual([]);
  });
  test('titles choose the items that need one', () =>
    expect(unpaired([paperOf('2026-05-08', '关于某人任免的通知'), paperOf('2026-05-08')], counterpart([]), { ...pairing, titles: '办法' })).toHaveLength(1));
});
