/**
 * A year of daily runs over sites in which everything that happens was planted (fixtures/simulatedYear): the complete list
 * of what was opened, resolved and reopened is known beforehand. None may be missed and none invented.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../fixtures/demo/days.js';
import { waiver } from '../fixtures/simulatedYear/promiseColumns.js';
import { startYearSites, type YearSites } from '../fixtures/simulatedYear/sites.js';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../src/config/ruleSettings.js';
import type { ColumnStatus, Config, Day, FindingRecord, Run, Verdict } from '../src/model.js';
import { rejudge } from '../src/run/rejudge.js';
import { runAudit } from '../src/run.js';
import type { Walk } from '../src/run/walk.js';
import { openStore, type Store } from '../src/store/store.js';
import { crawlerWith, settings } from './crawl/loopback.js';

/** What is planted in each column, and all that may be said of it, day by day. */
const story: Record<string, string[]> = {
  // Each month's item on the 8th of the next, inside ten days of grace.
  水库蓄水: [],

  // February's came on the last day of grace, May's eleven days after it. July's to September's came together in November,
  // when October's was there already; they had been numbered in time.
  收支情况: [
    '2026-06-06 opened cadence-overdue',
    '2026-06-16 resolved cadence-overdue',
    '2026-08-06 reopened cadence-overdue',
    '2026-11-03 resolved cadence-overdue',
    '2026-11-03 opened missing-period 2026-07',
    '2026-11-03 opened missing-period 2026-08',
    '2026-11-03 opened missing-period 2026-09',
    '2026-11-18 resolved missing-period 2026-07',
    '2026-11-18 resolved missing-period 2026-08',
    '2026-11-18 resolved missing-period 2026-09',
  ],

  // Nothing from March on, until twelve items of six months came on one day.
  执法信息: [
    '2026-04-01 opened cadence-overdue',
    '2026-09-10 resolved cadence-overdue',
    '2026-09-10 opened bulk-upload 2026-09-10',
  ],

  // Silent over 春节, 国庆 and every weekend; the Saturday 2026-02-28, which is worked (调休), was forgotten for good.
  雨情水情: [
    '2026-03-01 opened cadence-overdue',
    '2026-03-02 resolved cadence-overdue',
    '2026-03-02 opened missing-period 2026-02-28',
  ],

  // Three working days of grace: on time on 10-10 after 国庆, one working day late after 五一.
  用水统计: ['2026-05-09 opened cadence-overdue', '2026-05-11 resolved cadence-overdue'],

  // The fourth quarter of 2025 came in January, in time; the second of 2026 five days late.
  季度通报: ['2026-07-16 opened cadence-overdue', '2026-07-20 resolved cadence-overdue'],

  // The report of 2025 came eight days after its ninety days of grace.
  年度报告: ['2026-04-01 opened cadence-overdue', '2026-04-08 resolved cadence-overdue'],

  // 暂无相关信息 until June.
  绩效评价: ['2025-12-28 opened blank-column', '2026-06-10 resolved blank-column'],

  // March to May are waived; September, which nobody waived, never came.
  河道采砂: [
    '2026-10-01 opened cadence-overdue',
    '2026-10-10 resolved cadence-overdue',
    '2026-10-10 opened missing-period 2026-09',
  ],

  // In real time, and silent from 3 February: six months and a day later that is said.
  通知公告: ['2026-08-04 opened realtime-silence', '2026-10-15 resolved realtime-silence'],

  // July's item came on 20 August under 28 July.
  招标公告: [
    '2026-08-01 opened cadence-overdue',
    '2026-08-20 resolved cadence-overdue',
    '2026-08-20 opened backdated 2026-08-20',
    '2026-08-20 opened contradicted-date',
  ],

  // A page that said 404 for a week, asked again after 1, 3 and 7 days; one that is gone since June, found when it was asked
  // again after three months. May's text twice in a week, February's once more in September.
  节水宣传: [
    '2026-04-17 opened dead-links',
    '2026-04-28 resolved dead-links',
    '2026-05-15 opened duplicate-items',
    '2026-08-09 reopened dead-links',
    '2026-09-01 opened reposted /jsxc/content_41020.html',
  ],

  // One notice twice, until a copy was taken down. A document gone from 10 to 30 June, and one gone for good in September,
  // which stays so when the page that is read no longer reaches back to it.
  政策文件: [
    '2026-03-18 opened duplicate-items',
    '2026-03-26 resolved duplicate-items',
    '2026-06-11 opened item-vanished 2026-06-09',
    '2026-07-01 resolved item-vanished 2026-06-09',
    '2026-09-16 opened item-vanished 2026-09-14',
  ],

  // A year mistyped and put right after a week; a day set ahead, which came; January's item under 2 June.
  会议预告: [
    '2026-03-10 opened future-date',
    '2026-03-17 resolved future-date',
    '2026-04-10 reopened future-date',
    '2026-04-30 resolved future-date',
    '2026-06-02 opened re-dated 2026-06-01',
  ],

  // Unreadable for two weeks twice: 500s, broken connections, a firewall. April's item came meanwhile; August's was due
  // meanwhile and came the day after.
  资金使用: [
    '2026-03-06 opened cadence-overdue',
    '2026-03-20 resolved cadence-overdue',
    '2026-03-20 opened missing-period 2026-02',
    '2026-04-25 opened unreadable',
    '2026-05-09 resolved unreadable',
    '2026-08-28 reopened unreadable',
    '2026-09-11 resolved unreadable',
    '2026-09-11 reopened cadence-overdue',
    '2026-09-12 resolved cadence-overdue',
  ],

  // A new template with few rows a page, believed on the third day; then one that shows today's date, never believed.
  领导活动: [
    '2026-05-14 opened unreadable',
    '2026-05-16 resolved unreadable',
    '2026-07-06 reopened unreadable',
    '2026-07-12 resolved unreadable',
  ],

  // The site moved, every item to another address: nothing vanished, nothing was backdated, nothing came twice.
  规划计划: [],
};

