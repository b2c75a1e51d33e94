/**
 * The head and the rows of a ledger grid.
 */
import type { VNode } from 'preact';
import type { Cell, RunColumn } from '../../model.js';
import type { Axis } from '../ledgerAxis.js';
import { cellWords } from '../periodWords.js';
import { cadenceKindNames, cellMarks, type Say } from '../words.js';
import { ColumnPath, OwnPage } from './pageText.js';
import { StatusBadge } from './statusBadge.js';

/** Years over months, or months over weeks and days. */
export function SlotHead({ axis, name, say }: { axis: Axis; name: string; say: Say }): VNode {
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} class="name">
          {name}
        </th>
        <th scope="col" rowSpan={2}>
          {say({ zh: '状态', en: 'Status' })}
        </th>
        {axis.groups.map(({ name: group, span }) => (
          <th scope="colgroup" colSpan={span} class="group">
            {say(group)}
          </th>
        ))}
      </tr>
      <tr>
        {axis.slots.map(({ label, startsGroup }) => (
          <th {...(startsGroup && { class: 'first' })}>{label}</th>
        ))}
      </tr>
    </thead>
  );
}

interface LedgerRowProps {
  entry: RunColumn;
  axis: Axis;
  href: string | null;
  isBrief: boolean;
  say: Say;
}

export function LedgerRow({ entry, axis, href, isBrief, say }: LedgerRowProps): VNode {
  const { column, verdict } = entry;
  return (
    <tr>
      <th scope="row">
        <OwnPage href={href}>
          <ColumnPath path={column.path} />
        </OwnPage>{' '}
        <small>{say(cadenceKindNames[column.cadence.kind])}</small>
      </th>
      <td class="state">
        <StatusBadge status={verdict.status} say={say} />
      </td>
      {verdict.ledger.length === 0 ? (
        <td colSpan={Math.max(axis.slots.length, 1)} class="gap">
          {say({ zh: '没有可判定的周期', en: 'No period to judge' })}
        </td>
      ) : (
        cellsOnAxis(verdict.ledger, axis).map((slot) => <Slot slot={slot} isBrief={isBrief} say={say} />)
      )}
    </tr>
  );
}

/** A cell in its place, or the empty slots between two. */
interface PlacedCell {
  cell: Cell | null;
  span: number;
}

/** Gaps are filled up, so that the spans of every row add up to the axis. */
function cellsOnAxis(ledger: Cell[], axis: Axis): PlacedCell[] {
  const placed: PlacedCell[] = [];
  let next = 0;
  for (const cell of ledger) {
    const { start, span } = axis.place(cell.period);
    if (start > next) placed.push({ cell: null, span: start - next });
    placed.push({ cell, span });
    next = start + span;
  }
  if (next < axis.slots.length) placed.push({ cell: null, span: axis.slots.length - next });
  return placed;
}

/** Most cells are on time, and have no class: with one the picture of a thousand columns would be twice as large. */
function Slot({ slot: { cell, span }, isBrief, say }: { slot: PlacedCell; isBrief: boolean; say: Say }): VNode {
  const width = span > 1 ? { colSpan: span } : {};
  if (cell === null) return <td {...width} class="gap" />;
  const days = { zh: ` ${cell.lateDays} 天`, en: ` ${cell.lateDays} d` };
  const isTold = !isBrief || cell.state === 'late' || cell.state === 'missing' || cell.state === 'waived';
  return (
    <td
      {...width}
      {...(cell.state !== 'on-time' && { class: cell.state })}
      {...(isTold && { title: say(cellWords(cell)) })}
    >
      {say(cellMarks[cell.state])}
      {cell.state === 'late' && span > 1 && say(days)}
    </td>
  );
}
