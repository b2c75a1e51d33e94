import { expect, test } from 'vitest';

import { storedConfig } from '../../src/commands/chooseColumns.js';
import type { Verdict } from '../../src/model.js';
import { contentHash } from '../../src/store/packBody.js';
import { rowsOf } from './direct.js';
import {
  blank, change, column, content, databaseFile, date, entry, item, list, openedStore, page, recordVisits, run,
  startedRun, timeout, verdict, visit,
} from './samples.js';

const key = column().key;
const march = item('3月项目进度', '/3.html', '2026-03-05');
const february = item('2月项目进度', '/2.html', '2026-02-04');

test('a column never recorded has an empty history', async () => {
  const store = await openedStore();
  expect(await store.history(key, '2026-03-10'))
    .toEqual({ items: [], lastVisit: null, lastReadable: null, knownSince: undefined, looks: [], waivers: [], opinions: [], counterparts: {} });
});

test('gives the judge what this visit saw, and what it says is kept', async () => {
  const store = await openedStore();
  const started = await startedRun(store, '2026-03-10');
  const seen = visit('2026-03-10', list([march, february]));

  const recorded = await store.recordColumn(entry(started, { visit: seen }), (history, known) => {
    expect(history.items.map(({ title }) => title)).toEqual(['3月项目进度', '2月项目进度']);
    expect(history.lastVisit).toMatchObject({ outcome: 'list', reader: 'generic', itemCount: 2, datedCount: 2 });
    expect(history.lastReadable).toEqual(history.lastVisit);
    expect(history.knownSince).toBeNull();
    expect(known).toEqual([]);
    return { verdict: verdict('2026-03-10', { ageDays: 5 }), changes: [] };
  });

  expect(recorded).toMatchObject({ siteKey: '某局', column: column(), verdict: { ageDays: 5 }, changes: [] });
  expect(await store.readRun(started.id)).toEqual({ run: started, columns: [recorded], sites: [], trend: [] });
});

test('a judge that throws leaves nothing of the visit behind, and the next one goes on', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const started = await startedRun(store, '2026-03-10');
  const seen = visit('2026-03-10', list([march]), { pages: [page('<ul></ul>')] });

  await expect(store.recordColumn(entry(started, { visit: seen }), () => {
    throw new Error('a bug in a rule');
  })).rejects.toThrow('a bug in a rule');
  for (const table of ['site_column', 'visit', 'visit_page', 'snapshot', 'item', 'run_column']) {
    expect(await rowsOf(file, table), table).toEqual([]);
  }

  await store.recordColumn(entry(started, { visit: seen }), content('2026-03-10'));
  expect(await rowsOf(file, 'item')).toHaveLength(1);
});

test('fifty columns recorded at once all land whole, the broken ones among them not at all', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const started = await startedRun(store, '2026-03-10');
  const items = Array.from({ length: 150 }, (_, index) => item(`第${index}号`, `/${index}.html`, '2026-03-01'));

  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, position) => {
    const own = column(`某局/栏目${position}`);
    const seen = visit('2026-03-10', list(items), { columnKey: own.key, pages: [page(`page ${position % 5}`)] });
    return store.recordColumn(entry(started, { position, column: own, visit: seen }), (history) => {
      if (position % 10 === 7) throw new Error('a bug in a rule');
      return { verdict: verdict('2026-03-10', { columnKey: own.key, ageDays: history.items.length }), changes: [] };
    });
  }));

  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  const stored = await store.readRun(started.id);
  expect(stored?.columns).toHaveLength(45);
  expect(stored?.columns.every(({ verdict: judged }) => judged.ageDays === 150)).toBe(true);
  expect(stored?.columns.map(({ column: { key: own } }) => own))
    .toEqual(Array.from({ length: 50 }, (_, index) => index).filter((index) => index % 10 !== 7)
      .map((index) => `某局/栏目${index}`));
  expect(await rowsOf(file, 'item')).toHaveLength(45 * 150);
  expect(await rowsOf(file, 'visit')).toHaveLength(45);
});

test('a run takes a column up once: a second recording is refused and changes nothing', async () => {
  const store = await openedStore();
  const started = await startedRun(store, '2026-03-10');
  await store.recordColumn(entry(started, { visit: visit('2026-03-10', list([march])) }), content('2026-03-10'));

  const again = entry(started, { visit: visit('2026-03-10', list([february])) });
  await expect(store.recordColumn(again, content('2026-03-10'))).rejects.toThrow(/already holds column/);
  expect((await store.history(key, '2026-03-10')).items.map(({ title }) => title)).toEqual(['3月项目进度']);
});

