import { isDeepStrictEqual } from 'node:util';

import type { Day, Item, KnownItem } from '../model.js';
import { distinctItems, sight, type StoredItem } from './sightings.js';

/**
 * All items of a column that any visit ever saw, in the order in which they became known, in parts as they are stored.
 */
export interface ItemBook {
  parts: readonly Part[];
}

export interface Part {
  items: readonly StoredItem[];
  /** Whether it differs from what is stored. */
  isChanged: boolean;
}

/** The list that a column showed last, and until when visits found it just as it was. */
export interface ListStand {
  listedOn: Day | null;
  sameUntil: Day | null;
}

const ITEMS_A_PART = 250;

/** Items of the last list count as seen for as long as visits found it unchanged. @param parts  as JSON, in their order */
export function openBook(parts: readonly string[], { listedOn, sameUntil }: ListStand): ItemBook {
  const extendsLastSeen = listedOn !== null && sameUntil !== null && sameUntil > listedOn;
  return {
    parts: parts.map((json) => {
      const stored = JSON.parse(json) as StoredItem[];
      if (!extendsLastSeen) return { items: stored, isChanged: false };
      const items = stored.map((item) => (item.lastSeen === listedOn ? { ...item, lastSeen: sameUntil } : item));
      return { items, isChanged: items.some((item, index) => item !== stored[index]) };
    }),
  };
}

/** The book after a visit on `day` showed these rows. */
export function withRows(book: ItemBook, rows: readonly Item[], day: Day): ItemBook {
  const places = placesOf(book);
  const parts = book.parts.map(({ items, isChanged }) => ({ items: [...items], isChanged }));
  for (const [identity, item] of distinctItems(rows)) {
    const place = places.get(identity);
    if (place === undefined) {
      const { current } = sight(undefined, item, day);
      append(parts, identity === item.url ? current : { ...current, identity });
      continue;
    }
    const part = parts[place.part] as (typeof parts)[number];
    const before = part.items[place.index] as StoredItem;
    const after = sighted(before, item, day);
    if (isDeepStrictEqual(before, after)) continue;
    part.items[place.index] = after;
    part.isChanged = true;
  }
  return { parts };
}

function append(parts: { items: StoredItem[]; isChanged: boolean }[], item: StoredItem): void {
  const last = parts.at(-1);
  if (last && last.items.length < ITEMS_A_PART) {
    last.items.push(item);
    last.isChanged = true;
  } else {
    parts.push({ items: [item], isChanged: true });
  }
}

function sighted(before: StoredItem, item: Item, day: Day): StoredItem {
  const { current, superseded } = sight(before, item, day);
  const { identity, earlier } = before;
  const versions = superseded ? [...(earlier ?? []), superseded] : earlier;
  return { ...current, ...(identity !== undefined && { identity }), ...(versions && { earlier: versions }) };
}

/** As an audit needs them. */
export function itemsIn(book: ItemBook): KnownItem[] {
  return book.parts.flatMap(({ items }) => items.map(known));
}

function known({ title, url, date, pinned, firstSeen, lastSeen, earlier }: StoredItem): KnownItem {
  const item = { title, url, date, pinned, firstSeen, lastSeen };
  return earlier ? { ...item, earlier } : item;
}

function asListed({ title, url, date, pinned, firstSeen, lastSeen }: KnownItem): KnownItem {
  return { title, url, date, pinned, firstSeen, lastSeen };
}

/** The items that were seen first on `day` or before and last on it or after: those of a visit on that day. */
export function itemsSeenOn(book: ItemBook, day: Day): KnownItem[] {
  return itemsIn(book)
    .filter(({ firstSeen, lastSeen }) => firstSeen <= day && lastSeen >= day)
    .map(asListed);
}

/** The `limit` items with the newest days, the newest first; those without a day are not among them. */
export function newestItems(book: ItemBook, limit: number): KnownItem[] {
  return itemsIn(book)
    .filter(({ date }) => date !== null)
    .reverse()
    .sort((one, two) => compare(two.date?.day ?? '', one.date?.day ?? ''))
    .slice(0, limit)
    .map(asListed);
}

function compare(one: string, two: string): number {
  if (one === two) return 0;
  return one < two ? -1 : 1;
}

/** How a list that seems whole does not show all that it did. */
export interface Outlived {
  /** The oldest day that it shows. */
  shown: Day;
  /** That of the oldest item known. */
  known: Day;
}

/**
 * Null where the rows hold every known item that is as old as the oldest of them. Where they do not, the list shows only
 * its newest rows, or its older ones were moved to an archive or taken down in due course.
 */
export function outlivedBy(book: ItemBook, rows: readonly Item[]): Outlived | null {
  if (book.parts.length === 0) return null;
  const shown = rows.reduce<Day | null>((oldest, { date }) => (date && (oldest === null || date.day < oldest) ? date.day : oldest), null);
  if (shown === null) return null;
  const here = distinctItems(rows);
  let known: Day | null = null;
  let isShort = false;
  for (const { items } of book.parts) {
    for (const item of items) {
      if (!item.date || item.date.day > shown) continue;
      if (known === null || item.date.day < known) known = item.date.day;
      isShort ||= !here.has(identityOf(item));
    }
  }
  return known !== null && isShort ? { shown, known } : null;
}

function placesOf({ parts }: ItemBook): Map<string, { part: number; index: number }> {
  const places = new Map<string, { part: number; index: number }>();
  for (const [part, { items }] of parts.entries()) {
    for (const [index, item] of items.entries()) places.set(identityOf(item), { part, index });
  }
  return places;
}

function identityOf({ identity, url }: StoredItem): string {
  return identity ?? url ?? '';
}
