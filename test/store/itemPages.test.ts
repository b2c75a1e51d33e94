/** Items' own pages: what they said first stays, and everything of a visit lands in one transaction. */
import { describe, expect, test } from 'vitest';
import type { DateEvidence, Day, Drift, ItemPageAnswer, ItemPageContent, KnownPage } from '../../src/model.js';
import { answered } from '../../src/store/pageSightings.js';
import { connect, rowsOf } from './direct.js';
import { column, content, databaseFile, entry, item, list, openedStore, page, startedRun, visit } from './samples.js';

const url = 'https://site.example.invalid/1.html';
const evidence = (day: Day): DateEvidence => ({ day, by: 'label:发布日期', text: day, implied: [] });
const said = (more: Partial<ItemPageContent> = {}): ItemPageContent =>
  ({ title: '通知', published: evidence('2026-03-02'), written: null, textHash: 'a1', ...more });

function answer(more: Partial<ItemPageAnswer> = {}): ItemPageAnswer {
  const fetched = { ...page('<p>第一页</p>'), url, finalUrl: url };
  return { url, fetched, state: 'answers', read: said(), reason: null, ...more };
}

const saying = (more: Partial<ItemPageContent>) => answer({ read: said(more) });

const gone = answer({ state: 'gone', read: null, reason: 'soft404' });
const timeout = answer({
  state: 'unknown', read: null, reason: 'timeout',
  fetched: {
    outcome: 'failed', url, finalUrl: url, reason: 'timeout', detail: 'no answer', by: 'http', at: '2026-03-10T02:00:01.000Z',
    ms: 5, attempts: 1,
  },
});

/** The page after these answers, one after the other. */
function after(...answers: [Day, ItemPageAnswer][]): KnownPage | undefined {
  return answers.reduce<KnownPage | undefined>((known, [day, one]) => answered(known, one, day).current, undefined);
}

describe('a page', () => {
  for (const [name, answers, expected] of [
    ['is read', [['2026-03-10', answer()]], { page: { readOn: '2026-03-10', state: 'answers', status: null }, failedInARow: 0 }],
    ['is gone from the day on which the server says so', [['2026-03-10', answer()], ['2026-06-10', gone], ['2026-06-11', gone]],
      { page: { ...said(), readOn: '2026-03-10', checkedOn: '2026-06-11', state: 'gone', goneSince: '2026-06-10' }, failedInARow: 2 }],
    ['is not gone while it cannot be asked', [['2026-03-10', answer()], ['2026-06-10', gone], ['2026-06-11', timeout]],
      { page: { ...said(), state: 'unknown', reason: 'timeout', goneSince: null }, failedInARow: 2 }],
    ['is there again', [['2026-03-10', gone], ['2026-03-11', answer()]],
      { page: { ...said(), readOn: '2026-03-11', state: 'answers', reason: null, goneSince: null }, failedInARow: 0 }],
    ['gone a second time is gone from then on', [['2026-03-10', gone], ['2026-03-11', answer()], ['2026-03-12', gone]],
      { page: { goneSince: '2026-03-12' }, failedInARow: 1 }],
    ['says otherwise: the first words stay', [['2026-03-10', answer()], ['2026-06-10', saying({ published: evidence('2026-06-01') })]],
      { page: { published: { day: '2026-03-02' }, readOn: '2026-03-10', checkedOn: '2026-06-10' } }],
    ['supplies later what it did not show', [['2026-03-10', answer()], ['2026-06-10', saying({ written: evidence('2026-03-01') })]],
      { page: { written: { day: '2026-03-01' }, readOn: '2026-03-10' } }],
    ['that was another’s and became the item’s is read then', [
      ['2026-03-10', saying({ title: null, published: null, textHash: null })], ['2026-06-10', answer()]],
      { page: { ...said(), readOn: '2026-06-10' } }],
    ['that answers and cannot be read has not failed', [['2026-03-10', answer({ read: null, reason: 'js-shell' })]],
      { page: { readOn: null, state: 'answers', reason: 'js-shell', status: 200 }, failedInARow: 0 }],
    ['that may be of today’s making is to be asked again', [['2026-03-10', answer({ read: null, reason: 'doubtful' })]],
      { page: { readOn: null }, failedInARow: 1 }],
    ['asked for an earlier day keeps how it answered last', [['2026-06-10', gone], ['2026-03-10', answer()]],
      { page: { ...said(), readOn: '2026-03-10', checkedOn: '2026-06-10', state: 'gone', goneSince: '2026-06-10' }, failedInARow: 1 }],
  ] as [string, [Day, ItemPageAnswer][], object][])
    test(name, () => expect(after(...answers)).toMatchObject(expected));

  test('says what it says otherwise, and only of what both readings name', () => {
    const first = after(['2026-03-10', answer()]);
    expect(answered(first, saying({ textHash: 'b2' }), '2026-06-10').otherwise).toMatchObject({ textHash: 'b2' });
    const less = saying({ textHash: null, written: evidence('2026-03-01') });
    expect(answered(first, less, '2026-06-10').otherwise).toBeNull();
    expect(answered(first, gone, '2026-06-10').otherwise).toBeNull();
  });
});

