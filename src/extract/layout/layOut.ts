/**
 * Lays a document out flat (see document.ts), straight from its tags: no tree is built, which saves half of the time, and
 * tags that were never closed are closed where a browser would close them.
 */
import type { Attributes } from './attributes.js';
import { resolveUrl, type Box, type Link, type Page } from './document.js';
import { readTags, type TagListener } from './readTags.js';
import type { TagKind } from './tagKinds.js';
import { collapse, collapsePart, fold } from './words.js';

/** Parses and lays out. Never throws: whatever the text is, it makes a page. */
export function layOut(html: string, url: string): Page {
  return new Layout(html, url).run();
}

const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** What stands between them keeps an opening tag from closing an open element: see `closes` of a kind of tag. */
const SCOPES = new Set(['ul', 'ol', 'menu', 'dl', 'table', 'div', 'section', 'article', 'body', 'form']);
const DEEPEST_SEARCH = 24;

/** What a tag that the parser holds open became, where it did not become a box. */
const NOTHING = -1;
const SKIP = -2;
const CAPTURE = -3;

class Layout implements TagListener {
  private readonly page: Page;
  private box = -1;
  private link = -1;
  private skipping = 0;
  /** Tags open inside which text belongs to no box: script, noscript, title. */
  private capturing: string[] = [];
  /** The text since the last tag, up to its last entity, and the part of the source that follows. One run is one piece. */
  private pending = '';
  private from = 0;
  private to = 0;

  constructor(html: string, url: string) {
    this.page = {
      html, url, base: url, boxes: [], texts: [], links: [], title: '', language: '', meta: new Map(), canonical: '',
      scripts: [], passwordFields: 0, refresh: null, noscript: '',
    };
  }

  run(): Page {
    readTags(this.page.html, this);
    this.endText();
    while (this.box >= 0) this.closeBox();
    return this.page;
  }

  onText(from: number, to: number): void {
    if (from !== this.to) {
      if (this.to > this.from) this.pending += this.page.html.slice(this.from, this.to);
      this.from = from;
    }
    this.to = to;
  }

  onCharacter(character: string): void {
    this.pending += this.page.html.slice(this.from, this.to) + character;
    this.from = this.to;
  }

  /** Notes an opened tag and says what it became: the number of its box, or one of the marks above. */
  onOpen(kind: TagKind, attribs: Attributes, start: number): number {
    this.endText();
    if (this.skipping > 0 || kind.treatment === 'skip') {
      this.skipping++;
      return SKIP;
    }
    if (kind.treatment === null && this.capturing.length === 0) {
      if (kind.closes !== null) this.closeImplied(kind.closes);
      return (this.box = this.addBox(kind.name, attribs, start));
    }
    return this.openSpecial(kind, attribs, start);
  }

  private openSpecial({ name, treatment }: TagKind, attribs: Attributes, start: number): number {
    if (treatment === 'root') {
      this.page.language ||= (attribs['lang'] ?? attribs['xml:lang'] ?? '').toLowerCase();
      return NOTHING;
    }
    if (treatment === 'capture') {
      if (name === 'script') this.page.scripts.push({ attribs, text: '' });
      this.capturing.push(name);
      return CAPTURE;
    }
    if (this.capturing.length > 0) return NOTHING;
    if (treatment === 'head') {
      this.noteHead(name, attribs);
      return NOTHING;
    }
    const { hidden } = this.page.boxes[this.addBox(name, attribs, start)] as Box;
    if (name === 'input' && !hidden && attribs['type']?.toLowerCase() === 'password') this.page.passwordFields++;
    return NOTHING;
  }

  /** Notes a box inside the open one, and says its number. */
  private addBox(name: string, attribs: Attributes, start: number): number {
    const { boxes, texts, links } = this.page;
    const parent = this.box < 0 ? null : (boxes[this.box] as Box);
    const { style, hidden } = attribs;
    const number = boxes.length;
    boxes.push({
      name, attribs, start, parent: this.box, depth: parent ? parent.depth + 1 : 0,
      textFrom: texts.length, textTo: texts.length, linkFrom: links.length, linkTo: links.length,
      textLength: 0, linkTextLength: 0, end: number + 1,
      hidden: (parent?.hidden ?? false) || hidden !== undefined || (style !== undefined && HIDDEN_STYLE.test(style)),
    });
    if (name === 'a') {
      this.link = links.length;
      links.push({ box: number, href: (attribs['href'] ?? '').trim(), textFrom: texts.length, textTo: texts.length });
    }
    return number;
  }

