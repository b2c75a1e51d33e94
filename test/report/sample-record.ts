/**
 * A run over three invented sites that holds every status, every cell state, every cadence and every lifecycle event, and
 * the pieces to build other runs from.
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
  RuleInfo,
  RunColumn,
  RunRecord,
  UnreadableReason,
  Verdict,
  VisitFact,
} from '../../src/model.js';

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
      description: { zh: finding.text, en: `English: ${finding.text}` },
      evidence: finding.evidence ?? [],
    },
    event: finding.event,
    openedOn: finding.openedOn,
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
      findings: changes.filter(({ event }) => event !== 'resolved' && event !== 'unverified').map(({ finding }) => finding),
      unreadable:
        unreadable === undefined
          ? null
          : {
              reason: unreadable.reason,
              status: unreadable.status ?? null,
              detail: unreadable.detail ?? '',
              lastReadable: unreadable.lastReadable ?? null,
            },
    },
    lastVisit: visit,
    lastReadable: unreadable === undefined ? visit : null,
    changes,
  };
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
      ...more,
    },
    columns,
    rules,
  };
}

/** A ledger from signs, oldest period first: `+` on time, `L` late, `-` missing, `o` pending, `w` waived, `?` unknown. */
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

export const rules: RuleInfo[] = [
  {
    id: 'cadence-overdue',
    title: { zh: '未按公开时限更新', en: 'Not updated within its cadence' },
    reason: { zh: '承诺按期公开的栏目，每个周期都应有信息。', en: 'A column promised by period owes an item for each.' },
    source: { zh: '责任单位公开时限；国办秘函〔2019〕19号 栏目不更新', en: 'Cadence promised by the unit; 国办秘函〔2019〕19号' },
    basis: 'promise',
  },
  {
    id: 'missing-period',
    title: { zh: '缺少某一周期的信息', en: 'A period without an item' },
    reason: { zh: '后一期的信息不能补前一期。', en: 'A later period’s item does not repair an earlier one.' },
    source: { zh: '责任单位公开时限', en: 'Cadence promised by the unit' },
    basis: 'promise',
  },
  {
    id: 'realtime-silence',
    title: { zh: '实时栏目长期未更新', en: 'A realtime column long silent' },
    reason: { zh: '动态要闻两周、通知公告与政策文件六个月。', en: 'News two weeks, notices and policies six months.' },
    source: { zh: '国办秘函〔2019〕19号 https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm', en: '国办秘函〔2019〕19号' },
    basis: 'inspection',
  },
  {
    id: 'blank-column',
    title: { zh: '空白栏目', en: 'Blank column' },
    reason: { zh: '有栏目无内容。', en: 'A column that never held anything.' },
    source: { zh: '国办发〔2015〕15号 附件2', en: '国办发〔2015〕15号 annex 2' },
    basis: 'inspection',
  },
  {
    id: 'unreadable',
    title: { zh: '栏目无法监测', en: 'Column could not be read' },
    reason: { zh: '读不到的不能评价。', en: 'What cannot be read cannot be judged.' },
    source: { zh: '本工具的原则', en: 'A principle of this tool' },
    basis: 'own-view',
  },
  {
    id: 'future-date',
    title: { zh: '日期晚于判定日', en: 'Dated after the day judged' },
    reason: { zh: '可能是填写错误。', en: 'Perhaps a slip.' },
    source: { zh: '本工具的原则', en: 'A principle of this tool' },
    basis: 'own-view',
  },
];

const works = { name: '建设管理股', contact: '张某 0564-0000000' };