describe('in the database', () => {
  const first = { ...item('通知', '/1.html', '2026-03-02'), url: `${url}#top` };
  const rows = list([first, item('另一条', '/2.html', '2026-03-01')]);

  test('an item carries what its own page said, and the known pages are given back', async () => {
    const store = await openedStore();
    expect(await store.knownPages(column().key)).toEqual([]);
    const seen = visit('2026-03-10', rows, { itemPages: [answer({ read: said({ title: '题\ud800' }) })] });
    await store.recordColumn(entry(await startedRun(store, '2026-03-10'), { visit: seen }), content('2026-03-10'));
    const { items } = await store.history(column().key, '2026-03-10');
    const read = {
      ...said({ title: '题\ufffd' }), readOn: '2026-03-10', checkedOn: '2026-03-10', state: 'answers', status: null, reason: null,
      goneSince: null,
    };
    expect(items.map((one) => one.page)).toEqual([read, undefined]);
    expect(await store.knownPages(column().key)).toEqual([{ url, page: read, failedInARow: 0 }]);
    expect(await store.knownPages('another')).toEqual([]);
  });

  test('the page is kept with the visit as a page of an item, bytes and all, and what it says otherwise as a version', async () => {
    const file = await databaseFile();
    const store = await openedStore(file);
    const changed = answer({ read: said({ published: evidence('2026-06-01') }) });
    for (const [day, one] of [['2026-03-10', answer()], ['2026-06-10', gone], ['2026-06-11', changed]] as const) {
      const seen = visit(day, rows, { pages: [page('<p>列表</p>')], itemPages: [one] });
      await store.recordColumn(entry(await startedRun(store, day), { visit: seen }), content(day));
    }
    await store.close();
    const pages = await rowsOf(file, 'visit_page');
    expect(pages.map((one) => [one['is_item_page'], one['url']])).toEqual(
      [1, 2, 3].flatMap(() => [[0, 'https://site.example.invalid/a/'], [1, url]]),
    );
    // The list and the page, each once, however often they came.
    expect(await rowsOf(file, 'snapshot')).toHaveLength(2);
    expect(await rowsOf(file, 'item_page_version')).toMatchObject([
      { read_on: '2026-06-11', published: JSON.stringify(evidence('2026-06-01')) },
    ]);
  });

  test('what a page said stays although its list is doubted', async () => {
    const store = await openedStore();
    const shown = { day: '2026-03-10', rowsPerPage: 2, newest: '2026-03-02' };
    const drift: Drift = { sign: 'newest-back', before: shown, now: shown, days: ['2026-03-11'], sample: [] };
    await store.recordColumn(
      entry(await startedRun(store, '2026-03-10'), { visit: visit('2026-03-10', rows) }), content('2026-03-10'),
    );
    const doubted = visit('2026-03-11', rows, { itemPages: [answer()] });
    const second = entry(await startedRun(store, '2026-03-11'), { visit: doubted });
    await store.recordColumn(second, content('2026-03-11'), () => drift);
    expect(await store.knownPages(column().key)).toMatchObject([{ url, page: { published: { day: '2026-03-02' } } }]);
  });

  test('nothing of it stays where the judge fails', async () => {
    const store = await openedStore();
    const seen = visit('2026-03-10', rows, { itemPages: [answer()] });
    const failing = store.recordColumn(entry(await startedRun(store, '2026-03-10'), { visit: seen }), () => {
      throw new Error('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    expect(await store.knownPages(column().key)).toEqual([]);
  });

  test('a database from before pages were read keeps what it holds', async () => {
    const file = await databaseFile();
    const older = await openedStore(file);
    const before = entry(await startedRun(older, '2026-03-10'), { visit: visit('2026-03-10', rows) });
    await older.recordColumn(before, content('2026-03-10'));
    await older.close();
    const direct = await connect(file);
    for (const statement of [
      'drop table item_page_version', 'drop table item_page', 'alter table visit_page drop column is_item_page',
      `delete from knex_migrations where name = '005-item-pages'`,
    ]) await direct.all(statement);
    await direct.close();
    const store = await openedStore(file);
    expect((await store.history(column().key, '2026-03-10')).items).toHaveLength(2);
    expect(await store.knownPages(column().key)).toEqual([]);
  });
});
