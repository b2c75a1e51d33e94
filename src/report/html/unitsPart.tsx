/**
 * 责任单位: a bar and a row for each, and how the columns stood in the runs before.
 */
import type { VNode } from 'preact';
import type { RunRecord, RunTotals } from '../../model.js';
import { unitTable, type UnitRow } from '../unitTable.js';
import type { Say } from '../words.js';
import { FigureTable, type FigureColumn } from './figureTable.js';
import { UnitBars, UnitName, type LinkedUnit } from './unitBars.js';

interface UnitsProps {
  record: RunRecord;
  /** The address of a unit's own page; without it, or where it gives none, its name stands alone. */
  hrefOf?: (row: UnitRow) => string | null;
  say: Say;
}

export function UnitsPart({ record, hrefOf = () => null, say }: UnitsProps): VNode | null {
  if (record.columns.length === 0) return null;
  const rows = unitTable(record).map((row) => ({ row, href: hrefOf(row) }));
  return (
    <section id="units">
      <h2>
        {say({ zh: '责任单位', en: 'Responsible units' })} <span class="tally">{rows.length}</span>
      </h2>
      <UnitsNote say={say} />
      <UnitBars rows={rows} say={say} />
      <UnitTable rows={rows} say={say} />
      <Trend trend={record.trend} say={say} />
    </section>
  );
}

export function UnitsNote({ say }: { say: Say }): VNode {
  return (
    <p class="note">
      {say({
        zh: '问题少的单位在前。存疑事项和无法监测的栏目不计入问题；不作评分。',
        en: 'Units with fewer findings first. Doubts and columns that could not be read do not count; no score is given.',
      })}
    </p>
  );
}

const unitFigures: FigureColumn<LinkedUnit>[] = (
  [
    ['columns', { zh: '栏目', en: 'Columns' }],
    ['judged', { zh: '已判定', en: 'Judged' }],
    ['onTime', { zh: '按时周期', en: 'On time' }],
    ['late', { zh: '逾期补发周期', en: 'Late' }],
    ['missing', { zh: '缺期', en: 'Missing' }],
    ['overdue', { zh: '超期栏目', en: 'Overdue columns' }],
    ['standing', { zh: '现有问题', en: 'Findings' }],
    ['recurring', { zh: '其中复发或上期已通报', en: 'Of these again or told before' }],
    ['pastDue', { zh: '其中超过整改时限', en: 'Of these past their due day' }],
    ['resolved', { zh: '本次销号', en: 'Resolved now' }],
    ['daysToFix', { zh: '整改用时（天，中位数）', en: 'Days to fix (median)' }],
  ] as const
).map(([figure, name]) => ({ name, of: ({ row }) => row[figure] ?? '—' }));

export function UnitTable({ rows, say }: { rows: readonly LinkedUnit[]; say: Say }): VNode {
  const nameOf = (unit: LinkedUnit) => <UnitName unit={unit} />;
  return <FigureTable kind="units" name={{ zh: '单位', en: 'Unit' }} figures={unitFigures} {...{ rows, nameOf, say }} />;
}

const trendFigures: FigureColumn<RunTotals>[] = [
  { of: ({ columns }) => columns, name: { zh: '栏目', en: 'Columns' } },
  { of: ({ readable }) => readable, name: { zh: '可读', en: 'Readable' } },
  { of: ({ byStatus }) => byStatus.overdue, name: { zh: '超期', en: 'Overdue' } },
  { of: ({ byStatus }) => byStatus['missing-period'], name: { zh: '缺期', en: 'Missing a period' } },
  { of: ({ byStatus }) => byStatus.blank, name: { zh: '空白', en: 'Blank' } },
  { of: ({ byStatus }) => byStatus.fresh + byStatus.due, name: { zh: '正常、临期', en: 'Fresh or due' } },
];

/** The latest run last. Runs over other columns are shown with their own number of columns. One alone shows no trend. */
export function Trend({ trend, say }: { trend: RunTotals[]; say: Say }): VNode | null {
  if (trend.length < 2) return null;
  const nameOf = ({ day }: RunTotals) => <span class="day">{day}</span>;
  return (
    <>
      <h3>{say({ zh: '历次巡检', en: 'Runs up to this one' })}</h3>
      <FigureTable
        kind="trend"
        name={{ zh: '巡检日', en: 'Run of' }}
        rows={trend}
        figures={trendFigures}
        {...{ nameOf, say }}
      />
    </>
  );
}
