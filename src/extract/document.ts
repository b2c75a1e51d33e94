/**
 * A page laid out flat: one walk over the parsed document notes every element, text and link in reading order, so that
 * the readers ask cheap questions ("which links lie inside this element?") instead of walking again.
 */
import { parseDocument } from 'htmlparser2';
import { isTag, isText, type ChildNode, type Document, type Element } from 'domhandler';
import { fold } from './dates.js';

/** One element. Its texts and links are the half-open ranges of the page's flat lists. */
export interface Box {
  element: Element;
  parent: number;
  depth: number;
  textFrom: number;
  textTo: number;
  linkFrom: number;
  linkTo: number;
  /** Characters of text inside, white space not counted twice. */
  textLength: number;
  /** Characters of that text that stand inside links. */
  linkTextLength: number;
  hidden: boolean;
  /** `end` is the number after the last descendant: the descendants of box n are n+1 … end-1. */
  end: number;
}

export interface TextPiece {
  text: string;
  /** Number of the box it stands directly in. */
  box: number;
  inLink: number;
}

export interface Link {
  box: number;
  href: string;
  textFrom: number;
  textTo: number;
}

export interface Page {
  url: string;
  /** Address that relative links are resolved against. */
  base: string;
  document: Document;
  boxes: Box[];
  texts: TextPiece[];
  links: Link[];
  title: string;
  /** Meta tags by lower-case name or property, first one wins. */
  meta: Map<string, string>;
  /** Source text of all inline scripts, in order. */
  scripts: Element[];
  scriptSources: string[];
  passwordFields: number;
  /** Where a meta refresh leads, and after how many seconds. */
  refresh: { seconds: number; url: string } | null;
  frames: string[];
  /** What the page says to readers without JavaScript. */
  noscript: string;
}

const SKIPPED = new Set(['style', 'template', 'svg', 'math', 'noframes', 'object', 'canvas', 'audio', 'video', 'map']);
const VALUES = new Set(['select', 'textarea', 'option', 'datalist', 'button']);
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** Parses and flattens a document. Never throws: whatever the bytes are, htmlparser2 makes a tree of them. */
export function layOut(html: string, url: string): Page {
  const document = parseDocument(html, { lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true });
  const page: Page = {
    url, base: url, document, boxes: [], texts: [], links: [], title: '', meta: new Map(),
    scripts: [], scriptSources: [], passwordFields: 0, refresh: null, frames: [], noscript: '',
  };
  walk(page, document.children);
  return page;
}

/** Walks without recursion: pages nest thousands deep where tags are never closed. */
function walk(page: Page, roots: ChildNode[]): void {
  const { boxes, texts, links } = page;
  interface Frame {
    children: ChildNode[];
    next: number;
    box: number;
    link: number;
    hidden: boolean;
  }
  const stack: Frame[] = [{ children: roots, next: 0, box: -1, link: -1, hidden: false }];
  while (stack.length > 0) {
    const frame = stack[stack.length - 1] as Frame;
    const node = frame.children[frame.next++];
    if (!node) {
      stack.pop();
      closeBox(page, frame.box, stack[stack.length - 1]?.link !== frame.link ? frame.link : -1);
      continue;
    }
    if (isText(node)) {
      if (frame.box >= 0 && /\S/.test(node.data)) addText(page, node.data, frame.box, frame.link);
      continue;
    }
    if (!isTag(node)) continue;
    const name = node.name;
    if (name === 'script' || name === 'noscript') {
      noteScript(page, node);
      continue;
    }
    if (SKIPPED.has(name)) continue;
    if (name === 'head' || name === 'html') {
      stack.push({ children: node.children, next: 0, box: frame.box, link: -1, hidden: frame.hidden });
      continue;
    }
    if (name === 'title' || name === 'meta' || name === 'base') {
      noteHead(page, node);
      continue;
    }
    if (name === 'input' && node.attribs['type']?.toLowerCase() === 'password') page.passwordFields++;
    if ((name === 'iframe' || name === 'frame') && node.attribs['src']) page.frames.push(node.attribs['src']);
    if (VALUES.has(name)) continue;

    const style = node.attribs['style'];
    const hidden = frame.hidden || 'hidden' in node.attribs || (style !== undefined && HIDDEN_STYLE.test(style));
    const box = boxes.length;
    boxes.push({
      element: node, parent: frame.box, depth: stack.length, textFrom: texts.length, textTo: texts.length,
      linkFrom: links.length, linkTo: links.length, textLength: 0, linkTextLength: 0, hidden, end: box + 1,
    });
    let link = frame.link;
    if (name === 'a') {
      link = links.length;
      links.push({ box, href: (node.attribs['href'] ?? '').trim(), textFrom: texts.length, textTo: texts.length });
    }
    if (name === 'br' || name === 'img' || name === 'input' || name === 'hr') {
      closeBox(page, box, -1);
      continue;
    }
    stack.push({ children: node.children, next: 0, box, link, hidden });
  }
}

