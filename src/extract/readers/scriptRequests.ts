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

/** Absolute addresses, in the order of the scripts, each once. */
export function scriptRequests(page: Page): string[] {
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
    const entries = entriesOf(script, at);
    const url = entries.get('url');
    const address = url === undefined ? null : readExpression(script, url);
    return address && withData(address.pieces, script, entries.get('data'));
  }
  const address = readExpression(script, at);
  if (!address) return null;
  const comma = skipBlanks(script, address.end);
  if (script[comma] !== ',') return whole(address.pieces);
  const second = skipBlanks(script, comma + 1);
  if (isFunction(script, second)) return whole(address.pieces);
  const settings = entriesOf(script, second);
  const isSettings = settings.has('data') || settings.has('method') || settings.has('success');
  return withData(address.pieces, script, isSettings ? settings.get('data') : second);
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
  const sent = /\.send\s{0,9}\(\s{0,99}(?=['"])/.exec(script.slice(address.end, address.end + 3_000));
  const body = sent && readExpression(script, address.end + sent.index + sent[0].length);
  return body ? joined(address.pieces, whole(body.pieces)) : whole(address.pieces);
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
  for (const [key, at] of entriesOf(script, from)) {
    if (CACHE_BUSTER.test(key)) continue;
    const value = readExpression(script, at);
    const text = value && fill(value.pieces, `${key}=`);
    if (text === null) return null;
    query.push(`${key}=${encodeURIComponent(text)}`);
  }
  return query.length > 0 ? query.join('&') : null;
}

function joined(pieces: Pieces, query: string | null): string | null {
  const address = whole(pieces);
  if (address === null || query === null) return null;
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
  return script.replace(/^[ \t]*\/\/.*$/gm, '').replace(/(^|[\s;{},(])\/\*[\s\S]*?\*\//g, '$1');
}
