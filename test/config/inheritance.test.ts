import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Column } from '../../src/model.js';
import { parseConfig } from '../../src/config/parseConfig.js';
import { shippedPresets } from '../../src/config/presets.js';

/** The leaves of one site with these columns; a leaf without address gets one. */
function leavesOf(columns: object[], site: object = {}): Column[] {
  const written = {
    crawl: { contact: 'https://contact.example.invalid/' },
    sites: [{ name: '某局', url: 'https://site.example.invalid/', ...site, columns }],
  };
  return parseConfig(stringify(written), 'test.yaml').sites[0]?.columns ?? [];
}

const url = 'https://site.example.invalid/a/';
const leaf = { name: '叶', url };

test('a leaf has what its nearest parent says of cadence, class, unit, start, selector and rendering', () => {
  const said = { class: '政策文件', since: '2025-01-01', selector: { rows: 'li', date: 'span' }, periodBy: '日期', render: 'browser', itemPages: '全部' };
  const [deep] = leavesOf([
    {
      name: '一级',
      cadence: { kind: '按年', grace: '5 工作日', source: '某文件第三条' },
      ...said,
      unit: { name: '办公室', contact: '0564-1' },
      columns: [{ name: '二级', cadence: '按月', columns: [{ name: '三级', columns: [leaf] }] }],
    },
  ]);
  expect(deep).toEqual({
    key: '某局/一级/二级/三级/叶',
    path: ['一级', '二级', '三级', '叶'],
    url,
    cadence: { kind: 'monthly', grace: { days: 5, unit: 'working' }, source: '某文件第三条' },
    class: 'policy',
    unit: { name: '办公室', contact: '0564-1' },
    since: '2025-01-01',
    selector: { rows: 'li', date: 'span' },
    required: [],
    deadlines: shippedPresets().deadlines.filter(({ id }) => id === 'disclosure-regulation-26').map(({ deadline }) => deadline),
    pairs: [],
    periodBy: 'date',
    render: 'browser',
    itemPages: 'all',
  });
});

test('what a leaf says itself outweighs its parents', () => {
  const parents = { cadence: '按年', grace: 5, class: 'news', unit: '甲股', since: '2024-01-01', selector: 'li' };
  const own = { cadence: '按季', grace: '3 工作日', class: 'notice', unit: '乙股', since: '2025-02-28', selector: 'tr' };
  const child = { ...leaf, ...own, periodBy: '标题', render: 'auto', itemPages: 'none' };
  const top = { name: '一级', ...parents, periodBy: 'date', render: 'http', itemPages: '需要时', columns: [child] };
  expect(leavesOf([top])[0]).toMatchObject({
    cadence: { kind: 'quarterly', grace: { days: 3, unit: 'working' } },
    class: 'notice',
    unit: { name: '乙股' },
    since: '2025-02-28',
    selector: { rows: 'tr' },
    periodBy: 'title',
    render: 'auto',
    itemPages: 'none',
  });
});

test('a unit is replaced as a whole: no telephone of another unit stays behind', () => {
  const [column] = leavesOf([{ ...leaf, cadence: '按月', unit: '乙股' }], { unit: { name: '甲股', contact: '0564-1' } });
  expect(column?.unit).toEqual({ name: '乙股' });
});

test('a site hands on its unit', () =>
  expect(leavesOf([{ ...leaf, cadence: '按月' }], { unit: '办公室' })[0]?.unit).toEqual({ name: '办公室' }));

test('a grace on the parent goes with the cadence of each child', () => {
  const children = [{ ...leaf, cadence: '按月' }, { ...leaf, name: '叶二', cadence: '按季' }];
  expect(leavesOf([{ name: '一级', grace: '10 日', columns: children }]).map(({ cadence }) => cadence)).toEqual([
    { kind: 'monthly', grace: { days: 10, unit: 'calendar' } },
    { kind: 'quarterly', grace: { days: 10, unit: 'calendar' } },
  ]);
});

test('a silence reaches realtime children only', () => {
  const children = [leaf, { ...leaf, name: '叶二', cadence: '按月' }, { ...leaf, name: '叶三', cadence: { silence: '无' } }];
  const parent = { name: '一级', cadence: { kind: '实时', silence: '90天' }, columns: children };
  expect(leavesOf([parent]).map(({ cadence }) => cadence.silenceDays)).toEqual([90, undefined, null]);
});

test('notes, required items and ids stay with the column that says them', () => {
  const required = ['部门预算', { name: '决算', pattern: '决算$', per: '年' }];
  const children = [{ ...leaf, id: 'budget', notes: '本级备注', required }, { ...leaf, name: '叶二' }];
  const [first, second] = leavesOf([{ name: '一级', notes: '上级备注', cadence: '按年', columns: children }]);
  expect(first).toMatchObject({
    key: '某局/budget',
    notes: '本级备注',
    required: [{ name: '部门预算' }, { name: '决算', pattern: '决算$', per: 'year' }],
  });
  expect(second).toMatchObject({ key: '某局/一级/叶二', required: [] });
  expect(second).not.toHaveProperty('notes');
});

test('the address of a parent is not visited', () => {
  const parent = { name: '一级', url: 'https://site.example.invalid/all/', cadence: '按月', columns: [leaf] };
  expect(leavesOf([parent]).map((column) => column.url)).toEqual([url]);
});

test('ids keep the keys when names change', () => {
  const before = leavesOf([{ ...leaf, id: 'a', cadence: '按月' }], { id: 's' });
  const moved = { name: '新上级', columns: [{ ...leaf, id: 'a', name: '新名', cadence: '按月' }] };
  const after = leavesOf([moved], { id: 's', name: '新局' });
  expect([before[0]?.key, after[0]?.key]).toEqual(['s/a', 's/a']);
});