  /** Closes what a browser would close: an `li` ends the `li` before it, with the inline tags left open in that. */
  private closeImplied(closes: ReadonlySet<string>): void {
    let outermost = -1;
    for (let number = this.box, steps = 0; number >= 0 && steps < DEEPEST_SEARCH; steps++) {
      const box = this.page.boxes[number] as Box;
      if (closes.has(box.name)) outermost = number;
      else if (SCOPES.has(box.name)) break;
      number = box.parent;
    }
    if (outermost >= 0) while (this.box >= outermost) this.closeBox();
  }

  private endText(): void {
    const { pending, from, to } = this;
    if (from === to && pending === '') return;
    this.pending = '';
    this.from = to;
    if (this.skipping > 0) return;
    const { html } = this.page;
    if (this.capturing.length > 0) {
      this.noteAside(this.capturing[this.capturing.length - 1] as string, pending + html.slice(from, to));
      return;
    }
    const text = pending === '' ? collapsePart(html, from, to) : collapse(pending + html.slice(from, to));
    if (text !== '' && text !== ' ') this.addText(text);
  }

  private addText(text: string): void {
    if (this.box < 0) this.box = this.addBox('body', {}, 0);
    this.page.texts.push({ text, box: this.box, inLink: this.link });
    // White space is single blanks here, so that none is trimmed but one at either end.
    const blanks = (text[0] === ' ' ? 1 : 0) + (text[text.length - 1] === ' ' ? 1 : 0);
    (this.page.boxes[this.box] as Box).textLength += text.length - blanks;
  }

  onClose(mark: number): void {
    this.endText();
    if (mark === SKIP) this.skipping--;
    else if (mark === CAPTURE) this.capturing.pop();
    // A box that was closed before its tag is done; a box further out is never open alone.
    else if (mark >= 0 && mark <= this.box) while (this.box >= mark) this.closeBox();
  }

  private closeBox(): void {
    const { boxes, texts, links } = this.page;
    const box = boxes[this.box] as Box;
    if (this.link >= 0) {
      const link = links[this.link] as Link;
      if (link.box === this.box) {
        link.textTo = texts.length;
        box.linkTextLength = box.textLength;
        this.link = -1;
      }
    }
    box.textTo = texts.length;
    box.linkTo = links.length;
    box.end = boxes.length;
    if (box.parent >= 0) {
      const parent = boxes[box.parent] as Box;
      parent.textLength += box.textLength;
      parent.linkTextLength += box.linkTextLength;
    }
    this.box = box.parent;
  }

  private noteAside(name: string, text: string): void {
    const script = this.page.scripts[this.page.scripts.length - 1];
    if (name === 'script' && script) script.text += text;
    else if (name === 'noscript') this.page.noscript += text;
    else if (!this.page.title) this.page.title = fold(text);
  }

  private noteHead(tag: string, attribs: Attributes): void {
    const { page } = this;
    if (tag === 'base') {
      page.base = resolveUrl(attribs['href'] ?? '', page.url) ?? page.base;
    } else if (tag === 'link') {
      if (attribs['rel'] === 'canonical') page.canonical ||= attribs['href'] ?? '';
    } else {
      const content = attribs['content'];
      const name = attribs['name'] ?? attribs['property'] ?? attribs['itemprop'] ?? attribs['http-equiv'];
      const key = name?.trim().toLowerCase();
      if (key && content !== undefined && !page.meta.has(key)) page.meta.set(key, content);
      if (attribs['http-equiv']?.toLowerCase() === 'refresh') page.refresh = refreshOf(content ?? '') ?? page.refresh;
    }
  }
}

function refreshOf(content: string): Page['refresh'] {
  const match = /^\s*(\d+(?:\.\d+)?)\s*[;,]\s*(?:url\s*=)?\s*['"]?([^'"]+)/i.exec(content.slice(0, 2000));
  return match ? { seconds: Number(match[1]), url: (match[2] ?? '').trim() } : null;
}
