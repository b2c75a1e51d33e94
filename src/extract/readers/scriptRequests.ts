/**
 * The requests that a page's scripts make while it loads, as far as the text tells the whole address: jQuery's `ajax`,
 * `get`, `post`, `getJSON` and `load`, XMLHttpRequest and fetch. What a script posts is given as a query: the content
 * management systems that are asked take both. An address of which a part is unknown is none, except for the number of
 * the page: half a question may well be answered by “nothing found”, and that would be a false blank.
 */
import { resolveUrl, type Page } from '../document.js';
import { assignmentsOf, entriesOf, readExpression, skipBlanks, type Pieces } from './scriptText.js';

const REQUEST = /\b(ajax|get|post|getJSON|load|open|fetch)\s{0,9}\(\s{0,99}/g;
const METHOD = /['"](?:GET|POST)['"]\s{0,9},\s{0,99}/iy;
const MOST_SCRIPT = 200_000;
const MOST_REQUESTS = 60;

/**
 * Absolute addresses, in the order of the scripts, each once.
 *
 * @param sign  a part of the addresses that are looked for; without it in a script nothing is read
 */
export function scriptRequests(page: Page, sign: string): string[] {
  if (!page.scripts.some(({ text }) => text.includes(sign))) return [];
  const own = page.scripts.map(({ text }) => text).join('\n;\n').slice(0, MOST_SCRIPT);
  const script = withoutComments(own);
  const addresses = [...script.matchAll(REQUEST)].slice(0, MOST_REQUESTS).flatMap((call) => {
    const at = call.index + call[0].length;
    const address = call[1] === 'open' ? opened(script, at) : called(script, at);
    return (address && resolveUrl(address, page.base)) ?? [];
  });
  return [...new Set(addresses)];
}

/** `$.ajax({url: …, data: …})`, `$.get(url, data, …)`, `$.ajax(url, {data: …})`. */
function called(script: string, at: number): string | null {
  if (script[at] === '{') {
    const { starts, isWhole } = entriesOf(script, at);
    const [url, data] = [starts.get('url'), starts.get('data')];
    const address = url === undefined || (data === undefined && !isWhole) ? null : readExpression(script, url);
    return address && withData(address.pieces, script, data);
  }
  const address = readExpression(script, at);
  if (!address) return null;
  const comma = skipBlanks(script, address.end);
  if (script[comma] !== ',') return whole(address.pieces);
  const second = skipBlanks(script, comma + 1);
  if (isFunction(script, second)) return whole(address.pieces);
  const { starts, isWhole } = entriesOf(script, second);
  const isSettings = starts.has('data') || (isWhole && (starts.has('method') || starts.has('success')));
  return withData(address.pieces, script, isSettings ? starts.get('data') : second);
}

/** What is called with the answer, written out or by the name of a function of the page. */
function isFunction(script: string, at: number): boolean {
  const rest = script.slice(at, at + 60);
  if (/^(?:function\b|\([\w\s,]{0,40}\)\s?=>|\w{1,40}\s?=>)/.test(rest)) return true;
  const name = /^[A-Za-z_]\w{0,40}(?=\s{0,9}\))/.exec(rest)?.[0];
  return name !== undefined && script.includes(`function ${name}(`);
}

/** `request.open('POST', url); …; request.send('a=1&b=2')`. */
function opened(script: string, at: number): string | null {
  const method = new RegExp(METHOD);
  method.lastIndex = at;
  const matched = method.exec(script);
  const address = matched && readExpression(script, at + matched[0].length);
  if (!address) return null;
  const sent = /\.send\s{0,9}\(\s{0,99}(?!\)|null|\s)/.exec(script.slice(address.end, address.end + 3_000));
  if (!sent) return whole(address.pieces);
  const body = readExpression(script, address.end + sent.index + sent[0].length);
  return body && joined(address.pieces, whole(body.pieces));
}

function withData(pieces: Pieces, script: string, data: number | undefined): string | null {
  if (data === undefined) return whole(pieces);
  const place = script[data] === '{' ? data : objectNamed(script, data);
  if (place !== null) return joined(pieces, queryOf(script, place));
  const text = readExpression(script, data);
  return text && joined(pieces, whole(text.pieces));
}

/** Where the object begins that the name at `at` stands for; null where it names none, or more than one. */
function objectNamed(script: string, at: number): number | null {
  const name = /^[A-Za-z_$][\w$]{0,40}/.exec(script.slice(at, at + 50))?.[0] ?? '';
  const [only, ...others] = assignmentsOf(script, name);
  return only !== undefined && others.length === 0 && script[only] === '{' ? only : null;
}

/** Keys that only keep an answer from being cached. */
const CACHE_BUSTER = /^(?:_|_?t|r|rnd|random|rand|timestamp|time)$/i;
const PAGE_NUMBER = /(?:^|[?&])_?(?:p|page|pages|page_?(?:index|no|num|number)|curr_?page|current_?page)=$/i;

function queryOf(script: string, from: number): string | null {
  const query: string[] = [];
  const { starts, isWhole } = entriesOf(script, from);
  if (!isWhole) return null;
  for (const [key, at] of starts) {
    if (CACHE_BUSTER.test(key)) continue;
    const value = readExpression(script, at);
    const text = value && fill(value.pieces, `${key}=`);
    if (text === null) return null;
    query.push(`${key}=${encodeURIComponent(text)}`);
  }
  return query.join('&');
}

function joined(pieces: Pieces, query: string | null): string | null {
  const address = whole(pieces);
  if (address === null || query === null) return null;
  if (query === '') return address;
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

function whole(pieces: Pieces): string | null {
  return fill(pieces, '');
}

/** The text with the number of its page filled in, or null where anything else is unknown. */
function fill(pieces: Pieces, before: string): string | null {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if (PAGE_NUMBER.test(before + text)) text += '1';
    else if (/[?&](?:_|_?t|r|rnd|random|rand|timestamp)=$/i.test(text)) text += '0';
    else return null;
  }
  return text;
}

/** Without block comments and lines that are comments: what is commented out is not asked. */
function withoutComments(script: string): string {
  const [first = '', ...parts] = script.replace(/^[ \t]*\/\/.*$/gm, '').split('/*');
  let kept = first;
  let isInside = false;
  for (const part of parts) {
    // A star behind a slash inside a string, as in 'text/*', begins nothing.
    if (!isInside && !/(?:^|[\s;{},()])$/.test(kept.slice(-1))) {
      kept += `/*${part}`;
      continue;
    }
    const end = part.indexOf('*/');
    isInside = end < 0;
    if (!isInside) kept += part.slice(end + 2);
  }
  return kept;
}
