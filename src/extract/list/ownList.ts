/**
 * What of a page is the column's own. A page names its column in its title and again right before the column's content,
 * in a heading or at the end of the breadcrumb; a list under any other heading is then another column's, however fresh.
 * Where nothing tells whose a list is, it is nobody's: a dead column beside a fresh list must not look alive.
 */
import type { Day } from '../../model.js';
import type { ColumnName } from './columnName.js';
import { boxAt, shapeOf, type Page, type TextPiece } from '../layout/document.js';
import { emptyListStands } from './emptyList.js';
import { isInHeader, isListRow, PAGER, type WeighedGroup } from './prominence.js';
import type { Row } from './row.js';
import { fold } from '../layout/words.js';

export interface Choice {
  /** The groups that may be read, best first; empty where nothing tells which are the column's. */
  groups: WeighedGroup[];
  /** The page shows the newest of several columns: all of them are read, and the page is said to be no single column. */
  isPortal: boolean;
  /** Why no group can be taken although there are some. */
  unclear: string | null;
}

const FEWEST_HEADED = 3;
const FEWEST_ON_FRONT_PAGE = 4;

/**
 * Chooses among the groups that stand in the main part of the page.
 *
 * @param groups       the weightiest first
 * @param hasOpenSide  other groups, which a reader sees, stand in side boxes
 */
export function chooseGroups(
  page: Page, groups: WeighedGroup[], name: ColumnName, hasOpenSide: boolean,
): Choice {
  const shown = withoutCarousels(page, withoutHiddenTabs(page, groups));
  if (shown.length > 0 && hasOpenSide && shown.every(({ container }) => boxAt(page, container).hidden)) {
    return unclear('only lists of closed tabs stand in the main part of the page');
  }
  // A block with a 更多 link only shows the newest of a column, even of the page's own.
  const own = shown.filter((group) => group.isOwn && !group.isBlock);
  if (own.length > 0) return ownLists(page, shown, own, name);
  const lists = shown.filter((group) => isCandidate(page, group));
  if (lists.length === 0) {
    return isInHeaderOnly(page, shown, name) ? unclear('the only list stands in the page’s header') : taken(shown);
  }
  const headings = new Set(lists.filter(({ under }) => under.whose === 'other').map(({ under }) => under.at)).size;
  const blocks = lists.filter(({ isBlock }) => isBlock).length;
  const place = placeOf(page, name, lists[0]);
  const first = blocks > 1 ? inPageOrder(lists)[0] : lists[0];
  if (emptyListStands(page, place, first, blocks > 1)) {
    return unclear(`an empty list stands on the page, beside one under “${first?.under.words ?? ''}”`);
  }
  const isFront = place < 0 && lists.length >= FEWEST_ON_FRONT_PAGE;
  if (blocks > 1 || headings >= FEWEST_HEADED || isFront) return { ...taken(shown), isPortal: true };
  return placed(page, shown, lists, place);
}

const taken = (groups: WeighedGroup[]): Choice => ({ groups, isPortal: false, unclear: null });
const unclear = (why: string): Choice => ({ groups: [], isPortal: false, unclear: why });

/** The lists under the column's name and their further parts. */
function ownLists(page: Page, shown: WeighedGroup[], own: WeighedGroup[], name: ColumnName): Choice {
  const parts = shown.filter((group) => own.includes(group) || goesOnFrom(page, group, own));
  const [first, ...rest] = inPageOrder(parts) as [WeighedGroup, ...WeighedGroup[]];
  if (rest.some((group) => isNewerList(first, group))) return unclear('two lists, the second newer than the first');
  if (!own.every(({ under }) => under.at <= name.crumbAt)) return taken(parts);
  // Only the breadcrumb above all lists says that this is the column's.
  if (emptyListStands(page, name.crumbAt, first, false)) return unclear('an empty list stands before the first with rows');
  const rival = shown.find((group) => !parts.includes(group) && isRival(page, first, group));
  return rival ? unclear('two lists below the breadcrumb, and nothing tells which is the column’s') : taken(parts);
}

const MOST_PINNED = 3;

/** All of it is newer than a list before it that is too long to be the pinned rows. */
function isNewerList(first: WeighedGroup, group: WeighedGroup): boolean {
  const [before, after] = [daysOf(first), daysOf(group)];
  const oldestAfter = after[0];
  const areLists = first.rows.length > MOST_PINNED && group.rows.length > 1;
  const isNewer = areLists && oldestAfter !== undefined && oldestAfter > (before.at(-1) ?? '');
  return isNewer && !isChosenByHand(first, group);
}

