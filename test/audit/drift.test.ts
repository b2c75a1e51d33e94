/** 疑似改版: which lists are doubted, for how long, and what is said of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/audit/days.js';
import { driftOf } from '../../src/audit/drift.js';
import { lifecycle } from '../../src/audit/lifecycle.js';
import type { Day, Drift, DriftSign, Item, ListBefore, Visit } from '../../src/model.js';
import { columnOf, itemOf, judge, listSeen, visitOf } from './builders.js';

const before: Day = '2026-03-17';
const today: Day = '2026-03-18';

/** Rows of one day each, the newest first. */
function rows(count: number, newest: Day, words = '通知'): Item[] {
  return Array.from({ length: count }, (_, index) => row(addDays(newest, -index), words));
}

function row(day: Day, words = '通知'): Item {
  const { title, url, date, pinned } = itemOf(day, `${words}${day}`);
  return { title, url, date, pinned };
}

function carrying(items: Item[], day: Day): Item[] {
  return items.map((item) => ({ ...item, date: { day, by: 'row-text', text: day, implied: [] } }));
}

function named(title: string): (item: Item) => Item {
  return (item) => ({ ...item, title });
}

function listBefore(items: Item[], more: { day?: Day; pages?: number; doubted?: Drift | null } = {}): ListBefore {
  const { day = before, pages = 1, doubted = null } = more;
  const newest = items.flatMap(({ date }) => (date && date.day <= day ? [date.day] : [])).sort().at(-1) ?? null;
  return {
    shown: { day, rowsPerPage: Math.round(items.length / pages), newest },
    items: items.map((item) => ({ ...item, firstSeen: day, lastSeen: day })),
    doubted,
  };
}

function visitShowing(items: Item[], day: Day = today, pages = 1): Visit {
  const url = 'https://site.example.invalid/a/';
  return {
    columnKey: '示例局/项目进度', day, at: `${day}T02:00:00.000Z`, url, finalUrl: url, ms: 1, pages: [],
    observation: { outcome: 'list', items, completeSince: null, columnDate: null, reader: 'generic', pages },
  };
}

const old = rows(20, '2026-03-16');

describe('a list is held against the last one that was believed', () => {
  const table: [string, Item[], Item[], DriftSign | null][] = [
    ['the same rows', old, old, null],
    ['one more', old, [row(today), ...old], null],
    ['a withdrawn row in the middle', old, old.filter((_, at) => at !== 4), null],
    ['9 rows, now 3', rows(9, '2026-03-16'), rows(3, '2026-03-16'), null],
    ['9 rows, now 2', rows(9, '2026-03-16'), rows(2, '2026-03-16'), 'count-collapsed'],
    ['8 rows, now 1', rows(8, '2026-03-16'), rows(1, '2026-03-16'), null],
    ['a list begun anew, with a row of before below its first new one', old, [row(today), row('2026-03-16')], null],
    ['a list begun anew, with new rows only', old, [row(today)], 'count-collapsed'],
    ['the newest row gone', old, old.slice(1), 'newest-back'],
    ['a list of last year', old, rows(20, '2025-03-16'), 'newest-back'],
    ['the same rows with the day of the visit', old, carrying(old, today), 'all-today'],
    ['five other rows of today, one a day before', old, carrying(rows(5, '2026-01-01', '另'), today), 'all-today'],
    ['four other rows of today, five before', rows(5, '2026-03-16'), carrying(rows(4, '2026-01-01', '另'), today), null],
    ['a page filled today, as busy as the day before', carrying(old, before), carrying(rows(20, '2026-01-01', '另'), today), null],
    ['a page of newer rows', old, rows(20, today, '另').map((item) => ({ ...item, date: { day: before, by: 'row-text', text: '', implied: [] } })), null],
    ['other rows of the same days', old, rows(20, '2026-03-16', '另'), 'all-replaced'],
    ['the same titles at other addresses', old, old.map((item) => ({ ...item, url: `${item.url}?new` })), null],
    ['other titles at the same addresses', old, old.map((item) => ({ ...item, title: `${item.title}（全文）` })), null],
    ['a busy page of one recurring title', carrying(old, before).concat(rows(2, '2026-02-01')).map(named('月报')),
      carrying(rows(20, '2026-01-01', '另'), today).map(named('月报')), null],
    ['four rows, all others', rows(4, '2026-03-16'), rows(4, '2026-03-16', '另'), null],
    ['a future row that is gone', [row('2026-12-01'), ...old], old, null],
    ['rows without days, as before', old.map((item) => ({ ...item, date: null })), old.map((item) => ({ ...item, date: null })), null],
  ];
  for (const [name, then, now, sign] of table)
    test(`${name}: ${sign ?? 'believed'}`, () =>
      expect(driftOf(visitShowing(now), listBefore(then))?.sign ?? null).toBe(sign));

  test('rows are counted by the page: a later visit that reads one page of five has not lost any', () =>
    expect(driftOf(visitShowing(old), listBefore(rows(100, '2026-03-16'), { pages: 5 }))).toBeNull());

  test('anything but a list is not held against it', () => {
    const visit = visitShowing([]);
    const observation = { outcome: 'unreadable', reason: 'timeout', detail: '' } as const;
    expect(driftOf({ ...visit, observation }, listBefore(old))).toBeNull();
  });
});

