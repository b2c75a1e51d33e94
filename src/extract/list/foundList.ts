/** What the list readers hand over. */
import type { Item, SetAside } from '../../model.js';
import { boxAt, type Page } from '../layout/document.js';
import type { Group } from './groups.js';

export interface FoundList {
  items: Item[];
  /** CSS-like path of the container. */
  container: string;
  /** The rows are the newest of several columns, or of one other, each in its block with a 更多 link. */
  isPortal: boolean;
  dated: number;
  why: string;
  /** The text pieces that the list takes up, as half-open ranges: labels in there are its rows', not the page's. */
  ranges: [number, number][];
  setAside: SetAside[];
}

/**
 * The texts that lists take up, as half-open ranges. A group of a single row is left out: the date line of an article
 * looks just like one.
 */
export function rangesOf(page: Page, groups: Group[]): [number, number][] {
  return groups
    .filter((group) => group.rows.length > 1)
    .map(({ container }) => [boxAt(page, container).textFrom, boxAt(page, container).textTo]);
}
