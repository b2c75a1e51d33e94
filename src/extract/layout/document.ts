/**
 * A page laid out flat: every element, text and link noted in reading order, so that the readers ask cheap questions
 * ("which links lie inside this element?") instead of walking a tree again and again.
 */
import type { PageRequest, RequestBody } from '../../model.js';
import type { Attributes } from './attributes.js';
import { fold } from './words.js';

/** One element. Its texts and links are the half-open ranges of the page's flat lists. */
export interface Box {
  name: string;
  attribs: Attributes;
  /** Where its tag begins in the page's source. */
  start: number;
  /** Number of the box around it, -1 at the top. */
  parent: number;
  depth: number;
  textFrom: number;
  textTo: number;
  linkFrom: number;
  linkTo: number;
  /** Characters of text inside. */
  textLength: number;
  /** Characters of that text that stand inside links. */
  linkTextLength: number;
  hidden: boolean;
  /** The number after the last descendant: the descendants of box n are n+1 … end-1. */
  end: number;
}

export interface TextPiece {
  /** White space runs are single blanks; never only white space. */
  text: string;
  /** Number of the box it stands directly in. */
  box: number;
  /** Number of the link it stands in, -1 outside links. */
  inLink: number;
}

export interface Link {
  box: number;
  href: string;
  textFrom: number;
  textTo: number;
}

export interface Script {
  attribs: Attributes;
  /** Its source, empty where the script is loaded from an address. */
  text: string;
}

export interface Page {
  html: string;
  url: string;
  /** What was posted to that address, where the text answers such a question. */
  posted?: RequestBody;
  /** Address that relative links are resolved against. */
  base: string;
  boxes: Box[];
  texts: TextPiece[];
  links: Link[];
  title: string;
  /** What the html tag says of the language, in lower case: `zh-cn`; empty where it says nothing. */
  language: string;
  /** Meta tags by lower-case name or property, the first of a name wins. */
  meta: Map<string, string>;
  canonical: string;
  scripts: Script[];
  passwordFields: number;
  /** Where a meta refresh leads, and after how many seconds. */
  refresh: { seconds: number; url: string } | null;
  /** What the page says to readers without JavaScript. */
  noscript: string;
}

/** The question that the page answers. */
export const questionOf = ({ url, posted }: Page): PageRequest => (posted ? { url, body: posted } : url);

/** A box that is known to exist. */
export const boxAt = (page: Page, number: number): Box => page.boxes[number] as Box;

/** The folded text of a box; `limit` bounds the work on huge elements. */
export function textOf(page: Page, number: number, limit = 500): string {
  const box = page.boxes[number];
  return box ? joinTexts(page, box.textFrom, box.textTo, limit) : '';
}

/** The texts from one number up to another, one after the other, folded and cut at `limit` characters. */
export function joinTexts(page: Page, from: number, to: number, limit = 500): string {
  const end = Math.min(to, page.texts.length);
  // White space is single blanks already, but for where two texts meet.
  if (end - from === 1) return (page.texts[from] as TextPiece).text.slice(0, limit + 1).trim().slice(0, limit);
  let text = '';
  for (let index = from; index < end && text.length < limit; index++) {
    const piece = (page.texts[index] as TextPiece).text;
    text += piece.length > limit ? piece.slice(0, limit + 1) : piece;
  }
  return fold(text).slice(0, limit);
}

/** Whether one of the texts from one number up to another holds these words: sooner said than what stands in all of them. */
export function someText(page: Page, from: number, to: number, words: string): boolean {
  for (let index = from; index < to; index++) if ((page.texts[index] as TextPiece).text.includes(words)) return true;
  return false;
}

/** The boxes directly inside a box. */
export function childBoxes(page: Page, number: number): number[] {
  const children: number[] = [];
  for (let box = number + 1; box < boxAt(page, number).end; box = boxAt(page, box).end) children.push(box);
  return children;
}

/** The child of `outer` that holds the box `inner`, or -1 where `inner` is `outer` itself. */
export function childHolding(page: Page, outer: number, inner: number): number {
  let box = inner;
  for (let steps = 0; box > outer && boxAt(page, box).parent !== outer && steps < DEEPEST_CLIMB; steps++) {
    box = boxAt(page, box).parent;
  }
  return box > outer ? box : -1;
}

const DEEPEST_CLIMB = 60;

/** Tag and first class, without what tells one row from its neighbour: numbers, first/last, odd/even, current. */
export function shapeOf(page: Page, number: number): string {
  const { name, attribs } = boxAt(page, number);
  const words = (attribs['class'] ?? '').split(/\s+/).map((word) => word.replace(/\d+/g, ''));
  const first = words.find((word) => word && !PASSING_CLASS.test(word));
  return first ? `${name}.${first}` : name;
}

const PASSING_CLASS = /^(?:first|last|odd|even|on|active|cur|current|hover|top|bg|line|nth|li|item|row)[-_]?$/i;

/** `div.main > ul.list`: the box and up to three boxes above it, for the person who wants to check. */
export function pathOf(page: Page, number: number): string {
  const parts: string[] = [];
  for (let box = number; box >= 0 && parts.length < 4; box = boxAt(page, box).parent) {
    const { name, attribs } = boxAt(page, box);
    const classes = (attribs['class'] ?? '').trim().split(/\s+/).filter(Boolean).slice(0, 3);
    const id = attribs['id'] ? `#${attribs['id']}` : '';
    parts.unshift([`${name}${id}`, ...classes].join('.'));
    if (attribs['id']) break;
  }
  return parts.join(' > ');
}

/** Absolute http(s) address, or null where `href` leads nowhere that can be opened. */
export function resolveUrl(href: string, base: string): string | null {
  const trimmed = href.trim();
  const below = PLAIN_BELOW.exec(trimmed)?.[1];
  if (below !== undefined) {
    const folder = folderOf(base);
    return folder === null ? null : folder + below;
  }
  if (!trimmed || trimmed.startsWith('#') || /^(?:javascript|mailto|tel|data|about|blob):/i.test(trimmed)) return null;
  return openable(trimmed, base);
}

/** `./202611/t20261120_1.html`, as most rows have it: such a path stands behind its page's folder as it is written. */
const PLAIN_BELOW = /^(?:\.\/)?([\w-]{1,80}(?:\/[\w-]{1,80}){0,8}\.s?html?)$/;

let latestFolder: { base: string; folder: string | null } = { base: '', folder: null };

/** The folder of the page at this address, null where links of it cannot be opened. The rows of a page all ask for one. */
function folderOf(base: string): string | null {
  if (latestFolder.base !== base) latestFolder = { base, folder: openable('.', base) };
  return latestFolder.folder;
}

function openable(href: string, base: string): string | null {
  try {
    const url = new URL(href, base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
