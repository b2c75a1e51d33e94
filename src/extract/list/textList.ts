/**
 * Rows without a title link: a table of 序号, 事项, 日期, or rows whose only link says 下载. Asked for last, because dates
 * stand in the tables of documents too: at least three rows of one make are needed, each with words of its own.
 */
import type { Day, Item } from '../../model.js';
import { BLANK_WORDS } from '../answer/blankWords.js';
import { columnHeadRoles } from './columnHeads.js';
import type { ColumnName } from './columnName.js';
import { boxAt, childBoxes, pathOf, resolveUrl, shapeOf, textOf, type Page } from '../layout/document.js';
import { rangesOf, type FoundList } from './foundList.js';
import { makeGroup, type Group } from './groups.js';
import { toItem, type YearContext } from './items.js';
import { chooseGroups } from './ownList.js';
import { isInHeader, weigh } from './prominence.js';
import type { Mark, Row } from './row.js';
import type { Titles } from './titles.js';
import { fold } from '../layout/words.js';

const FEWEST_ROWS = 3;
const MOST_DATES_IN_ROW = 4;
const LONGEST_ROW = 600;
const SHORTEST_TITLE = 4;
const LEVELS_TO_ROW = 6;
/** The weather of the next days. */
const NO_LIST = /℃|多云|晴|阵雨|\d级/;

/** The list of rows in plain text, or null. */
export function findTextList(
  page: Page, marks: Mark[], titles: Titles, today: Day, name: ColumnName,
): FoundList | null {
  const cells = marks.filter(({ by, box }) => by !== 'in-text' && !boxAt(page, box).hidden);
  if (cells.length < FEWEST_ROWS || page.texts.some(({ text }) => saysNothing(text))) return null;
  const groups = textGroups(page, cells)
    .filter((group) => group.rows.length >= FEWEST_ROWS && !isInHeader(page, group.container))
    .map((group) => weigh(page, group, titles, name))
    .filter(({ side }) => side === null)
    .sort((one, two) => two.score - one.score);
  const [best] = chooseGroups(page, groups, name, false).groups;
  if (!best || best.under.whose === 'other') return null;
  const rows = columnHeadRoles(page, best);
  const columns = titleColumns(page, best);
  const years = { today, inferYears: false, headed: null };
  const items = rows.map((row, index) => textItem(page, row, best.rowBoxes[index] as number, columns, titles, years));
  if (items.some((item) => isNoItem(item, today))) return null;
  return {
    items,
    container: pathOf(page, best.container),
    isPortal: false,
    dated: items.filter(({ date }) => date).length,
    ranges: rangesOf(page, [best]),
    setAside: [],
    why: `${items.length} rows in plain text${best.under.words ? ` under “${best.under.words}”` : ''}`,
  };
}

const saysNothing = (text: string) => text.length < 40 && BLANK_WORDS.test(fold(text));

/** No title at all, the weather, or a day that has not come. */
function isNoItem({ title, date }: Item, today: Day): boolean {
  return title.length < SHORTEST_TITLE || NO_LIST.test(title) || (date?.day ?? '') > today;
}

/** Marks under their rows, rows under what they hang from; only rows of one shape. */
function textGroups(page: Page, cells: Mark[]): Group[] {
  const byRow = new Map<number, Mark[]>();
  const marksIn = markCounter(page, cells);
  for (const mark of cells) {
    const row = rowOf(page, mark, marksIn);
    if (row >= 0) byRow.set(row, [...(byRow.get(row) ?? []), mark]);
  }
  const byContainer = new Map<string, Row[]>();
  for (const [box, held] of byRow) {
    const { parent, textFrom, textLength, linkFrom, linkTo } = boxAt(page, box);
    if (parent < 0 || held.length > MOST_DATES_IN_ROW || textLength > LONGEST_ROW) continue;
    const key = `${parent} ${shapeOf(page, box)}`;
    const rows = byContainer.get(key) ?? [];
    rows.push({ box, marks: held, link: linkTo > linkFrom ? linkFrom : -1, paired: false, order: textFrom });
    byContainer.set(key, rows);
  }
  return [...byContainer.values()].map((rows) => {
    const { parent } = boxAt(page, (rows[0] as Row).box);
    return makeGroup(page, parent, rows, rows.map(({ box }) => box));
  });
}

