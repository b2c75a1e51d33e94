/**
 * 页面不是本栏目: whether what came back is the page of another column of the site. A throttled server, a redirect after
 * a redesign or an address entered twice would else lend one column the dates of another.
 *
 * It is said on good proof only. That the page is called otherwise than the configuration calls the column proves
 * nothing: offices name columns as they like.
 */
import type { Column, PageName } from '../../model.js';
import { isSameName, ownNames } from './pageName.js';
import { sameAddress } from './sameAddress.js';

/** The configured columns of one site, looked up by name and by address. */
export interface SiteColumns {
  /** By the last name of their path, without blanks. */
  byName: Map<string, Column[]>;
  /** By address without what does not matter in it. */
  byAddress: Map<string, Column[]>;
}

export interface Arrival {
  column: Column;
  /** The address that answered in the end. */
  finalUrl: string;
  name: PageName | null;
  /** Whether the page says one of these names anywhere of itself; asked only where all else speaks for another column. */
  says: (names: readonly string[]) => boolean;
}

/** Gathers the columns once for a whole site. */
export function siteColumns(columns: readonly Column[]): SiteColumns {
  const found: SiteColumns = { byName: new Map(), byAddress: new Map() };
  for (const column of columns) {
    add(found.byName, plain(leafOf(column)), column);
    add(found.byAddress, sameAddress(column.url), column);
  }
  return found;
}

/**
 * Why the page is another column's, in words for the log, or null where that is not proven.
 *
 * Two proofs are taken. Either the address led to the address of another configured column; or at least two witnesses
 * of the page (ColumnName, breadcrumb, title) give it the very name of one other configured column, which hangs under
 * the same parent or whose parent's name the page says as well, and the page does not link that name to this column's
 * own address. Under both, none of this column's names may stand anywhere on the page but in a link to elsewhere.
 */
export function wrongPageOf(arrival: Arrival, site: SiteColumns): string | null {
  const other = ledTo(arrival, site) ?? namedAs(arrival, site);
  if (other === null) return null;
  const own = ownPath(arrival.column, other.column);
  if (own.length === 0 || saidByName(arrival.name, own) || arrival.says(own)) return null;
  return `${other.why} “${other.column.path.join(' > ')}”`;
}

interface Other {
  column: Column;
  why: string;
}

/** A redirect to another column's address. Columns that differ behind # alone share one page, so no # is compared. */
function ledTo({ column, finalUrl }: Arrival, { byAddress }: SiteColumns): Other | null {
  const [asked, answered] = [withoutFragment(column.url), withoutFragment(finalUrl)];
  if (sameAddress(asked) === sameAddress(answered)) return null;
  const others = byAddress.get(sameAddress(answered)) ?? [];
  const [other] = others;
  if (!other || others.length > 1) return null;
  return { column: other, why: 'the address leads to that of the column' };
}

const FEWEST_WITNESSES = 2;

function namedAs({ column, finalUrl, name }: Arrival, { byName }: SiteColumns): Other | null {
  if (!name) return null;
  const others = byName.get(plain(name.name)) ?? [];
  const [other] = others;
  // Two columns of one name, as every department has its 通知公告, are no proof of either.
  if (!other || others.length > 1 || sameAddress(other.url) === sameAddress(column.url)) return null;
  if (isAbove(other.url, column.url)) return null;
  const witnesses = name.said.filter((witness) => ownNames(witness).some((own) => isSameName(own, name.name)));
  if (witnesses.length < FEWEST_WITNESSES) return null;
  if (name.url !== null && [column.url, finalUrl].some((url) => isThisColumns(url, name.url as string, other.url))) return null;
  const isSibling = parentOf(other) === parentOf(column);
  const parent = other.path.at(-2);
  if (!isSibling && (parent === undefined || !saidByName(name, [parent]))) return null;
  return { column: other, why: 'the page calls itself as the column' };
}

/** Pages below a section may all bear the section's name. */
function isAbove(section: string, address: string): boolean {
  if (!URL.canParse(section) || new URL(section).search !== '') return false;
  const [above, below] = [section, address].map((url) => sameAddress(withoutFragment(url)).replace(/\?.*$/s, ''));
  return below === above || (below as string).startsWith(`${above}/`);
}

/** The page's own name is linked to this column's address and not to the other's. */
function isThisColumns(own: string, linked: string, other: string): boolean {
  return sameAddress(own) === sameAddress(linked) && sameAddress(linked) !== sameAddress(other);
}

/**
 * The names that only this column bears: those of its path that the other's does not share, and none so short that it
 * stands in any text.
 */
function ownPath(column: Column, other: Column): string[] {
  const shared = new Set(other.path.map(plain));
  return column.path.filter((name) => plain(name).length >= 2 && !shared.has(plain(name)));
}

function saidByName(name: PageName | null, wanted: readonly string[]): boolean {
  const said = (name?.said ?? []).flatMap(({ names }) => names).map(plain);
  return wanted.some((one) => said.some((words) => words.includes(plain(one))));
}

const leafOf = ({ path, key }: Column) => path.at(-1) ?? key;
const parentOf = ({ path }: Column) => path.slice(0, -1).map(plain).join('>');
const plain = (name: string) => name.replace(/\s+/g, '');

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '');
}

function add(map: Map<string, Column[]>, key: string, column: Column): void {
  const held = map.get(key);
  if (held) held.push(column);
  else map.set(key, [column]);
}
