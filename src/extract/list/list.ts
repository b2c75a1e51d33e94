/**
 * The generic list reader: which of the repeated structures of a page is the column's own list.
 *
 * Groups of the same make (five `ul`s of five rows, four blocks of a section page) are read together; the group that
 * looks most like the column's list leads. See groups.ts for what a group is and prominence.ts for the choice.
 */
import type { Day, SetAside } from '../../model.js';
import { columnHeadRoles } from './columnHeads.js';
import { boxAt, pathOf, shapeOf, textOf, type Page } from '../layout/document.js';
import { rangesOf, type FoundList } from './foundList.js';
import { groupRows, type Group } from './groups.js';
import { toItem } from './items.js';
import { yearHeadings } from './yearHeading.js';
import { findMarks } from './marks.js';
import { columnNameOf } from './columnName.js';
import { hasOtherContent } from './otherContent.js';
import { chooseGroups } from './ownList.js';
import { isListRow, weigh, type WeighedGroup } from './prominence.js';
import { findRows } from './rows.js';
import { linkTitles, type Titles } from './titles.js';
import { findTextList } from './textList.js';
import { findUndatedList } from './undatedList.js';
import { undatedSiblings } from './undatedRows.js';
import type { Row } from './row.js';

/** What was found: the page's own list, or why none of its lists can be called that. */
export interface ListSearch {
  list: FoundList | null;
  /** Set where there are lists and nothing tells which is the column's. */
  unclear: string | null;
}

/** Looks for the page's own list. */
export function findList(page: Page, today: Day): ListSearch {
  const marks = findMarks(page, today);
  const titles = linkTitles(page, marks);
  const rows = findRows(page, marks, titles);
  const name = columnNameOf(page);
  const weighed = groupRows(page, rows, titles)
    .filter((group) => couldBeList(page, group, titles))
    .map((group) => weigh(page, group, titles, name));
  const main = weighed.filter((group) => group.side === null).sort((one, two) => two.score - one.score);
  const hasOpenSide = weighed.some(({ side, container }) => side !== null && !boxAt(page, container).hidden);
  const { groups: own, isPortal, unclear } = chooseGroups(page, main, name, hasOpenSide);
  if (unclear !== null) return { list: null, unclear };
  const best = leadOf(own);
  if (best && !best.isOwn && hasOtherContent(page, best, name)) return { list: null, unclear: null };
  const undated = () => findUndatedList(page, titles, today, name);
  if (!best) return { list: undated(), unclear: null };
  if (best.isBlock && best.rows.length < 3) {
    // A teaser or two beside a long list without dates: the long list is the column.
    const links = undated();
    const isLong = links !== null && links.items.length >= 5 && links.items.length > best.rows.length * 3;
    if (isLong) return { list: links, unclear: null };
  }
  const taken = isPortal ? inOrder(own) : together(page, best, own);
  const setAside = weighed.filter((group) => !taken.includes(group)).map((group) => describeAside(page, group, own));
  return { list: { ...read(page, taken, rows, titles, today, isPortal), setAside }, unclear: null };
}

/** Rows without title links, for a page that holds no list of links and is no document. */
export function findRowsOfText(page: Page, today: Day): FoundList | null {
  const marks = findMarks(page, today);
  return findTextList(page, marks, linkTitles(page, marks), today, columnNameOf(page));
}

const inOrder = (groups: WeighedGroup[]) =>
  [...groups].sort((one, two) => (one.rows[0] as Row).order - (two.rows[0] as Row).order);

/** What `inspect` says of a group that was not taken. */
function describeAside(page: Page, group: WeighedGroup, own: WeighedGroup[]): SetAside {
  const days = group.rows.flatMap(({ marks }) => marks.flatMap(({ date }) => (date.form === 'day' ? [date.day] : [])));
  const heading = group.heading ? `, “${group.heading}”` : '';
  const other = own.includes(group) ? 'another list of the page' : `under another heading${heading}`;
  return {
    container: pathOf(page, group.container),
    rows: group.rows.length,
    newest: days.sort().at(-1) ?? null,
    why: group.side ?? other,
  };
}

const SHORTEST_LONE_TITLE = 6;
const MOST_TITLES_BESIDE_LONE = 3;
/** What a page says of itself beside a date: counters, a clock, the weather. */
const NO_LIST = /更新(?:时间|日期)|(?:本站|今日|累计|最后)(?:更新|访问|浏览|发布)|天气|访问量|统计时间/;

/** One row alone needs more to be believed: a list's element, and a title, not a word beside the page's clock. */
export function couldBeList(page: Page, group: Group, titles: Titles): boolean {
  if (group.rows.length > 1) return true;
  const [row] = group.rows as [Row];
  if (!isListRow(page, group) || NO_LIST.test(textOf(page, row.box, 100))) return false;
  return titles.lengthOf(row.link) >= SHORTEST_LONE_TITLE && titles.countIn(row.box) <= MOST_TITLES_BESIDE_LONE;
}

const FEWEST_OWN_ROWS = 3;

/**
 * The weightiest group; a list without a 更多 link of its own before any block with one. A long fresh block of news
 * beside a short dead list would else make the column look alive.
 */
