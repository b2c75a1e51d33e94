import type { DateEvidence, Day, Item, ItemVersion, KnownItem } from '../model.js';
import { storable } from './storable.js';

/** An item as it is kept. */
export interface StoredItem extends KnownItem {
  /** The day since which its present title and date have stood. */
  currentSince: Day;
  /** By which later visits know it again; absent where its address is enough, as nearly always. */
  identity?: string;
}

/** What one sighting makes of an item. `superseded` is set exactly when title or day are not what they were. */
export interface Sighting {
  current: StoredItem;
  superseded: ItemVersion | null;
}

/**
 * The rows of one visit as items, each under the identity by which later visits know it again.
 *
 * An address is an identity by itself, so that a corrected title or date stays the same item. Rows without one are
 * told apart by title and day. A row shown twice, as pinned rows often are, counts once: the first that shows a day,
 * else the first. But an address under which rows of different days stand (a table whose rows all open one page)
 * identifies none of them, and they are told apart like rows without an address: to merge them would lose months that
 * were published.
 */
export function distinctItems(rows: readonly Item[]): Map<string, Item> {
  const items = rows.map(asStorable);
  const shared = sharedAddresses(items);

  const distinct = new Map<string, Item>();
  for (const item of items) {
    const { url, title, date } = item;
    // An address never begins with a bracket.
    const identity = url !== null && !shared.has(url) ? url : JSON.stringify([url, title, date?.day ?? null]);
    const earlier = distinct.get(identity);
    if (!earlier || (!earlier.date && item.date)) distinct.set(identity, item);
  }
  return distinct;
}

/**
 * An item after it was seen on `day`.
 *
 * A row that shows no day does not undo the day that an earlier visit read. Nor does one that shows the same month and day
 * without a year: a year later the reader supplies the next year, and what stands there has not been published anew. A visit recorded late, for a day before the
 * item was last seen, changes nothing of what it is now, except that it may supply a day where none was known.
 */
export function sight(known: StoredItem | undefined, item: Item, day: Day): Sighting {
  if (!known) {
    const { title, url, date, pinned } = item;
    // Name by name: a copy of whatever is there takes several times as long, and every row of every first visit comes here.
    return { current: { title, url, date, pinned, firstSeen: day, currentSince: day, lastSeen: day }, superseded: null };
  }
  const firstSeen = day < known.firstSeen ? day : known.firstSeen;
  const date = item.date === null || isSameWithoutYear(known.date, item.date) ? known.date : item.date;

  if (day < known.lastSeen) {
    const current = { ...known, date: known.date ?? date, firstSeen };
    const isOther = item.title !== current.title || date?.day !== current.date?.day;
    return {
      current,
      superseded: isOther ? { title: item.title, date: item.date, firstSeen: day, lastSeen: day } : null,
    };
  }

  const { title, url, pinned } = item;
  const isChanged = title !== known.title || date?.day !== known.date?.day;
  const currentSince = isChanged ? day : known.currentSince;
  return {
    current: { title, url, date, pinned, firstSeen, currentSince, lastSeen: day },
    superseded: isChanged
      ? { title: known.title, date: known.date, firstSeen: known.currentSince, lastSeen: known.lastSeen }
      : null,
  };
}

/** The same words, without the year, which was supplied by inference both times and later by a later visit. */
function isSameWithoutYear(known: DateEvidence | null, shown: DateEvidence): boolean {
  if (known === null || known.text !== shown.text || known.day >= shown.day) return false;
  const isInferred = [known, shown].every(({ implied }) => implied.includes('year'));
  return isInferred && known.day.slice(4) === shown.day.slice(4);
}

function asStorable({ title, url, date, pinned }: Item): Item {
  return { title: storable(title), url: url === null ? null : storable(url), date: date && storableDate(date), pinned };
}

/** Nearly always the same one. */
function storableDate(date: DateEvidence): DateEvidence {
  const [by, text] = [storable(date.by), storable(date.text)];
  return by === date.by && text === date.text ? date : { ...date, by, text };
}

function sharedAddresses(items: readonly Item[]): Set<string> {
  const dayOf = new Map<string, Day>();
  const shared = new Set<string>();
  for (const { url, date } of items) {
    if (url === null || !date) continue;
    const seen = dayOf.get(url);
    if (seen !== undefined && seen !== date.day) shared.add(url);
    dayOf.set(url, date.day);
  }
  return shared;
}
