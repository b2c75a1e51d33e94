/**
 * Whose heading a group of rows stands under. The heading is found by the page's structure: the last box before the
 * group that says something, in the innermost box that holds them both.
 */
import type { ColumnName } from './columnName.js';
import { lastWord } from './columnName.js';
import { boxAt, childHolding, type Page, type TextPiece } from '../layout/document.js';
import type { Group } from './groups.js';
import type { Row } from './row.js';
import { fold } from '../layout/words.js';

/**
 * `own`: the column's name, or the end of its breadcrumb. `other`: the name of something else. `none`: a menu, a list, a
 * form, words that head any list (标题, 发布日期, 2026年, 文件列表).
 */
export interface Heading {
  whose: 'own' | 'other' | 'none';
  words: string;
  /** Number of its first text; that of the group's first row where there is none. */
  at: number;
  /** The names of several tabs stand there, not one heading. */
  isTabs: boolean;
}

const MOST_LEVELS = 8;
const MOST_SKIPPED = 4;
const MOST_TABS = 8;
const LONGEST_HEADING = 20;
const LONGEST_TAB = 10;
const MOST_WORDS = 3;

/** The heading of a group that is not nested in another. */
export function headingOf(page: Page, group: Group, name: ColumnName): Heading {
  const first = startOf(page, group);
  let box = group.container;
  let end = first;
  for (let levels = 0, skipped = 0; box >= 0 && levels < MOST_LEVELS && skipped <= MOST_SKIPPED; ) {
    const { textFrom, parent } = boxAt(page, box);
    if (textFrom >= end) {
      box = parent;
      levels++;
      continue;
    }
    const from = startOfLast(page, box, end);
    const words = wordsBetween(page, from, end);
    const areHeads = words.length > 1 && words.some((word) => DATE_HEAD.test(word));
    if (!areHeads && words.some((word) => !isNeutral(word, name))) return judge(page, from, end, words, name);
    if (words.length > 0) skipped++;
    end = from;
  }
  return { whose: 'none', words: '', at: first, isTabs: false };
}

/** Number of the text where the first row begins: with an index number in a cell of its own, perhaps, before the title. */
function startOf(page: Page, { rows, rowBoxes }: Group): number {
  const { order } = rows[0] as Row;
  const [box, next] = rowBoxes;
  return box === undefined || next === undefined || box === next ? order : Math.min(order, boxAt(page, box).textFrom);
}

/** Number of the first text of the last part of `box` that ends before text `end`. */
function startOfLast(page: Page, box: number, end: number): number {
  const holder = childHolding(page, box, (page.texts[end - 1] as TextPiece).box);
  return holder < 0 ? end - 1 : Math.max(boxAt(page, box).textFrom, boxAt(page, holder).textFrom);
}

function wordsBetween(page: Page, from: number, end: number): string[] {
  const words: string[] = [];
  for (let index = Math.max(from, end - 3 * MOST_TABS); index < end; index++) {
    const text = fold((page.texts[index] as TextPiece).text.slice(0, 80));
    if (/[\p{L}\d]/u.test(text) && !MORE.test(text)) words.push(text);
  }
  return words;
}

