import { describe, expect, test } from 'vitest';
import type { Channel, Digest, Told } from '../../src/model.js';
import { doubtNews, gatherNews, hearsOfDoubt, MOST_LINES, type About, type News, type Topic } from '../../src/notify/news.js';
import { channel } from './samples.js';

const about: About = { day: '2026-03-17', runId: 'r', unreadableAfter: 3, isAllClearDay: false, reportUrl: null };
const group = (more: Partial<Channel> = {}) => channel({ kind: 'wecom', url: { from: 'env', name: 'A' } }, more);

const topic = (more: Partial<Topic> = {}): Topic => ({
  key: 'cadence-overdue|甲', level: 'overdue', state: 'stands', siteKey: 's', site: '某局', unit: '建设股', path: '甲', url: null,
  words: { zh: '超期', en: 'overdue' }, overdueDays: 12, isSinceFound: false, lastedDays: 0, ...more,
});

function news(topics: Topic[], told: Record<string, Told> = {}, by = group(), on = about): News | null {
  const gathering = gatherNews(by, new Map(Object.entries(told)), on);
  for (const one of topics) gathering.add(one);
  return gathering.close();
}

const open = (step = 0): Told => ({ isOpen: true, step });
const closed: Told = { isOpen: false, step: 0 };
const key = topic().key;

describe('a finding', () => {
  const unreadable = { level: 'unreadable', overdueDays: 0 } as const;
  for (const [title, one, before, kind, by] of [
    ['that nobody was told of', {}, undefined, 'opened'],
    ['that was told', {}, open(), null],
    ['that came back', {}, closed, 'reopened'],
    ['that is gone', { state: 'resolved' }, open(), 'resolved'],
    ['that is gone, and nobody was told of', { state: 'resolved' }, undefined, null],
    ['whose end was told', { state: 'resolved' }, closed, null],
    ['that was waived', { state: 'set-aside' }, open(), 'withdrawn'],
    ['that was waived before it was told', { state: 'set-aside' }, undefined, null],
    ['that nobody could look at', { state: 'unverified' }, open(), null],
    ['that nobody could look at and nobody was told of', { state: 'unverified' }, undefined, null],
    ['before its step', { overdueDays: 9 }, undefined, null, { after: [10] }],
    ['on the day of its step', { overdueDays: 10 }, undefined, 'escalated', { after: [10] }],
    ['told at its beginning, before the next step', { overdueDays: 9 }, open(), null, { after: [0, 10, 30] }],
    ['told at its beginning, on the next step', { overdueDays: 10 }, open(), 'escalated', { after: [0, 10, 30] }],
    ['told at ten days, before thirty', { overdueDays: 29 }, open(10), null, { after: [0, 10, 30] }],
    ['told at ten days, at thirty', { overdueDays: 30 }, open(10), 'escalated', { after: [0, 10, 30] }],
    ['told at thirty days', { overdueDays: 300 }, open(30), null, { after: [0, 10, 30] }],
    ['past its step while nobody could look', { overdueDays: 0, state: 'unverified' }, open(), null, { after: [0, 10] }],
    ['of another unit', {}, undefined, null, { units: ['财务股'] }],
    ['of the unit', {}, undefined, 'opened', { units: ['建设股'] }],
    ['of another site', {}, undefined, null, { sites: ['他局'] }],
    ['of the site by its id', {}, undefined, 'opened', { sites: ['s'] }],
    ['of a level that is not asked for', { level: 'late' }, undefined, null, { levels: ['overdue'] }],
    ['of a unit no longer asked for, once it is gone', { state: 'resolved' }, open(), 'resolved', { units: ['财务股'] }],
    ['in doubt, where nobody asks for doubts', { level: 'doubt' }, undefined, null],
    ['in doubt, where it is asked for', { level: 'doubt' }, undefined, 'doubt', { levels: ['doubt'] }],
    ['unreadable for two days', { ...unreadable, lastedDays: 2 }, undefined, null],
    ['unreadable for three days', { ...unreadable, lastedDays: 3 }, undefined, 'unreadable'],
    ['unreadable and told', { ...unreadable, lastedDays: 30 }, open(), null],
    ['readable again', { ...unreadable, state: 'resolved' }, open(), 'readable'],
    ['readable again before it was told', { ...unreadable, state: 'resolved' }, undefined, null],
    ['unreadable, for one who hears of escalations only', { ...unreadable, lastedDays: 9 }, undefined, null, { after: [10] }],
  ] as const satisfies readonly (readonly [string, Partial<Topic>, Told | undefined, string | null, Partial<Channel>?])[])
    test(`${title}: ${kind ?? 'nothing'}`, () => {
      const found = news([topic(one)], before && { [key]: before }, group(by));
      expect(found?.digest.lines.map((line) => line.kind) ?? []).toEqual(kind === null ? [] : [kind]);
    });
});

