/** Numbers at the end of addresses, which a CMS counts upwards: a second witness of the order in which items were made. */
import { daysBetween } from './days.js';
import { inOrder, type DatedItem } from './facts.js';
import { groupedBy } from './groupedBy.js';

/** Fewer items show no order. */
const LEAST_ITEMS = 10;
/** Of neighbours by number, how many must run forward in days for the numbers to be believed at all. */
const LEAST_IN_ORDER = 0.9;
/** A single later day before an item may itself be the wrong one. */
const LEAST_BEFORE = 3;

/**
 * Items whose number comes after those of at least three items that show a day `marks` days or more later, each with the
 * latest of these. Only where numbers and days otherwise run the same way: after a move of the site they need not.
 *
 * Example: /c/7.html of 03-01, /c/8.html of 03-05, /c/9.html of 02-10: the last was made after the others.
 */
export function outOfSequence(items: readonly DatedItem[], marks: number): Map<DatedItem, DatedItem> {
  const numbered = items.flatMap((item) => {
    const number = item.url === null ? null : numberOf(item.url);
    return number === null ? [] : [{ item, ...number }];
  });
  const found = new Map<DatedItem, DatedItem>();
  if (numbered.length < LEAST_ITEMS) return found;
  for (const family of families(numbered)) {
    const row = family
      .sort((a, b) => a.number - b.number || inOrder(a.item.date.day, b.item.date.day))
      .map(({ item }) => item);
    if (row.length < LEAST_ITEMS || !runsForward(row)) continue;
    // Nothing lies out of order where every number's day is at or after that of the one before.
    if (marks > 0 && isAscending(row)) continue;
    const latest: DatedItem[] = [];
    for (const item of row) {
      const [least] = latest;
      const isSure = latest.length === LEAST_BEFORE && least !== undefined;
      if (isSure && daysBetween(item.date.day, least.date.day) >= marks) found.set(item, latest[LEAST_BEFORE - 1] as DatedItem);
      latest.push(item);
      latest.sort((a, b) => inOrder(a.date.day, b.date.day));
      if (latest.length > LEAST_BEFORE) latest.shift();
    }
  }
  return found;
}

/**
 * Items whose addresses are the same but for the number, where there are enough of them. By what stands before it first:
 * most families are too small already, and no text has to be put together.
 */
function families<Numbered extends { before: string; after: string }>(numbered: readonly Numbered[]): Numbered[][] {
  const byStart = [...groupedBy(numbered, ({ before }) => before).values()].filter(({ length }) => length >= LEAST_ITEMS);
  return byStart.flatMap((family) => [...groupedBy(family, ({ after }) => after).values()]);
}

/** The last number of an address with at most twelve digits, and what of the address stands on either side of it. */
function numberOf(url: string): { before: string; after: string; number: number } | null {
  const address = url.slice(0, 2000);
  let end = address.length;
  while (end > 0 && !isDigit(address, end - 1)) end -= 1;
  let start = end;
  while (start > 0 && isDigit(address, start - 1)) start -= 1;
  const digits = end - start;
  if (start === 0 || digits < 3 || digits > 12 || address.length - end > 12) return null;
  return { before: address.slice(0, start), after: address.slice(end), number: Number(address.slice(start, end)) };
}

function isDigit(text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  return sign >= 0x30 && sign <= 0x39;
}

function isAscending(row: readonly DatedItem[]): boolean {
  return row.every((item, index) => index === 0 || item.date.day >= (row[index - 1] as DatedItem).date.day);
}

function runsForward(row: readonly DatedItem[]): boolean {
  const forward = row.filter((item, index) => index === 0 || item.date.day >= (row[index - 1] as DatedItem).date.day);
  return forward.length >= row.length * LEAST_IN_ORDER;
}