test('refuses a run that was never started, one started twice, and a visit to another column', async () => {
  const store = await openedStore();
  const never = run('never', '2026-03-10');
  await expect(store.recordColumn(entry(never), content('2026-03-10'))).rejects.toThrow(/never started/);
  await expect(store.concludeRun('never', { at: '2026-03-10T03:00:00.000Z', doubtful: null }, (changes) => changes)).rejects.toThrow(/never started/);

  const started = await startedRun(store, '2026-03-10');
  await expect(store.startRun(started)).rejects.toThrow(/started a second time/);
  const astray = visit('2026-03-10', list([march]), { columnKey: '某局/其他' });
  await expect(store.recordColumn(entry(started, { visit: astray }), content('2026-03-10')))
    .rejects.toThrow(/was recorded for column/);
});

test('keeps the first and the last day on which each item was seen, also of one that vanished', async () => {
  const store = await openedStore();
  await recordVisits(store, [
    visit('2026-03-10', list([february])),
    visit('2026-03-20', list([march, february])),
    visit('2026-04-02', list([march])),
  ]);
  expect((await store.history(key, '2026-04-02')).items).toEqual([
    { ...february, firstSeen: '2026-03-10', lastSeen: '2026-03-20' },
    { ...march, firstSeen: '2026-03-20', lastSeen: '2026-04-02' },
  ]);
});

test('a changed date or title is the present one, and what stood before is kept', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  await recordVisits(store, [
    visit('2026-03-10', list([march])),
    visit('2026-03-11', list([march])),
    visit('2026-03-20', list([{ ...march, date: date('2026-03-19') }])),
    visit('2026-03-21', list([{ ...march, date: date('2026-03-19'), title: '三月项目进度' }])),
  ]);
  expect((await store.history(key, '2026-03-21')).items).toEqual([
    {
      ...march, title: '三月项目进度', date: date('2026-03-19'), firstSeen: '2026-03-10', lastSeen: '2026-03-21',
      earlier: [
        { title: march.title, date: march.date, firstSeen: '2026-03-10', lastSeen: '2026-03-11' },
        { title: march.title, date: date('2026-03-19'), firstSeen: '2026-03-20', lastSeen: '2026-03-20' },
      ],
    },
  ]);
  expect(await rowsOf(file, 'item_version')).toMatchObject([
    { title: march.title, date_day: '2026-03-05', first_seen: '2026-03-10', last_seen: '2026-03-11' },
    { title: march.title, date_day: '2026-03-19', first_seen: '2026-03-20', last_seen: '2026-03-20' },
  ]);
});

test('the same content is stored once and read back byte for byte', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const same = page('<ul><li>无变化</li></ul>'.repeat(200));
  await recordVisits(store, [
    visit('2026-03-10', list([march]), { pages: [same, page('第二页'), same] }),
    visit('2026-03-11', list([march]), { pages: [same] }),
  ]);
  expect(await rowsOf(file, 'snapshot')).toHaveLength(2);
  expect(await rowsOf(file, 'visit_page')).toHaveLength(4);
  expect(await store.snapshot(contentHash(same.body))).toEqual(Buffer.from(same.body));
  expect(await store.snapshot('0'.repeat(64))).toBeNull();
});

test('a page that could not be fetched is kept with its reason', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const failed = {
    outcome: 'failed', url: 'https://site.example.invalid/a/', finalUrl: 'https://site.example.invalid/a/', by: 'http',
    reason: 'timeout', detail: 'no answer', at: '2026-03-10T02:00:00.000Z', ms: 15000, attempts: 3,
  } as const;
  await recordVisits(store, [visit('2026-03-10', timeout, { pages: [failed] })]);
  expect(await rowsOf(file, 'visit_page'))
    .toMatchObject([{ failure: 'timeout', detail: 'no answer', attempts: 3, snapshot: null, status: null }]);
});

test('what was sent with a question is kept beside its answer', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const posted = { type: 'form', text: 'catId=7&pageIndex=1' } as const;
  await recordVisits(store, [visit('2026-03-10', timeout, { pages: [page('一'), { ...page('二'), posted }] })]);
  expect(await rowsOf(file, 'visit_page'))
    .toMatchObject([{ posted: null }, { posted: '{"type":"form","text":"catId=7&pageIndex=1"}' }]);
});

test('an empty body is content like any other', async () => {
  const store = await openedStore();
  await recordVisits(store, [visit('2026-03-10', timeout, { pages: [page('')] })]);
  expect(await store.snapshot(contentHash(new Uint8Array()))).toEqual(Buffer.alloc(0));
});