test('what was told of it makes the next digest empty', () => {
  const first = news([topic()]);
  const told = Object.fromEntries(first?.told.map((one) => [one.key, one.told]) ?? []);
  expect(first?.digest).toMatchObject({ isFirst: true, counts: { opened: 1 } });
  expect(news([topic()], told)).toBeNull();
  expect(news([topic({ overdueDays: 400 })], told)).toBeNull();
});

test('what could not be read stands after the findings and is counted apart', () => {
  const found = news([topic({ key: 'u', level: 'unreadable', lastedDays: 3 }), topic(), topic({ key: 'd', level: 'doubt' }), topic({ key: 'v', state: 'unverified' })], {}, group({ levels: ['overdue', 'unreadable', 'doubt'] }));
  expect(found?.digest.lines.map(({ kind }) => kind)).toEqual(['opened', 'unreadable', 'doubt']);
  expect(found?.digest.standing).toEqual({ findings: 1, unverified: 1, unreadable: 1 });
});

test('a digest holds no more lines than a person reads, and counts them all', () => {
  const found = news(Array.from({ length: 1_000 }, (_, at) => topic({ key: `k${at}` })));
  expect([found?.digest.lines.length, found?.digest.counts.opened, found?.told.length]).toEqual([MOST_LINES, 1_000, 1_000]);
});

describe('a doubtful run', () => {
  const why = { zh: '只读到一半', en: 'half was read' };
  const waiting: News = { digest: (news([topic()]) as News).digest, told: [{ key, told: open() }] };
  test('is told, and nothing else of it', () => {
    const found = doubtNews(why, new Map(), null, about);
    expect(found?.digest).toMatchObject({ doubtful: why, lines: [], counts: {} });
  });
  test('is told once', () => expect(doubtNews(why, new Map([['#run', open()]]), null, about)).toBeNull());
  test('leaves what waits from before', () => expect(doubtNews(why, new Map(), waiting, about)).toMatchObject({ digest: { doubtful: why, counts: { opened: 1 } }, told: [{ key }, { key: '#run' }] }));
  test('that is over is told once', () => {
    expect(news([], { '#run': open() })?.digest).toMatchObject({ isSoundAgain: true, lines: [] });
    expect(news([], { '#run': closed })).toBeNull();
  });
  for (const [by, hears] of [[{}, true], [{ units: ['a'] }, false], [{ sites: ['a'] }, false], [{ after: [10] }, false], [{ after: [0, 10] }, true]] as const)
    test(`${JSON.stringify(by)} ${hears ? 'hears' : 'does not hear'} of it`, () => expect(hearsOfDoubt(group({ ...by, after: [...('after' in by ? by.after : [0])] } as Partial<Channel>))).toBe(hears));
});

describe('nothing changed', () => {
  const told = { [key]: open() };
  const on = { ...about, isAllClearDay: true };
  const clear = (found: News | null): Digest | undefined => found?.digest;
  test('is not told', () => expect(news([topic()], told)).toBeNull());
  test('is told on the day on which it is asked for, with what stands', () =>
    expect(clear(news([topic()], told, group(), on))).toMatchObject({ isAllClear: true, standing: { findings: 1 } }));
  test('is told once that day', () => expect(news([topic()], { ...told, '#all-clear': { isOpen: false, step: 20260317 } }, group(), on)).toBeNull());
  test('is told again in the next week', () =>
    expect(clear(news([topic()], { ...told, '#all-clear': { isOpen: false, step: 20260310 } }, group(), on))).toMatchObject({ isAllClear: true }));
  test('is not told where something did', () => expect(clear(news([topic()], {}, group(), on))).toMatchObject({ isAllClear: false }));
});