/** A few rows in no order of days, above a list of one make that runs downwards: what the office has pinned. */
function isChosenByHand(first: WeighedGroup, group: WeighedGroup): boolean {
  const isShort = first.rows.length <= MOST_PINNED * 2 && first.rows.length <= group.rows.length;
  return isShort && first.signature === group.signature && risesOf(first) > 1 && risesOf(group) === 0;
}

function risesOf(group: WeighedGroup): number {
  const days = group.rows.flatMap(dayOf);
  return days.filter((day, at) => at > 0 && day > (days[at - 1] as Day)).length;
}

/** As long as the first list, without a heading, and staler: the column's, perhaps, beside fresh news. */
function isRival(page: Page, first: WeighedGroup, group: WeighedGroup): boolean {
  const isLong = group.rows.length >= Math.max(2, first.rows.length) && isCandidate(page, group);
  return isLong && group.under.whose === 'none' && !group.isBlock && isFresher(first, group);
}

/** One list, or several of which the page says which is the column's. */
function placed(page: Page, shown: WeighedGroup[], lists: WeighedGroup[], place: number): Choice {
  const behind = lists.filter((group) => orderOf(group) > place);
  if (place >= 0 && lists.length > 0 && behind.length === 0) return unclear('the lists stand before the column’s own place');
  const [lead] = behind;
  if (!lead) return taken(shown);
  const others = behind.filter((group) => group !== lead && !areParts(page, lead, group));
  const withPager = behind.filter((group) => hasOwnPager(page, group));
  if (others.length > 0 && withPager.length !== 1) {
    return unclear('several lists, and nothing tells which is the column’s');
  }
  const [chosen] = others.length > 0 ? withPager : [lead];
  // The newest rows of a column below this one, with the link to all of them.
  const isPortal = chosen?.isBlock === true && chosen.under.whose === 'other';
  const isRest = (group: WeighedGroup) => group === chosen || others.length === 0;
  return { ...taken(shown.filter((group) => orderOf(group) > place && isRest(group))), isPortal };
}

function isInHeaderOnly(page: Page, shown: WeighedGroup[], name: ColumnName): boolean {
  return name.own.length > 0 && shown.length > 0 && shown.every(({ container }) => isInHeader(page, container));
}

const inPageOrder = (groups: WeighedGroup[]) => [...groups].sort((one, two) => orderOf(one) - orderOf(two));
const orderOf = (group: WeighedGroup) => (group.rows[0] as Row).order;

/** Whether a group has enough of a list to be mistaken for the column's. */
function isCandidate(page: Page, group: WeighedGroup): boolean {
  const hasCells = group.rows.some(({ marks }) => marks.some(({ by, role }) => by !== 'in-text' && role !== 'other'));
  if (!hasCells || isInHeader(page, group.container)) return false;
  return group.rows.length > 1 || group.under.whose === 'other' || isListItem(page, group);
}

function isListItem(page: Page, group: WeighedGroup): boolean {
  return isListRow(page, group) && group.rowBoxes.every((box) => boxAt(page, box).name !== 'tr');
}

/** The last text before the list that names the column: its heading or the end of its breadcrumb; -1 where none does. */
function placeOf(page: Page, name: ColumnName, lead: WeighedGroup | undefined): number {
  const end = lead?.under.at ?? page.texts.length;
  for (let index = end - 1; index > name.crumbAt; index--) {
    const { text, box } = page.texts[index] as TextPiece;
    if (text.length <= LONGEST_NAME && name.own.includes(fold(text)) && isHeadingBox(page, box)) return index;
  }
  return name.crumbAt;
}

const LONGEST_NAME = 40;
const HEADING_CLASS = /tit|head|(?:^|[\s_-])(?:hd|bt|lm|name|column)/i;

function isHeadingBox(page: Page, number: number): boolean {
  for (let box = number, steps = 0; box >= 0 && steps < 3; steps++) {
    const { name, attribs, parent, textLength } = boxAt(page, box);
    if (textLength > LONGEST_NAME) return false;
    if (/^h[1-6]$/.test(name) || HEADING_CLASS.test(attribs['class'] ?? '')) return true;
    box = parent;
  }
  return false;
}

