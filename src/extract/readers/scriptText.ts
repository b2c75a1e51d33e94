/**
 * Values as a script writes them: strings, numbers and names joined by `+`, and the entries of an object. Nothing is
 * executed: what cannot be told from the text stays a gap, and who reads decides whether he can do without it.
 */

/** Pieces of a text in their order; a gap stands for what only running the script would tell. */
export type Pieces = (string | { gap: string })[];

export interface Expression {
  pieces: Pieces;
  /** Where the script goes on behind it. */
  end: number;
}

const STRING = /'((?:[^'\\\n]|\\.){0,2000})'|"((?:[^"\\\n]|\\.){0,2000})"/y;
const LITERAL = /(?:\d+(?:\.\d+)?|true|false)\b/y;
const ENCODED = /encodeURI(?:Component)?\s{0,9}\(\s{0,99}/y;
/** A name, a call, a thing in brackets: `page`, `$('#key').val()`, `(a || b)[1]`. */
const NAMED = /(?:new\s{1,9})?(?:[\w$.]+|\((?:[^()]|\([^()]{0,200}\)){0,200}\)|\[[^[\]]{0,100}\])+/y;
const JOINED = /\s{0,99}\+(?![+=])\s{0,99}/y;
/** Behind an expression: an operator other than `+` changes what came before it. */
const GOES_ON = /\s{0,99}(?:[?*/%|&<>.[(-]|=[^=]|==|\+)/y;
const DEEPEST = 4;

/** Reads the expression that begins at `from`, names with one plain value filled in; null where none begins. */
export function readExpression(script: string, from: number, depth = 0): Expression | null {
  const pieces: Pieces = [];
  let at = skipBlanks(script, from);
  for (;;) {
    const term = readTerm(script, at, depth);
    if (term === null) return null;
    pieces.push(...term.pieces);
    at = term.end;
    const joined = matchAt(JOINED, script, at);
    if (joined === null) break;
    at += joined[0].length;
  }
  return { pieces: matchAt(GOES_ON, script, at) ? [{ gap: '?' }] : pieces, end: at };
}

function readTerm(script: string, at: number, depth: number): Expression | null {
  const string = matchAt(STRING, script, at);
  if (string) return { pieces: [unescape(string[1] ?? string[2] ?? '')], end: at + string[0].length };
  const literal = matchAt(LITERAL, script, at);
  if (literal) return { pieces: [literal[0]], end: at + literal[0].length };
  const encoded = matchAt(ENCODED, script, at);
  if (encoded && depth < DEEPEST) {
    const inner = readExpression(script, at + encoded[0].length, depth + 1);
    const end = inner ? skipBlanks(script, inner.end) : -1;
    if (inner && script[end] === ')') {
      const pieces = inner.pieces.map((piece) => (typeof piece === 'string' ? encodeURIComponent(piece) : piece));
      return { pieces, end: end + 1 };
    }
  }
  const named = matchAt(NAMED, script, at);
  if (!named) return null;
  const value = depth < DEEPEST ? valueOf(script, named[0], depth) : null;
  return { pieces: value === null ? [{ gap: named[0] }] : [value], end: at + named[0].length };
}

/** What a name stands for, where the script gives it a value in one place only. */
function valueOf(script: string, name: string, depth: number): string | null {
  const assignments = assignmentsOf(script, name);
  const [only] = assignments;
  if (only === undefined || assignments.length > 1) return null;
  const pieces = readExpression(script, only, depth + 1)?.pieces ?? [{ gap: name }];
  return pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : null;
}

/** Where in the script the values begin that are assigned to a name. */
export function assignmentsOf(script: string, name: string): number[] {
  if (!/^[A-Za-z_$][\w$]{0,40}$/.test(name)) return [];
  const pattern = new RegExp(String.raw`(?<![\w$.])${name.replaceAll('$', '\\$')}\s{0,9}[+]?=(?!=)\s{0,9}`, 'g');
  return [...script.matchAll(pattern)].map((match) => match.index + match[0].length);
}

export interface Entries {
  /** Where the value of each begins. */
  starts: Map<string, number>;
  /** Read up to the closing bracket: nothing in the object is written in a way not known here. */
  isWhole: boolean;
}

/** The entries of the object that begins at `from`; none where none begins there. */
export function entriesOf(script: string, from: number): Entries {
  const starts = new Map<string, number>();
  let at = skipBlanks(script, from);
  if (script[at] !== '{') return { starts, isWhole: false };
  do {
    const key = matchAt(KEY, script, ++at);
    if (!key) break;
    at += key[0].length;
    starts.set(key[1] ?? key[2] ?? key[3] ?? '', at);
    at = endOfValue(script, at);
  } while (script[at] === ',');
  return { starts, isWhole: script[skipBlanks(script, at)] === '}' };
}

/** Where the elements of the array that begins at `from` begin; null where it does not end. */
export function elementsOf(script: string, from: number): number[] | null {
  const starts: number[] = [];
  let at = from;
  do {
    at = skipBlanks(script, at + 1);
    if (script[at] === ']') return starts;
    starts.push(at);
    at = endOfValue(script, at);
  } while (script[at] === ',' && starts.length < MOST_ELEMENTS);
  return script[at] === ']' ? starts : null;
}

const MOST_ELEMENTS = 200;
const KEY = /\s{0,999}(?:'([\w-]{1,60})'|"([\w-]{1,60})"|([\w$]{1,60}))\s{0,9}:\s{0,99}/y;
const LONGEST_VALUE = 20_000;

/** Where the value ends: at the comma or the bracket that belongs to what is around it. */
function endOfValue(script: string, from: number): number {
  let depth = 0;
  for (let at = from; at < script.length && at - from < LONGEST_VALUE; at++) {
    const character = script[at] as string;
    if (character === "'" || character === '"') {
      const string = matchAt(STRING, script, at);
      if (string) at += string[0].length - 1;
    } else if ('([{'.includes(character)) depth++;
    else if (depth === 0 && ',)]}'.includes(character)) return at;
    else if (')]}'.includes(character)) depth--;
  }
  return script.length;
}

export function skipBlanks(script: string, from: number): number {
  let at = from;
  while (/\s/.test(script[at] ?? '')) at++;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  const sticky = new RegExp(pattern);
  sticky.lastIndex = at;
  return sticky.exec(text);
}

function unescape(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\(.)/g, '$1');
}
