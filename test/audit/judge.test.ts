import { describe, expect, test } from 'vitest';
import type { CadenceKind, Day, History, Verdict } from '../../src/model.js';
import { columnOf, itemOf, judge, listSeen, unreadableSince, untold, visitOf } from './builders.js';

const today = '2026-11-23';
const allKinds: CadenceKind[] = [
  'realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'static',
];

function rulesOf(verdict: Verdict): string[] {
  return verdict.findings.map((finding) => finding.key.replace('|示例局/项目进度', ''));
}

function daysSeen(days: readonly Day[], on: Day): History {
  return listSeen(days.map((day) => itemOf(day)), on);
}

describe('a column that could not be read', () => {
  const fresh = daysSeen(['2026-01-05', '2026-03-05'], '2026-03-10');

  for (const kind of allKinds)
    test(`${kind}: is unreadable, and neither overdue nor blank`, () => {
      const verdict = judge(columnOf(kind), unreadableSince(fresh, today), today);
      expect(verdict.status).toBe('unreadable');
      expect(rulesOf(verdict)).toEqual(['unreadable']);
      expect(verdict.unreadable).toMatchObject({ reason: 'timeout', lastReadable: '2026-03-10' });
      expect(verdict.latest?.date.day).toBe('2026-03-05');
      expect(verdict.ageDays).toBeNull();
    });

  test('what was missing before it went away stays in the ledger, what came due since is unknown', () => {
    const states = judge(columnOf('monthly'), unreadableSince(fresh, today), today).ledger.map((cell) => cell.state);
    expect(states).toEqual(['on-time', 'missing', 'on-time', ...Array<string>(7).fill('unknown'), 'pending']);
  });

  test('never visited: unreadable, with nothing to go by', () => {
    const never: History = { items: [], lastVisit: null, lastReadable: null, knownSince: undefined, ...untold };
    const verdict = judge(columnOf('monthly', { since: '2026-10-01' }), never, today);
    expect(verdict).toMatchObject({
      status: 'unreadable',
      unreadable: { reason: 'no-list', detail: 'never visited', status: null, lastReadable: null },
      latest: null,
    });
    expect(verdict.ledger.map((cell) => cell.state)).toEqual(['unknown', 'pending']);
    expect(rulesOf(verdict)).toEqual(['unreadable']);
  });

  test('the status and words of the failure are kept', () => {
    const failure = { reason: 'http-status' as const, status: 503, detail: 'Service Unavailable' };
    expect(judge(columnOf('monthly'), unreadableSince(fresh, today, failure), today).unreadable).toEqual({
      ...failure, lastReadable: '2026-03-10',
    });
  });
});

describe('a blank page', () => {
  const blank = visitOf(today, 'blank', { proof: '暂无相关信息' });
  const history: History = { items: [], lastVisit: blank, lastReadable: blank, knownSince: null, ...untold };

  for (const kind of allKinds)
    test(`${kind}: is blank where nothing was ever seen`, () => {
      const verdict = judge(columnOf(kind, { since: '2026-01-01' }), history, today);
      expect(verdict).toMatchObject({ status: 'blank', ledger: [], unreadable: null, latest: null });
      expect(rulesOf(verdict)).toEqual(['blank-column']);
      expect(verdict.findings[0]?.level).toBe('blank');
    });

  for (const kind of allKinds)
    test(`${kind}: is doubted where items were seen before`, () => {
      const seen = itemOf('2026-03-05', undefined, { lastSeen: '2026-11-20' });
      const verdict = judge(columnOf(kind), { ...history, items: [seen] }, today);
      expect(verdict.status).toBe('unreadable');
      expect(verdict.unreadable).toMatchObject({ reason: 'doubtful', lastReadable: '2026-11-20' });
      expect(rulesOf(verdict)).toEqual(['unreadable']);
      const dueSince = verdict.ledger.filter((cell) => cell.deadline !== null && cell.deadline >= '2026-11-20');
      expect(dueSince.map((cell) => cell.state)).not.toContain('missing');
    });

  test('is blank on a look back, where items came only later', () => {
    const later = itemOf('2026-12-01', undefined, { firstSeen: '2026-12-01', lastSeen: '2026-12-05' });
    expect(judge(columnOf('monthly'), { ...history, items: [later] }, today).status).toBe('blank');
    const sameDay = { ...later, firstSeen: today };
    expect(judge(columnOf('monthly'), { ...history, items: [sameDay] }, today).status).toBe('unreadable');
  });

  test('is doubted even where what was seen had no date', () =>
    expect(judge(columnOf('monthly'), { ...history, items: [itemOf(null)] }, today).status).toBe('unreadable'));
});

