/** What real columns publish when, and what becomes of their periods. */
import { expect, test } from 'vitest';
import type { Item } from '../../src/model.js';
import { item } from '../store/samples.js';
import { columnOf, rowsOf, tell, whole, type Night } from './story.js';

const accounts = [
  item('2024年度部门决算', '/1.html', '2025-09-10'), item('2023年度部门决算', '/2.html', '2024-09-11'), item('2022年度部门决算', '/3.html', '2023-09-11'),
];
const plans = [
  item('2026年下半年工作计划', '/1.html', '2026-06-28'), item('2026年上半年工作计划', '/2.html', '2025-12-28'), item('2025年下半年工作计划', '/3.html', '2025-06-28'),
];
const both = [
  item('2025年度部门决算和2026年部门预算', '/1.html', '2026-09-10'), item('2024年度部门决算和2025年部门预算', '/2.html', '2025-09-11'),
];

for (const [title, column, day, rows, says, cells] of [
  ['accounts of a year come in September of the next', columnOf('yearly'), '2026-05-10', accounts, 'due', ['2024 late', '2025 pending', '2026 pending']],
  ['plans come before their half-year', columnOf('half-yearly'), '2026-08-10', plans, 'fresh', ['2025H2 on-time', '2026H1 on-time', '2026H2 on-time']],
  ['a title names two years', columnOf('yearly'), '2027-01-20', both, 'fresh', ['2024 late', '2025 on-time', '2026 on-time', '2027 pending']],
  ['owed since the middle of a month', columnOf('monthly', { since: '2026-03-15' }), '2026-05-10', rowsOf(['2026-05-02', '2026-04-02']), 'fresh', ['2026-04 on-time', '2026-05 on-time']],
] as const)
  test(`${title}: ${says}`, async () => {
    const told = await tell(column, [[day, whole(rows)]]);
    expect([told.says, told.cells]).toEqual([says, cells]);
  });

test('one item under a new day every month fills the months it stood in, and is put before a person', async () => {
  const shown = (day: string): Item[] => [item('项目进度表', '/a/1.html', day), ...rowsOf(['2025-12-05', '2025-11-05', '2025-10-05'])];
  const months: Night[] = [['2026-01-10', shown('2026-01-10')], ['2026-02-10', shown('2026-02-10')], ['2026-03-10', shown('2026-03-10')]];
  const { says, cells } = await tell(columnOf(), months);
  expect([says, cells.slice(-3)]).toEqual(['fresh re-dated', ['2026-01 on-time', '2026-02 on-time', '2026-03 on-time']]);
});
