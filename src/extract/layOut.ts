/**
 * Lays a document out flat (see document.ts), straight from htmlparser2's events: no tree is built, which saves a third
 * of the time, and tags that were never closed are closed where a browser would close them.
 */
import { Parser } from 'htmlparser2';
import { resolveUrl, type Box, type Page } from './document.js';
import { collapse, fold } from './words.js';

/** Parses and lays out. Never throws: whatever the text is, it makes a page. */
export function layOut(html: string, url: string): Page {
  return new Layout(html, url).run();
}

type Treatment = 'skip' | 'capture' | 'root' | 'head' | 'void';

/** One question for every tag: what becomes of it, where it does not become an open box. */
const TREATMENTS = new Map<string, Treatment>([
  ...withTreatment('skip', [
    'style', 'template', 'svg', 'math', 'noframes', 'object', 'canvas', 'audio', 'video', 'map', 'select', 'textarea',
    'datalist', 'button',
  ]),
  ...withTreatment('capture', ['script', 'noscript', 'title']),
  ...withTreatment('root', ['html', 'head']),
  ...withTreatment('head', ['meta', 'base', 'link']),
  ...withTreatment('void', ['br', 'img', 'input', 'hr', 'wbr', 'area', 'col', 'embed', 'source', 'track', 'param']),
]);

function withTreatment(treatment: Treatment, names: string[]): [string, Treatment][] {
  return names.map((name) => [name, treatment]);
}

const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** An opening tag of the key closes an open element of the value, unless one of `SCOPES` stands between them. */
const CLOSES = new Map([
  ['li', new Set(['li'])],
  ['tr', new Set(['tr', 'td', 'th'])],
  ['td', new Set(['td', 'th'])],
  ['th', new Set(['td', 'th'])],
  ['dt', new Set(['dt', 'dd'])],
  ['dd', new Set(['dt', 'dd'])],
  ['a', new Set(['a'])],
]);
const SCOPES = new Set(['ul', 'ol', 'menu', 'dl', 'table', 'div', 'section', 'article', 'body', 'form']);
const DEEPEST_SEARCH = 24;

/** What a tag that the parser holds open became, where it did not become a box. */
const NOTHING = -1;
const SKIP = -2;
const CAPTURE = -3;

type Attributes = Record<string, string>;

class Layout {
  private readonly page: Page;
  /** One entry for every tag that the parser holds open: the number of its box, or one of the marks above. */
  private readonly tags: number[] = [];
  private box = -1;
  private link = -1;
  private skipping = 0;
  /** Tags open inside which text belongs to no box: script, noscript, title. */
  private capturing: string[] = [];
  /** The text since the last tag. Entities arrive in pieces of their own; one run of text is one piece. */
  private pending = '';

  constructor(html: string, url: string) {
    this.page = {
      html, url, base: url, boxes: [], texts: [], links: [], title: '', language: '', meta: new Map(), canonical: '',
      scripts: [], passwordFields: 0, refresh: null, noscript: '',
    };
  }

  run(): Page {
    const parser = new Parser({
      onopentag: (name, attribs) => {
        this.endText();
        this.tags.push(this.open(name, attribs, parser.startIndex));
      },
      ontext: (text) => {
        this.pending += text;
      },
      onclosetag: () => {
        this.endText();
        this.close(this.tags.pop());
      },
    });
    parser.end(this.page.html);
    this.endText();
    while (this.box >= 0) this.closeBox();
    return this.page;
  }

  /** Notes an opened tag and says what it became. */
  private open(name: string, attribs: Attributes, start: number): number {
    const treatment = TREATMENTS.get(name);
    if (this.skipping > 0 || treatment === 'skip') {
      this.skipping++;
      return SKIP;
    }
    if (treatment === undefined && this.capturing.length === 0) {
      this.closeImplied(name);
      return (this.box = this.addBox(name, attribs, start));
    }
    return this.openSpecial(name, attribs, start, treatment);
  }

  private openSpecial(name: string, attribs: Attributes, start: number, treatment: Treatment | undefined): number {
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
    if (name === 'input' && attribs['type']?.toLowerCase() === 'password') this.page.passwordFields++;
    this.addBox(name, attribs, start);
    return NOTHING;
  }

  /** Notes a box inside the open one, and says its number. */
  private addBox(name: string, attribs: Attributes, start: number): number {
    const { boxes, texts, links } = this.page;
    const parent = boxes[this.box];
    const { style } = attribs;
    const number = boxes.length;
    boxes.push({
      name, attribs, start, parent: this.box, depth: parent ? parent.depth + 1 : 0,
      textFrom: texts.length, textTo: texts.length, linkFrom: links.length, linkTo: links.length,
      textLength: 0, linkTextLength: 0, end: number + 1,
      hidden: (parent?.hidden ?? false) || 'hidden' in attribs || (style !== undefined && HIDDEN_STYLE.test(style)),
    });
    if (name === 'a') {
      this.link = links.length;
      links.push({ box: number, href: (attribs['href'] ?? '').trim(), textFrom: texts.length, textTo: texts.length });
    }
    return number;
  }

  /** Closes what a browser would close: an `li` ends the `li` before it, with the inline tags left open in that. */
  private closeImplied(name: string): void {
    const closes = CLOSES.get(name);
    if (!closes) return;
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
    const text = this.pending;
    if (text === '') return;
    this.pending = '';
    const aside = this.capturing[this.capturing.length - 1];
    if (this.skipping > 0) return;
    if (aside) this.noteAside(aside, text);
    else if (/\S/.test(text)) this.addText(collapse(text));
  }

  private addText(text: string): void {
    if (this.box < 0) this.box = this.addBox('body', {}, 0);
    this.page.texts.push({ text, box: this.box, inLink: this.link });
    // White space is single blanks here, so that none is trimmed but one at either end.
    const blanks = (text.startsWith(' ') ? 1 : 0) + (text.endsWith(' ') ? 1 : 0);
    (this.page.boxes[this.box] as Box).textLength += text.length - blanks;
  }

  private close(tag: number | undefined): void {
    if (tag === SKIP) this.skipping--;
    else if (tag === CAPTURE) this.capturing.pop();
    // A box that was closed before its tag is done; a box further out is never open alone.
    else if (tag !== undefined && tag >= 0 && tag <= this.box) while (this.box >= tag) this.closeBox();
  }

  private closeBox(): void {
    const { boxes, texts, links } = this.page;
    const box = boxes[this.box] as Box;
    const link = links[this.link];
    if (link && link.box === this.box) {
      link.textTo = texts.length;
      box.linkTextLength = box.textLength;
      this.link = -1;
    }
    box.textTo = texts.length;
    box.linkTo = links.length;
    box.end = boxes.length;
    const parent = boxes[box.parent];
    if (parent) {
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
