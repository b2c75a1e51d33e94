/**
 * 大汉 Hanweb JCMS: a list's first page stands in the page as
 * `<script type="text/xml"><datastore>…<recordset><record><![CDATA[<li>…</li>]]></record>…`, its further pages are such
 * datastores by themselves (`/module/web/jpage/dataproxy.jsp`, by GET, or by POST where the page says so).
 * Source of the form: field notes §5.1 (jiangsu.gov.cn, jinan, dalian). Dates may be broken over lines inside the rows.
 */
import type { Day, PageRequest, Reading } from '../../model.js';
import { questionOf, type Page } from '../layout/document.js';
import { layOut } from '../layout/layOut.js';
import { findList } from '../list/list.js';
import { addressOf, paramsOf, withParam } from '../question.js';
import { emptyReading, unreadable } from '../reading.js';

const READER = 'hanweb-datastore';

/** Reads the page's datastore, the longest where it has several; null where it has none. */
export function readDatastore(page: Page, today: Day): Reading | null {
  const stores = datastoresOf(page).map((source) => ({ source, records: recordsOf(source) }));
  const [longest, ...others] = stores.sort((one, two) => two.records.length - one.records.length);
  if (longest === undefined) return null;
  const { source, records } = longest;
  const total = totalOf(source) ?? (others.length === 0 ? totalOf(scriptsOf(page)) : null);
  if (records.length === 0) {
    if (total === 0 && others.length === 0) return emptyReading('blank', 'totalrecord 0', READER);
    return { ...unreadable('js-shell', 'the datastore holds no record', READER), listAt: hanwebList(page) };
  }
  const { list } = findList(layOut(`<ul>${records.join('')}</ul>`, page.base), today);
  if (!list) return unreadable('no-list', 'no row could be read in the datastore', READER);
  return {
    ...emptyReading('list', `${records.length} records of ${total ?? '?'}`, READER),
    items: list.items,
    container: 'script > datastore > recordset',
    goesOn: total === null || total > records.length,
    size: { items: total, pages: null },
    nextPages: total === null ? [] : nextPagesOf(page, `${source}\n${scriptsOf(page)}`, records.length, total),
    setAside: others.flatMap((other) => setAsideOf(other.records, page, today)),
  };
}

