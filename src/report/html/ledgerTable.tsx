/**
 * One row a column, one cell a period: a grid of months for monthly to yearly columns, a strip each for weeks and working
 * days, and lines of silence for the columns that are due as things happen.
 */
import type { VNode } from 'preact';
import type { CellState, Day, RunColumn, Words } from '../../model.js';
import { axisKindOf, axisOf, type Axis, type AxisKind } from '../ledgerAxis.js';
import { cellMarks, cellStateNames, statusName, type Say } from '../words.js';
import { LedgerRow, SlotHead } from './ledgerRow.js';
import { PageText } from './pageText.js';
import { SilenceTable } from './silenceTable.js';
import { Wide } from './wide.js';

/** Where more is told of a column; null where nothing more is. */
export type HrefOf = (entry: RunColumn) => string | null;

export type LedgerAxes = Record<AxisKind, Axis>;

export interface LedgerTableProps {
  /** In the order in which they are shown; one alone is a picture as well. */
  columns: readonly RunColumn[];
  /** Of more columns than these, where several pictures stand under one another. Absent: of these alone. */
  axes?: LedgerAxes;
  /** The day that was judged: the right end of the lines of silence. */
  today: Day;
  /** Absent: no name is a link. */
  hrefOf?: HrefOf;
  /** Cells that are on time say nothing on hovering. */
  isBrief?: boolean;
  say: Say;
}

export function LedgerTable({ columns, axes = ledgerAxes(columns), today, ...rest }: LedgerTableProps): VNode {
  const { hrefOf = () => null, isBrief = false, say } = rest;
  const realtime = columns.filter((column) => column.column.cadence.kind === 'realtime');
  const standing = columns.filter((column) => column.column.cadence.kind === 'static');
  return (
    <>
      {(['months', 'weeks', 'days'] as const).map((kind) => (
        <Grid kind={kind} columns={withAxis(kind, columns)} axis={axes[kind]} {...{ hrefOf, isBrief, say }} />
      ))}
      {realtime.length > 0 && <SilenceTable columns={realtime} {...{ today, hrefOf, say }} />}
      {standing.length > 0 && <StandingColumns columns={standing} say={say} />}
    </>
  );
}

/** The axes that the cells of all these columns fit on. */
export function ledgerAxes(columns: readonly RunColumn[]): LedgerAxes {
  const axis = (kind: AxisKind): Axis => axisOf(kind, withAxis(kind, columns));
  return { months: axis('months'), weeks: axis('weeks'), days: axis('days') };
}

function withAxis(kind: AxisKind, columns: readonly RunColumn[]): RunColumn[] {
  return columns.filter((column) => axisKindOf(column.column.cadence.kind) === kind);
}

const legendOrder: CellState[] = ['on-time', 'late', 'missing', 'pending', 'waived', 'unknown'];

/** What the signs in the cells mean. */
export function LedgerLegend({ say }: { say: Say }): VNode {
  return (
    <ul class="legend">
      {legendOrder.map((state) => (
        <li>
          <span class={`cell ${state}`}>{say(cellMarks[state])}</span> {say(cellStateNames[state])}
        </li>
      ))}
      <li>
        <span class="cell" /> {say({ zh: '不要求公开', en: 'Nothing owed' })}
      </li>
    </ul>
  );
}

const gridNames: Record<AxisKind, Words> = {
  months: { zh: '按月、季、半年、年', en: 'By month to year' },
  weeks: { zh: '按周（周次）', en: 'By week (week number)' },
  days: { zh: '按日（工作日）', en: 'By working day' },
};

interface GridProps {
  kind: AxisKind;
  columns: RunColumn[];
  axis: Axis;
  hrefOf: HrefOf;
  isBrief: boolean;
  say: Say;
}

/** A table, so that its head stands again on every sheet and that a screen reader can walk it. */
function Grid({ kind, columns, axis, hrefOf, isBrief, say }: GridProps): VNode | null {
  if (columns.length === 0) return null;
  return (
    <Wide label={say(gridNames[kind])}>
      <table class={`ledger ${kind}`}>
        <colgroup>
          <col class="of-name" />
          <col class="of-status" />
          {axis.slots.length > 0 && <col span={axis.slots.length} />}
        </colgroup>
        <SlotHead axis={axis} name={say(gridNames[kind])} say={say} />
        <tbody>
          {columns.map((entry) => (
            <LedgerRow href={hrefOf(entry)} {...{ entry, axis, isBrief, say }} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function StandingColumns({ columns, say }: { columns: RunColumn[]; say: Say }): VNode {
  const separator = say({ zh: '、', en: ', ' });
  return (
    <p class="note">
      {say({ zh: '静态栏目，不按时限判定：', en: 'Static columns, not judged by time: ' })}
      {columns.map((entry, index) => (
        <>
          {index > 0 && separator}
          <PageText text={entry.column.path.join(' › ')} limit={60} />
          {entry.verdict.status !== 'static' && ` (${say(statusName(entry.verdict.status))})`}
        </>
      ))}
    </p>
  );
}
