/**
 * Rows of links without any date text: dated by their addresses where those carry days, else an undated list. Only a
 * structure that can hardly be navigation is taken: long titles, outside menus, headers and footers.
 */
import type { Day } from '../../model.js';
import type { ColumnName } from './columnName.js';
import { boxAt, pathOf, type Page } from '../layout/document.js';
import { rangesOf, type FoundList } from './foundList.js';
import { makeGroup, type Group } from './groups.js';
import { toUndatedItem } from './items.js';
import { isInHeader, sideBoxOf, weigh, type WeighedGroup } from './prominence.js';
import type { Titles } from './titles.js';
import { dateInUrl } from '../dates/urlDate.js';
import type { Row } from './row.js';

const FEWEST_ROWS = 3;
const SHORTEST_TITLE = 8;

interface LinkGroup extends WeighedGroup {
  /** Rows whose address carries a day. */
  inUrls: number;
}

/** The list of links that is most likely the column's, or null. */
export function findUndatedList(page: Page, titles: Titles, today: Day, name: ColumnName): FoundList | null {
  const groups = linkGroups(page, titles)
    .flatMap((group) => weighLinks(page, group, titles, name))
    .sort((one, two) => two.score - one.score);
  const best = groups[0];
  if (!best || (best.inUrls === 0 && best.rows.length < FEWEST_ROWS)) return null;
  const taken = groups
    .filter((group) => group.signature === best.signature)
    .sort((one, two) => (one.rows[0] as Row).order - (two.rows[0] as Row).order);
  const items = taken.flatMap((group) => group.rows).map((row) => toUndatedItem(page, row, titles));
  const dated = items.filter((item) => item.date && item.date.day <= today).length;
  return {
    items,
    container: pathOf(page, best.container),
    isPortal: taken.length > 1 && taken.every(({ isBlock }) => isBlock),
    dated,
    ranges: rangesOf(page, taken),
    setAside: [],
    why: `${items.length} linked rows without a date on the row${dated ? ', dated by their addresses' : ''}`,
  };
}

/** Title links grouped like dated rows: each is widened as far as it is alone. */
function linkGroups(page: Page, titles: Titles): Group[] {
  const byContainer = new Map<number, Row[]>();
  for (const [number, link] of page.links.entries()) {
    if (!titles.of[number]?.isTitle) continue;
    let { box } = link;
    while (boxAt(page, box).parent >= 0 && titles.countIn(boxAt(page, box).parent) === 1) box = boxAt(page, box).parent;
    const container = boxAt(page, box).parent;
    if (container < 0) continue;
    const rows = byContainer.get(container) ?? [];
    rows.push({ box, marks: [], link: number, paired: false, order: boxAt(page, box).textFrom });
    byContainer.set(container, rows);
  }
  return [...byContainer].map(([container, rows]) => makeGroup(page, container, rows, rows.map((row) => row.box)));
}

/** The group with its weight, or nothing where it is no list of documents. */
function weighLinks(page: Page, group: Group, titles: Titles, name: ColumnName): LinkGroup[] {
  const { rows, container } = group;
  const { linkTextLength, textLength } = boxAt(page, container);
  // Links that stand in sentences are no rows.
  if (rows.length < 2 || linkTextLength < textLength * 0.5) return [];
  const lengths = rows.map((row) => titles.lengthOf(row.link)).sort((one, two) => one - two);
  const median = lengths[lengths.length >> 1] as number;
  const inUrls = rows.filter((row) => dateInUrl(page.links[row.link]?.href ?? '')).length;
  if (median < SHORTEST_TITLE && inUrls < rows.length * 0.6) return [];
  if (isInHeader(page, container) || sideBoxOf(page, container) !== null) return [];
  const weighed = weigh(page, group, titles, name);
  if (weighed.side !== null) return [];
  return [{ ...weighed, score: weighed.score * (inUrls > rows.length / 2 ? 2 : 1), inUrls }];
}
