/**
 * The requests that a page's scripts make while it loads, as far as the text tells the whole question: jQuery's `ajax`,
 * `get`, `post`, `getJSON` and `load`, axios, XMLHttpRequest and fetch. Nothing is executed. A question of which a part
 * is unknown is none, except for the number of the page.
 */
import type { PageRequest, RequestBody } from '../../model.js';
import { resolveUrl, type Page } from '../layout/document.js';
import { addressOf } from '../question.js';
import { filled, formAt, jsonAt, objectNamed } from './scriptData.js';
import { entriesOf, readExpression, skipBlanks } from './scriptText.js';

const REQUEST = /(?:([\w$]{1,20})\s?\.\s?)?\b(ajax|axios|get|post|getJSON|load|open|fetch)\s{0,9}\(\s{0,99}/g;
const METHOD = /['"](GET|POST)['"]\s{0,9},\s{0,99}/iy;
const MOST_SCRIPT = 200_000;
const MOST_REQUESTS = 60;

/**
 * Questions with absolute addresses, in the order of the scripts, each once.
 *
 * @param sign  a part of the addresses that are looked for; without it in a script nothing is read
 */
export function scriptRequests(page: Page, sign: string): PageRequest[] {
  if (!page.scripts.some(({ text }) => text.includes(sign))) return [];
  const own = page.scripts.map(({ text }) => text).join('\n;\n').slice(0, MOST_SCRIPT);
  const script = withoutComments(own);
  const questions = [...script.matchAll(REQUEST)].slice(0, MOST_REQUESTS).flatMap((call) => {
    const at = call.index + call[0].length;
    const [, owner = '', name = ''] = call;
    const asked = name === 'open' ? opened(script, at) : called(script, at, name, owner);
    return (asked && absolute(asked, page.base)) ?? [];
  });
  const distinct = new Map(questions.map((question) => [JSON.stringify(question), question]));
  return [...distinct.values()];
}

/** The one list that a page's scripts ask for, as `isList` knows it; null where there is none, or more than one. */
export function onlyRequest(
  page: Page,
  sign: string,
  isList: (address: URL, question: PageRequest) => boolean,
): PageRequest | null {
  const lists = scriptRequests(page, sign).filter((question) => isList(new URL(addressOf(question)), question));
  const [only, ...others] = lists;
  return only !== undefined && others.length === 0 ? only : null;
}

function absolute(asked: PageRequest, base: string): PageRequest | null {
  const url = resolveUrl(addressOf(asked), base);
  if (url === null) return null;
  return typeof asked === 'string' ? url : { ...asked, url };
}

type Sent = { query: string } | { body: RequestBody };

function joined(address: string | null, sent: Sent | null): PageRequest | null {
  if (address === null || sent === null) return null;
  if ('body' in sent) return { url: address, body: sent.body };
  if (sent.query === '') return address;
  return `${address}${address.includes('?') ? '&' : '?'}${sent.query}`;
}

/** `$.ajax({url: …, data: …})`, `$.get(url, data, …)`, `$.ajax(url, {data: …})`, `axios.post(url, {…})`. */
function called(script: string, at: number, name: string, owner: string): PageRequest | null {
  const sendsJson = /^(?:axios|\$?http|request|service|api)$/i.test(name === 'axios' ? name : owner);
  if (script[at] === '{') {
    const url = entriesOf(script, at).starts.get('url');
    return url === undefined ? null : joined(textAt(script, url), settled(script, at, sendsJson));
  }
  const address = readExpression(script, at);
  if (!address) return null;
  const url = filled(address.pieces);
  const posts = name === 'post';
  const comma = skipBlanks(script, address.end);
  const second = skipBlanks(script, comma + 1);
  const isAlone = script[comma] !== ',' || isFunction(script, second);
  if (isAlone) return joined(url, posts ? sentAs('form', '') : { query: '' });
  const { starts, isWhole } = entriesOf(script, second);
  const hasSettings = ['data', 'params', 'body'].some((key) => starts.has(key));
  const isSettings = hasSettings || (isWhole && (starts.has('method') || starts.has('success')));
  if (isSettings && !posts) return joined(url, settled(script, second, sendsJson));
  // jQuery's load posts an object, and asks with a text.
  return joined(url, dataAt(script, second, posts || (name === 'load' && script[second] === '{'), sendsJson));
}

/** What the settings of a call say is sent, and how; null where they say it in a way not known here. */
function settled(script: string, from: number, sendsJson: boolean): Sent | null {
  const { starts, isWhole } = entriesOf(script, from);
  const method = starts.get('type') ?? starts.get('method');
  const verb = method === undefined ? 'GET' : (textAt(script, method) ?? '').toUpperCase();
  const data = starts.get('data') ?? starts.get('body') ?? (verb === 'GET' ? starts.get('params') : undefined);
  if ((data === undefined && !isWhole) || !/^(?:GET|POST)$/.test(verb)) return null;
  if (verb === 'POST' && starts.has('params')) return null;
  if (data === undefined) return verb === 'POST' ? sentAs('form', '') : { query: '' };
  const contentType = starts.get('contentType') ?? starts.get('headers');
  const saysJson = contentType !== undefined && JSON_TYPE.test(script.slice(contentType, contentType + 200));
  return dataAt(script, data, verb === 'POST', sendsJson || saysJson);
}

const JSON_TYPE = /^[^;]{0,150}?application\/json/i;
const STRINGIFY = /^JSON\s?\.\s?stringify\s?\(\s{0,9}/;
const FORM = /^(?:new\s{1,9}URLSearchParams|[qQ]s\s?\.\s?stringify|(?:\$|jQuery)\s?\.\s?param)\s?\(\s{0,9}/;

/** What stands where data is handed over: a text, an object, the name of one, or one that is turned into JSON. */
function dataAt(script: string, at: number, posts: boolean, sendsJson: boolean): Sent | null {
  const stringified = STRINGIFY.exec(script.slice(at, at + 40))?.[0];
  if (stringified) return posts ? sentAs('json', jsonAt(script, at + stringified.length)) : null;
  const formed = FORM.exec(script.slice(at, at + 60))?.[0];
  if (formed) {
    const form = formAt(script, at + formed.length);
    return posts ? sentAs('form', form) : form === null ? null : { query: form };
  }
  const isObject = script[at] === '{' || objectNamed(script, at) !== null;
  if (isObject && posts && sendsJson) return sentAs('json', jsonAt(script, at));
  const text = isObject ? formAt(script, at) : textAt(script, at);
  if (!posts) return text === null ? null : { query: text };
  return sentAs(!isObject && /^\s*[{[]/.test(text ?? '') ? 'json' : 'form', text);
}

function sentAs(type: RequestBody['type'], text: string | null): Sent | null {
  return text === null ? null : { body: { type, text } };
}

function textAt(script: string, at: number): string | null {
  const expression = readExpression(script, at);
  return expression && filled(expression.pieces);
}

/** What is called with the answer, written out or by the name of a function of the page. */
function isFunction(script: string, at: number): boolean {
  const rest = script.slice(at, at + 60);
  if (/^(?:function\b|\([\w\s,]{0,40}\)\s?=>|\w{1,40}\s?=>)/.test(rest)) return true;
  const name = /^[A-Za-z_]\w{0,40}(?=\s{0,9}\))/.exec(rest)?.[0];
  return name !== undefined && script.includes(`function ${name}(`);
}

/** `request.open('POST', url); …; request.send('a=1&b=2')`. */
function opened(script: string, at: number): PageRequest | null {
  const method = new RegExp(METHOD);
  method.lastIndex = at;
  const matched = method.exec(script);
  const address = matched && readExpression(script, at + matched[0].length);
  if (!address) return null;
  const posts = matched[1]?.toUpperCase() === 'POST';
  const sent = /\.send\s{0,9}\(\s{0,99}(?!\)|null|\s)/.exec(script.slice(address.end, address.end + 3_000));
  if (!sent) return joined(filled(address.pieces), posts ? sentAs('form', '') : { query: '' });
  return joined(filled(address.pieces), dataAt(script, address.end + sent.index + sent[0].length, posts, false));
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
