/**
 * What runs for the tests of the report are built from.
 */
import type {
  Cadence,
  CadenceKind,
  Cell,
  CellState,
  Column,
  ColumnStatus,
  DateEvidence,
  Day,
  Finding,
  FindingChange,
  FindingLevel,
  LifecycleEvent,
  Period,
  RunColumn,
  RunRecord,
  UnreadableReason,
  Verdict,
  VisitFact,
} from '../../src/model.js';
import { DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import { rules } from './sampleRules.js';

export const today: Day = '2026-03-18';

export function cadence(kind: CadenceKind, more: Partial<Cadence> = {}): Cadence {
  return { kind, grace: { days: 0, unit: 'calendar' }, ...more };
}

export function date(day: Day, more: Partial<DateEvidence> = {}): DateEvidence {
  return { day, by: 'row-text', text: day, implied: [], ...more };
}

interface ColumnSketch {
  site?: string;
  path: string[];
  cadence: Cadence;
  status: ColumnStatus;
  because?: string;
  url?: string;
  unit?: Column['unit'];
  latest?: Day | null;
  latestTitle?: string;
  latestUrl?: string | null;
  latestDate?: DateEvidence;
  ledger?: Cell[];
  findings?: FindingSketch[];
  unreadable?: { reason: UnreadableReason; status?: number; detail?: string; lastReadable?: Day | null };
}

interface FindingSketch {
  rule: string;
  level: FindingLevel;
  text: string;
  event: LifecycleEvent;
  openedOn: Day;
  period?: string;
  evidence?: Finding['evidence'];
}

const addresses: Record<string, string> = {
  裕安区交通运输局: 'https://jtj.example.invalid',
  示范县水利局: 'http://slj.example.invalid:8080',
  示范县教育体育局: 'https://jtyj.example.invalid',
};

/** One column of a run; events other than `resolved` and `unverified` also stand in the verdict. */
export function runColumn(sketch: ColumnSketch): RunColumn {
  const siteName = sketch.site ?? '裕安区交通运输局';
  const key = `${siteName}/${sketch.path.join('/')}`;
  const url = sketch.url ?? `${addresses[siteName] ?? 'https://site.example.invalid'}/public/column/${hash(key)}`;
  const changes: FindingChange[] = (sketch.findings ?? []).map((finding) => ({
    finding: {
      key: [finding.rule, key, ...(finding.period === undefined ? [] : [finding.period])].join('|'),
      rule: finding.rule,
      level: finding.level,
      columnKey: key,
      period: finding.period ?? null,
      facts: finding.text,
      basis: { zh: sketch.cadence.source ?? '本单位承诺', en: sketch.cadence.source ?? "The unit's promise" },
      description: { zh: finding.text, en: `English: ${finding.text}` },
      evidence: finding.evidence ?? [],
    },
    event: finding.event,
    openedOn: finding.openedOn,
    reopened: finding.event === 'reopened' ? 1 : 0,
    notices: [],
  }));
  const latest: Verdict['latest'] =
    sketch.latest === undefined || sketch.latest === null
      ? null
      : {
          title: sketch.latestTitle ?? `关于${sketch.path.at(-1)}有关情况的公示`,
          url: sketch.latestUrl === undefined ? `${url}/art/${sketch.latest}.html` : sketch.latestUrl,
          date: sketch.latestDate ?? date(sketch.latest),
        };
  const unreadable = sketch.unreadable;
  const visit: VisitFact = {
    day: today,
    at: '2026-03-18T02:04:05.000Z',
    finalUrl: url,
    outcome: unreadable ? 'unreadable' : sketch.status === 'blank' ? 'blank' : 'list',
    reason: unreadable?.reason ?? null,
    status: unreadable?.status ?? 200,
    detail: unreadable?.detail ?? '',
    proof: sketch.status === 'blank' ? '暂无相关信息' : '',
    reader: 'generic',
    itemCount: latest === null ? 0 : 20,
    datedCount: latest === null ? 0 : 20,
    columnDate: null,
    article: null,
  };
  return {
    siteKey: siteName,
    siteName,
    column: {
      key,
      path: sketch.path,
      url,
      cadence: sketch.cadence,
      class: 'other',
      required: [],
      deadlines: [],
      pairs: [],
      periodBy: 'title',
      render: 'auto',
      ...(sketch.unit === undefined ? {} : { unit: sketch.unit }),
    },
    verdict: {
      columnKey: key,
      day: today,
      status: sketch.status,
      because: { zh: sketch.because ?? '最近一期按时公开', en: `English: ${sketch.because ?? 'on time'}` },
      latest,
      ageDays: latest === null ? null : daysBetween(latest.date.day, today),
      ledger: sketch.ledger ?? [],
      findings: changes.filter(isStanding).map(({ finding }) => finding),
      unreadable:
        unreadable === undefined
          ? null
          : {
              reason: unreadable.reason,
              status: unreadable.status ?? null,
              detail: unreadable.detail ?? '',
              lastReadable: unreadable.lastReadable ?? null,
            },
      dismissed: [],
      waivers: [],
    },
    lastVisit: visit,
    lastReadable: unreadable === undefined ? visit : null,
    changes,
    fixedAfterDays: [],
  };
}

function isStanding({ event }: FindingChange): boolean {
  return event !== 'resolved' && event !== 'unverified';
}

export function record(columns: RunColumn[], more: Partial<RunRecord['run']> = {}): RunRecord {
  return {
    run: {
      id: '20260318T020000Z-7f3a',
      kind: 'crawl',
      day: today,
      startedAt: '2026-03-18T02:00:00.000Z',
      finishedAt: '2026-03-18T02:06:30.000Z',
      timezone: 'Asia/Shanghai',
      configName: '示范县政务公开栏目（demo.yaml）',
      rules: DEFAULT_RULES,
      doubtful: null,
      ...more,
    },
    columns,
    sites: [],
    rules,
    trend: [],
  };
}

/** A ledger from signs, oldest first: `+` on time, `L` late, `-` missing, `o` pending, `w` waived, `?` not known. */
export function ledger(kind: CadenceKind, first: Day, signs: string): Cell[] {
  const states: Record<string, CellState> = {
    '+': 'on-time',
    L: 'late',
    '-': 'missing',
    o: 'pending',
    w: 'waived',
    '?': 'unknown',
  };
  const cells: Cell[] = [];
  let from = first;
  for (const sign of signs) {
    const state = states[sign] ?? 'unknown';
    const period = periodFrom(kind, from);
    const isFilled = state === 'on-time' || state === 'late';
    cells.push({
      period,
      state,
      deadline: state === 'unknown' ? null : period.to,
      filledBy: isFilled ? { title: `${period.id} 情况公示`, url: null, date: date(period.to) } : null,
      lateDays: state === 'late' ? 6 : 0,
    });
    from = nextStart(kind, period);
  }
  return cells;
}

const months: Partial<Record<CadenceKind, number>> = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 };

function periodFrom(kind: CadenceKind, from: Day): Period {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const length = months[kind];
  if (length !== undefined) {
    const to = dayOf(Date.UTC(year, month - 1 + length, 0));
    const ids: Record<number, string> = {
      1: from.slice(0, 7),
      3: `${year}Q${(month + 2) / 3}`,
      6: `${year}H${month === 1 ? 1 : 2}`,
      12: String(year),
    };
    return { id: ids[length] ?? from, from, to };
  }
  if (kind === 'weekly') return { id: isoWeek(from), from, to: addDays(from, 6) };
  return { id: from, from, to: from };
}

function nextStart(kind: CadenceKind, period: Period): Day {
  const next = addDays(period.to, 1);
  if (kind !== 'daily') return next;
  const weekday = new Date(`${next}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? addDays(next, 2) : weekday === 0 ? addDays(next, 1) : next;
}

function isoWeek(monday: Day): string {
  const thursday = addDays(monday, 3);
  const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

function dayOf(moment: number): Day {
  return new Date(moment).toISOString().slice(0, 10);
}

function hash(text: string): number {
  return Array.from(text).reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_999_999, 7);
}