/** The sign doubted on each of these days, with the doubt of each visit handed to the next. */
function doubtsOn(visits: [Day, Item[]][]): (DriftSign | null)[] {
  let doubted: Drift | null = null;
  return visits.map(([day, items]) => {
    doubted = driftOf(visitShowing(items, day), listBefore(old, { doubted }));
    return doubted?.sign ?? null;
  });
}

describe('a new reading is believed after all', () => {
  const redesigned = rows(20, '2026-03-16', '新');

  test('on the third day on which it shows itself the same way', () =>
    expect(doubtsOn([['2026-03-18', redesigned], ['2026-03-19', redesigned], ['2026-03-20', redesigned]]))
      .toEqual(['all-replaced', 'all-replaced', null]));

  test('but not on the third visit of two days', () =>
    expect(doubtsOn([['2026-03-18', redesigned], ['2026-03-18', redesigned], ['2026-03-19', redesigned]]))
      .toEqual(['all-replaced', 'all-replaced', 'all-replaced']));

  test('nor where each visit shows other rows of the old days', () =>
    expect(doubtsOn(['甲', '乙', '丙', '丁'].map((words, at) => [addDays(today, at), rows(20, '2026-03-16', words)])))
      .toEqual(['all-replaced', 'all-replaced', 'all-replaced', 'all-replaced']));

  test('nor ever, where known rows carry the day of each visit', () =>
    expect(doubtsOn([0, 1, 2, 3, 4].map((at) => [addDays(today, at), carrying(old, addDays(today, at))])))
      .toEqual(Array.from({ length: 5 }, () => 'all-today')));

  test('at once where a newer row stands above one of the old list', () =>
    expect(doubtsOn([['2026-03-18', old.slice(15)], ['2026-03-19', [row('2026-03-19'), ...old.slice(15)]]]))
      .toEqual(['count-collapsed', null]));
});

describe('a doubted list', () => {
  const drift = driftOf(visitShowing(rows(3, '2026-03-10')), listBefore(old)) as Drift;
  const believed = listSeen(old.map(({ title, date }) => itemOf(date?.day ?? null, title)), before);
  const doubted = { ...believed, lastVisit: visitOf(today, 'list', { itemCount: 3, datedCount: 3, drift }) };

  test('is unreadable, and one finding says 疑似改版 with both figures and both days', () => {
    const verdict = judge(columnOf('monthly'), doubted, today);
    expect(verdict).toMatchObject({ status: 'unreadable', unreadable: { reason: 'doubtful', lastReadable: before } });
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(['unreadable']);
    const [finding] = verdict.findings;
    expect(finding?.description.zh).toBe(
      '无法监测：疑似改版，每页信息由20条变为3条；最后正常监测时间2026-03-17。本次不作时效判断。',
    );
    expect(finding?.evidence.map(({ label, text }) => `${label.zh} ${text}`)).toEqual(expect.arrayContaining([
      '此前采信的列表（2026-03-17）每页条数 20', '此前采信的列表（2026-03-17）最新日期 2026-03-16',
      '本次读到的列表（2026-03-18）每页条数 3', '本次读到的列表（2026-03-18）最新日期 2026-03-10',
    ]));
  });

  test('whatever it shows, accuses nobody and resolves nothing', () => {
    const open = judge(columnOf('monthly'), listSeen([itemOf('2025-01-05')], before), before).findings;
    const records = open.map((finding) => (
      { finding, state: 'open' as const, openedOn: before, lastSeenOn: before, resolvedOn: null, reopened: 0, notices: [] }
    ));
    expect(records.length).toBeGreaterThan(0);
    const anyRows = fc.array(fc.tuple(fc.nat(600), fc.constantFrom('通知', '另')), { maxLength: 30 })
      .map((made) => made.map(([back, words]) => row(addDays(today, 20 - back), words)));
    fc.assert(fc.property(anyRows, anyRows, fc.constantFrom('monthly', 'realtime', 'static', 'daily' as const), (then, now, kind) => {
      const found = driftOf(visitShowing(now), listBefore(then));
      fc.pre(found !== null);
      const visit = visitOf(today, 'list', { itemCount: now.length, datedCount: now.length, drift: found });
      const verdict = judge(columnOf(kind), { ...believed, lastVisit: visit }, today);
      expect(verdict.status).toBe('unreadable');
      expect(verdict.findings.map(({ level }) => level)).toEqual(['unreadable']);
      for (const { event } of lifecycle(records, verdict, true)) expect(['opened', 'unverified']).toContain(event);
    }), { numRuns: 150 });
  });
});