describe('a single document', () => {
  const published = { day: '2026-03-20', by: 'meta:PubDate', text: '2026-03-20 09:00', implied: [] };
  const document = (day: Day | null) => {
    const date = day === null ? null : { ...published, day };
    const visit = visitOf(today, 'document', { article: { title: '2026年度部门预算', published: date, written: null } });
    return { items: [], lastVisit: visit, lastReadable: visit, knownSince: null, ...untold } satisfies History;
  };

  test('is what a static column holds', () =>
    expect(judge(columnOf('static'), document(null), today)).toMatchObject({ status: 'static', findings: [] }));

  test("fills its year in a yearly column, where it says its day", () => {
    const verdict = judge(columnOf('yearly'), document('2026-03-20'), today);
    expect(verdict).toMatchObject({ status: 'fresh', findings: [], latest: { title: '2026年度部门预算' } });
    expect(verdict.ledger.map((cell) => `${cell.period.id} ${cell.state}`)).toEqual(['2026 on-time']);
  });

  test('is not counted twice where the store knows it as an item', () => {
    const known = { ...document('2026-01-10'), items: [itemOf('2026-01-10', '2026年度部门预算')] };
    const column = columnOf('yearly', { since: '2025-01-01', grace: { days: 31, unit: 'calendar' } });
    column.periodBy = 'date';
    expect(judge(column, known, today).ledger.map((cell) => cell.state)).toEqual(['on-time', 'pending']);
  });

  for (const [kind, day] of [['yearly', null], ['monthly', '2026-11-20'], ['realtime', '2026-11-20']] as const)
    test(`${kind}, ${day ? 'with' : 'without'} a day: is an article and not a column`, () => {
      const verdict = judge(columnOf(kind), document(day), today);
      expect(verdict).toMatchObject({ status: 'unreadable', unreadable: { reason: 'article' } });
      expect(rulesOf(verdict)).toEqual(['unreadable']);
    });
});

describe('a list without days', () => {
  const undated = listSeen([itemOf(null, '甲'), itemOf(null, '乙')], today);

  for (const kind of allKinds.filter((kind) => kind !== 'static'))
    test(`${kind}: cannot be judged, and no period is called missing`, () => {
      const verdict = judge(columnOf(kind, { since: '2026-01-01' }), undated, today);
      expect(verdict).toMatchObject({ status: 'unreadable', unreadable: { reason: 'undated' }, latest: null });
      expect(rulesOf(verdict)).toEqual(['undated-items']);
      expect(verdict.ledger.map((cell) => cell.state)).not.toContain('missing');
    });

  test('static: owes none', () =>
    expect(judge(columnOf('static'), undated, today)).toMatchObject({ status: 'static', findings: [] }));

  test('days read on earlier visits do not make up for a visit that read none', () => {
    const history = listSeen([itemOf('2026-03-05'), itemOf(null)], today);
    history.lastVisit = visitOf(today, 'list', { itemCount: 2, datedCount: 0 });
    expect(judge(columnOf('monthly'), history, today).unreadable?.reason).toBe('undated');
  });

  test('a list without items is no list', () =>
    expect(judge(columnOf('monthly', { since: '2026-01-01' }), listSeen([], today), today)).toMatchObject({
      status: 'unreadable', unreadable: { reason: 'no-list' },
    }));

  test('one dated item among undated ones is judged', () => {
    const history = listSeen([itemOf(null), itemOf('2026-11-05')], today);
    expect(judge(columnOf('monthly'), history, today).status).toBe('fresh');
  });
});

