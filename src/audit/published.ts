/** When an item was published, as far as that can be held against anybody. */
import type { DateEvidence, Day, KnownItem } from '../model.js';

/**
 * The earliest day that anything says: the row, the item's own page, what the row showed before it was changed, and our
 * first sight of it. Days that were in part supplied by inference do not count. Null where no day is shown at all.
 */
export function publishedOn({ date, page, earlier = [], firstSeen }: KnownItem): Day | null {
  let first: Day | null = null;
  for (const shown of [date, page?.published, ...earlier.map((version) => version.date)]) {
    if (isPlain(shown) && (first === null || shown.day < first)) first = shown.day;
  }
  return first === null || first < firstSeen ? first : firstSeen;
}

/** 成文日期, where the item's own page shows a whole one. */
export function writtenOn({ page }: KnownItem): DateEvidence | null {
  return isPlain(page?.written) ? page.written : null;
}

function isPlain(date: DateEvidence | null | undefined): date is DateEvidence {
  return date !== null && date !== undefined && date.implied.length === 0;
}