test('every kind of visit comes back as it was', async () => {
  const store = await openedStore();
  const article = { title: '公开指南', published: date('2025-01-02'), written: null };
  const columnDate = date('2026-03-09', '更新时间：2026-03-09');
  await recordVisits(store, [
    visit('2026-03-01', { outcome: 'document', article, reader: 'generic' }),
    visit('2026-03-02', blank),
    visit('2026-03-03', { ...timeout, status: 504 } as typeof timeout),
    visit('2026-03-04', { outcome: 'list', items: [march], completeSince: null, columnDate, reader: 'xml', pages: 2 }),
  ]);
  const nothing = { reason: null, status: null, detail: '', proof: '', reader: '', itemCount: 0, datedCount: 0,
    columnDate: null, article: null, finalUrl: 'https://site.example.invalid/a/' };
  for (const [day, fact] of [
    ['2026-03-01', { outcome: 'document', article, reader: 'generic' }],
    ['2026-03-02', { outcome: 'blank', proof: '暂无相关信息', reader: 'generic' }],
    ['2026-03-03', { outcome: 'unreadable', reason: 'timeout', status: 504, detail: 'no answer in 15000 ms' }],
    ['2026-03-04', { outcome: 'list', itemCount: 1, datedCount: 1, columnDate, reader: 'xml' }],
  ] as const) {
    expect((await store.history(key, day)).lastVisit)
      .toEqual({ ...nothing, ...fact, day, at: `${day}T02:00:01.000Z` });
  }
});

test('history as of a day takes the visits up to it and all the items', async () => {
  const store = await openedStore();
  await recordVisits(store, [
    visit('2026-03-10', list([february])),
    visit('2026-03-12', timeout),
    visit('2026-03-20', list([march, february])),
  ]);
  for (const [asOf, last, lastReadable] of [
    ['2026-03-09', '2026-03-10', '2026-03-10'], // before every visit: the first one stands in
    ['2026-03-10', '2026-03-10', '2026-03-10'],
    ['2026-03-11', '2026-03-10', '2026-03-10'],
    ['2026-03-12', '2026-03-12', '2026-03-10'],
    ['2026-03-19', '2026-03-12', '2026-03-10'],
    ['2026-03-20', '2026-03-20', '2026-03-20'],
    ['2027-01-01', '2026-03-20', '2026-03-20'],
  ]) {
    const history = await store.history(key, asOf ?? '');
    expect([history.lastVisit?.day, history.lastReadable?.day], asOf).toEqual([last, lastReadable]);
    expect(history.items, asOf).toHaveLength(2);
  }
});

test('of two visits on one day the one recorded later is the last, although the clock was put back between them', async () => {
  const store = await openedStore();
  await recordVisits(store, [
    visit('2026-03-10', list([march]), { at: '2026-03-10T09:00:00.000Z' }),
    visit('2026-03-10', timeout, { at: '2026-03-10T02:00:00.000Z' }),
  ]);
  expect((await store.history(key, '2026-03-10')).lastVisit?.outcome).toBe('unreadable');
});

test('a column that was never readable has a last visit and no readable one', async () => {
  const store = await openedStore();
  await recordVisits(store, [visit('2026-03-10', timeout), visit('2026-03-11', timeout)]);
  const history = await store.history(key, '2026-03-11');
  expect([history.lastVisit?.day, history.lastReadable, history.knownSince]).toEqual(['2026-03-11', null, undefined]);
});

test('a blank page proves that nothing was ever listed only where nothing was ever seen', async () => {
  const store = await openedStore();
  await recordVisits(store, [visit('2026-03-10', blank)]);
  expect((await store.history(key, '2026-03-10')).knownSince).toBeNull();

  const other = '某局/其他';
  await recordVisits(store, [
    visit('2026-03-10', list([march], '2026-03-01'), { columnKey: other }),
    visit('2026-03-11', blank, { columnKey: other }),
  ]);
  expect((await store.history(other, '2026-03-11')).knownSince).toBe('2026-03-01');
});

test('judging again writes a verdict from the stored facts and no visit', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  await recordVisits(store, [visit('2026-03-10', list([march]))]);
  const again = await startedRun(store, '2026-04-01', { kind: 'rejudge' });

  const recorded = await store.recordColumn(entry(again), (history) => (
    { verdict: verdict('2026-04-01', { ageDays: history.items.length }), changes: [] }
  ));
  expect(recorded).toMatchObject({ verdict: { ageDays: 1 }, lastVisit: { day: '2026-03-10' } });
  expect(await store.readRun(again.id)).toEqual({ run: again, columns: [recorded], sites: [], trend: [] });
  expect(await rowsOf(file, 'visit')).toHaveLength(1);
});