describe('days in the future', () => {
  for (const [day, status, findings] of [
    ['2026-11-22', 'missing-period', ['missing-period|2026-10']],
    ['2026-11-23', 'missing-period', ['missing-period|2026-10']], // today is not the future
    ['2026-11-24', 'overdue', ['cadence-overdue', 'future-date']], // tomorrow proves nothing
  ] as const)
    test(`October empty and an item of ${day} on ${today}: ${status}`, () => {
      const verdict = judge(columnOf('monthly'), daysSeen(['2026-09-05', day], today), today);
      expect(verdict.status).toBe(status);
      expect(rulesOf(verdict)).toEqual(findings);
    });

  test('fill no period, and are not the latest update', () => {
    const verdict = judge(columnOf('monthly'), daysSeen(['2026-11-05', '2026-12-01'], today), today);
    expect(verdict).toMatchObject({ status: 'fresh', latest: { date: { day: '2026-11-05' } }, ageDays: 18 });
    expect(rulesOf(verdict)).toEqual(['future-date']);
    expect(verdict.ledger).toHaveLength(1);
  });

  for (const kind of allKinds)
    test(`${kind}: a list of nothing but future days cannot be judged`, () => {
      const history = daysSeen(['2026-11-24', '2027-01-01'], today);
      const verdict = judge(columnOf(kind, { since: '2026-01-01' }), history, today);
      expect(verdict).toMatchObject({ status: 'unreadable', unreadable: { reason: 'doubtful' }, latest: null });
      expect(rulesOf(verdict)).toEqual(['future-date']);
      expect(verdict.ledger.map((cell) => cell.state)).not.toContain('missing');
    });

  test('one finding for the column, with five items at most', () => {
    const days = Array.from({ length: 8 }, (_, at) => `2026-12-0${at + 1}`);
    const verdict = judge(columnOf('realtime'), daysSeen([today, ...days], today), today);
    expect(rulesOf(verdict)).toEqual(['future-date']);
    expect(verdict.findings[0]?.evidence.filter((piece) => piece.label.en.startsWith('Item dated'))).toHaveLength(5);
    expect(verdict.findings[0]?.description.zh).toContain('8条');
  });

  for (const [shownUntil, found] of [
    ['2026-11-22', ['future-date']],
    [today, []], // it got its day later, and this is a look back
  ] as const)
    test(`an item that showed another day until ${shownUntil}: ${found.join() || 'nothing is said'}`, () => {
      const date = { day: '2026-11-01', by: 'row-text', text: '', implied: [] };
      const earlier = [{ title: '', date, firstSeen: '2026-11-01', lastSeen: shownUntil }];
      const reDated = itemOf('2026-12-01', undefined, { firstSeen: '2026-11-01', lastSeen: '2026-12-05', earlier });
      const { findings } = judge(columnOf('realtime'), { ...daysSeen([today], today), items: [itemOf(today), reDated] }, today);
      expect(findings.map(({ rule }) => rule).filter((rule) => rule === 'future-date')).toEqual(found);
    });

  test('an item that was only seen later is not held against today', () => {
    const seenLater = itemOf('2026-12-01', undefined, { firstSeen: '2026-12-01' });
    expect(judge(columnOf('realtime'), listSeen([itemOf(today), seenLater], today), today).findings).toEqual([]);
  });
});

describe('a static column with a list', () => {
  test('owes nothing, however old it is', () =>
    expect(judge(columnOf('static'), daysSeen(['2010-01-01'], today), today)).toMatchObject({
      status: 'static', ledger: [], findings: [], latest: { date: { day: '2010-01-01' } },
    }));
});

