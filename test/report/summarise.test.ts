import { expect, test } from 'vitest';
import { summarise } from '../../src/report/summarise.js';
import { record } from './runPieces.js';
import { sampleRecord } from './sampleRecord.js';

test('counts columns by status, findings by level and changes by event', () =>
  expect(summarise(sampleRecord())).toEqual({
    configured: 15,
    judged: 13,
    fresh: 5,
    due: 2,
    overdue: 2,
    missingPeriod: 1,
    blank: 1,
    unreadable: 2,
    static: 1,
    waived: 1,
    findingsByLevel: { overdue: 2, missing: 2, late: 0, blank: 1, unreadable: 2, doubt: 1 },
    opened: 4,
    continuing: 3,
    reopened: 1,
    resolved: 1,
    unverified: 1,
  }));

test('the eight statuses add up to what was configured', () => {
  const { configured, judged, unreadable, fresh, due, overdue, missingPeriod, blank, waived, ...rest } =
    summarise(sampleRecord());
  expect(fresh + due + overdue + missingPeriod + blank + waived + rest.static).toBe(judged);
  expect(judged + unreadable).toBe(configured);
});

test('a run without columns counts nothing', () => {
  const summary = summarise(record([]));
  expect([summary.configured, summary.judged, summary.unreadable]).toEqual([0, 0, 0]);
});