function leadOf(groups: WeighedGroup[]): WeighedGroup | undefined {
  const own = groups.find((group) => !group.isBlock && group.rows.length >= FEWEST_OWN_ROWS && hasDateCells(group));
  const best = groups[0];
  return best?.isBlock && own ? own : best;
}

/** The leading group and those that belong to it: of the same make; where it is a block, every block of the page. */
function together(page: Page, best: WeighedGroup, groups: WeighedGroup[]): WeighedGroup[] {
  const { parent } = boxAt(page, best.container);
  const rowsOf = (some: Group[]) => some.reduce((sum, group) => sum + group.rows.length, 0);
  const sameShape = groups.filter((group) => group.signature === best.signature);
  // One block with a 更多 link beside a list without is another column's; several blocks are a section page.
  const isSection = sameShape.filter((group) => group.isBlock).length > 1;
  const alike = sameShape.filter((group) => isSection || group.isBlock === best.isBlock);
  const siblings = alike.filter(
    ({ container, isBlock, heading }) =>
      boxAt(page, container).parent === parent && isBlock === best.isBlock && (!isBlock || heading === best.heading),
  );
  const siblingRows = rowsOf(siblings);
  const chosen = new Set(siblingRows >= 10 && siblingRows >= rowsOf(alike) * 0.6 ? siblings : alike);
  for (const group of groups) {
    // Unclosed tables and blocks of one row tear single rows out of the list: their make still says where they belong.
    if (group.rows.length <= 2 && best.make !== null && group.make === best.make) chosen.add(group);
  }
  const nests = new Set([...chosen].map((group) => nestOf(page, group.container)));
  const tags = new Set([...chosen].flatMap((group) => [group.container, ...group.rowBoxes].map(tagOf(page))));
  for (const group of groups) {
    // A block that holds a single row has that row's list as its row box: its nest says that it is one of the blocks.
    const { box } = group.rows[0] as Row;
    const isLone = group.rows.length === 1 && tags.has(tagOf(page)(box));
    if (isLone && nests.has(nestOf(page, boxAt(page, box).parent))) chosen.add(group);
  }
  return inOrder([...chosen]);
}

/** The shapes of a container and of what it stands in; what it is alone in where no class tells it from any other. */
function nestOf(page: Page, container: number): string | number {
  const parent = container < 0 ? -1 : boxAt(page, container).parent;
  const shape = parent < 0 ? '' : shapeOf(page, parent);
  return shape.includes('.') ? `${shape}>${shapeOf(page, container)}` : container;
}

const tagOf = (page: Page) => (box: number) => (box < 0 ? '' : boxAt(page, box).name);

const hasDateCells = (group: Group) => group.rows.every((row) => row.marks.some((mark) => mark.by !== 'in-text'));

const TEXTS_TO_HEADING = 3;

function read(
  page: Page, groups: WeighedGroup[], dated: Row[], titles: Titles, today: Day, isPortal: boolean,
): Omit<FoundList, 'setAside'> {
  const datedBoxes = dated.map((row) => row.box).sort((one, two) => one - two);
  const ofGroup = (group: WeighedGroup) => {
    const from = (group.rows[0] as Row).order - TEXTS_TO_HEADING;
    const all = [...columnHeadRoles(page, group), ...undatedSiblings(page, group, datedBoxes, titles)];
    return all.map((row) => ({ row, from }));
  };
  const placed = groups.flatMap(ofGroup).sort((one, two) => one.row.order - two.row.order);
  const some = placed.map(({ row }) => row);
  const hasNoYears = some.some(({ marks }) => marks.some(({ date }) => date.form === 'month-day'));
  const yearAbove = hasNoYears ? yearHeadings(page) : () => null;
  const inferYears = (!isPortal || groups.length === 1) && monthDaysDescend(some);
  const items = placed
    .map(({ row, from }) => toItem(page, row, titles, { today, inferYears, headed: yearAbove(from, row.order) }))
    .filter((item) => item.title || item.url);
  return {
    items,
    container: pathOf(page, (groups[0] as WeighedGroup).container),
    isPortal,
    dated: items.filter((item) => item.date).length,
    ranges: rangesOf(page, groups),
    why: isPortal ? portalWords(groups, items.length) : listWords(groups, items.length),
  };
}

function listWords(groups: WeighedGroup[], rows: number): string {
  const heading = groups[0]?.under.words || groups[0]?.heading;
  return `${rows} rows in ${groups.length} container(s)${heading ? ` under “${heading}”` : ''}`;
}

function portalWords(groups: WeighedGroup[], rows: number): string {
  const headings = new Set(groups.map(({ under, heading }) => (under.whose === 'other' ? under.words : heading)));
  const names = [...headings].filter(Boolean).join('、').slice(0, 100);
  return `a section page, no single column: ${rows} rows of ${groups.length} blocks (${names})`;
}

/** Month-days without a year may be completed only where they run downwards, with at most a few turns of the year. */
function monthDaysDescend(rows: Row[]): boolean {
  const keys = rows.flatMap(({ marks }) =>
    marks.flatMap(({ date }) => (date.form === 'month-day' ? [date.month * 100 + date.dayOfMonth] : [])),
  );
  const rises = keys.filter((key, index) => index > 0 && key > (keys[index - 1] as number)).length;
  return rises <= Math.max(1, Math.floor(keys.length / 12));
}