/** The question for the first rows, where the page names the proxy and says what it takes to ask it; else null. */
export function hanwebList(page: Page): PageRequest | null {
  const source = scriptsOf(page);
  const isOneList = ['unitid', 'columnid'].every((name) => valuesOf(source, name).size === 1);
  if (!/dataproxy\.jsp/i.test(source) || !isOneList) return null;
  const shown = Number(/\bperPage['"]?\s?[:=]\s?['"]?(\d{1,3})\b/i.exec(source)?.[1] ?? 0) || USUAL_ROWS;
  return questionFor(page, source, 1, shown);
}

const USUAL_ROWS = 15;

/** A page of several lists names several units: nothing tells then which is the column's. */
function valuesOf(source: string, name: string): Set<string> {
  const found = source.matchAll(new RegExp(`\\b${name}['"]?\\s?[:=]\\s?['"]?([\\w-]+)`, 'gi'));
  return new Set([...found].map(([, value = '']) => value));
}

const scriptsOf = (page: Page) => page.scripts.map(({ text }) => text).join('\n');

function datastoresOf(page: Page): string[] {
  if (/^\s*(?:<\?xml[^>]{0,200}>\s*)?<datastore/i.test(page.html)) return [page.html];
  const scripted = page.scripts.map(({ text }) => text).filter((text) => /<datastore|<recordset/i.test(text));
  if (scripted.length > 0 || !/<datastore[\s>]/i.test(page.html)) return scripted;
  // In some pages the store stands between other elements, where its rows look like comments.
  const bare = page.html.split(/(?<!<!--\s{0,9})<datastore[\s>]/i).slice(1);
  return bare.map((store) => store.split(/<\/datastore>/i)[0] ?? '');
}

function setAsideOf(records: string[], page: Page, today: Day): Reading['setAside'] {
  const { list } = findList(layOut(`<ul>${records.join('')}</ul>`, page.base), today);
  const days = list?.items.flatMap(({ date }) => date?.day ?? []) ?? [];
  if (days.length === 0) return [];
  const newest = days.reduce((latest, day) => (day > latest ? day : latest));
  const why = 'another datastore of the page is longer';
  return [{ container: 'script > datastore', rows: records.length, newest, why }];
}

function totalOf(source: string): number | null {
  const match = /<totalrecord>\s*(\d+)/i.exec(source) ?? /totalRecord['"]?\s?[:=]\s?['"]?(\d+)/i.exec(source);
  return match ? Number(match[1]) : null;
}

/** The rows' markup, each an `li` or a `tr`. Some sites write the rows without a record around each. */
function recordsOf(source: string): string[] {
  const records = source.split(/<record>/i).slice(1);
  const bare = source.split(/(?=<li[\s>])/i).slice(1);
  if (records.length === 0) return bare.map((row) => row.split(/<\/recordset>/i)[0] ?? '');
  return records.map((part) => {
    const record = markupOf(part.split(/<\/record>/i)[0] ?? '');
    return /<(?:li|tr)[\s>]/i.test(record) ? record : `<li>${record}</li>`;
  });
}

function markupOf(record: string): string {
  const from = record.indexOf('<![CDATA[');
  const to = record.lastIndexOf(']]>');
  const inner = from >= 0 && to > from ? record.slice(from + 9, to) : record;
  // Some sites escape the markup inside the CDATA once more.
  const isEscaped = /&lt;\w/.test(inner) && !/<\w/.test(inner);
  const markup = isEscaped
    ? inner.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')
    : inner;
  return markup.replace(/(\d)-\s*\n\s*(\d)/g, '$1-$2');
}

/** The CMS's own question for the records behind those shown, where the page says what it takes to ask. */
function nextPagesOf(page: Page, source: string, shown: number, total: number): PageRequest[] {
  const last = Number(paramsOf(questionOf(page)).get('endrecord') ?? shown);
  const next = last < total ? questionFor(page, source, last + 1, shown) : null;
  return next === null ? [] : [next];
}

function questionFor(page: Page, source: string, from: number, rows: number): PageRequest | null {
  const range = { startrecord: String(from), endrecord: String(from + rows - 1), perpage: String(rows) };
  const question = questionOf(page);
  const asked = paramsOf(question);
  if (/dataproxy\.jsp/i.test(addressOf(question)) && asked.has('startrecord')) {
    const turn = (turned: PageRequest, [name, value]: [string, string]) => withParam(turned, name, value);
    return Object.entries(range).reduce(turn, question);
  }
  const inSource = (name: string) => new RegExp(`\\b${name}['"]?\\s?[:=]\\s?['"]?([\\w-]+)`, 'i').exec(source)?.[1];
  const value = (name: string) => asked.get(name) ?? inSource(name);
  const [columnid, unitid] = [value('columnid'), value('unitid')];
  if (!columnid || !unitid) return null;
  const column = new URLSearchParams({ columnid, unitid, webid: value('webid') ?? '1', permissiontype: '0' });
  // Some sites stand under a prefix of their own: what is named in the page is asked.
  const proxy = /(?:\/[\w.-]{1,40}){0,4}\/dataproxy\.jsp/i.exec(source)?.[0] ?? '/module/web/jpage/dataproxy.jsp';
  const address = new URL(`${proxy}?${new URLSearchParams(range).toString()}`, page.base).href;
  if (!POSTS.test(source)) return `${address}&${column.toString()}`;
  return { url: address, body: { type: 'form', text: column.toString() } };
}

/** `ajaxParam: {url: '…/dataproxy.jsp', type: 'post', …}` */
const SAYS_POST = String.raw`\b(?:type|method)['"]?\s?:\s?['"]post['"]`;
const POSTS = new RegExp(String.raw`dataproxy\.jsp['"][^{}]{0,120}${SAYS_POST}|${SAYS_POST}[^{}]{0,120}dataproxy\.jsp`, 'i');