export function sampleRecord(): RunRecord {
  const water = '示范县水利局';
  const school = '示范县教育体育局';
  return record([
    runColumn({
      path: ['重大建设项目', '项目进度'],
      cadence: cadence('monthly', { grace: { days: 5, unit: 'working' }, source: '裕安区政务公开任务分解表第12项' }),
      status: 'overdue',
      because: '2026年1月、2月未见信息',
      latest: '2025-12-30',
      unit: works,
      ledger: ledger('monthly', '2025-01-01', '++L+++-+++++--o'),
      findings: [
        {
          rule: 'cadence-overdue',
          level: 'overdue',
          text: '按月公开的栏目 2026年1月、2026年2月未见信息，最后更新于 2025-12-30，截至 2026-03-18 已 78 天未更新。',
          event: 'continuing',
          openedOn: '2026-02-11',
          evidence: [
            { label: { zh: '最新一条', en: 'Newest' }, text: 'S103 改建工程 12 月进度', url: 'https://jtj.example.invalid/a/1.html' },
            { label: { zh: '共读到', en: 'Read' }, text: '2 页 37 条，最早 2023-02-14' },
          ],
        },
        {
          rule: 'missing-period',
          level: 'missing',
          text: '缺少 2025年7月的信息。',
          event: 'opened',
          openedOn: today,
          period: '2025-07',
          evidence: [{ label: { zh: '截止日', en: 'Deadline' }, text: '2025-08-07' }],
        },
      ],
    }),
    runColumn({
      path: ['重大建设项目', '验收结果'],
      cadence: cadence('quarterly'),
      status: 'missing-period',
      because: '缺少 2025年第1季度信息',
      latest: '2026-03-02',
      unit: works,
      ledger: ledger('quarterly', '2025-01-01', '-L+++'),
      findings: [
        { rule: 'missing-period', level: 'missing', text: '缺少 2025年第1季度信息。', event: 'reopened', openedOn: '2025-04-02', period: '2025Q1' },
      ],
    }),
    runColumn({ path: ['重大建设项目', '项目与责任分工'], cadence: cadence('realtime'), status: 'fresh', latest: '2026-02-20', unit: works }),
    runColumn({
      path: ['重大建设项目', '质量管理'],
      cadence: cadence('realtime'),
      status: 'overdue',
      latest: '2025-08-01',
      unit: works,
      because: '229 天没有新信息',
      findings: [
        {
          rule: 'realtime-silence',
          level: 'overdue',
          text: '实时公开的栏目已 229 天没有新信息，超过 6 个月。如期间确无应公开信息，请说明。',
          event: 'opened',
          openedOn: today,
        },
      ],
    }),
    runColumn({ path: ['财政预决算'], cadence: cadence('yearly'), status: 'fresh', latest: '2026-02-03', ledger: ledger('yearly', '2024-01-01', '+++') }),
    runColumn({ path: ['规范性文件', '备案'], cadence: cadence('half-yearly'), status: 'due', latest: '2025-12-28', because: '本期剩余时间不足五分之一', ledger: ledger('half-yearly', '2025-01-01', 'w+o') }),
    runColumn({ path: ['机构职能'], cadence: cadence('static'), status: 'static', latest: '2021-05-06', because: '静态栏目不按时限判定' }),
    runColumn({
      path: ['监督保障', '政府信息公开指南'],
      cadence: cadence('monthly'),
      status: 'blank',
      because: '页面写明“暂无相关信息”',
      findings: [
        {
          rule: 'blank-column',
          level: 'blank',
          text: '栏目开设以来没有任何信息，页面写明“暂无相关信息”。',
          event: 'continuing',
          openedOn: '2026-01-15',
          evidence: [{ label: { zh: '页面文字', en: 'Page words' }, text: '暂无相关信息' }],
        },
      ],
    }),
    runColumn({
      site: water,
      path: ['水旱灾害防御', '雨水情日报'],
      cadence: cadence('daily'),
      status: 'due',
      latest: '2026-03-17',
      latestDate: date('2026-03-17', { text: '03-17', implied: ['year'] }),
      unit: { name: '水旱灾害防御中心' },
      ledger: ledger('daily', '2026-02-16', '?++++++-+++++L++++++++o'),
      because: '今日信息尚未公开',
    }),
    runColumn({
      site: water,
      path: ['工程建设', '施工周报'],
      cadence: cadence('weekly'),
      status: 'fresh',
      latest: '2026-03-16',
      unit: { name: '建设与监督股' },
      ledger: ledger('weekly', '2025-09-15', '????++++++++L+++++-+++++++o'),
      findings: [
        { rule: 'missing-period', level: 'missing', text: '缺少 2026年第5周的信息。', event: 'resolved', openedOn: '2026-02-03', period: '2026-W05' },
      ],
    }),
    runColumn({
      site: water,
      path: ['行政执法', '双公示'],
      cadence: cadence('monthly'),
      status: 'unreadable',
      unreadable: { reason: 'challenge', status: 412, detail: 'cookie challenge, 3 attempts', lastReadable: '2026-03-01' },
      latest: '2026-01-27',
      because: '网站对自动访问弹出验证',
      ledger: ledger('monthly', '2025-01-01', '++++++++++++++?'),
      findings: [
        { rule: 'unreadable', level: 'unreadable', text: '网站对自动访问弹出验证，本次未能读取。', event: 'continuing', openedOn: '2026-03-04' },
        { rule: 'missing-period', level: 'missing', text: '缺少 2025年10月的信息。', event: 'unverified', openedOn: '2025-11-03', period: '2025-10' },
      ],
    }),
    runColumn({
      site: water,
      path: ['公共服务', '取水许可'],
      cadence: cadence('realtime'),
      status: 'unreadable',
      unreadable: { reason: 'timeout', detail: 'no answer in 15000 ms' },
      because: '打开超时',
      findings: [{ rule: 'unreadable', level: 'unreadable', text: '打开超时，本次未能读取。', event: 'opened', openedOn: today }],
    }),
    runColumn({ site: water, path: ['人事信息'], cadence: cadence('quarterly'), status: 'waived', because: '无人事任免，豁免至 2026-06-30', ledger: ledger('quarterly', '2025-01-01', '++wwo'), latest: '2025-06-19' }),
    runColumn({
      site: school,
      path: ['义务教育', '招生信息'],
      cadence: cadence('realtime', { silenceDays: null }),
      status: 'fresh',
      latest: '2024-08-12',
      findings: [
        {
          rule: 'future-date',
          level: 'doubt',
          text: '有 1 条信息的日期晚于判定日：《2026年春季学区划分》2026-12-03。',
          event: 'opened',
          openedOn: today,
          evidence: [{ label: { zh: '条目', en: 'Item' }, text: '2026年春季学区划分 2026-12-03' }],
        },
      ],
    }),
    runColumn({ site: school, path: ['义务教育', '教师招聘'], cadence: cadence('monthly'), status: 'fresh', latest: '2026-03-11', ledger: ledger('monthly', '2025-06-01', '++++++++++') }),
  ]);
}
