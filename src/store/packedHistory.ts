/** A column's history as it is stored, small enough to be handed to another thread, and opened where it is wanted. */
import type { History, KnownItem, KnownPage, Look } from '../model.js';
import { itemsIn, openBook, type ListStand } from './itemBook.js';
import { withPages } from './itemPages.js';
import { looksIn } from './looks.js';

/** All that is known of a column but its items and looks. */
export interface BesidesItems extends Omit<History, 'items' | 'looks'> {
  /** What the items' own pages said. */
  pages: KnownPage[];
}

export interface PackedHistory extends BesidesItems {
  /** The items, one part a line, in UTF-8; null where there is none. */
  parts: Uint8Array | null;
  stand: ListStand;
  looks: string | null;
}

/** The history that was packed, the same as if it had been read here. */
export function unpacked({ parts, stand, looks, ...besides }: PackedHistory): History {
  return historyFrom(besides, () => itemsIn(openBook(partsIn(parts), stand)), () => looksIn(looks));
}

/** The parts that are packed, each as JSON, in their order. */
export function partsIn(packed: Uint8Array | null): string[] {
  // A thread is handed plain bytes, which know no charset.
  return packed === null ? [] : Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString().split('\n');
}

/** @param looks  called when they are first asked for: most judgements never do */
export function historyFrom({ pages, ...besides }: BesidesItems, items: () => KnownItem[], looks: () => Look[]): History {
  let read: Look[] | undefined;
  return {
    ...besides,
    items: pages.length > 0 ? withPages(items(), pages) : items(),
    get looks() {
      read ??= looks();
      return read;
    },
  };
}
