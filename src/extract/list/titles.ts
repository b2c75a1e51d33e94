/** Which links could be titles, and a row's title in full. */
import { boxAt, textOf, type Link, type Page, type TextPiece } from '../layout/document.js';
import { fold } from '../layout/words.js';
import type { Mark, Row } from './row.js';

/** The words of a link and whether they can be a title at all. */
export interface LinkTitle {
  text: string;
  isTitle: boolean;
}

/** The link titles of a page, with the sums that make counting them in a range one subtraction. */
export interface Titles {
  /** One for every link of the page. */
  of: LinkTitle[];
  /** How many titles stand directly or further down in a box. */
  countIn(box: number): number;
  lengthOf(link: number): number;
  /** The link's address stands often on the page: it leads to a category or to an office, not to a document. */
  isRepeated(link: number): boolean;
}

const ACTION = new RegExp(
  '^(?:更多|查看更多|more|详情|查看详情|查看|详细|阅读全文|全文|下载|附件|下载附件|上一页|下一页|首页|尾页|末页|上页|下页|跳转|go|' +
    String.raw`返回|进入|打印|关闭|收藏|分享|登录|注册|english|home|first|prev(?:ious)?|next|last)[>＞》«»…+\s]*$`,
  'i',
);
/** Two letters or a letter and a digit; most titles begin with two characters. */
const WORDS = /^[一-鿿]{2}|\p{L}[^\p{L}]*[\p{L}\d]|\d\p{L}/u;

/** The pattern of a row that a script repeats: its title is still a name of the script's. */
const UNBOUND = /^[\s•·]*(?:\{\{[^{}]{1,200}\}\}|\$\{[^{}]{1,200}\}|<%[^%]{1,200}%>)/;

/** Reads the links' words, leaving out the date cells inside them. */
export function linkTitles(page: Page, marks: Mark[]): Titles {
  const marked = new Set<number>();
  for (const { by, from, to } of marks) {
    if (by !== 'in-text') for (let text = from; text <= to; text++) marked.add(text);
  }
  const of = page.links.map((link) => readTitle(page, link, marked));
  const counts = new Int32Array(of.length + 1);
  for (const [index, title] of of.entries()) counts[index + 1] = (counts[index] as number) + (title.isTitle ? 1 : 0);
  let repeated: Map<string, number> | null = null;
  return {
    of,
    isRepeated: (link) => ((repeated ??= countAddresses(page)).get(page.links[link]?.href ?? '') ?? 0) >= OFTEN,
    countIn: (box) => (counts[boxAt(page, box).linkTo] as number) - (counts[boxAt(page, box).linkFrom] as number),
    lengthOf: (link) => of[link]?.text.length ?? 0,
  };
}

const OFTEN = 3;

function countAddresses(page: Page): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { href } of page.links) {
    const leadsNowhere = href === '' || href.startsWith('#') || /^javascript:/i.test(href);
    if (!leadsNowhere) counts.set(href, (counts.get(href) ?? 0) + 1);
  }
  return counts;
}

function readTitle(page: Page, link: Link, marked: Set<number>): LinkTitle {
  let joined = '';
  for (let index = link.textFrom; index < link.textTo && joined.length < 600; index++) {
    if (marked.has(index) || isAddition(page, link, index)) continue;
    const piece = (page.texts[index] as TextPiece).text;
    joined += piece.length > 600 ? piece.slice(0, 600) : piece;
  }
  const text = link.textTo - link.textFrom > 1 ? fold(joined) : joined.trim();
  return { text, isTitle: text.length >= 2 && WORDS.test(text) && !UNBOUND.test(text) && !ACTION.test(text) };
}

/** A “new” of its own, or a hidden text in a link that shows another. */
function isAddition(page: Page, link: Link, index: number): boolean {
  const { text, box } = page.texts[index] as TextPiece;
  if (index > link.textFrom && /^\s*new!?\s*$/i.test(text)) return true;
  return box !== link.box && boxAt(page, box).hidden && !boxAt(page, link.box).hidden && link.textTo - link.textFrom > 1;
}

const FILE_NAME = /\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|pptx?)$/i;

const CATEGORY = /^[[【［(（〔]\s*[^\]】］)）〕]{2,12}[\]】］)）〕]$/;

/**
 * The link among `links` that is a row's title: the longest that is no category (`[部门文件]`) and leads nowhere else that
 * other rows lead to as well; a file's name only where there is no other; -1 where there is none.
 */
export function titleAmong(titles: Titles, links: number[]): number {
  if (links.length < 2) return links[0] ?? -1;
  const own = links.filter((link) => !CATEGORY.test(titles.of[link]?.text ?? '') && !titles.isRepeated(link));
  return longestTitle(titles, own.length > 0 ? own : links);
}

function longestTitle(titles: Titles, links: number[]): number {
  let best = links[0] ?? -1;
  const isFile = (link: number) => (FILE_NAME.test(titles.of[link]?.text ?? '') ? 1 : 0);
  for (const link of links) {
    const less = isFile(best) - isFile(link);
    if (less > 0 || (less === 0 && titles.lengthOf(link) > titles.lengthOf(best))) best = link;
  }
  return best;
}

