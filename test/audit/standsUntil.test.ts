/** A verdict stands until the day that is said for it, word for word; and typical columns stand for weeks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carried } from '../../src/audit/carried.js';
import { addDays, daysBetween } from '../../src/audit/days.js';
import { judge } from '../../src/audit/judge.js';
import { standsUntil } from '../../src/audit/standsUntil.js';
import { dateInUrl } from '../../src/extract/dates/urlDate.js';
import type {
  CadenceKind, Column, Day, Deadline, Grace, History, KnownItem, Look, RequiredItem, Verdict, VisitFact, Waiver,
} from '../../src/model.js';
import { columnOf, itemOf, listSeen, visitOf, yardstickOf } from './builders.js';
import { dayUpTo, historyUpTo, opinionsOn, waiversAround } from './histories.js';
import { seenAgain } from './seenAgain.js';

const yardstick = yardstickOf({ addressDay: dateInUrl });
const judgeOn = (column: Column, history: History, today: Day): Verdict => judge(column, history, today, yardstick);

const anyKind = fc.constantFrom<CadenceKind>(
  'realtime', 'realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'static',
);
const anyGrace = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom<Grace['unit']>('calendar', 'working'))
  .map(([days, unit]): Grace => ({ days, unit }));
const anyDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-01-15', days));

const said = { source: { zh: '依据', en: 'source' }, title: { zh: '事项', en: 'matter' }, sure: 'law' } as const;
const anyDeadlines = fc.subarray<Deadline>([
  { ...said, id: 'own:written', kind: 'after-written', days: 20, unit: 'working' },
  { ...said, id: 'own:shown', kind: 'shown', days: 30, unit: 'calendar', titles: '公告' },
  { ...said, id: 'own:shown-working', kind: 'shown', days: 7, unit: 'working' },
]);
const anyRequired = fc.subarray<RequiredItem>([
  { name: '进度' }, { name: '进度', per: 'month' }, { name: '结果', per: 'quarter', units: ['交通局', '水务局'] }, { name: '公告', per: 'half-year' },
  { name: '决算', per: 'year', by: '03-31' }, { name: '进度', per: 'year', by: '11-30' },
], { maxLength: 2 });

/** What an office that publishes in time looks like: every item was seen when it came, and stands in the list. */
function tidyHistory(last: Day, kind: CadenceKind): fc.Arbitrary<History> {
  const step = { realtime: 20, daily: 1, weekly: 7, monthly: 29, quarterly: 85, 'half-yearly': 170, yearly: 350, static: 90 }[kind];
  return fc.record({ back: fc.integer({ min: 0, max: step }), jitter: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 45, maxLength: 45 }), gone: fc.nat(40) })
    .map(({ back, jitter, gone }) => {
      const items = jitter.slice(0, Math.min(45, Math.ceil(1200 / step))).map((days, at): KnownItem => {
        const day = addDays(last, -back - at * step - days);
        return itemOf(day, `第${at}条`, { url: `https://site.example.invalid/a/x${at}y.html`, firstSeen: day, lastSeen: at === gone ? addDays(last, -1) : last });
      });
      const looks = Array.from({ length: 60 }, (_, at): Look => ({ day: addDays(last, at - 59), shows: 'list', since: addDays(last, -300) }));
      return { ...listSeen(items, last, { looks }), items };
    });
}

/** What the last visit says of itself besides its list. */
function visitMore(last: Day): fc.Arbitrary<Partial<VisitFact>> {
  const shown = fc.oneof(dayUpTo(last), fc.constant(last), fc.constant(addDays(last, 5)));
  return fc.record({
    columnDate: fc.option(shown.map((day) => ({ day, by: 'column-head', text: day, implied: [] })), { freq: 1 }),
    directoryDate: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) }, fc.constant(null),
      shown.map((day) => ({ day, by: 'directory', text: day, implied: [], name: '栏目', url: 'https://site.example.invalid/' })),
    ),
  });
}

/** A page that says that it is empty, or that is one document where a list was expected. */
function bareHistory(last: Day): fc.Arbitrary<History> {
  const blank = visitOf(last, 'blank', { proof: '暂无相关信息' });
  const published = fc.oneof(fc.nat(5), fc.nat(400)).map((days) => addDays(last, -days));
  const document = published.map((day) => {
    const date = { day, by: 'page:label', text: day, implied: [] };
    return visitOf(last, 'document', { article: { title: '年度报告', published: date, written: null }, finalUrl: 'https://site.example.invalid/a/202603/t20260312_1.html' });
  });
  return fc.oneof(fc.constant(blank), document).map((visit) => ({ ...listSeen([], last), lastVisit: visit, lastReadable: visit }));
}

