/**
 * 周期台账: per site, what became of every period of every column, as a picture. A grid of months for monthly to yearly
 * columns, a strip each for weeks and working days, and lines of silence for the columns that are due as things happen.
 */
import type { VNode } from 'preact';
import type { CellState, Day, Language, RunColumn, RunRecord, Words } from '../../model.js';
import { groupBy } from '../groupBy.js';
import { axisKindOf, axisOf, type Axis, type AxisKind } from '../ledgerAxis.js';
import { cellMarks, cellStateNames, speaker, statusName, type Say } from '../words.js';
import { LedgerRow, SlotHead } from './ledgerRow.js';
import { PageText } from './pageText.js';
import { SilenceTable } from './silenceTable.js';

export function LedgerPicture({ record, language }: { record: RunRecord; language: Language }): VNode {
  const say = speaker(language);
  // One axis for all sites: what lies under one another on the page lies at the same time.
  const axes = axesOf(record.columns);
  return (
    <section id="ledger">
      <h2>{say({ zh: '周期台账', en: 'Ledger of periods' })}</h2>
      <Legend say={say} />
      {[...groupBy(record.columns, (column) => column.siteKey)].map(([siteKey, columns]) => (
        <SiteLedger key={siteKey} columns={columns} axes={axes} today={record.run.day} say={say} />
      ))}
    </section>
  );
}

type Axes = Record<AxisKind, Axis>;

function axesOf(columns: RunColumn[]): Axes {
  const axis = (kind: AxisKind): Axis => axisOf(kind, withAxis(kind, columns));
  return { months: axis('months'), weeks: axis('weeks'), days: axis('days') };
}

function withAxis(kind: AxisKind, columns: RunColumn[]): RunColumn[] {
  return columns.filter((column) => axisKindOf(column.column.cadence.kind) === kind);
}

const legendOrder: CellState[] = ['on-time', 'late', 'missing', 'pending', 'waived', 'unknown'];

function Legend({ say }: { say: Say }): VNode {
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

interface SiteLedgerProps {
  columns: RunColumn[];
  axes: Axes;
  today: Day;
  say: Say;
}

const gridNames: Record<AxisKind, Words> = {
  months: { zh: '按月、季、半年、年', en: 'By month to year' },
  weeks: { zh: '按周（周次）', en: 'By week (week number)' },
  days: { zh: '按日（工作日）', en: 'By working day' },
};

function SiteLedger({ columns, axes, today, say }: SiteLedgerProps): VNode {
  const realtime = columns.filter((column) => column.column.cadence.kind === 'realtime');
  const standing = columns.filter((column) => column.column.cadence.kind === 'static');
  return (
    <section class="site">
      <h3>
        <PageText text={columns[0]?.siteName ?? ''} limit={60} /> <SiteTally columns={columns} say={say} />
      </h3>
      {(['months', 'weeks', 'days'] as const).map((kind) => (
        <Grid kind={kind} columns={withAxis(kind, columns)} axis={axes[kind]} say={say} />
      ))}
      {realtime.length > 0 && <SilenceTable columns={realtime} today={today} say={say} />}
      {standing.length > 0 && <StandingColumns columns={standing} say={say} />}
    </section>
  );
}

/** `12 个栏目 · 超期 2 · 无法监测 1`: only what is not as it should be. */
function SiteTally({ columns, say }: { columns: RunColumn[]; say: Say }): VNode {
  const noteworthy = (['overdue', 'missing-period', 'blank', 'unreadable'] as const)
    .map((status) => ({ status, number: columns.filter((column) => column.verdict.status === status).length }))
    .filter(({ number }) => number > 0);
  const total = { zh: `${columns.length} 个栏目`, en: columns.length === 1 ? '1 column' : `${columns.length} columns` };
  return (
    <small>
      {[say(total), ...noteworthy.map(({ status, number }) => `${say(statusName(status))} ${number}`)].join(' · ')}
    </small>
  );
}

interface GridProps {
  kind: AxisKind;
  columns: RunColumn[];
  axis: Axis;
  say: Say;
}

/** A table, so that its head stands again on every sheet and that a screen reader can walk it. */
function Grid({ kind, columns, axis, say }: GridProps): VNode | null {
  if (columns.length === 0) return null;
  return (
    <div class="wide">
      <table class={`ledger ${kind}`}>
        <colgroup>
          <col class="of-name" />
          <col class="of-status" />
          {axis.slots.map(() => (
            <col />
          ))}
        </colgroup>
        <SlotHead axis={axis} name={say(gridNames[kind])} say={say} />
        <tbody>
          {columns.map((entry) => (
            <LedgerRow entry={entry} axis={axis} say={say} />
          ))}
        </tbody>
      </table>
    </div>
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
