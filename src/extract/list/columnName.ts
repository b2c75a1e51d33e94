/**
 * What a page calls the column that it shows: in its title, in its ColumnName tag, at the end of its breadcrumb. Where
 * such a name stands on the page, the column's own content follows it; what stands under another heading is another's.
 */
import { boxAt, type Page, type TextPiece } from '../layout/document.js';
import { fold } from '../layout/words.js';

export interface ColumnName {
  /** Every name by which the page may mean its own column; empty where it names none. */
  own: string[];
  /** The names above it in the breadcrumb: 政务公开 of `首页 > 政务公开 > 项目进度`. */
  parents: string[];
  /** Number of the breadcrumb's last text, -1 where the page has no breadcrumb. */
  crumbAt: number;
}

/** Reads the names; never fails, an unnamed page has none. */
export function columnNameOf(page: Page): ColumnName {
  const crumb = breadcrumbOf(page);
  const last = crumb?.words.at(-1);
  const tag = fold((page.meta.get('columnname') ?? '').slice(0, 100)).split(/[,，;；]/)[0];
  const own = [...titleNames(page), ...(tag ? [tag] : []), ...(last ? [last] : [])].filter(({ length }) => length >= 2);
  return { own: [...new Set(own)], parents: crumb?.words.slice(0, -1) ?? [], crumbAt: crumb?.at ?? -1 };
}

/** The parts of the title that could be a column's name: before and behind signs, and `某局 项目进度` at its blanks. */
function titleNames(page: Page): string[] {
  const parts = page.title.slice(0, 200).split(/\s*[-_|–—>›»]+\s*/).slice(0, 2).map(fold);
  const words = parts.length === 1 ? (parts[0] ?? '').split(' ') : [];
  return [...parts, ...(words.length === 2 ? words : [])];
}

/** `首页 > 部门文件` ends in 部门文件. */
export const lastWord = (words: string) => words.split(/[\s>＞»›]+/).at(-1) ?? '';

/** All of them hold one of these. */
const MAY_BE_PLACE = /位置|您在|现在所在/;
const PLACE = /(?:当前|现在|您的?|你的?|所在|目前|本页)[^:：>]{0,6}位置|^\s*位置\s*[:：]|您在(?:这里|此)|(?:您|你)现在所在/;
const HOME = /^(?:网站|本站|本网)?首页$/;
const SEPARATOR = /[>＞»›→/\\|·]+|—{2,}|\s-\s/;
const NO_NAME = /^(?:正文|列表|信息列表|文章列表|栏目列表|内容|浏览|查看|详情)$/;
const LONGEST_CRUMB = 150;
const MOST_TEXTS = 24;
const LONGEST_NAME = 30;

interface Breadcrumb {
  words: string[];
  at: number;
}

/** The breadcrumb that names the page's place in words, or begins at 首页 with a sign behind it. */
function breadcrumbOf(page: Page): Breadcrumb | null {
  for (let index = 0; index < page.texts.length; index++) {
    const { text, inLink } = page.texts[index] as TextPiece;
    if (text.length > LONGEST_CRUMB) continue;
    const lead = MAY_BE_PLACE.test(text) ? PLACE.exec(text) : null;
    const isHome = lead === null && inLink >= 0 && text.includes('首页') && HOME.test(text.trim()) && beginsWithSign(page.texts[index + 1]);
    if (!lead && !isHome) continue;
    const rest = lead ? text.slice(lead.index + lead[0].length) : text;
    const crumb = wordsFrom(page, index, rest);
    if (crumb) return crumb;
  }
  return null;
}

const beginsWithSign = (piece: TextPiece | undefined) => piece !== undefined && /^\s*[>＞»›→/\\|·]/.test(piece.text);

function wordsFrom(page: Page, index: number, rest: string): Breadcrumb | null {
  const end = crumbEnd(page, index, rest);
  const words: string[] = [];
  let at = index;
  for (let text = index; text < end; text++) {
    const piece = text === index ? rest : (page.texts[text] as TextPiece).text;
    for (const part of piece.split(SEPARATOR)) {
      const word = fold(part).replace(/^[:：\s]+|[:：\s]+$/g, '');
      if (word.length < 2 || word.length > LONGEST_NAME || HOME.test(word) || NO_NAME.test(word)) continue;
      words.push(word);
      at = text;
    }
  }
  return words.length > 0 ? { words, at } : null;
}

/** The texts of the smallest box around that says more than where the breadcrumb begins. */
function crumbEnd(page: Page, index: number, rest: string): number {
  const hasRest = SEPARATOR.test(rest);
  if (hasRest && !/[>＞»›→/\\|·]\s*$/.test(rest)) return index + 1;
  let { box } = page.texts[index] as TextPiece;
  for (let steps = 0; steps < 4; steps++) {
    const { textTo, textLength, parent } = boxAt(page, box);
    if (textLength > LONGEST_CRUMB) break;
    if (textTo > index + 1) return Math.min(textTo, index + MOST_TEXTS);
    if (parent < 0) break;
    box = parent;
  }
  return chainEnd(page, index);
}

/** Name, sign, name, sign, name, as far as signs join them: where no box holds the breadcrumb alone. */
function chainEnd(page: Page, index: number): number {
  let end = index + 1;
  while (end < Math.min(page.texts.length, index + MOST_TEXTS)) {
    const before = page.texts[end - 1] as TextPiece;
    const here = page.texts[end] as TextPiece;
    const areJoined = /[>＞»›→/\\|·:：]\s*$/.test(before.text) || beginsWithSign(here);
    if (!areJoined || here.text.length > LONGEST_NAME) break;
    end++;
  }
  return end;
}
