/** Columns are found by the words of their path: by one character and by sixty, while a run meets them and ever after. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column, Run } from '../../src/model.js';
import type { Store } from '../../src/store/store.js';
import { connect } from './direct.js';
import { column, concluded, content, databaseFile, entry, openedStore, startedRun, verdict } from './samples.js';

const DAY = '2026-03-10';

function at(key: string, path: string[]): Column {
  return { ...column(`某局/${key}`), path };
}

async function visited(store: Store, started: Run, columns: readonly Column[], judge = content(DAY)): Promise<void> {
  for (const one of columns) await store.recordColumn(entry(started, { column: one }), judge);
}

/** The last part of the path of each column found, over all pages. */
async function found(store: Store, words: string, limit = 2, more: { status?: 'fresh' | 'overdue'; unit?: string } = {}): Promise<string[]> {
  const names: string[] = [];
  let after = 0;
  for (;;) {
    const { columns, next } = await store.columnLines({ words, limit, after, ...more });
    names.push(...columns.map(({ path }) => path.at(-1) ?? ''));
    if (next === null) return names;
    expect(next).toBeGreaterThanOrEqual(after);
    expect(columns.length > 0 || next > after).toBe(true);
    after = next;
  }
}

const FIRST = [
  at('1', ['政府信息公开', '财政预决算']), at('2', ['政府信息公开', '政府工作报告']), at('3', ['重大建设项目', '批准服务信息']),
  at('4', ['Policy 文件', 'PDF_下载 100%']), at('5', ['办事指南', '😀常见问题"答"']), at('6', ['公开制度', '年报']),
];

const LOOKED_FOR: [words: string, names: string[]][] = [
  ['政', ['财政预决算', '政府工作报告']],
  ['决算', ['财政预决算']],
  ['信息', ['财政预决算', '政府工作报告', '批准服务信息']],
  ['财政预决算', ['财政预决算']],
  ['公开', ['财政预决算', '政府工作报告', '年报']],
  ['政府信息公开制度', []], // every two neighbours are there, though not in one path
  ['算决', []],
  ['pdf', ['PDF_下载 100%']],
  ['Y 文', ['PDF_下载 100%']],
  ['%', ['PDF_下载 100%']],
  ['F_下', ['PDF_下载 100%']],
  ['F%下', []],
  ['😀', ['😀常见问题"答"']],
  ['😀常', ['😀常见问题"答"']],
  ['题\\"答', ['😀常见问题"答"']],
  ['年'.repeat(60), []],
];

for (const state of ['while a run meets them', 'after it', 'in an older database'] as const)
  test(`words are found wherever they stand in a path, ${state}`, async () => {
    const file = await databaseFile();
    const store = await openedStore(file);
    const started = await startedRun(store, DAY);
    await visited(store, started, FIRST);
    if (state !== 'while a run meets them') await concluded(store, started);
    if (state === 'in an older database') {
      await store.close();
      const older = await connect(file);
      for (const name of ['entered', 'changed', 'removed']) await older.all(`drop trigger column_gram_${name}`);
      await older.all('drop table column_gram');
      await older.all('drop table column_search');
      await older.all(`delete from knex_migrations where name >= '025'`);
      await older.close();
    }
    const opened = state === 'in an older database' ? await openedStore(file) : store;
    for (const [words, names] of LOOKED_FOR) expect([words, await found(opened, words)]).toEqual([words, names]);
  });

test('a column of another name is found by that alone; a new one beside it, and none that is watched no more', async () => {
  const store = await openedStore();
  const first = await startedRun(store, DAY);
  await visited(store, first, FIRST);
  await concluded(store, first);
  const second = await startedRun(store, '2026-03-11');
  await visited(store, second, [at('1', ['政府信息公开', '预算公开']), ...FIRST.slice(1, 5), at('7', ['财政', '决算公开'])]);
  expect(await found(store, '决算')).toEqual(['决算公开']);
  expect(await found(store, '算公')).toEqual(['预算公开', '决算公开']);
  await concluded(store, second);
  expect(await found(store, '算公', 1)).toEqual(['预算公开', '决算公开']);
  expect(await found(store, '决算')).toEqual(['决算公开']);
});

test('by status and unit as well', async () => {
  const store = await openedStore();
  const started = await startedRun(store, DAY);
  await visited(store, started, FIRST.slice(0, 2), () => ({ verdict: verdict(DAY, { status: 'overdue' }), changes: [] }));
  await visited(store, started, FIRST.slice(2));
  await concluded(store, started);
  expect(await found(store, '信息', 1, { status: 'overdue' })).toEqual(['财政预决算', '政府工作报告']);
  expect(await found(store, '信息', 1, { status: 'fresh', unit: '建设管理股' })).toEqual(['批准服务信息']);
  expect(await found(store, '信息', 1, { unit: '别的股' })).toEqual([]);
});

test('exactly the columns whose path holds the words, whatever these are and however often it changed', async () => {
  const store = await openedStore();
  const part = fc.string({ unit: fc.constantFrom('政', '府', '信', 'A', 'a', '"', ' ', '%', '😀'), minLength: 1, maxLength: 5 });
  const named = fc.array(part, { minLength: 1, maxLength: 3 });
  await fc.assert(fc.asyncProperty(fc.array(named, { minLength: 3, maxLength: 3 }), part, fc.boolean(), async (paths, words, ends) => {
    const columns = paths.map((path, index) => at(String(index), path));
    const started = await startedRun(store, DAY);
    await visited(store, started, columns);
    if (ends) await concluded(store, started);
    const folded = words.replaceAll('A', 'a');
    const holding = columns.filter(({ path }) => JSON.stringify(path).replaceAll('A', 'a').includes(folded));
    expect(await found(store, words, 2)).toEqual(holding.map(({ path }) => path.at(-1)));
  }), { numRuns: 60 });
});
