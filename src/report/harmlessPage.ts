/**
 * A page of somebody else's as it can be shown to people without anything in it doing anything: only the tags that give
 * text its shape are written again, without any attribute but the few that shape tables. No address, style, script, frame,
 * form or picture of the page comes out, so that nothing can be asked for and nothing can run; the frame that it is shown
 * in forbids it as well.
 */
import { Parser } from 'htmlparser2';
import { plainBlock } from './pageText.js';

export interface HarmlessPage {
  /** What stands in the body of a document. */
  html: string;
  /** The page was longer than what is shown. */
  isCut: boolean;
}

const SHAPING = new Set((
  'p div span a h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td b strong i em u s small ' +
  'sub sup pre code blockquote br hr section article header footer nav main aside address center font label button fieldset legend'
).split(' '));
const VOID = new Set(['br', 'hr', 'col']);
/** What stands in these is no text of the page. */
const SILENT = new Set((
  'script style template noscript iframe frameset frame object embed applet svg math canvas video audio title textarea select noembed noframes xmp head'
).split(' '));
/** Browsers slow down on what is nested deeper, and no honest page is. */
const DEEPEST = 150;

/**
 * @param limit  characters of the result, about
 * @param marked  words to be set off where they stand in the page, such as those a date was read from
 */
export function harmlessPage(source: string, limit: number, marked: readonly string[] = []): HarmlessPage {
  const written: string[] = [];
  let size = 0;
  let isCut = false;
  let waiting = '';
  const open: { name: string; isWritten: boolean }[] = [];
  let silent = 0;
  let depth = 0;

  const write = (text: string) => {
    written.push(text);
    size += text.length;
  };
  const endText = () => {
    if (waiting !== '') write(shownText(waiting, marked));
    waiting = '';
    if (size > limit) isCut = true;
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (isCut) return;
      endText();
      // The head of an unclosed document ends where its body begins.
      if (name === 'body') silent = 0;
      const isSilent = SILENT.has(name);
      if (isSilent) silent += 1;
      const isWritten = silent === 0 && !VOID.has(name) && SHAPING.has(name) && depth < DEEPEST;
      open.push({ name, isWritten });
      if (silent > 0) return;
      if (name === 'img' && (attributes['alt'] ?? '').trim() !== '') write(`<i>[${shownText(attributes['alt'] ?? '', [])}]</i>`);
      if (VOID.has(name)) write(`<${name}>`);
      if (isWritten) {
        depth += 1;
        write(`<${name}${shapeOf(attributes)}>`);
      }
    },
    ontext(text) {
      if (!isCut && silent === 0) waiting += text;
    },
    onclosetag(name) {
      if (isCut) return;
      endText();
      const known = open.pop();
      if (SILENT.has(name) && silent > 0) silent -= 1;
      if (known?.isWritten) {
        depth -= 1;
        write(`</${name}>`);
      }
    },
    onend: endText,
  }, { decodeEntities: true });
  for (let at = 0; at < source.length && !isCut; at += PIECE) parser.write(source.slice(at, at + PIECE));
  if (isCut) for (const { name } of open.filter(({ isWritten }) => isWritten).reverse()) write(`</${name}>`);
  else parser.end();
  return { html: written.join(''), isCut };
}

const PIECE = 20_000;

/** Hidden parts stay hidden, so that a tab that nobody saw is not held against anybody. */
function shapeOf(attributes: Record<string, string>): string {
  const spans = (['colspan', 'rowspan'] as const).flatMap((name) => {
    const value = attributes[name] ?? '';
    return /^\d{1,3}$/.test(value) ? [` ${name}="${value}"`] : [];
  });
  const isHidden = 'hidden' in attributes || /display\s{0,5}:\s{0,5}none/i.test((attributes['style'] ?? '').slice(0, 500));
  return `${spans.join('')}${isHidden ? ' hidden' : ''}`;
}

function shownText(text: string, marked: readonly string[]): string {
  const plain = plainBlock(text, 20_000);
  const words = marked.find((one) => one.length >= 4 && plain.includes(one));
  if (words === undefined) return escaped(plain);
  return plain.split(words).map(escaped).join(`<mark>${escaped(words)}</mark>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
