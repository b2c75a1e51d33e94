/**
 * What a script hands over with a request: an object as the fields of a form, or as JSON. Half a question may well be
 * answered by “nothing found”, and that would be a false blank: where one value cannot be told, nothing can, except for
 * the number of the page, which is the first one.
 */
import { assignmentsOf, elementsOf, entriesOf, readExpression, type Pieces } from './scriptText.js';

/** Keys that only keep an answer from being cached. */
const CACHE_BUSTER = /^(?:_|_?t|r|rnd|random|rand|timestamp|time)$/i;
const PAGE_NUMBER =
  /(?:^|[?&])_?(?:p|page|pages|page_?(?:index|no|num|number)|curr_?page|current_?page|current)=$/i;

/** The fields that the object at `from` is posted or asked as, encoded; null where any of them is unknown. */
export function formAt(script: string, from: number): string | null {
  const place = script[from] === '{' ? from : objectNamed(script, from);
  if (place === null) return null;
  const { starts, isWhole } = entriesOf(script, place);
  if (!isWhole) return null;
  const fields: string[] = [];
  for (const [key, at] of starts) {
    if (CACHE_BUSTER.test(key)) continue;
    const value = readExpression(script, at);
    const text = value && filled(value.pieces, `${key}=`);
    if (text === null) return null;
    fields.push(`${encodeURIComponent(key)}=${encodeURIComponent(text)}`);
  }
  return fields.join('&');
}

/** The JSON that the object at `from` becomes; null where any of it is unknown. */
export function jsonAt(script: string, from: number): string | null {
  const place = '{['.includes(script[from] ?? '') ? from : objectNamed(script, from);
  const value = place === null ? undefined : valueAt(script, place, '', 0);
  return value === undefined ? null : JSON.stringify(value);
}

/** The JSON of an object or array as a script writes it out, without names that stand for values; null where it does not. */
export function writtenOutAt(script: string): string | null {
  const value = valueAt(script, 0, '', 0, DEEPEST_NAME);
  return value === undefined ? null : JSON.stringify(value);
}

/** Where the object begins that the name at `at` stands for; null where it names none, or more than one. */
export function objectNamed(script: string, at: number): number | null {
  const name = /^[A-Za-z_$][\w$]{0,40}/.exec(script.slice(at, at + 50))?.[0] ?? '';
  const [only, ...others] = assignmentsOf(script, name);
  return only !== undefined && others.length === 0 && script[only] === '{' ? only : null;
}

/** The text with the number of its page filled in, or null where anything else is unknown. */
export function filled(pieces: Pieces, before = ''): string | null {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if (PAGE_NUMBER.test(before + text)) text += '1';
    else if (/[?&](?:_|_?t|r|rnd|random|rand|timestamp)=$/i.test(text)) text += '0';
    else return null;
  }
  return text;
}

const DEEPEST = 4;
/** From here on readExpression looks no names up: in a list of thousands that would take for ever. */
const DEEPEST_NAME = 4;

/** Undefined where the value is unknown, or goes deeper than questions do. */
function valueAt(script: string, at: number, key: string, depth: number, names = 0): unknown {
  if (depth > DEEPEST) return undefined;
  if (script[at] === '{') {
    const { starts, isWhole } = entriesOf(script, at);
    const entries = [...starts].map(([name, from]) => [name, valueAt(script, from, name, depth + 1, names)] as const);
    return isWhole && entries.every(([, value]) => value !== undefined) ? Object.fromEntries(entries) : undefined;
  }
  if (script[at] === '[') {
    const values = elementsOf(script, at)?.map((from) => valueAt(script, from, '', depth + 1, names));
    return values?.every((value) => value !== undefined) ? values : undefined;
  }
  if (/^null\b/.test(script.slice(at, at + 5))) return null;
  const pieces = readExpression(script, at, names)?.pieces;
  const text = pieces && filled(pieces, `${key}=`);
  if (text === null || text === undefined) return undefined;
  if (!isPlain(script, at, names) || !/^(?:\d+(?:\.\d+)?|true|false)$/.test(text)) return text;
  // `010` is eight to a script, and no number at all in JSON.
  return /^0\d/.test(text) ? undefined : (JSON.parse(text) as unknown);
}

/** A number stays one unless it stands in quotes, here or where the name was given its value. */
function isPlain(script: string, at: number, names: number): boolean {
  if (names === DEEPEST_NAME) return !/['"]/.test(script[at] ?? '');
  const name = /^[A-Za-z_$][\w$]{0,40}/.exec(script.slice(at, at + 50))?.[0] ?? '';
  const from = assignmentsOf(script, name)[0] ?? at;
  return !/['"]/.test(script[from] ?? '');
}
