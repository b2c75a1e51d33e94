/**
 * 大汉 Hanweb JCMS: a list's first page stands in the page as
 * `<script type="text/xml"><datastore>…<recordset><record><![CDATA[<li>…</li>]]></record>…`, its further pages are such
 * datastores by themselves (`/module/web/jpage/dataproxy.jsp`).
 * Source of the form: field notes §5.1 (jiangsu.gov.cn, jinan, dalian). Dates may be broken over lines inside the rows.
 */
import type { Day, Reading } from '../../model.js';
import type { Page } from '../document.js';
import { layOut } from '../layOut.js';
import { findList } from '../list.js';
import { emptyReading, unreadable } from '../reading.js';

const READER = 'hanweb-datastore';

/** Reads the page's datastore; null where it has none. */
export function readDatastore(page: Page, today: Day): Reading | null {
  const source = datastoreOf(page);
  if (source === null) return null;
  const records = recordsOf(source);
  const scripts = page.scripts.map((script) => script.text).join('\n');
  const total = totalOf(source) ?? totalOf(scripts);
  if (records.length === 0) {
    if (total === 0) return emptyReading('blank', 'totalrecord 0', READER);
    return unreadable('js-shell', 'the datastore holds no record', READER);
  }
  const { list } = findList(layOut(`<ul>${records.join('')}</ul>`, page.base), today);
  if (!list) return unreadable('no-list', 'no row could be read in the datastore', READER);
  return {
    ...emptyReading('list', `${records.length} records of ${total ?? '?'}`, READER),
    items: list.items,
    container: 'script > datastore > recordset',
    goesOn: total === null || total > records.length,
    nextPages: total === null ? [] : nextPagesOf(page, `${source}\n${scripts}`, records.length, total),
  };
}

function datastoreOf(page: Page): string | null {
  if (/^\s*(?:<\?xml[^>]{0,200}>\s*)?<datastore/i.test(page.html)) return page.html;
  return page.scripts.find(({ text }) => /<datastore|<recordset/i.test(text))?.text ?? null;
}

function totalOf(source: string): number | null {
  const match = /<totalrecord>\s*(\d+)/i.exec(source) ?? /totalRecord\s?[:=]\s?['"]?(\d+)/i.exec(source);
  return match ? Number(match[1]) : null;
}

/** The rows' markup, each an `li` or a `tr`. */
function recordsOf(source: string): string[] {
  return source.split(/<record>/i).slice(1).map((part) => {
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

/** The CMS's own address for the records behind those shown, where the page says what it takes to ask. */
function nextPagesOf(page: Page, source: string, shown: number, total: number): string[] {
  const asked = /dataproxy\.jsp/i.test(page.url) ? new URL(page.url).searchParams : new URLSearchParams();
  const inSource = (name: string) => new RegExp(`\\b${name}['"]?\\s?[:=]\\s?['"]?([\\w-]+)`, 'i').exec(source)?.[1];
  const value = (name: string) => asked.get(name) ?? inSource(name);
  const [columnid, unitid] = [value('columnid'), value('unitid')];
  const first = Number(asked.get('endrecord') ?? shown) + 1;
  if (!columnid || !unitid || first > total) return [];
  const query = new URLSearchParams({
    startrecord: String(first), endrecord: String(first + shown - 1), perpage: String(shown), columnid, unitid,
    webid: value('webid') ?? '1', permissiontype: '0',
  });
  // Some sites stand under a prefix of their own: what asked for this page, or is named in it, asks for the next.
  const named = /(?:\/[\w.-]{1,40}){0,4}\/dataproxy\.jsp/i;
  const proxy = named.exec(page.url.replace(/^\w+:\/\/[^/]+/, '')) ?? named.exec(source);
  return [new URL(`${proxy?.[0] ?? '/module/web/jpage/dataproxy.jsp'}?${query.toString()}`, page.base).href];
}