/** Parts of one list: of one make, in boxes of one make, without a heading between, the newer not behind the older. */
function areParts(page: Page, one: WeighedGroup, other: WeighedGroup): boolean {
  const [first, second] = orderOf(one) < orderOf(other) ? [one, other] : [other, one];
  if (first.under.isTabs) return false;
  if (second.under.whose === 'other' && second.under.at !== first.under.at) return false;
  const parentShape = ({ container }: WeighedGroup) => shapeOf(page, Math.max(0, boxAt(page, container).parent));
  const areSiblings = boxAt(page, one.container).parent === boxAt(page, other.container).parent;
  if (!areSiblings && (one.signature !== other.signature || parentShape(one) !== parentShape(other))) return false;
  const [before, after] = [daysOf(first), daysOf(second)];
  const newestAfter = after.at(-1);
  return areSiblings || before.length === 0 || newestAfter === undefined || newestAfter <= (before.at(-1) ?? '');
}

const dayOf = ({ marks }: Row) => marks.flatMap(({ date }) => (date.form === 'day' ? [date.day] : []));
const daysOf = (group: WeighedGroup) => group.rows.flatMap(dayOf).sort();

const TEXTS_TO_PAGER = 16;

/** A pager right behind the list, before anything long. */
function hasOwnPager(page: Page, { container }: WeighedGroup): boolean {
  const { textTo } = boxAt(page, container);
  return page.texts.slice(textTo, textTo + TEXTS_TO_PAGER).some(({ text }) => text.length < 60 && PAGER.test(text));
}

const NEAR_LEVELS = 3;

/** A group without a heading of its own, close behind the column's list: its next part. */
function goesOnFrom(page: Page, group: WeighedGroup, own: WeighedGroup[]): boolean {
  const { whose, at } = group.under;
  return own.some((list) => {
    const isSame = at === list.under.at;
    if (list.under.isTabs || orderOf(group) < list.under.at || (whose === 'other' && !isSame)) return false;
    const [one, other] = [listBox(list), listBox(group)];
    if (boxAt(page, one).parent === boxAt(page, other).parent || holds(page, other, one)) return true;
    return isNear(page, one, other) && !isFresher(group, list) && areParts(page, list, group);
  });
}

/** A row alone is widened to the box of its list. */
const listBox = ({ rows, rowBoxes, container }: WeighedGroup) =>
  rows.length === 1 ? (rowBoxes[0] as number) : container;

const holds = (page: Page, outer: number, inner: number) => outer <= inner && inner < boxAt(page, outer).end;

function isFresher(group: WeighedGroup, list: WeighedGroup): boolean {
  return (daysOf(group).at(-1) ?? '') > (daysOf(list).at(-1) ?? '');
}

function isNear(page: Page, one: number, other: number): boolean {
  let box = one;
  for (let steps = 0; steps <= NEAR_LEVELS && box >= 0; steps++) {
    if (holds(page, box, other)) return true;
    box = boxAt(page, box).parent;
  }
  return false;
}

const CAROUSEL = /swiper|carousel|banner|focus|lunbo|flash|marquee|slide(?!txt)/i;

/** Pictures that change are no list, where there is any other. */
function withoutCarousels(page: Page, groups: WeighedGroup[]): WeighedGroup[] {
  const others = groups.filter((group) => !isCarousel(page, group));
  return others.length > 0 ? others : groups;
}

function isCarousel(page: Page, group: WeighedGroup): boolean {
  for (let box = group.container, steps = 0; box >= 0 && steps < 4; steps++) {
    const { attribs, parent, name } = boxAt(page, box);
    if (name === 'body') return false;
    if (CAROUSEL.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`)) return true;
    box = parent;
  }
  return false;
}

/** Lists of tabs that are not the open one; a list whose further pages are hidden goes on downwards instead. */
function withoutHiddenTabs(page: Page, groups: WeighedGroup[]): WeighedGroup[] {
  const isHidden = (group: WeighedGroup) => boxAt(page, group.container).hidden;
  const open = groups.filter((group) => !isHidden(group));
  if (open.length === 0 || open.length === groups.length) return groups;
  const isFurtherPage = (group: WeighedGroup) =>
    open.some((list) => !isFresher(group, list) && areParts(page, list, group));
  return groups.filter((group) => !isHidden(group) || isFurtherPage(group));
}