/** Counts the marks in a box by one subtraction. */
function markCounter(page: Page, marks: Mark[]): (box: number) => number {
  const before = new Int32Array(page.boxes.length + 1);
  for (const { box } of marks) before[box + 1] = (before[box + 1] as number) + 1;
  for (let box = 1; box < before.length; box++) before[box] = (before[box] as number) + (before[box - 1] as number);
  return (box) => (before[boxAt(page, box).end] as number) - (before[box] as number);
}

/** The table row around a date; elsewhere the largest box with words that holds no further date. */
function rowOf(page: Page, mark: Mark, marksIn: (box: number) => number): number {
  let { box } = mark;
  for (let levels = 0; levels < LEVELS_TO_ROW && box >= 0; levels++) {
    const { name, parent, textLength } = boxAt(page, box);
    if (name === 'tr' || name === 'li') return box;
    const hasWords = textLength >= mark.words.length + SHORTEST_TITLE;
    if (parent < 0 || (hasWords && marksIn(parent) > marksIn(box))) return hasWords ? box : -1;
    box = parent;
  }
  return -1;
}

const TITLE_HEAD = /名称|标题|事项|项目|内容|主题|文件|题名/;
const NO_TITLE_HEAD = /单位|部门|机构|机关|编号|文号|类别|类型|日期|时间/;

/** Numbers of the parts of a row that may be its title, the likeliest first: by the head's words, else by their length. */
function titleColumns(page: Page, { container, rowBoxes, rows }: Group): number[] {
  const count = partsOf(page, rowBoxes[0] as number).length;
  const columns = Array.from({ length: count }, (_, column) => column);
  const head = headParts(page, container, rowBoxes[0] as number, count);
  const weightOf = (column: number) => {
    const texts = rows.map((row, index) => partText(page, partsOf(page, rowBoxes[index] as number)[column], row));
    const length = texts.reduce((sum, text) => sum + Math.min(text.length, 60), 0);
    // What many rows share is a unit or a kind.
    const isShared = new Set(texts).size < texts.length * 0.6;
    const word = head[column] ?? '';
    const isNamed = TITLE_HEAD.test(word) && !NO_TITLE_HEAD.test(word);
    return length * (isShared ? 0.1 : 1) * (isNamed ? 10 : NO_TITLE_HEAD.test(word) ? 0.1 : 1);
  };
  const weights = columns.map(weightOf);
  return columns.sort((one, two) => (weights[two] as number) - (weights[one] as number));
}

/** The child boxes with text; the row itself where its text stands in it directly. */
function partsOf(page: Page, row: number): number[] {
  const parts = childBoxes(page, row).filter((box) => boxAt(page, box).textLength > 0);
  return parts.length > 1 ? parts : [row];
}

function headParts(page: Page, container: number, firstRow: number, count: number): string[] {
  for (let box = container + 1; box < firstRow; box++) {
    if (boxAt(page, box).end > firstRow) continue;
    const parts = childBoxes(page, box).map((part) => textOf(page, part, 40));
    if (parts.length === count && parts.some((part) => TITLE_HEAD.test(part))) return parts;
  }
  return [];
}

function partText(page: Page, part: number | undefined, row: Row): string {
  if (part === undefined) return '';
  const { textFrom, textTo } = boxAt(page, part);
  const texts = page.texts.slice(textFrom, Math.min(textTo, textFrom + 20));
  const own = texts.filter((_, at) => !row.marks.some(({ from, to }) => from <= textFrom + at && textFrom + at <= to));
  const text = fold(own.map((piece) => piece.text).join('')).slice(0, 300);
  return /\p{L}.*\p{L}/u.test(text) ? text : '';
}

function textItem(
  page: Page, row: Row, box: number, columns: number[], titles: Titles, years: YearContext,
): Item {
  const item = toItem(page, row, titles, years);
  const parts = partsOf(page, box);
  const title = columns.map((column) => partText(page, parts[column], row)).find((text) => text !== '') ?? '';
  const href = page.links[row.link]?.href;
  return { ...item, title, url: href === undefined ? null : resolveUrl(href, page.base) };
}
