/** What the visits to a column can bear witness to: which item was there, and which visit would have seen it. */
import type { Day, KnownItem, Look } from '../model.js';
import { inOrder, isDated, type ColumnFacts, type DatedItem } from './facts.js';

/** The items that were seen by the day judged, by day and title. A later visit's items are of no concern to it. */
export function seenBy({ history, today }: ColumnFacts): KnownItem[] {
  return history.items
    .filter(({ firstSeen }) => firstSeen <= today)
    .sort((a, b) => inOrder(dayOf(a), dayOf(b)) || inOrder(a.title, b.title) || inOrder(a.url ?? '', b.url ?? ''));
}

/** Those of which the page shows a whole day. Where part of it was supplied by inference, it bears no witness. */
export function plainlyDated(items: readonly KnownItem[]): DatedItem[] {
  return items.filter(isDated).filter(({ date }) => date.implied.length === 0);
}

/**
 * Whether a visit would have seen an item that shows `day`, had it stood in the list: the whole list was read, or rows
 * older than that day. Rows of the very day on which reading stopped may have been cut off.
 */
export function wouldHaveSeen({ since }: Look, day: Day): boolean {
  return since !== undefined && (since === null || since < day);
}

/**
 * Whether an item is known to stand in the list no more: a visit after it was last seen would have seen it. An item that
 * merely moved to a page that nobody reads is not known to be gone.
 */
export function takenDown(facts: ColumnFacts): (item: DatedItem) => boolean {
  const looks = listLooks(facts);
  // How far back the visits from each one on saw, the farthest of them: '' for all of the list, null where none can say.
  const reaches: (Day | null)[] = [];
  let farthest: Day | null = null;
  for (const { since } of looks.toReversed()) {
    if (since !== undefined && (farthest === null || (since ?? '') < farthest)) farthest = since ?? '';
    reaches.push(farthest);
  }
  reaches.reverse();
  return ({ lastSeen, date }) => {
    const reach = reaches[firstAfter(looks, lastSeen)] ?? null;
    return reach !== null && reach < date.day;
  };
}

/** The visits up to the day judged that read the list. */
export function listLooks({ history, today }: ColumnFacts): Look[] {
  return history.looks.filter(({ shows, day }) => shows === 'list' && day <= today);
}

/** The place of the first visit after a day, by halving; past the end where there is none. */
function firstAfter(looks: readonly Look[], day: Day): number {
  let low = 0;
  let high = looks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((looks[middle]?.day ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A title by which two rows are one: without white space, marks and widths. */
export function foldedTitle(title: string): string {
  return title.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function dayOf({ date }: KnownItem): Day {
  return date?.day ?? '';
}
