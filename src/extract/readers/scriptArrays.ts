/**
 * Lists that a page writes from script variables:
 * `urls[0]='…';headers[0]="…";year[0]='2026';month[0]='03';day[0]='12';` (field notes §5.2, kw.beijing.gov.cn).
 * Nothing is executed: the assignments are read as text.
 */
import type { Item, Reading } from '../../model.js';
import { findFullDates, makeDay } from '../dates/dates.js';
import { resolveUrl, type Page } from '../layout/document.js';
import { emptyReading } from '../reading.js';
import { fold } from '../layout/words.js';

const ASSIGNMENT = /\b([A-Za-z_]\w{0,30})\[(\d{1,4})\]\s?=\s?(?:'([^'\n]{0,600})'|"([^"\n]{0,600})")/g;
/** Nothing is assigned by number without it, and it is found far sooner. */
const NUMBERED = /\[\d{1,4}\]\s?=\s?['"]/;
const TITLE = /^(?:headers?|titles?|subjects?|names?)$/i;
const ADDRESS = /^(?:urls?|links?|hrefs?)$/i;
const WHOLE_DATE = /^(?:dates?|times?|pub_?(?:date|time)s?)$/i;
const FEWEST_ITEMS = 2;

/** Reads the page's arrays; null where no script assigns titles and days by number. */
export function readScriptArrays(page: Page): Reading | null {
  for (const { text } of page.scripts) {
    const items = itemsOf(text, page.base);
    if (items.length >= FEWEST_ITEMS) {
      const why = `${items.length} titles in script variables`;
      return { ...emptyReading('list', why, 'script-arrays'), items, container: 'script' };
    }
  }
  return null;
}

function itemsOf(script: string, base: string): Item[] {
  if (!NUMBERED.test(script)) return [];
  const records = new Map<number, Map<string, string>>();
  for (const [, name = '', number = '', single, double] of script.matchAll(ASSIGNMENT)) {
    const record = records.get(Number(number)) ?? new Map<string, string>();
    records.set(Number(number), record.set(name.toLowerCase(), fold(single ?? double ?? '')));
  }
  return [...records.values()].flatMap((record) => itemOf(record, base));
}

function itemOf(record: Map<string, string>, base: string): Item[] {
  const valueOf = (pattern: RegExp) => [...record].find(([name]) => pattern.test(name))?.[1];
  const title = valueOf(TITLE);
  const parts = [record.get('year'), record.get('month'), record.get('day')];
  const whole = valueOf(WHOLE_DATE);
  const [year, month, dayOfMonth] = parts.map(Number) as [number, number, number];
  const day = whole ? (findFullDates(whole)[0]?.day ?? null) : makeDay(year, month, dayOfMonth);
  if (!title || !day) return [];
  const text = whole ?? parts.join('-');
  const url = resolveUrl(valueOf(ADDRESS) ?? '', base);
  return [{ title, url, date: { day, by: 'script', text, implied: [] }, pinned: false }];
}
