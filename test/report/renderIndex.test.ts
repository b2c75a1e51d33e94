import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { addFigures, figuresOf } from '../../src/report/figures.js';
import { keepFirst } from '../../src/report/keepFirst.js';
import { pieces } from '../../src/report/pageLimits.js';
import { renderFurtherIndex, renderIndex, UNITS_LISTED, WORST_SITES_LISTED } from '../../src/report/renderIndex.js';
import type { SiteRow } from '../../src/report/siteRow.js';
import { unitTable } from '../../src/report/unitTable.js';
import { siteOf } from './manySites.js';
import { record } from './runPieces.js';
import { sampleRecord } from './sampleRecord.js';

const sample = sampleRecord();
const figures = figuresOf(sample);
const hostile = `"'<&>${'\u202E長'.repeat(1000)}`;
const rowOf = (number: number): SiteRow => ({
  name: `${number}${hostile}`, href: `sites/${number}.html`, pages: 2, summary: figures.summary, standing: number, lines: { over: 1, near: 0 },
});
const rows = Array.from({ length: 1000 }, (_, index) => rowOf(index));
const [unit] = unitTable(sample);
const unitOf = (index: number) => ({ row: { ...unit!, siteName: hostile, unit: `${hostile}${index}` }, href: `sites/${index}.html` });

describe('the index of ten thousand sites', () => {
  const index = renderIndex({
    run: sample.run, trend: [], rules: sample.rules, figures,
    sites: { rows, total: 10_000, worst: rows.slice(0, WORST_SITES_LISTED), next: 'index-2.html' },
    units: {
      total: 100_000,
      best: Array.from({ length: UNITS_LISTED }, (_, number) => unitOf(number)),
      worst: Array.from({ length: UNITS_LISTED / 2 }, (_, number) => unitOf(number)),
    },
  }, 'zh');

  test('stays under 2 MB a page, however long their names are', () => {
    expect(Buffer.byteLength(index)).toBeLessThan(2_000_000);
    const further = renderFurtherIndex({ run: sample.run, rows, first: 1001, previous: 'index.html', next: null }, 'zh');
    expect(Buffer.byteLength(further)).toBeLessThan(1_000_000);
    expect(load(further)('h2').text()).toContain('1001–2000');
  });

  test('shows those units that found most and least, and says where the others are', () => {
    const page = load(index);
    expect(page('table.units').map((_, table) => page(table).find('tbody tr').length).get()).toEqual([100, 100]);
    expect(page('#units').text()).toContain('其余单位见各站点页');
    expect(page('#sites').text()).toContain('现有问题最多的 20 个站点');
  });
});

test('each page of the index of a run that is not believed says so before any figure', () => {
  const doubtful = record([], { doubtful: { zh: '只读到一半', en: 'half was read' } }).run;
  const further = renderFurtherIndex({ run: doubtful, rows: rows.slice(0, 1), first: 1, previous: 'index.html', next: null }, 'zh');
  expect(load(further)('.doubtful').text()).toContain('本次巡检存疑');
});

test('the figures of two parts of a run are those of the whole', () => {
  const { columns } = siteOf({ name: '甲局', columns: 40 });
  for (const at of [0, 1, 17, 40]) {
    const [one, other] = [columns.slice(0, at), columns.slice(at)].map((part) => figuresOf({ ...sample, columns: part }));
    expect(JSON.stringify(addFigures(one!, { ...other!, sites: 0 }))).toBe(JSON.stringify(figuresOf({ ...sample, columns })));
  }
});

describe('what does not fit on one page is shared out', () => {
  const limits = { columns: 10, bytes: 100, sites: 1 };
  const shared = (values: number[], bytesEach: number) =>
    pieces(values, (part) => 'x'.repeat(part.length * bytesEach), limits).map((piece) => piece.values);
  const upTo = (number: number) => Array.from({ length: number }, (_, index) => index);
  for (const [number, bytesEach, lengths] of [
    [0, 1, [0]],
    [10, 10, [10]], // both limits are reached
    [11, 1, [5, 6]], // one column too many
    [10, 11, [5, 5]], // ten bytes too many
    [3, 200, [1, 1, 1]], // one alone is never divided
    [25, 30, [2, 3, 3, 2, 3, 3, 3, 3, 3]],
  ] as const)
    test(`${number} of ${bytesEach} bytes: ${lengths.join(', ')}`, () => {
      const parts = shared(upTo(number), bytesEach);
      expect(parts.flat()).toEqual(upTo(number));
      expect(parts.map(({ length }) => length)).toEqual(lengths);
    });
});

test('the first of any number of values are kept, equal ones in the order in which they came', () => {
  const values = [[3, 'a'], [1, 'b'], [2, 'c'], [1, 'd'], [0, 'e'], [1, 'f']] as const;
  const kept = values.reduce<readonly (readonly [number, string])[]>((few, value) => keepFirst(few, value, ([one], [other]) => one - other, 3), []);
  expect(kept.map(([, name]) => name)).toEqual(['e', 'b', 'd']);
});
