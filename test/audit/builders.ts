/** Columns, items and histories as tests need them: what is not said is ordinary. */
import { packageCalendar } from '../../src/audit/calendar.js';
import type { Yardstick } from '../../src/audit/facts.js';
import { DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import * as judging from '../../src/audit/judge.js';
import type { CadenceKind, Column, ColumnClass, Day, Grace, History, KnownItem, Verdict, VisitFact, Waiver } from '../../src/model.js';

/** What columns are judged by where a test says nothing else. */
export function yardstickOf(more: Partial<Yardstick> = {}): Yardstick {
  return { calendar: packageCalendar, rules: DEFAULT_RULES, addressDay: () => null, dayOf: (at) => at.slice(0, 10), ...more };
}

/** Judges by the calendar that comes with the program, unless another is handed in. */
export function judge(column: Column, history: History, today: Day, calendar = packageCalendar): Verdict {
  return judging.judge(column, history, today, yardstickOf({ calendar }));
}

export function columnOf(
  kind: CadenceKind,
  more: {
    grace?: Grace;
    since?: Day;
    silenceDays?: number | null;
    class?: ColumnClass;
    source?: string;
  } = {},
): Column {
  return {
    key: '示例局/项目进度',
    path: ['重大建设项目', '项目进度'],
    url: 'https://site.example.invalid/a/',
    cadence: {
      kind,
      grace: more.grace ?? { days: 0, unit: 'calendar' },
      ...(more.silenceDays === undefined ? {} : { silenceDays: more.silenceDays }),
      ...(more.source === undefined ? {} : { source: more.source }),
    },
    class: more.class ?? 'other',
    ...(more.since === undefined ? {} : { since: more.since }),
    required: [],
    deadlines: [],
    pairs: [],
    periodBy: 'title',
    render: 'auto',
  };
}

export function itemOf(day: Day | null, title = `信息 ${day}`, more: Partial<KnownItem> = {}): KnownItem {
  return {
    title,
    url: `https://site.example.invalid/a/${encodeURIComponent(title)}.html`,
    date: day === null ? null : { day, by: 'row-text', text: day, implied: [] },
    pinned: false,
    firstSeen: '2020-01-01',
    lastSeen: '2020-01-01',
    ...more,
  };
}

export function visitOf(day: Day, outcome: VisitFact['outcome'], more: Partial<VisitFact> = {}): VisitFact {
  return {
    day,
    at: `${day}T02:00:00.000Z`,
    finalUrl: 'https://site.example.invalid/a/',
    outcome,
    reason: null,
    status: 200,
    detail: '',
    proof: '',
    reader: 'generic',
    itemCount: 0,
    datedCount: 0,
    columnDate: null,
    article: null,
    ...more,
  };
}

/** 网站改版, from one day to another. */
export function waiverOf(from: Day, until: Day, more: Partial<Waiver> = {}): Waiver {
  return {
    id: 1, columnKey: '示例局/项目进度', kind: 'redesign', from, until, reason: '网站改版', author: '李四',
    document: '临政办〔2026〕5号', recordedAt: `${from}T02:00:00.000Z`, endedOn: null, ...more,
  };
}

/** What nobody said and no other column tells of: spread into a history. */
export const untold = { looks: [], waivers: [], opinions: [], counterparts: {} } satisfies Partial<History>;

/** A column whose whole list was read on `day`: its items are all there ever was. */
export function listSeen(items: KnownItem[], day: Day, more: Partial<History> = {}): History {
  const datedCount = items.filter((item) => item.date !== null).length;
  const visit = visitOf(day, 'list', { itemCount: items.length, datedCount });
  const shown = items.map((item) => ({ ...item, lastSeen: day }));
  return { items: shown, lastVisit: visit, lastReadable: visit, knownSince: null, ...untold, ...more };
}

/** The same column on a day on which it could not be read. */
export function unreadableSince(history: History, day: Day, more: Partial<VisitFact> = {}): History {
  return { ...history, lastVisit: visitOf(day, 'unreadable', { reason: 'timeout', status: null, ...more }) };
}

/** Freezes a value and all it holds, so that a change to it throws. */
export function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) deepFrozen(held);
  }
  return value;
}