/** Any column that was read on some day up to the one judged. */
const anyCase = fc
  .record({ today: anyDay, kind: anyKind, grace: anyGrace, sort: fc.constantFrom('tidy', 'tidy', 'any', 'bare'), before: fc.oneof(fc.constant(0), fc.nat(30)) })
  .chain(({ today, kind, grace, sort, before }) => {
    const last = addDays(today, -before);
    const history = sort === 'tidy' ? tidyHistory(last, kind) : sort === 'bare' ? bareHistory(last) : historyUpTo(last);
    return fc.record({
      today: fc.constant(today),
      column: fc.record({
        since: fc.option(dayUpTo(addDays(today, 40))), periodBy: fc.constantFrom<Column['periodBy']>('title', 'date'),
        deadlines: anyDeadlines, required: anyRequired, silenceDays: fc.constantFrom(undefined, undefined, null, 0, 1, 14, 45),
      }).map(({ since, silenceDays, ...more }): Column => (
        { ...columnOf(kind, { grace, ...(since !== null && { since }), ...(silenceDays !== undefined && { silenceDays }) }), ...more }
      )),
      history: fc.tuple(history, fc.oneof(fc.constant<Waiver[]>([]), waiversAround(today)), visitMore(last)).map(([known, waivers, more]): History => {
        const visit = { ...(known.lastVisit as VisitFact), ...more };
        return { ...known, waivers, lastVisit: visit, lastReadable: visit };
      }),
    });
  });

function on(visit: VisitFact | null, day: Day): VisitFact | null {
  return visit && { ...visit, day };
}

/** Days of visits, by how many days lie between them. */
const anyRhythm = fc.constantFrom(1, 1, 3, 8);

test('a verdict stands word for word on every day before the one said, visited or not', () => {
  let stood = 0;
  fc.assert(
    fc.property(anyCase, anyRhythm, fc.boolean(), fc.infiniteStream(fc.nat(3)), ({ today, column, history: silent }, rhythm, isShallow, words) => {
      const opinions = opinionsOn(judgeOn(column, silent, today).findings, words);
      const history = { ...silent, opinions };
      const verdict = judgeOn(column, history, today);
      const until = standsUntil(column, history, verdict, yardstick) ?? addDays(today, 501);
      const lastVisitDay = history.lastVisit?.day ?? today;
      const visits: Day[] = [];
      for (let day = today; day < until && day <= addDays(today, 500); day = addDays(day, 1)) {
        stood += 1;
        expect(carried(verdict, day, lastVisitDay)).toEqual(judgeOn(column, history, day));
        // What a visit that found nothing new would have to say, asked before it is made (`rowsToSkip`).
        const unseen = { ...history, lastVisit: on(history.lastVisit, day), lastReadable: on(history.lastReadable, day) };
        if (day === today || addDays(day, 1) === until) expect(judgeOn(column, unseen, day).findings).toEqual([]);
        if (daysBetween(today, day) % rhythm === 0) visits.push(day);
        const seen = seenAgain(history, visits, isShallow ? today : undefined);
        expect(carried(verdict, day, visits.at(-1) ?? lastVisitDay)).toEqual(judgeOn(column, seen, day));
      }
    }),
    { numRuns: 400 },
  );
  // Where nothing stands nothing is shown.
  expect(stood).toBeGreaterThan(1000);
}, 120_000);

describe('a clean column that is visited every night', () => {
  const clean = (kind: CadenceKind, days: Day[], today: Day, more: Partial<Column> = {}): Day | null => {
    const column = { ...columnOf(kind, { grace: { days: 10, unit: 'working' } }), ...more };
    const history = listSeen(days.map((day) => itemOf(day, `信息${day}`, { firstSeen: day })), today);
    const verdict = judgeOn(column, history, today);
    expect(verdict.status).toBe(kind === 'static' ? 'static' : 'fresh');
    return standsUntil(column, history, verdict, yardstick);
  };
  for (const [name, until, expected] of [
    ['monthly: the last fifth of a month without an item', clean('monthly', ['2026-02-10', '2026-03-10'], '2026-04-01'), '2026-04-24'],
    ['monthly, April being there: the month after', clean('monthly', ['2026-03-10', '2026-04-01'], '2026-04-02'), '2026-05-01'],
    ['quarterly', clean('quarterly', ['2026-01-10', '2026-04-02'], '2026-04-10'), '2026-07-01'],
    ['half-yearly', clean('half-yearly', ['2025-09-10', '2026-01-20'], '2026-02-01'), '2026-07-01'],
    ['yearly: the last fifth of the year', clean('yearly', ['2025-03-10'], '2026-01-20'), '2026-10-19'],
    ['in real time, six months: 70 % of them', clean('realtime', ['2026-03-01'], '2026-03-02'), '2026-07-08'],
    ['in real time, without a limit', clean('realtime', ['2026-03-01'], '2026-03-02', { cadence: { kind: 'realtime', silenceDays: null, grace: { days: 0, unit: 'calendar' } } }), null],
    ['static', clean('static', ['2020-03-01'], '2026-03-02'), null],
    ['weekly: the last fifth of the week', clean('weekly', ['2026-02-24', '2026-03-02'], '2026-03-09'), '2026-03-13'],
    ['daily: the window moves with every day', clean('daily', ['2026-03-03', '2026-03-04'], '2026-03-04'), '2026-03-05'],
  ] as const) {
    test(`${name}: until ${expected}`, () => expect(until).toBe(expected));
  }
});
