import { expect, test } from 'vitest';
import { unitTable } from '../../src/report/unitTable.js';
import type { Notice } from '../../src/model.js';
import { cadence, ledger, record, runColumn, today } from './runPieces.js';

const monthly = cadence('monthly');
const office = { name: '局办公室' };
const notice = (on: string, due: string): Notice => ({ batch: `${on}-1`, on, due, link: null, linkedOn: null });

function overdue(site: string, name: string, notices: Notice[] = [], event: 'opened' | 'continuing' | 'reopened' = 'continuing') {
  const column = runColumn({
    site, path: [name], cadence: monthly, status: 'overdue', unit: office, latest: '2026-01-05',
    ledger: ledger('monthly', '2025-11-01', '+L+-o'),
    findings: [{ rule: 'cadence-overdue', level: 'overdue', text: '缺2月', event, openedOn: '2026-03-05' }],
  });
  return { ...column, changes: column.changes.map((change) => ({ ...change, notices })) };
}

test('counts what each unit did, and takes two sites’ offices for two units', () => {
  const fine = runColumn({
    site: '甲局', path: ['通知'], cadence: monthly, status: 'fresh', latest: '2026-03-05', ledger: ledger('monthly', '2026-01-01', '++o'),
  });
  const rows = unitTable(record([
    overdue('甲局', '进度', [notice('2026-03-06', '2026-03-17')]), overdue('乙局', '进度', [], 'reopened'), fine,
    overdue('乙局', '验收', [notice('2026-03-06', today)]),
  ]));
  expect(rows).toMatchObject([
    { siteName: '甲局', unit: '甲局', columns: 1, onTime: 2, late: 0, missing: 0, standing: 0, recurring: 0, pastDue: 0 },
    { siteName: '甲局', unit: '局办公室', columns: 1, onTime: 2, late: 1, missing: 1, overdue: 1, standing: 1, recurring: 1, pastDue: 1 },
    { siteName: '乙局', unit: '局办公室', columns: 2, onTime: 4, late: 2, missing: 2, standing: 2, recurring: 2, pastDue: 0 },
  ]);
});

for (const [fixes, median] of [[[], null], [[4], 4], [[2, 9], 2], [[1, 5, 30], 5]] as const)
  test(`repairs of ${fixes.join(', ') || 'no'} days: ${median}`, () => {
    const column = { ...overdue('甲局', '进度'), fixedAfterDays: [...fixes] };
    expect(unitTable(record([column]))[0]?.daysToFix).toBe(median);
  });

test('doubts and what could not be read are not held against a unit', () => {
  const column = runColumn({
    path: ['通知'], cadence: monthly, status: 'unreadable', unreadable: { reason: 'timeout' },
    findings: [{ rule: 'unreadable', level: 'unreadable', text: '无法监测', event: 'opened', openedOn: today }],
  });
  expect(unitTable(record([column]))[0]).toMatchObject({ columns: 1, judged: 0, standing: 0, recurring: 0 });
});