function addText(page: Page, text: string, box: number, link: number): void {
  page.texts.push({ text, box, inLink: link });
  (page.boxes[box] as Box).textLength += text.trim().length;
}

function closeBox(page: Page, number: number, link: number): void {
  const box = page.boxes[number];
  if (!box) return;
  box.textTo = page.texts.length;
  box.linkTo = page.links.length;
  box.end = page.boxes.length;
  if (box.element.name === 'a') box.linkTextLength = box.textLength;
  const parent = page.boxes[box.parent];
  if (parent) {
    parent.textLength += box.textLength;
    parent.linkTextLength += box.linkTextLength;
  }
  const closedLink = page.links[link];
  if (closedLink) closedLink.textTo = page.texts.length;
}

function noteScript(page: Page, element: Element): void {
  if (element.name === 'noscript') {
    page.noscript += plainText(element);
    return;
  }
  page.scripts.push(element);
  if (element.attribs['src']) page.scriptSources.push(element.attribs['src']);
}

function noteHead(page: Page, element: Element): void {
  const { attribs } = element;
  if (element.name === 'title') {
    if (!page.title) page.title = fold(plainText(element));
  } else if (element.name === 'base') {
    page.base = resolveUrl(attribs['href'] ?? '', page.url) ?? page.base;
  } else {
    const name = (attribs['name'] ?? attribs['property'] ?? attribs['itemprop'])?.toLowerCase();
    if (name && attribs['content'] !== undefined && !page.meta.has(name)) page.meta.set(name, attribs['content']);
    if (attribs['http-equiv']?.toLowerCase() === 'refresh') {
      const match = /^\s*(\d+(?:\.\d+)?)\s*[;,]\s*(?:url\s*=)?\s*['"]?([^'"]+)/i.exec(attribs['content'] ?? '');
      if (match) page.refresh = { seconds: Number(match[1]), url: (match[2] ?? '').trim() };
    }
  }
}

/** The text of an element and all below it, as it stands. */
export function plainText(element: Element): string {
  const parts: string[] = [];
  const stack: ChildNode[] = [...element.children].reverse();
  while (stack.length > 0) {
    const node = stack.pop() as ChildNode;
    if (isText(node)) parts.push(node.data);
    else if (isTag(node)) stack.push(...[...node.children].reverse());
  }
  return parts.join('');
}

/** Text of an inline script. */
export function scriptText(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : '')).join('');
}

/** The folded text of a box; `limit` bounds the work on huge elements. */
export function textOf(page: Page, number: number, limit = 500): string {
  const box = page.boxes[number];
  return box ? joinTexts(page, box.textFrom, box.textTo, limit) : '';
}

export function joinTexts(page: Page, from: number, to: number, limit = 500): string {
  let text = '';
  for (let index = from; index < to && text.length < limit; index++) text += (page.texts[index] as TextPiece).text;
  return fold(text).slice(0, limit);
}

/** Absolute http(s) address, or null where `href` leads nowhere that can be opened. */
export function resolveUrl(href: string, base: string): string | null {
  const trimmed = href.trim();
  if (!trimmed || trimmed.startsWith('#') || /^(?:javascript|mailto|tel|data|about|blob):/i.test(trimmed)) return null;
  try {
    const url = new URL(trimmed, base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
