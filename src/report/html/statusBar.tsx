/** Columns by status as one bar. The numbers stand in words beside it: the bar alone tells nobody anything. */
import type { VNode } from 'preact';
import type { ColumnStatus } from '../../model.js';
import { statusName, type Say } from '../words.js';

/** From what is held against somebody, over what could not be seen, to what is in order. */
export const STATUS_ORDER = [
  'overdue', 'missing-period', 'blank', 'unreadable', 'due', 'fresh', 'waived', 'static',
] as const satisfies readonly ColumnStatus[];

export type StatusCounts = Record<ColumnStatus, number>;

/** Under this share, in percent, a number would not fit into its part. */
const ROOM_FOR_NUMBER = 5;

/**
 * Attributes and no style: a page whose policy forbids inline styles can show it as well.
 *
 * @param of  by how many columns the whole width stands for; absent: by all that are counted
 */
export function StatusBar({ counts, of }: { counts: StatusCounts; of?: number }): VNode | null {
  const all = of ?? STATUS_ORDER.reduce((sum, status) => sum + counts[status], 0);
  if (all === 0) return null;
  const parts: { status: ColumnStatus; number: number; start: number; share: number }[] = [];
  let start = 0;
  for (const status of STATUS_ORDER) {
    const number = counts[status];
    const share = Math.round((number / all) * 10_000) / 100;
    if (number > 0) parts.push({ status, number, start, share });
    start = Math.round((start + share) * 100) / 100;
  }
  return (
    <svg class="bar" aria-hidden="true">
      {parts.map(({ status, number, start: x, share }) => (
        <g class={status}>
          <rect x={`${x}%`} width={`${share}%`} height="100%" />
          {share >= ROOM_FOR_NUMBER && (
            <text x={`${Math.round((x + share / 2) * 100) / 100}%`} y="50%">
              {number}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** `超期 2 · 缺期 1 · 正常 8`: the bar in words, without what there is none of. */
export function countWords(counts: StatusCounts, say: Say): string {
  return STATUS_ORDER.filter((status) => counts[status] > 0)
    .map((status) => `${say(statusName(status))} ${counts[status]}`)
    .join(' · ');
}