const FIRST = '2025-12-28';
/** The working calendar ends on 2026-12-28. */
const LAST = '2026-12-20';

/** Lived through day by day: holidays, pages that are asked again after so many days, redesigns, the day that nothing answers. */
const EPISODES = [
  ['2026-02-14', '2026-02-24'], ['2026-04-17', '2026-04-28'], ['2026-05-14', '2026-05-16'], ['2026-06-09', '2026-06-11'],
  ['2026-07-06', '2026-07-12'], ['2026-09-13', '2026-09-16'], ['2026-09-30', '2026-10-10'], ['2026-10-20', '2026-10-23'],
] as const;

/**
 * The days with a run: all of the episodes, each day on which something is told with the day before it, and every third of
 * the others, which saves half of the time. With EVERY_DAY set in the environment there is a run every day, and the story
 * is the same.
 */
function daysLived(): Day[] {
  const told = new Set(Object.values(story).flatMap((lines) => lines.map((line) => line.slice(0, 10))));
  const days: Day[] = [];
  for (let day = FIRST; day <= LAST; day = addDays(day, 1)) days.push(day);
  return days.filter((day, at) => {
    const isTold = [0, 1].some((days) => told.has(addDays(day, days)));
    const isInEpisode = EPISODES.some(([from, to]) => from <= day && day <= to);
    const isWanted = day === waiver.enteredOn || SAMPLED.has(day) || LOOKED_BACK_ON.includes(day);
    return isTold || isInEpisode || isWanted || at % 3 === 0 || process.env['EVERY_DAY'];
  });
}

/**
 * Days that are judged again at the end, and the columns of which later visits tell otherwise: a later visit tells of earlier
 * days too. Of all other columns the findings are the same, byte for byte.
 */
const SAMPLED = new Map<Day, string[]>([
  ['2026-01-31', []],
  // The mistyped year was put right since, and stands under its own day.
  ['2026-03-12', ['会议预告']],
  ['2026-05-03', []],
  // July has an item that shows 28 July; the dead link was asked again since.
  ['2026-08-10', ['招标公告', '节水宣传']],
  [LAST, []],
]);
const LOOKED_BACK_ON = ['2026-02-15', '2026-04-28', '2026-06-16', '2026-09-03', '2026-11-18'];

let folder: string;
let store: Store;
let year: YearSites;
let config: Config;
const runOf = new Map<Day, string>();
const doubtfulDays: Day[] = [];
const told = new Map<string, string[]>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-year-'));
  store = await openStore(path.join(folder, 'year.sqlite'));
  year = await startYearSites();
  const crawl = { ...settings, retries: 0, maxPages: 8 };
  const schedule = { audit: '0 2 * * *' };
  config = { timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, crawl, schedule, sites: year.sites };
  let known: FindingRecord[] = [];
  for (const day of daysLived()) {
    const run = await live(day);
    runOf.set(day, run.id);
    if (run.doubtful) doubtfulDays.push(day);
    const records = await store.findingRecords();
    for (const record of records) note(day, known.find(({ finding }) => finding.key === record.finding.key), record);
    known = records;
  }
}, 600_000);