const LONGEST_TITLE = 500;
const BULLET = /^[\s•·●○▪■□◆◇★☆※→\-–—>»›|]+/;
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** The row's title in full: the `title` attribute where the page cut the text, a heading in the link, or the text. */
export function titleOfRow(page: Page, row: Row, titles: Titles): string {
  const link = page.links[row.link];
  const inLink = () => (link ? headingInLink(page, link, row) : null) ?? titles.of[row.link]?.text ?? '';
  const shown = link ? inLink() : textWithoutMarks(page, row);
  const clean = withoutDate(shown.replace(BULLET, ''), row);
  const full = link ? fullTitle(titleAttribute(page, link, clean), clean) : clean;
  return full.slice(0, LONGEST_TITLE);
}

/** The attribute where it begins as the text does and says at least as much, else the text. */
function fullTitle(attribute: string, shown: string): string {
  if (!attribute || attribute === shown) return shown;
  if (attribute.startsWith(shown.replace(CUT, ''))) return attribute.replace(BULLET, '');
  const [whole, part] = [letters(attribute), letters(shown)];
  if (/^(?:置顶|顶|热|荐|new)$/i.test(part.slice(0, part.length - whole.length)) && part.endsWith(whole)) return attribute;
  const isCut = CUT.test(shown);
  const sameStart = part.length < 2 || whole.startsWith(part.slice(0, Math.min(part.length, isCut ? 6 : 10)));
  return whole.length >= part.length && sameStart ? attribute.replace(BULLET, '') : shown;
}

/** A date that the site appends to the title, `…的通知 [ 2026-03-12]`. Dates in words belong to the title itself. */
function withoutDate(title: string, row: Row): string {
  const mark = row.marks.find(({ by, date }) => by === 'in-text' && date.form === 'day');
  if (!mark || !/^\d{4}[-/.]/.test(mark.words)) return title;
  const lead = title.indexOf(mark.words);
  if (lead >= 0 && /^[\s[(【]*$/.test(title.slice(0, lead))) {
    const behind = title.slice(lead + mark.words.length).replace(/^[\s\])】:：]+/, '');
    if (behind.length >= 4) return behind;
  }
  const at = title.lastIndexOf(mark.words);
  const rest = at > 0 ? title.slice(at + mark.words.length) : 'none';
  return /^\s*[\])]?\s*$/.test(rest) ? title.slice(0, at).replace(/[\s[(]+$/, '') : title;
}

/** A run of dots is tried at its first alone, so that many of them take no longer. */
const CUT = /(?:(?<!\.)\.{2,}|…)\s*$/;
const TITLE_ATTRIBUTES = ['title', 'data-title', 'data-original-title', 'alt', 'tip'] as const;
const QUOTED = /['"‘“]([^'"‘’“”]{4,300})['"’”]/;

/** The link's own attribute; where a cut title's link has none, that of an element around it or inside it. */
function titleAttribute(page: Page, link: Link, shown: string): string {
  const of = (box: number) => (boxAt(page, box).attribs['title'] ?? '').slice(0, 4000);
  const own = of(link.box) || (CUT.test(shown) ? fullTitleNear(page, link) : '');
  const labelled = own.includes('标题') ? /标题[:：]\s*([^\r\n]+)/.exec(own) : null;
  return fold(labelled?.[1] ?? /^[^\r\n]*/.exec(own)?.[0] ?? '');
}

/** Where pages put the words that a cut title leaves out: other attributes, a tip's script, a hidden element. */
function fullTitleNear(page: Page, link: Link): string {
  const { parent, end } = boxAt(page, link.box);
  const boxes = [link.box, ...(parent >= 0 ? [parent] : []), ...range(link.box + 1, Math.min(end, link.box + 12))];
  for (const box of boxes) {
    const { attribs, hidden } = boxAt(page, box);
    const attribute = TITLE_ATTRIBUTES.map((name) => attribs[name]).find(Boolean);
    const tip = QUOTED.exec((attribs['onmouseover'] ?? '').slice(0, 1000))?.[1];
    const text = attribute ?? tip ?? (hidden && box > link.box ? textOf(page, box) : '');
    if (text) return text.slice(0, 4000);
  }
  return '';
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

const HEADING_CLASS = /(?:^|[\s_-])(?:tit|title|bt|name)/i;

function headingInLink(page: Page, link: Link, row: Row): string | null {
  const { end } = boxAt(page, link.box);
  let blocks = 0;
  for (let box = link.box + 1; box < end; box++) {
    const { name, attribs } = boxAt(page, box);
    if (/^h[1-6]$/.test(name) || HEADING_CLASS.test(attribs['class'] ?? '')) {
      const text = textOf(page, box);
      if (text.length >= 2 && !row.marks.some((mark) => text === mark.words)) return text;
    }
    if (/^(?:p|div|dd|dt|li)$/.test(name)) blocks++;
  }
  if (blocks < 2) return null;
  for (let index = link.textFrom; index < link.textTo; index++) {
    const text = fold((page.texts[index] as TextPiece).text);
    if (text.length >= 4 && !row.marks.some((mark) => mark.from <= index && index <= mark.to)) return text;
  }
  return null;
}

function textWithoutMarks(page: Page, row: Row): string {
  const { textFrom, textTo } = boxAt(page, row.box);
  let text = '';
  for (let index = textFrom; index < textTo && text.length < 300; index++) {
    const isMarked = row.marks.some((mark) => mark.from <= index && index <= mark.to);
    if (!isMarked) text += (page.texts[index] as TextPiece).text;
  }
  return fold(text);
}
