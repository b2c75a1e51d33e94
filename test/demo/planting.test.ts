import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, periodOf, periodsFrom, type PeriodKind } from '../../fixtures/demo/days.js';
import { expectedColumns } from '../../fixtures/demo/demo.js';
import { drawnColumns } from '../../fixtures/demo/drawnColumns.js';
import { fragmentColumns } from '../../fixtures/demo/fragmentColumns.js';
import { openStatus } from '../../fixtures/demo/plant.js';
import type { DemoColumn, Defect } from '../../fixtures/demo/site.js';
import { staticColumns } from '../../fixtures/demo/staticColumns.js';
import type { CadenceKind, Day } from '../../src/model.js';
import { todays } from './todays.js';

/** A record and not a list, so that the compiler asks for a defect that is added and not planted. */
const everyDefect: Record<Defect, true> = {
  'overdue-daily': true,
  'overdue-weekly': true,
  'overdue-monthly': true,
  'overdue-half-yearly': true,
  'overdue-yearly': true,
  'overdue-realtime': true,
  'missing-day': true,
  'missing-month': true,
  'missing-quarter': true,
  'missing-half-year': true,
  'published-late': true,
  'grace-running': true,
  'current-open': true,
  'blank-static': true,
  'blank-fragment': true,
  'blank-datastore': true,
  'blank-drawn': true,
  unreachable: true,
  'blocked-200': true,
  'http-500': true,
  'soft-404': true,
  'broken-interface': true,
  'challenge-412': true,
  login: true,
  robots: true,
  undated: true,
  'dated-inside': true,
  'future-dated': true,
  'only-future': true,
  'pinned-old': true,
  'fresh-side-list': true,
  'year-missing': true,
  'parent-hides-child': true,
  'standing-document': true,
  'standing-list': true,
  'yearly-document': true,
  'due-realtime': true,
  'directory-disagrees': true,
};

const everyCadence: CadenceKind[] = [
  'realtime',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'static',
];

describe.each(todays)('on %s', (today) => {
  test('every defect is planted at least once', () => {
    const planted = new Set(columnsOn(today).flatMap((column) => column.defects));
    expect([...planted].sort()).toEqual(Object.keys(everyDefect).sort());
  });

  test('there are at least 42 columns over all cadences, most of them without a finding', () => {
    const columns = columnsOn(today);
    expect(columns.length).toBeGreaterThanOrEqual(42);
    expect([...new Set(columns.map((column) => column.kind))].sort()).toEqual([...everyCadence].sort());
    const clean = columns.filter((column) => column.expected.findings.length === 0);
    expect(clean.length).toBeGreaterThan(columns.length / 2);
  });

  test('every column is expected once, and only an unreadable one has a reason', () => {
    const expected = expectedColumns(today);
    expect(new Set(expected.map((column) => column.key)).size).toBe(columnsOn(today).length);
    expect(expected.filter((column) => column.reason !== undefined && column.status !== 'unreadable')).toEqual([]);
    const keys = expected.flatMap((column) => column.findings);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('what is planted is what the rows show', () => checkRows(today));
});

test('what is planted is what the rows show, on any day that the calendar covers', () => {
  const anyDay = fc.integer({ min: 0, max: 1064 }).map((days) => addDays('2024-02-01', days));
  fc.assert(fc.property(anyDay, (today) => checkRows(today)), { numRuns: 60 });
});

for (const [kind, day, id, from, to] of [
  ['weekly', '2026-01-01', '2026-W01', '2025-12-29', '2026-01-04'],
  ['weekly', '2024-12-31', '2025-W01', '2024-12-30', '2025-01-05'],
  ['weekly', '2027-01-01', '2026-W53', '2026-12-28', '2027-01-03'],
  ['monthly', '2024-02-29', '2024-02', '2024-02-01', '2024-02-29'],
  ['quarterly', '2026-04-01', '2026Q2', '2026-04-01', '2026-06-30'],
  ['half-yearly', '2026-06-30', '2026H1', '2026-01-01', '2026-06-30'],
  ['half-yearly', '2026-07-01', '2026H2', '2026-07-01', '2026-12-31'],
  ['yearly', '2026-01-01', '2026', '2026-01-01', '2026-12-31'],
] as const)
  test(`${day} lies in ${kind} period ${id}`, () => expect(periodOf(kind, day)).toEqual({ id, from, to }));

test('daily periods are State Council working days', () => {
  // 28 September 2025 is a Sunday that was worked, 1 to 8 October were off.
  const days = periodsFrom('daily', '2025-09-26', '2025-10-10').map((period) => period.id);
  expect(days).toEqual(['2025-09-26', '2025-09-28', '2025-09-29', '2025-09-30', '2025-10-09', '2025-10-10']);
});

for (const [today, status] of [
  ['2026-03-23', 'fresh'],
  ['2026-03-24', ['due', 'fresh']], // 7 days are left, 8 with today
  ['2026-03-25', 'due'],
  ['2026-03-31', 'due'],
] as const)
  test(`an empty March on ${today}: ${String(status)}`, () =>
    expect(openStatus(periodOf('monthly', today), today)).toEqual(status));

/** Holds the rows of every column to its expectation by looking at their days alone. */
function checkRows(today: Day): void {
  for (const column of columnsOn(today)) {
    const name = `${today} ${column.path.join('/')}`;
    const future = column.rows.filter((row) => row.day !== null && row.day > today);
    const mayHold = column.defects.includes('future-dated') || column.defects.includes('only-future');
    expect(future.length > 0, `${name}: days after today`).toBe(mayHold);
    if (column.kind === 'realtime' || column.kind === 'static' || column.rows.length === 0) continue;
    checkPeriods(column, column.kind, today, name);
  }
}

function checkPeriods(column: DemoColumn, kind: PeriodKind, today: Day, name: string): void {
  if (column.defects.includes('only-future') || column.defects.includes('grace-running')) return;
  const days = column.rows.flatMap((row) => row.day ?? []).sort();
  const since = column.since ?? periodOf(kind, days[0] ?? today).from;
  const owed = periodsFrom(kind, since, today).filter((period) => period.to < today);
  const empty = owed
    .filter((period) => !days.some((day) => day >= period.from && day <= period.to))
    .map(({ id }) => id);

  const named = column.expected.findings.flatMap((finding) => finding.period ?? []);
  const isOverdue = column.expected.findings.some((finding) => finding.rule === 'cadence-overdue');
  const isLate = column.defects.includes('published-late');
  if (isOverdue) {
    // Nothing but the periods that closed last is empty, and today's period holds nothing either.
    expect(empty.length, name).toBeGreaterThan(0);
    expect(owed.slice(-empty.length).map(({ id }) => id), name).toEqual(empty);
    expect((days.at(-1) ?? '') <= (owed.at(-empty.length - 1)?.to ?? ''), name).toBe(true);
  } else if (isLate) {
    expect(empty.length, name).toBe(1);
    expect(column.rows.filter((row) => row.title.includes('补发')).length, name).toBe(1);
  } else {
    expect(empty, name).toEqual(named);
  }
  // What a gap's items would be called appears nowhere, or the gap would be repaired late.
  if (kind !== 'monthly') return;
  for (const id of named) {
    const words = `${Number(id.slice(0, 4))}年${Number(id.slice(5))}月`;
    expect(column.rows.filter((row) => row.title.includes(words)), `${name} ${words}`).toEqual([]);
  }
}

function columnsOn(today: Day): DemoColumn[] {
  return [...staticColumns(today), ...fragmentColumns(today), ...drawnColumns(today)];
}
