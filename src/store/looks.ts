import type { Day, Look } from '../model.js';

/** Two years and more of nightly visits. */
export const MOST_LOOKS = 800;

/**
 * The visits that read the column's list, or that it is empty, and were believed, oldest first.
 *
 * @param packed  the latest first, each a day, `l` or `b` for list or blank, and how far it reached: `2026-03-17lever`
 */
export function looksIn(packed: string | null): Look[] {
  if (packed === null) return [];
  return packed.split(' ').map(lookOf).reverse();
}

const DAY_LENGTH = '2026-03-17'.length;

function lookOf(text: string): Look {
  const reach = text.slice(DAY_LENGTH + 1);
  return { day: text.slice(0, DAY_LENGTH), shows: text[DAY_LENGTH] === 'l' ? 'list' : 'blank', since: reachOf(reach) };
}

function reachOf(stored: string): Day | null | undefined {
  if (stored === '') return undefined;
  return stored === 'ever' ? null : stored;
}
