/** Sites as the tests of the lines need them: columns already judged, homepages already read. */
import { addDays } from '../../../src/audit/days.js';
import type { LineColumn } from '../../../src/audit/siteLines/standing.js';
import type {
  Cadence, ColumnClass, ColumnStatus, Day, Finding, FindingLevel, HomepageHistory, Probe, Verdict, Waiver,
} from '../../../src/model.js';
import { columnOf, visitOf } from '../builders.js';

export const today: Day = '2026-03-18';

export interface ColumnSketch {
  class?: ColumnClass;
  kind?: Cadence['kind'];
  silenceDays?: number | null;
  status?: ColumnStatus;
  /** Days from the newest item to today; null: nothing dated. */
  age?: number | null;
  path?: string[];
  /** Days from the last reading to today. */
  readAgo?: number | null;
  more?: Partial<Verdict>;
}

let made = 0;

export function judged(sketch: ColumnSketch = {}): LineColumn {
  const { status = 'fresh', age = 1, readAgo = 0 } = sketch;
  const plain = columnOf(sketch.kind ?? 'realtime', { class: sketch.class ?? 'news', silenceDays: sketch.silenceDays });
  made += 1;
  const path = sketch.path ?? [`栏目${made}`];
  const column = { ...plain, key: `某局/${made}/${path.join('/')}`, path };
  const day = age === null ? null : addDays(today, -age);
  const isUnread = status === 'unreadable';
  return {
    column,
    lastReadable: readAgo === null ? null : visitOf(addDays(today, -readAgo), 'list'),
    verdict: {
      columnKey: column.key, day: today, status, because: { zh: '', en: '' },
      latest: day === null ? null : { title: '信息', url: null, date: { day, by: 'row-text', text: day, implied: [] } },
      ageDays: isUnread ? null : age, ledger: [], findings: [],
      unreadable: isUnread ? { reason: 'timeout', status: null, detail: '', lastReadable: null } : null,
      dismissed: [], waivers: [], ...sketch.more,
    },
  };
}

export function many(count: number, sketch: ColumnSketch): LineColumn[] {
  return Array.from({ length: count }, () => judged(sketch));
}

export function falseAlarm(level: FindingLevel): Partial<Verdict> {
  const finding: Finding = {
    key: 'k', rule: 'r', level, columnKey: 'c', period: null, facts: '', description: { zh: '', en: '' }, basis: { zh: '', en: '' }, evidence: [],
  };
  return { dismissed: [{ finding, opinion: { findingKey: 'k', opinion: 'false-alarm', reason: '', author: '', at: '', facts: '' } }] };
}

export function waived(): Partial<Verdict> {
  return { waivers: [waiverUntil('2026-12-31')] };
}

export function waivedUntil(until: Day): Partial<Verdict> {
  return { endedWaivers: [waiverUntil(until)] };
}

function waiverUntil(until: Day): Waiver {
  return {
    id: 1, columnKey: 'c', kind: 'other', from: '2026-01-01', until, reason: '', author: '', document: null, recordedAt: '', endedOn: null,
  };
}

/** A homepage watched since long before, with items of these ages in days; an age of null shows no day. */
export function homepageOf(ages: (number | null)[], more: Partial<HomepageHistory> = {}): HomepageHistory {
  return {
    url: 'https://site.example.invalid/',
    lastVisit: { day: today, isPartial: false, unreadable: null },
    firstReadable: addDays(today, -100),
    lastReadable: today,
    items: ages.map((age, index) => {
      const day = age === null ? null : addDays(today, -age);
      const date = day === null ? null : { day, by: 'row-text', text: day, implied: [] };
      return { title: `信息${index}`, url: `https://site.example.invalid/${index}`, date, firstSeen: addDays(today, -100), lastSeen: today };
    }),
    lastNewOn: null,
    ...more,
  };
}

/** So many probes on each of the `days` days before today, of which `failed` failed, spread over the days. */
export function probesOf(
  { perDay = 24, days = 7, failed = 0, from = 1 }: { perDay?: number; days?: number; failed?: number; from?: number },
  failure: Partial<Probe> = {},
): (Probe & { day: Day })[] {
  const probes = Array.from({ length: perDay * days }, (_, index): Probe & { day: Day } => {
    const day = addDays(today, -from - (index % days));
    return {
      siteKey: '某局', day, at: `${day}T0${index % 10}:00:00.000Z`, answered: true, status: 200, ms: 80, reason: null, controlAnswered: true,
    };
  });
  return probes.map((probe, index) =>
    index < failed ? { ...probe, answered: false, status: null, reason: 'timeout', ...failure } : probe);
}
