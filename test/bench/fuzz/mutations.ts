/** Damages pages in every way that a wire, a content system or an ill-wisher might. Everything follows from one number. */

/** Numbers from 0 up to, not including, `below`; the same seed gives the same numbers. */
export type Draw = (below: number) => number;

/** mulberry32, a public-domain generator of 32 bits. */
export function drawing(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export interface Mutated {
  body: Uint8Array;
  /** What was done, in order. */
  done: string[];
  /** Nothing but whole elements, or the page's end, was taken away. */
  onlyRemoves: boolean;
}

type Mutation = (text: string, draw: Draw, pages: readonly string[]) => string;

/** One to four changes to a page, and sometimes to its bytes. */
export function mutated(page: string, pages: readonly string[], draw: Draw): Mutated {
  const onlyRemoves = draw(4) === 0;
  const names = Object.keys(onlyRemoves ? REMOVALS : MUTATIONS);
  const done = Array.from({ length: 1 + draw(4) }, () => names[draw(names.length)] as string);
  const text = done.reduce((before, name) => {
    const after = (REMOVALS[name] ?? (MUTATIONS[name] as Mutation))(before, draw, pages);
    return after.length > LONGEST_PAGE ? before : after;
  }, page);
  const inBytes = onlyRemoves ? null : (Object.entries(BYTE_DAMAGE)[draw(12)] ?? null);
  if (inBytes === null) return { body: Buffer.from(text), done, onlyRemoves };
  return { body: inBytes[1](text, draw), done: [...done, inBytes[0]], onlyRemoves };
}

const LONGEST_PAGE = 400_000;

const REMOVALS: Record<string, Mutation> = {
  'an element taken out': (text, draw) => withoutElement(text, draw),
  'several elements taken out': (text, draw) =>
    Array.from({ length: 2 + draw(6) }).reduce((before: string) => withoutElement(before, draw), text),
  'the end cut off': (text, draw) => text.slice(0, /.*(?=<)/s.exec(text.slice(0, draw(text.length)))?.[0].length ?? 0),
};

const MUTATIONS: Record<string, Mutation> = {
  ...REMOVALS,
  'tags dropped': (text, draw) => overTags(text, draw, 5, () => ''),
  'tags doubled': (text, draw) => overTags(text, draw, 5, (tag) => tag + tag),
  'tags swapped': (text, draw) => {
    const tags = text.match(TAG) ?? [''];
    return overTags(text, draw, 4, () => tags[draw(tags.length)] ?? '');
  },
  'tags in capitals': (text) => text.replace(/<\/?[a-z]+/g, (tag) => tag.toUpperCase()),
  'anything cut out': (text, draw) => {
    const from = draw(text.length);
    return text.slice(0, from) + text.slice(from + draw(400));
  },
  'cut off anywhere': (text, draw) => text.slice(0, draw(text.length)),
  'something repeated': (text, draw) => {
    const from = draw(text.length);
    const piece = text.slice(from, from + draw(300));
    return text.slice(0, from) + piece.repeat(1 + draw(30)) + text.slice(from);
  },
  'spliced with another page': (text, draw, pages) => {
    const other = pages[draw(pages.length)] ?? '';
    return text.slice(0, tagAt(text, draw)) + other.slice(tagAt(other, draw));
  },
  'a piece of another page put in': (text, draw, pages) => {
    const other = pages[draw(pages.length)] ?? '';
    const [at, from] = [tagAt(text, draw), tagAt(other, draw)];
    return text.slice(0, at) + other.slice(from, from + draw(2_000)) + text.slice(at);
  },
  'digits changed': (text, draw) => text.replace(/\d/g, (digit) => (draw(20) === 0 ? String(draw(10)) : digit)),
  'a day changed': (text, draw) => {
    const days = [...text.matchAll(/\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}/g)];
    const chosen = days[draw(days.length)];
    return chosen ? text.slice(0, chosen.index) + ODD_DAYS[draw(ODD_DAYS.length)] + text.slice(chosen.index + chosen[0].length) : text;
  },
  'characters as entities': (text, draw) =>
    text.replace(/[^\s<>&"'=]/g, (one) => (draw(60) === 0 ? `&#${draw(2) ? `x${hex(one)}` : one.charCodeAt(0)}${draw(3) ? ';' : ''}` : one)),
  'entities twice over': (text) => text.replaceAll('&', '&amp;'),
  'markup as entities': (text, draw) => text.replace(/[<>]/g, (one) => (draw(30) === 0 ? (one === '<' ? '&lt;' : '&gt;') : one)),
  'something opened': (text, draw) => {
    const at = draw(text.length);
    return text.slice(0, at) + OPENERS[draw(OPENERS.length)] + text.slice(at);
  },
  'nested deeply': (text, draw) => {
    const [at, tag, depth] = [tagAt(text, draw), NESTED[draw(NESTED.length)] as string, 1 + draw(draw(10) === 0 ? 3_000 : 30)];
    const end = draw(2) ? `</${tag}>`.repeat(depth) : '';
    return `${text.slice(0, at)}${`<${tag}>`.repeat(depth)}${text.slice(at)}${end}`;
  },
  'quotes dropped': (text, draw) => text.replace(/["']/g, (quote) => (draw(15) === 0 ? '' : quote)),
  'odd characters put in': (text, draw) => {
    const odd = ODD[draw(ODD.length)] as string;
    return text.replace(/[^<>]/g, (one) => (draw(80) === 0 ? one + odd : one));
  },
  'digits full-width': (text) => text.replace(/\d(?![^<]*>)/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
};

const BYTE_DAMAGE: Record<string, (text: string, draw: Draw) => Uint8Array> = {
  'bytes flipped': (text, draw) => {
    const body = Buffer.from(text);
    for (let flips = 1 + draw(20); flips > 0 && body.length > 0; flips -= 1) body[draw(body.length)] = draw(256);
    return body;
  },
  'bits flipped': (text, draw) => {
    const body = Buffer.from(text);
    for (let flips = 1 + draw(20); flips > 0 && body.length > 0; flips -= 1) {
      const at = draw(body.length);
      body[at] = (body[at] ?? 0) ^ (1 << draw(8));
    }
    return body;
  },
  'in UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'in UTF-16 without its mark': (text) => Buffer.from(text, 'utf16le'),
  'in Latin-1': (text) => Buffer.from(text, 'latin1'),
  'two marks in front': (text) => Buffer.from(`\ufeff\ufeff${text}`),
  'in UTF-8 twice over': (text) => Buffer.from(Buffer.from(text).toString('latin1')),
};

const TAG = /<[^<>]{1,300}>/g;
const ODD_DAYS = ['2062-12-31', '2026-13-45', '2026-02-30', '0000-00-00', '9999-99-99', '2026-3-17', '20260317', '26-3-1', '2026-03-18'];
const OPENERS = [
  '<!--', '<script>', '<![CDATA[', '<textarea>', '<plaintext>', '<title>', '<noscript>', '<template>', '<style>', '<svg>', '<',
  '</', '<a href="', '<table><tr><td>', '</div></div></div>', '</table>', '</ul>', '<select><option>', '<?xml ', '<base href="//x">',
];
const NESTED = ['div', 'table', 'span', 'ul', 'li', 'a', 'b', 'p', 'font', 'td'];
const ODD = ['\0', '\u200b', '\u202e', '\u2066', '\ufeff', '\u00ad', '\u3000', '\r', '\ufffd', '\ud800', '&nbsp;', '\u0301', '<!-- -->'];

const hex = (one: string) => one.charCodeAt(0).toString(16);

function tagAt(text: string, draw: Draw): number {
  const at = text.indexOf('<', draw(text.length + 1));
  return at < 0 ? text.length : at;
}

function overTags(text: string, draw: Draw, most: number, change: (tag: string) => string): string {
  const tags = [...text.matchAll(TAG)];
  const chosen = new Set(Array.from({ length: 1 + draw(most) }, () => tags[draw(tags.length)]?.index));
  return text.replace(TAG, (tag, at: number) => (chosen.has(at) ? change(tag) : tag));
}

/** Takes out an element with all that is in it; the page as it is where the one drawn is not closed. */
function withoutElement(text: string, draw: Draw): string {
  const start = tagAt(text, draw);
  const name = /^<([a-z][a-z0-9]*)/i.exec(text.slice(start, start + 30))?.[1];
  if (name === undefined || ['html', 'body', 'head'].includes(name.toLowerCase())) return text;
  const tags = new RegExp(`<(/?)${name}\\b[^<>]*>`, 'gi');
  tags.lastIndex = start;
  let depth = 0;
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    depth += tag[1] === '' ? 1 : -1;
    if (depth === 0) return text.slice(0, start) + text.slice(tags.lastIndex);
  }
  return text;
}
