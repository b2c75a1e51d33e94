/**
 * How much a group of rows looks like the column's own list. What stands in navigation, side boxes (热点, 推荐, 相关, 排行)
 * or footers is set aside, so that a fresh side list cannot make a dead column look alive.
 */
import { boxAt, joinTexts, type Page, type TextPiece } from '../layout/document.js';
import type { Group } from './groups.js';
import { lastWord, type ColumnName } from './columnName.js';
import { headingOf, MORE, type Heading } from './heading.js';
import type { Titles } from './titles.js';
import { fold } from '../layout/words.js';
import type { Row } from './row.js';

export interface Prominence {
  score: number;
  /** Why the group stands beside the page's own list, or null. */
  side: string | null;
  /** The short words directly before the group. */
  heading: string;
  /** A block of a section page: it has its own 更多 link. */
  isBlock: boolean;
  /** What the group stands under by the page's structure. */
  under: Heading;
  /** The words directly before the group are the column's name: its heading, or the end of the breadcrumb. */
  isOwn: boolean;
}

export type WeighedGroup = Group & Prominence;

/** Weighs a group; `name` is what the page calls itself. */
export function weigh(page: Page, group: Group, titles: Titles, name: ColumnName): WeighedGroup {
  const heading = headingBefore(page, group);
  const under = headingOf(page, group, name);
  // A weather box or a headline right behind the breadcrumb is no list.
  const isList = group.rows.length > 1 || isListRow(page, group);
  const isUnderName = under.whose === 'own' || (under.whose === 'none' && !under.isTabs && name.own.includes(lastWord(heading)));
  const isOwn = isList && isUnderName;
  const isBlock = hasMoreLink(page, group);
  const lengths = group.rows.reduce((sum, row) => sum + Math.min(titles.lengthOf(row.link), 40), 0);
  let score = group.rows.length * 10 + lengths;
  if (group.rows.every((row) => row.marks.every((mark) => mark.by === 'in-text'))) score *= 0.15;
  if (group.rows.every((row) => row.marks.every((mark) => mark.role === 'other'))) score *= 0.05;
  if (hasPager(page, group.container)) score *= 2;
  if (isOwn) score *= 2;
  if (isBlock && !isOwn) score *= 0.2;
  if (isInHeader(page, group.container)) score *= 0.2;
  return { ...group, score, side: sideOf(page, group, isOwn ? '' : heading), heading, under, isBlock, isOwn };
}

const LIST_TAG = /^(?:li|tr|dl|dt|dd|ul|ol)$/;
const LIST_CLASS = /list|news|item/i;