// Silence: the last day inside, and the first outside.
for (const [columnClass, latest, day, status] of [
  ['news', '2026-11-14', today, 'fresh'], // 9 days of 14
  ['news', '2026-11-13', today, 'due'], // 10
  ['news', '2026-11-09', today, 'due'], // exactly 14 is still inside
  ['news', '2026-11-08', today, 'overdue'], // 15
  ['notice', '2026-05-23', today, 'due'], // exactly 6 months
  ['notice', '2026-05-22', today, 'overdue'],
  ['policy', '2026-05-23', today, 'due'],
  ['policy', '2026-05-22', today, 'overdue'],
  ['other', '2026-05-23', today, 'due'],
  ['other', '2026-05-22', today, 'overdue'],
  ['other', '2026-08-31', '2027-02-28', 'due'], // 6 months on is February's last day
  ['other', '2026-08-31', '2027-03-01', 'overdue'],
  ['other', '2023-08-31', '2024-02-29', 'due'],
  ['other', '2023-08-31', '2024-03-01', 'overdue'],
  ['personnel', '2025-11-23', today, 'due'], // exactly a year
  ['personnel', '2025-11-22', today, 'overdue'],
  ['planning', '2024-02-29', '2025-02-28', 'due'],
  ['planning', '2024-02-29', '2025-03-01', 'overdue'],
] as const)
  test(`realtime ${columnClass}, last item ${latest}, on ${day}: ${status}`, () => {
    const verdict = judge(columnOf('realtime', { class: columnClass }), daysSeen([latest], day), day);
    expect(verdict.status).toBe(status);
    expect(rulesOf(verdict)).toEqual(status === 'overdue' ? ['realtime-silence'] : []);
    expect(verdict.ledger).toEqual([]);
  });

for (const [silenceDays, latest, status] of [
  [10, '2026-11-16', 'fresh'], // 7 of 10 days is not more than 70 %
  [10, '2026-11-15', 'due'],
  [10, '2026-11-13', 'due'],
  [10, '2026-11-12', 'overdue'],
  [0, today, 'fresh'],
  [0, '2026-11-22', 'overdue'],
  [null, '2001-01-01', 'fresh'], // no limit at all
] as const)
  test(`realtime with a limit of ${silenceDays} days, last item ${latest}: ${status}`, () => {
    const column = columnOf('realtime', { silenceDays, class: 'news' });
    expect(judge(column, daysSeen([latest], today), today).status).toBe(status);
  });

