import type { Day, Item } from '../model.js';

/** So many rows at the top of a list may be pinned without a mark. */
export const MOST_PINNED = 8;

/**
 * Days of the list from where it runs downwards to its end. Up to eight rows at its top may be pinned without a mark,
 * as long as more rows run than stand above. Empty where the list never runs, as one that is sorted upwards.
 */
export function runningDays(items: readonly Item[]): Day[] {
  const days = items.flatMap((item) => (item.date && !item.pinned ? [item.date.day] : []));
  let start = Math.max(0, days.length - 1);
  while (start > 0 && (days[start - 1] as Day) >= (days[start] as Day)) start--;
  return start <= MOST_PINNED && start < days.length - start ? days.slice(start) : [];
}