/** A row alone that stands in the elements or classes of a list, not in a box of its own on the page. */
export function isListRow(page: Page, { container, rows, rowBoxes }: Group): boolean {
  const boxes = rows.flatMap(({ box }) => [box, boxAt(page, box).parent]);
  return [container, ...rowBoxes, ...boxes].some((box) => {
    if (box < 0) return false;
    const { name, attribs } = boxAt(page, box);
    return LIST_TAG.test(name) || LIST_CLASS.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`);
  });
}

// “nav” and “menu” only as whole class names: 龙讯 calls its list itself xxgk_nav_con and xxgk_nav_list.
const SIDE_NAME = new RegExp(
  '(?:^|[-_\\s])(?:side-?bar|aside|hot|hots|rank|ranking|ph|paihang|recommend|tuijian|related|relate|' +
    'xgxw|xgyd|xgwd|xglj|foot|footer|copyright|friendlink|yqlj|breadcrumb)(?:[-_\\s\\d]|$)|' +
    '(?:^|\\s)(?:nav|navbar|topnav|top-nav|mainnav|main-nav|subnav|sub-nav|menu|mainmenu|submenu)(?:\\s|$)',
  'i',
);
const SIDE_TAG = new Set(['nav', 'footer', 'aside']);
const SIDE_HEADING = new RegExp(
  '热点|热门|(?<!免试)推荐(?!免试)|排行|相关(?:阅读|文章|新闻|信息|链接|内容|报道|政策|解读|文件|稿件)|点击|最热|精彩|猜你|延伸阅读|关联|友情链接|' +
    '浏览记录|最近(?:更新|发布)|最新(?:信息|动态|文章|发布|新闻|公开|文件|更新|资讯|内容)|上一篇|下一篇|专题(?:专栏|推荐)',
);
const MOST_ANCESTORS = 12;

/** Why a group stands beside the page's own list; a column may itself be called 热点回应 or 相关政策. */
function sideOf(page: Page, group: Group, heading: string): string | null {
  return sideBoxOf(page, group.container) ?? (SIDE_HEADING.test(heading) ? `under the heading “${heading}”` : null);
}

/** The side box, navigation or footer that a box stands in, for a log; null where it stands in none. */
export function sideBoxOf(page: Page, number: number): string | null {
  const whole = page.boxes[0]?.textLength ?? 0;
  for (let box = number, steps = 0; box >= 0 && steps < MOST_ANCESTORS; steps++) {
    const { name, attribs, textLength, parent } = boxAt(page, box);
    if (name === 'body') break;
    const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`;
    if (SIDE_TAG.has(name) || (SIDE_NAME.test(names) && textLength < whole * 0.6)) {
      return `inside <${name}${names.trim() ? ` ${fold(names)}` : ''}>`;
    }
    box = parent;
  }
  return null;
}

const HEADER_CLASS = /(?:^|\s)(?:header|head|top|topbar|top-bar)(?:\s|$)/i;

/** Whether a box stands in the page's header. */
export function isInHeader(page: Page, number: number): boolean {
  for (let box = number, steps = 0; box >= 0 && steps < MOST_ANCESTORS * 2; steps++) {
    const { name, attribs, parent } = boxAt(page, box);
    if (name === 'header' || HEADER_CLASS.test(attribs['class'] ?? '')) return true;
    box = parent;
  }
  return false;
}

/** The short words that stand directly before the group: its heading, without a 更多 link. */
function headingBefore(page: Page, group: Group): string {
  const first = (group.rows[0] as Row).order;
  const words: string[] = [];
  const { name, parent, textFrom } = boxAt(page, group.container);
  const inTable = name === 'tbody' && parent >= 0 ? boxAt(page, parent).textFrom : name === 'table' ? textFrom : first;
  const table = first - inTable >= 2 ? inTable : first;
  // The names of a table's columns (点击, 日期) are no heading.
  for (let index = Math.min(first, table) - 1; index >= 0 && index > Math.min(first, table) - 5 && words.length < 2; index--) {
    const text = fold((page.texts[index] as TextPiece).text.slice(0, 40));
    if (text.length > 16) break;
    if (!MORE.test(text) && !/^[\d\-/.:：\s|]+$/.test(text)) words.unshift(text);
  }
  return words.join(' ');
}

/** A block of a section page has its own 更多 link, right before or right after its rows. */
function hasMoreLink(page: Page, group: Group): boolean {
  const first = (group.rows[0] as Row).order;
  const { textTo } = boxAt(page, group.container);
  const around = [...page.texts.slice(Math.max(0, first - 4), first), ...page.texts.slice(textTo, textTo + 1)];
  // A bare “>” outside a link is a breadcrumb's.
  const isMore = (words: string, inLink: number) => MORE.test(words) && (inLink >= 0 || /\p{L}/u.test(words));
  return around.some(({ text, inLink }) => text.length < 20 && isMore(fold(text), inLink));
}

/** Words of a pager. */
export const PAGER = /下一页|下页|尾页|末页|上一页|共\s*\d+\s*页|第\s*\d+\s*页|createPageHTML/;

function hasPager(page: Page, container: number): boolean {
  for (let box = container, steps = 0; steps < 4 && box >= 0; steps++) {
    const { textTo, parent, textLength } = boxAt(page, box);
    if (PAGER.test(joinTexts(page, textTo, Math.min(page.texts.length, textTo + 30), 160))) return true;
    if (textLength < 60_000 && PAGER.test(joinTexts(page, Math.max(0, textTo - 20), textTo, 160))) return true;
    box = parent;
  }
  return false;
}