// Statuses of cadences with periods, around their boundaries. One item in the period before.
for (const [kind, latest, day, status] of [
  ['daily', '2026-11-19', '2026-11-20', 'fresh'], // the day itself gives no warning
  ['daily', '2026-11-19', '2026-11-22', 'overdue'],
  ['daily', '2026-11-20', '2026-11-22', 'fresh'], // a weekend
  ['weekly', '2026-11-12', '2026-11-19', 'fresh'], // Thursday: 3 days left
  ['weekly', '2026-11-12', '2026-11-20', 'due'], // 2 left
  ['weekly', '2026-11-12', '2026-11-22', 'due'],
  ['weekly', '2026-11-12', '2026-11-23', 'overdue'],
  ['monthly', '2026-10-12', '2026-11-23', 'fresh'], // 7 of 30 left
  ['monthly', '2026-10-12', '2026-11-24', 'due'], // 6 left
  ['monthly', '2026-10-12', '2026-11-30', 'due'],
  ['monthly', '2026-10-12', '2026-12-01', 'overdue'],
  ['monthly', '2026-11-01', '2026-11-30', 'fresh'], // on the 1st and no more is right
  ['monthly', '2024-01-12', '2024-02-22', 'fresh'], // 7 of 29 left
  ['monthly', '2024-01-12', '2024-02-23', 'due'],
  ['monthly', '2024-01-12', '2024-02-29', 'due'],
  ['quarterly', '2026-06-30', '2026-09-10', 'fresh'], // 20 of 92 left
  ['quarterly', '2026-06-30', '2026-09-11', 'due'], // 19: a fifth, rounded up
  ['quarterly', '2026-06-30', '2026-09-30', 'due'],
  ['quarterly', '2026-06-30', '2026-10-01', 'overdue'],
  ['half-yearly', '2026-06-30', '2026-11-23', 'fresh'], // 38 of 184 left
  ['half-yearly', '2026-06-30', '2026-11-24', 'due'], // 37
  ['half-yearly', '2026-06-30', '2026-12-31', 'due'],
  ['half-yearly', '2026-06-30', '2027-01-01', 'overdue'],
  ['yearly', '2025-06-30', '2026-10-18', 'fresh'], // 74 of 365 left
  ['yearly', '2025-06-30', '2026-10-19', 'due'], // 73
  ['yearly', '2025-06-30', '2026-12-31', 'due'],
  ['yearly', '2025-06-30', '2027-01-01', 'overdue'],
] as const)
  test(`${kind}, last item ${latest}, on ${day}: ${status}`, () =>
    expect(judge(columnOf(kind), daysSeen([latest], day), day).status).toBe(status));

test('grace that is running makes a column due, its end makes it overdue', () => {
  const column = columnOf('monthly', { grace: { days: 5, unit: 'working' } });
  const history = daysSeen(['2026-08-12'], '2026-10-14');
  expect(judge(column, history, '2026-10-01').status).toBe('due');
  expect(judge(column, history, '2026-10-13').status).toBe('due');
  expect(judge(column, history, '2026-10-14').status).toBe('overdue');
});

test('a deadline that the working calendar does not reach accuses nobody', () => {
  const column = columnOf('monthly', { grace: { days: 5, unit: 'working' } });
  const verdict = judge(column, daysSeen(['2026-11-12'], '2027-01-20'), '2027-01-20');
  expect(verdict).toMatchObject({ status: 'fresh', findings: [] });
});

test('all periods of the gap at the end are one finding, each earlier one its own', () => {
  const verdict = judge(columnOf('monthly'), daysSeen(['2026-01-05', '2026-03-05', '2026-08-12'], today), today);
  expect(verdict.status).toBe('overdue');
  expect(rulesOf(verdict)).toEqual([
    'cadence-overdue', 'missing-period|2026-02', 'missing-period|2026-04', 'missing-period|2026-05',
    'missing-period|2026-06', 'missing-period|2026-07',
  ]);
  expect(verdict.findings[0]?.description.zh).toBe('承诺按月公开，缺2026年9月、10月信息；最后更新2026-08-12，已103天未更新。');
});

test('an update after a gap leaves the gap missing', () => {
  const history = daysSeen(['2025-12-05', '2026-05-05', '2026-08-05', '2026-11-05'], today);
  const verdict = judge(columnOf('quarterly'), history, today);
  expect(verdict.status).toBe('missing-period');
  expect(rulesOf(verdict)).toEqual(['missing-period|2026Q1']);
});

test('before everything was seen, a gap is not called missing', () => {
  const history = { ...daysSeen(['2026-01-05', '2026-03-05', '2026-11-05'], today), knownSince: '2026-10-01' };
  const verdict = judge(columnOf('monthly'), history, today);
  expect(rulesOf(verdict)).toEqual(['missing-period|2026-10']);
  expect(verdict.ledger.filter((cell) => cell.state === 'unknown')).toHaveLength(7);
});

test('a column that owes nothing yet is fresh', () =>
  expect(judge(columnOf('monthly', { since: '2027-01-01' }), daysSeen(['2026-03-05'], today), today)).toMatchObject({
    status: 'fresh', ledger: [], findings: [],
  }));
