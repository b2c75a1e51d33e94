/**
 * 大汉 Hanweb JCMS: the first page of a list stands in the page as
 * `<script type="text/xml"><datastore>…<recordset><record><![CDATA[<li>…</li>]]></record>…`.
 * Source of the form: field notes §5.1 (jiangsu.gov.cn, jinan, dalian). Dates may be broken over lines inside the rows.
 */
import type { Day, Reading } from '../../model.js';
import { layOut, scriptText, type Page } from '../document.js';
import { findList } from '../list.js';
import { emptyReading } from '../reading.js';

/** Reads the page's datastore; null where it has none. */
export function readDatastore(page: Page, today: Day): Reading | null {
  const source = page.scripts.map(scriptText).find((text) => /<datastore|<recordset/i.test(text));
  if (source === undefined) return null;
  const records = [...source.matchAll(/<record>([\s\S]*?)<\/record>/gi)].map((match) => rowOf(match[1] ?? ''));
  const total = Number(/<totalrecord>\s*(\d+)/i.exec(source)?.[1] ?? /totalRecord\s*[:=]\s*['"]?(\d+)/i.exec(source)?.[1] ?? NaN);
  if (records.length === 0) {
    if (total === 0) return emptyReading('blank', 'totalrecord 0', 'hanweb-datastore');
    return { ...emptyReading('unreadable', 'the datastore holds no record', 'hanweb-datastore'), unreadable: 'js-shell' };
  }
  const html = `<ul>${records.map((record) => (/<(?:li|tr)[\s>]/i.test(record) ? record : `<li>${record}</li>`)).join('')}</ul>`;
  const list = findList(layOut(html, page.base), today).list;
  if (!list) return { ...emptyReading('unreadable', 'no row could be read in the datastore', 'hanweb-datastore'), unreadable: 'no-list' };
  return {
    ...emptyReading('list', `${records.length} records of ${Number.isNaN(total) ? '?' : total}`, 'hanweb-datastore'),
    items: list.items,
    container: 'script > datastore > recordset',
    // The further pages need the CMS's dataproxy endpoint; the address says that there are some.
    goesOn: !(total <= records.length),
    nextPages: total > records.length ? dataProxyPages(page, source, records.length) : [],
  };
}

function rowOf(record: string): string {
  const inner = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(record)?.[1] ?? record;
  // Some sites escape the markup inside the CDATA once more.
  const markup = /&lt;\w/.test(inner) && !/<\w/.test(inner) ? inner.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&') : inner;
  return markup.replace(/(\d)-\s*\n\s*(\d)/g, '$1-$2');
}

function dataProxyPages(page: Page, source: string, perPage: number): string[] {
  const all = page.scripts.map(scriptText).join('\n');
  const value = (name: string) => new RegExp(`\\b${name}\\s*[:=]\\s*['"]?([\\w-]+)`, 'i').exec(source)?.[1] ?? new RegExp(`\\b${name}\\s*[:=]\\s*['"]?([\\w-]+)`, 'i').exec(all)?.[1];
  const [columnid, unitid, webid] = [value('columnid'), value('unitid'), value('webid')];
  if (!columnid || !unitid) return [];
  const query = new URLSearchParams({ startrecord: String(perPage + 1), endrecord: String(perPage * 2), perpage: String(perPage), columnid, unitid, webid: webid ?? '1', permissiontype: '0' });
  try {
    return [new URL(`/module/web/jpage/dataproxy.jsp?${query.toString()}`, page.base).href];
  } catch {
    return [];
  }
}