afterAll(async () => {
  await year.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** One evening: the sites as they are on that day, and one run. */
async function live(day: Day, into = store): Promise<Run> {
  year.turnTo(day);
  if (day === waiver.enteredOn) {
    const words = { kind: 'nothing-to-publish', reason: '禁采期', author: '李四', document: null } as const;
    const { columnKey, from, until } = waiver;
    await into.addWaiver({ columnKey, from, until, ...words }, `${day}T01:00:00.000Z`);
  }
  // One for each run, as the program has it: what a host had to be spared yesterday is forgotten.
  const crawler = crawlerWith(config.crawl);
  try {
    return await runAudit(walkOn(day, into), crawler);
  } finally {
    await crawler.close();
  }
}

function walkOn(day: Day, into = store): Walk {
  const now = () => new Date(`${day}T10:00:00Z`);
  return { config, configName: 'year', store: into, log: pino({ level: 'silent' }), today: day, now };
}

/** What became of a finding on a day: `2026-06-06 opened cadence-overdue`, with what tells findings of one rule apart. */
function note(day: Day, before: FindingRecord | undefined, { finding, state }: FindingRecord): void {
  if (before?.state === state) return;
  const event = state === 'resolved' ? 'resolved' : before ? 'reopened' : 'opened';
  const more = finding.key.split('|').slice(2).map((part) => part.replace(/^http:..[^/]*/, ''));
  told.set(finding.columnKey, [...(told.get(finding.columnKey) ?? []), [day, event, finding.rule, ...more].join(' ')]);
}

describe('a year', () => {
  test('tells every column that the sites have', () =>
    expect(config.sites.flatMap(({ columns }) => columns.map(({ key }) => key))).toEqual(Object.keys(story)));

  for (const [key, lines] of Object.entries(story))
    test(`${key}: ${lines.length} events, none missed and none invented`, () =>
      expect([...(told.get(key) ?? [])].sort()).toEqual([...lines].sort()));

  test('has three days on which nothing answered, and nobody is blamed for them', () => {
    expect(doubtfulDays).toEqual(['2026-10-20', '2026-10-21', '2026-10-22']);
  });
});

describe('the same facts judged again', () => {
  for (const [day, otherwise] of SAMPLED)
    test(`${day}: the findings of that day's run${otherwise.length > 0 ? `, but for ${otherwise.join('、')}` : ''}`, async () => {
      const then = await verdictsOf(runOf.get(day) ?? '');
      const again = await verdictsOf((await rejudge(walkOn(day), false)).id);
      const differing = then.filter(({ findings }, at) => JSON.stringify(findings) !== JSON.stringify(again[at]?.findings));
      expect(differing.map(({ columnKey }) => columnKey)).toEqual(otherwise);
    });

  test('a look back accuses of nothing that was not said then', async () => {
    for (const day of LOOKED_BACK_ON) {
      const then = await keysOf(runOf.get(day) ?? '');
      const again = await keysOf((await rejudge(walkOn(day), false)).id);
      expect(then).toEqual(expect.arrayContaining(again));
    }
  });

  test('a later today is never fresher', async () => {
    const rank: Record<ColumnStatus, number> = {
      fresh: 0, static: 0, waived: 0, due: 1, 'missing-period': 2, overdue: 3, blank: 4, unreadable: 4,
    };
    // Past 2026-12-28 nothing is known of working days, and what hangs on them is not judged.
    const inWorkingDays = ['雨情水情', '用水统计'];
    let before: Verdict[] = [];
    for (const later of [LAST, '2026-12-24', '2026-12-28', '2027-01-06', '2027-02-12', '2027-04-30']) {
      const now = await verdictsOf((await rejudge(walkOn(later), false)).id);
      const fresher = now.filter(({ status }, at) => rank[status] < rank[before[at]?.status ?? 'fresh']);
      expect(fresher.filter(({ columnKey }) => later <= '2026-12-28' || !inWorkingDays.includes(columnKey))).toEqual([]);
      before = now;
    }
  });
});

describe('visits in another order', () => {
  /** Every ninth day of a spring with outages and a redesign; the last one stays the last. */
  const days = Array.from({ length: 10 }, (_, at) => addDays('2026-02-20', at * 9));
  const crossed = [0, 3, 1, 2, 6, 4, 5, 8, 7, 9].flatMap((at) => days[at] ?? []);

  async function judgedAfter(order: readonly Day[], file: string): Promise<Verdict[]> {
    const other = await openStore(path.join(folder, file));
    for (const day of order) await live(day, other);
    const { id } = await rejudge(walkOn(days.at(-1) ?? LAST, other), false);
    const verdicts = await verdictsOf(id, other);
    await other.close();
    return verdicts;
  }

  test('give the same verdicts', async () => {
    const straight = await judgedAfter(days, 'straight.sqlite');
    expect(await judgedAfter(crossed, 'crossed.sqlite')).toEqual(straight);
    expect(straight.flatMap(({ findings }) => findings).length).toBeGreaterThan(2);
  }, 120_000);
});

async function keysOf(runId: string): Promise<string[]> {
  return (await verdictsOf(runId)).flatMap(({ findings }) => findings.map(({ key }) => key));
}

async function verdictsOf(runId: string, from = store): Promise<Verdict[]> {
  const stored = await from.readRun(runId);
  return (stored?.columns ?? []).map(({ verdict }) => verdict);
}
