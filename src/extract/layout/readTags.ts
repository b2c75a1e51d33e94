/**
 * The tags and texts of a page in their order, with the tags closed that HTML closes by itself: what htmlparser2's Parser
 * tells, straight from its Tokenizer. Texts come as places in the source, of which most hold white space and need never
 * be cut out; that and what the Parser does for other callers is a third of its time.
 */
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { attributeNamed, type AttributeName, type Attributes } from './attributes.js';
import { LINE_BREAK, TagKinds, type TagKind } from './tagKinds.js';

/** Hears of a page's tags and texts. */
export interface TagListener {
  /** The source from one offset up to another, in which no entity stands. */
  onText(from: number, to: number): void;
  /** What an entity stands for. */
  onCharacter(character: string): void;
  /**
   * @param start  where the tag begins in the source
   * @returns a mark that is handed back when the element is closed
   */
  onOpen(kind: TagKind, attribs: Attributes, start: number): number;
  onClose(mark: number): void;
}

/** Tells the listener of every tag and text. Never throws, whatever the source is. */
export function readTags(source: string, listener: TagListener): void {
  const tokenizer = new Tokenizer({}, new TagReader(source, listener));
  tokenizer.write(source);
  tokenizer.end();
}

const NOT_YET_OPEN = -1;
const NO_ATTRIBUTES: Partial<Record<AttributeName, string>> = Object.freeze({});

class TagReader implements TokenizerCallbacks {
  private readonly kinds = new TagKinds();
  /** The open elements, the innermost last, and their marks beside them. */
  private readonly open: TagKind[] = [];
  private readonly marks: number[] = [];
  /** Whether `/>` closes a tag here; the innermost answer last. */
  private readonly closesItself = [false];
  /** Behind the last tag or text. */
  private behind = 0;
  private tag = LINE_BREAK;
  private tagStart = 0;
  private attribs = NO_ATTRIBUTES;
  /** Null for one that nobody asks for. */
  private attributeName: AttributeName | null = null;
  private attributeValue = '';

  constructor(private readonly source: string, private readonly listener: TagListener) {}

  ontext(from: number, to: number): void {
    this.listener.onText(from, to);
    this.behind = to;
  }

  ontextentity(codePoint: number, to: number): void {
    this.listener.onCharacter(String.fromCodePoint(codePoint));
    this.behind = to;
  }

  onopentagname(from: number, to: number): void {
    this.begin(this.kinds.of(this.source.slice(from, to)));
  }

  onattribname(from: number, to: number): void {
    this.attributeName = attributeNamed(this.source.slice(from, to));
  }

  onattribdata(from: number, to: number): void {
    if (this.attributeName === null) return;
    const part = this.source.slice(from, to);
    this.attributeValue = this.attributeValue === '' ? part : this.attributeValue + part;
  }

  onattribentity(codePoint: number): void {
    if (this.attributeName !== null) this.attributeValue += String.fromCodePoint(codePoint);
  }

  onattribend(): void {
    const name = this.attributeName;
    if (name === null) return;
    if (this.attribs === NO_ATTRIBUTES) this.attribs = {};
    // The first of a name counts.
    if (this.attribs[name] === undefined) this.attribs[name] = this.attributeValue;
    this.attributeValue = '';
  }

  onopentagend(end: number): void {
    this.finish();
    this.behind = end + 1;
  }

  onselfclosingtag(end: number): void {
    this.finish();
    if (this.closesItself.at(-1) && this.open.at(-1) === this.tag) this.closeInnermost();
    this.behind = end + 1;
  }

  onclosetag(from: number, to: number): void {
    const innermost = this.open.at(-1);
    // Most tags close what was opened last; their names need not be cut out.
    const isInnermost = innermost?.name.length === to - from && this.source.startsWith(innermost.name, from);
    const kind = isInnermost ? innermost : this.kinds.of(this.source.slice(from, to));
    if (kind.closesItself !== null) this.closesItself.pop();
    if (!kind.isVoid) this.close(kind);
    else if (kind.name === 'br') this.listener.onClose(this.listener.onOpen(LINE_BREAK, NO_ATTRIBUTES, this.behind));
    this.behind = to + 1;
  }

  oncomment(_from: number, end: number): void {
    this.behind = end + 1;
  }

  oncdata(_from: number, end: number): void {
    this.behind = end + 1;
  }

  ondeclaration(_from: number, end: number): void {
    this.behind = end + 1;
  }

  onprocessinginstruction(_from: number, end: number): void {
    this.behind = end + 1;
  }

  onend(): void {
    while (this.open.length > 0) this.closeInnermost();
  }

  private begin(kind: TagKind): void {
    this.tag = kind;
    this.tagStart = this.behind;
    this.attribs = NO_ATTRIBUTES;
    const { impliesCloseOf, closesItself } = kind;
    if (impliesCloseOf !== null) {
      for (let last = this.open.at(-1); last && impliesCloseOf.has(last.name); last = this.open.at(-1)) this.closeInnermost();
    }
    if (kind.isVoid) return;
    this.open.push(kind);
    this.marks.push(NOT_YET_OPEN);
    if (closesItself !== null) this.closesItself.push(closesItself);
  }

  /** Its attributes have been read. */
  private finish(): void {
    const mark = this.listener.onOpen(this.tag, this.attribs, this.tagStart);
    if (this.tag.isVoid) this.listener.onClose(mark);
    else this.marks[this.marks.length - 1] = mark;
  }

  /** Closes the innermost of the kind with all that is open inside; a `</p>` without any is an empty paragraph. */
  private close(kind: TagKind): void {
    const at = this.open.lastIndexOf(kind);
    if (at >= 0) {
      while (this.open.length > at) this.closeInnermost();
    } else if (kind.name === 'p') {
      this.begin(kind);
      this.finish();
      this.closeInnermost();
    }
  }

  private closeInnermost(): void {
    this.open.pop();
    this.listener.onClose(this.marks.pop() as number);
  }
}
