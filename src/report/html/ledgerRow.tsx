/**
 * The head and the rows of a ledger grid.
 */
import type { VNode } from 'preact';
import type { Cell, RunColumn } from '../../model.js';
import type { Axis } from '../ledgerAxis.js';
import { cellWords } from '../periodWords.js';
import { cadenceKindNames, cellMarks, statusName, type Say } from '../words.js';
import { ColumnPath } from './pageText.js';

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
          <th scope="col" class={startsGroup ? 'slot first' : 'slot'}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function LedgerRow({ entry, axis, say }: { entry: RunColumn; axis: Axis; say: Say }): VNode {
  const { column, verdict } = entry;
  return (
    <tr>
      <th scope="row" class="name">
        <ColumnPath path={column.path} /> <span class="soft">{say(cadenceKindNames[column.cadence.kind])}</span>
      </th>
      <td class="state">
        <span class={`badge ${verdict.status}`}>{say(statusName(verdict.status))}</span>
      </td>
      {verdict.ledger.length === 0 ? (
        <td colSpan={Math.max(axis.slots.length, 1)} class="gap">
          {say({ zh: '没有可判定的周期', en: 'No period to judge' })}
        </td>
      ) : (
        cellsOnAxis(verdict.ledger, axis).map((slot) => <Slot slot={slot} say={say} />)
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

function Slot({ slot: { cell, span }, say }: { slot: PlacedCell; say: Say }): VNode {
  if (cell === null) return <td colSpan={span} class="gap" />;
  const days = { zh: ` ${cell.lateDays} 天`, en: ` ${cell.lateDays} d` };
  return (
    <td {...(span > 1 && { colSpan: span })} class={`cell ${cell.state}`} title={say(cellWords(cell))}>
      {say(cellMarks[cell.state])}
      {cell.state === 'late' && span > 1 && say(days)}
    </td>
  );
}
