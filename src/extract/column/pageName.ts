/**
 * 页面自称: what a page calls itself, by its ColumnName meta tag, the end of its breadcrumb, or its title. A server that
 * answers with another page than it was asked for gives itself away here.
 */
import type { NameWitness, PageName } from '../../model.js';
import { boxAt, resolveUrl, type Page, type TextPiece } from '../layout/document.js';
import { layOut } from '../layout/layOut.js';
import { fold, squeeze } from '../layout/words.js';

/** The page's own name, or null where it does not say one. The site's name alone is one too, where nothing else stands. */
export function pageNameOf(page: Page): PageName | null {
  const crumbs = breadcrumbOf(page);
  const meta = fold((page.meta.get('columnname') ?? '').slice(0, LONGEST_NAME * 2));
  const said: PageName['said'] = [
    { by: 'ColumnName' as const, names: isName(meta) ? [meta] : [] },
    { by: 'breadcrumb' as const, names: crumbs.map(({ name }) => name) },
    { by: 'title' as const, names: titleParts(page.title) },
  ].filter(({ names }) => names.length > 0);
  const [surest] = said;
  if (!surest) return null;
  const name = (surest.by === 'breadcrumb' ? surest.names.at(-1) : surest.names[0]) as string;
  const crumb = crumbs.at(-1);
  return { name, by: surest.by, said, url: crumb && squeeze(crumb.name) === squeeze(name) ? crumb.url : null };
}

/**
 * Whether the page says one of these names anywhere but in a link to elsewhere: in a heading, a line, a tab that is
 * marked as the present one.
 */
export function saysName(html: string, names: readonly string[]): boolean {
  const page = layOut(html, 'about:blank');
  const wanted = names.map(squeeze);
  return page.texts.some(({ text, inLink, box }) => {
    if (inLink >= 0 && !isCurrent(page, box)) return false;
    const plain = squeeze(text);
    return wanted.some((name) => plain.includes(name));
  });
}

const CURRENT = /(?:^|[\s_-])(?:on|cur|curr|current|active|selected|hover|now|this)(?:$|[\s_\d-])/i;

function isCurrent(page: Page, from: number): boolean {
  for (let box = from, steps = 0; box >= 0 && steps < 4; steps++) {
    const { attribs, parent } = boxAt(page, box);
    if (CURRENT.test(attribs['class'] ?? '')) return true;
    box = parent;
  }
  return false;
}

const LONGEST_NAME = 40;
const MOST_PARTS = 8;

const isName = (words: string) => words.length >= 2 && words.length <= LONGEST_NAME && !HOME.test(words);

/** The parts of a title that could be names, as they stand. */
export function titleParts(title: string): string[] {
  const parts = title.slice(0, 200).split(/[-_|–—>＞›»]+/).map(fold);
  return parts.filter(isName).slice(0, MOST_PARTS);
}

interface Crumb {
  name: string;
  url: string | null;
}

const LABEL = /(?:当前|现在|所在|[您你]的)的?位置\s*(?:是|为)?\s*[:：]?/;
const HOME = /^(?:首页|主页|网站首页|门户首页|返回首页|本站首页|home)$/i;
const ARROW = /^\s*(?:[>＞»›→/|\\]|->|—|-)/;
/** What some sites put behind the column's name. */
const TAIL = /^(?:正文|列表|信息列表|栏目列表|文章列表|列表页|内容|详情|浏览|list)$/i;

/** The names of the breadcrumb from the first level down, without the home page; empty where there is none. */
function breadcrumbOf(page: Page): Crumb[] {
  for (let index = 0; index < page.texts.length; index++) {
    const from = startsAt(page, index);
    if (from === null) continue;
    const crumbs = crumbsFrom(page, index, from);
    if (crumbs.length > 0) return crumbs;
  }
  return [];
}

/** Where in the text a breadcrumb begins: behind its label, or at a 首页 that an arrow follows. Null: it does not. */
function startsAt(page: Page, index: number): number | null {
  const { text } = page.texts[index] as TextPiece;
  if (text.length > LONGEST_LINE) return null;
  const label = text.includes('位置') ? LABEL.exec(text) : null;
  if (label) return label.index + label[0].length;
  if (!text.includes('首页') || !/^\s*(?:网站|门户|返回)?首页/.test(text)) return null;
  const next = page.texts[index + 1]?.text ?? '';
  return /^\s*\S*首页\s*[>＞»›]/.test(text) || /^\s*[>＞»›]/.test(next) ? 0 : null;
}

const LONGEST_LINE = 160;
const MOST_CLIMBS = 3;

function crumbsFrom(page: Page, index: number, offset: number): Crumb[] {
  const start = page.texts[index] as TextPiece;
  let { box } = start;
  const holdsMore = () => boxAt(page, box).textTo > index + 2 || ARROW.test(page.texts[index]?.text.slice(offset) ?? '');
  for (let climbs = 0; climbs < MOST_CLIMBS && !holdsMore(); climbs++) {
    const { parent } = boxAt(page, box);
    if (parent < 0 || boxAt(page, parent).textLength > LONGEST_LINE) break;
    box = parent;
  }
  const { textTo, textLength } = boxAt(page, box);
  // A label that stands loose in a large box is followed by its own line only.
  const end = textLength > LONGEST_LINE ? Math.min(textTo, endOfLine(page, index)) : textTo;
  const crumbs: Crumb[] = [];
  for (let at = index; at < end && crumbs.length < MOST_PARTS; at++) {
    const { text, inLink } = page.texts[at] as TextPiece;
    const words = at === index ? text.slice(offset) : text;
    const href = page.links[inLink]?.href ?? '';
    for (const name of namesIn(words)) crumbs.push({ name, url: resolveUrl(href, page.base) });
  }
  return crumbs;
}

/** The names go on for as long as there are arrows between them. */
function endOfLine(page: Page, index: number): number {
  let end = index + 1;
  const isArrow = (at: number) => /[>＞»›→]\s*$/.test(page.texts[at]?.text ?? '') || ARROW.test(page.texts[at]?.text ?? '');
  const follows = (at: number) => isArrow(at) || isArrow(at - 1) || at === index + 1;
  while (end < page.texts.length && end < index + 2 * MOST_PARTS && follows(end)) end++;
  return end;
}

function namesIn(words: string): string[] {
  const plain = words.slice(0, LONGEST_LINE);
  const separators = /\p{Script=Han}/u.test(plain) ? /[>＞»›→\\\s]+/ : /[>＞»›→\\]+/;
  return plain
    .split(separators)
    .map((part) => fold(part).replace(/^[-—/|:：]+|[-—/|]+$/g, ''))
    .filter((part) => isName(part) && !TAIL.test(part));
}

/** Whether two names are one but for blanks. */
export const isSameName = (one: string, two: string): boolean => squeeze(one) === squeeze(two);

/** The names that a witness gives for the page itself: a breadcrumb's last, a title's parts. */
export function ownNames({ by, names }: { by: NameWitness; names: string[] }): string[] {
  return by === 'breadcrumb' ? names.slice(-1) : names;
}