test('a stored run shows its columns as they were configured and judged then', async () => {
  const store = await openedStore();
  const first = await startedRun(store, '2026-03-10');
  const second = await startedRun(store, '2026-03-11');
  const unreadable: Partial<Verdict> = {
    status: 'unreadable', unreadable: { reason: 'timeout', status: null, detail: '', lastReadable: '2026-03-10' },
  };
  await store.recordColumn(entry(first, { visit: visit('2026-03-10', list([march])) }), content('2026-03-10'));
  const moved = { ...column(), url: 'https://new.example.invalid/', path: ['新栏目'] };
  await store.recordColumn(
    entry(second, { visit: visit('2026-03-11', timeout), column: moved }),
    () => ({ verdict: verdict('2026-03-11', unreadable), changes: [change('k', 'opened', '2026-03-11')] }),
  );

  expect(await store.readRun(first.id))
    .toMatchObject({ columns: [{ column: column(), verdict: { status: 'fresh' }, lastVisit: { day: '2026-03-10' } }] });
  expect(await store.readRun(second.id)).toMatchObject({
    columns: [{
      column: moved, verdict: unreadable, lastVisit: { day: '2026-03-11' }, lastReadable: { day: '2026-03-10' },
      changes: [{ event: 'opened' }],
    }],
  });
  expect(await store.readRun('unknown')).toBeNull();
});

test('keeps the arrangements that a run was judged with, and nothing where there were none', async () => {
  const store = await openedStore();
  const calendar = [{ year: 2027, off: ['2027-10-01'], work: ['2027-10-09'], source: '示例〔2026〕1号' }];
  const [plain, own] = [run('plain', '2026-03-10'), run('own', '2026-03-11', { calendar })];
  for (const one of [plain, own]) await store.startRun(one);
  expect((await store.readRun('own'))?.run).toEqual(own);
  expect((await store.readRun('plain'))?.run).toEqual(plain);
  expect(storedConfig(store, own).calendar).toEqual(calendar);
  expect(storedConfig(store, plain)).not.toHaveProperty('calendar');
});

test('lists runs from the latest to the first', async () => {
  const store = await openedStore();
  expect(await store.latestRun()).toBeNull();
  // By the order in which they began: a clock may be put back.
  const later = run('2026-03-12', '2026-03-12', { startedAt: '2026-03-09T02:00:00.000Z' });
  for (const one of [run('2026-03-10', '2026-03-10'), run('2026-03-11', '2026-03-11'), later]) await store.startRun(one);
  await store.concludeRun('2026-03-12', { at: '2026-03-12T03:00:00.000Z', doubtful: null }, (changes) => changes);

  expect(await store.latestRun()).toEqual({ ...later, finishedAt: '2026-03-12T03:00:00.000Z' });
  expect((await store.listRuns(2)).map(({ id }) => id)).toEqual(['2026-03-12', '2026-03-11']);
});

test('what was written is there after closing and opening again', async () => {
  const file = await databaseFile();
  const first = await openedStore(file);
  await recordVisits(first, [visit('2026-03-10', list([march], '2026-03-01'))]);
  const before = await first.history(key, '2026-03-10');
  await first.close();
  await expect(first.latestRun()).rejects.toThrow(/closed/);

  expect(await (await openedStore(file)).history(key, '2026-03-10')).toEqual(before);
});

test('closing waits for what is under way', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const started = await startedRun(store, '2026-03-10');
  const recording = store.recordColumn(entry(started), content('2026-03-10'));
  await store.close();
  await recording;
  expect(await rowsOf(file, 'run_column')).toHaveLength(1);
});

test('several thousand items of one visit are written and read back in their order', async () => {
  const store = await openedStore();
  const items = Array.from({ length: 3000 }, (_, index) => item(`第${index}号`, `/${index}.html`, '2026-03-01'));
  await recordVisits(store, [visit('2026-03-10', list(items)), visit('2026-03-11', list(items))]);
  const history = await store.history(key, '2026-03-11');
  expect(history.items.map(({ title }) => title)).toEqual(items.map(({ title }) => title));
  expect(history.items.every(({ lastSeen }) => lastSeen === '2026-03-11')).toBe(true);
});

test('what another program writes while columns are judged again is heard before anything is kept', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  const other = await openedStore(file);
  await recordVisits(store, [visit('2026-03-10', list([march]))]);
  const again = await startedRun(store, '2026-03-11', { kind: 'rejudge' });
  const waiver = {
    columnKey: key, kind: 'other', from: '2026-03-01', until: '2026-03-31', reason: '系统升级', author: '某科', document: null,
  } as const;
  const heard: number[] = [];
  const [judged] = await store.recordJudgements([entry(again)], async (columns) => {
    const [{ history }] = columns as [(typeof columns)[number]];
    heard.push(history.waivers.length);
    if (heard.length === 1) await other.addWaiver(waiver, '2026-03-11T01:00:00.000Z');
    return [{ verdict: verdict('2026-03-11', { ageDays: history.waivers.length }), changes: [] }];
  });
  expect(heard).toEqual([0, 1]);
  expect(judged?.verdict.ageDays).toBe(1);
  expect((await store.readRun(again.id))?.columns.map(({ verdict: { ageDays } }) => ageDays)).toEqual([1]);
});