export const MORE = /^(?:查看|点击|浏览)?\+?\s*\[?(?:更多|more)\]?\s*[>＞»+….]*$|^(?:[>＞»]{1,3}|\+)$/i;
/** Words that head any list, or stand before one and name nothing. */
const GENERIC = new RegExp(
  String.raw`^(?:(?:19|20)\d\d\s*年?(?:度)?(?:\d{1,2}月份?)?|\d{1,2}月份?|[上下]半年|第?[一二三四1-4]季度|序号|编号|` +
    String.raw`(?:信息|文件|文章|公告|事项)?(?:标题|名称)|(?:发布|公开|生成|成文|更新|发文|公示|起始|结束)?(?:日期|时间)|` +
    String.raw`(?:发布|公开|发文|制发|成文)(?:机构|机关|单位|部门)|文号|发文字号|` +
    String.raw`索引号|来源|操作|状态|有效性|点击(?:数|率|量)?|浏览(?:数|量|次数)?|` +
    String.raw`(?:信息|文章|文件|新闻|公告|公开|内容|栏目|查询|搜索|检索|数据)?(?:列表|目录|结果|一览)|` +
    String.raw`全部|所有|搜索|查询|检索|关键字|至|从|到|排序|默认排序|按时间排序|共.{0,12}(?:条|页).*|第.{0,6}页|[\d\s:：./\-年月日]+)[\s:：]*$`,
);
/** One of them among several words makes them the heads of a table's columns. */
const DATE_HEAD = /^(?:发布|公开|生成|成文|更新|发文|公示|起始|结束)?(?:日期|时间)$/;
const isGeneric = (word: string) => GENERIC.test(word);
const isNeutral = (word: string, name: ColumnName) => isGeneric(word) && !name.own.includes(word);

function judge(page: Page, from: number, end: number, words: string[], name: ColumnName): Heading {
  const told = words.filter((word) => !isNeutral(word, name));
  const isTabs = told.length > 1 && told.every(couldBeTab);
  const heading = (whose: Heading['whose']) => {
    return { whose, words: words.join(' ').slice(0, 60), at: from, isTabs: whose === 'own' && isTabs };
  };
  if (endsInCrumb(page, from, end, name)) return { ...heading('own'), isTabs: false };
  if (told.length === 1 || (told.length <= MOST_WORDS && told.join('').length <= LONGEST_HEADING)) {
    const named = told.findIndex((word) => isName(word, name));
    // Of several tabs the first is taken to be the open one: the lists of the others follow it.
    if (named === 0 || (named > 0 && !isTabs)) return heading('own');
    if (named > 0) return { ...heading('none'), isTabs };
    const isNone = isTabs || told.some((word) => namesNothing(word, name)) || holdsLongLink(page, from, end);
    return heading(isNone ? 'none' : 'other');
  }
  const areTabs = told.length <= MOST_TABS && isTabs;
  if (areTabs && name.own.includes(told[0] ?? '')) return heading('own');
  const last = told.at(-1) ?? '';
  const isOwn = last.length <= LONGEST_HEADING && isName(last, name);
  return { ...heading(isOwn ? 'own' : 'none'), isTabs: false };
}

/** The breadcrumb stands there, and behind its last name at most that name again. */
function endsInCrumb(page: Page, from: number, end: number, name: ColumnName): boolean {
  if (name.crumbAt < from || name.crumbAt >= end) return false;
  const behind = page.texts.slice(name.crumbAt + 1, end).map(({ text }) => fold(text));
  return behind.every((word) => !/\p{L}/u.test(word) || isNeutral(word, name) || name.own.includes(word));
}

/** A label, a sentence, the name of the section above the column. */
function namesNothing(word: string, { parents }: ColumnName): boolean {
  return parents.includes(word) || /[:：。，；]$/.test(word) || word.length > LONGEST_HEADING;
}

const couldBeTab = (word: string) => word.length <= LONGEST_TAB && !/[:：]$/.test(word);
const isName = (word: string, { own }: ColumnName) =>
  own.includes(word) || own.includes(lastWord(word)) || own.some((one) => isVariant(one, word));

const VARIANT = /^\s*(?:信息|列表|目录|公开|专栏|栏目|[A-Za-z\s&/·-]{1,40})$/;

/** 项目进度信息 and 项目进度列表 mean 项目进度; so does a heading with the words of its own English beside it. */
function isVariant(name: string, heading: string): boolean {
  return name.length >= 3 && heading.startsWith(name) && VARIANT.test(heading.slice(name.length));
}

/** A headline before a list is no heading. */
function holdsLongLink(page: Page, from: number, end: number): boolean {
  for (let index = from; index < end; index++) {
    const { text, inLink } = page.texts[index] as TextPiece;
    if (inLink >= 0 && text.length > 12) return true;
  }
  return false;
}
