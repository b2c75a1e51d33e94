/**
 * 首页: what stands on a site's homepage, over all its blocks. A column is read as one list, and the fresh block beside it
 * must not make it look alive; a homepage is alive where any of its blocks is.
 */
import type { Day, HomepageItem, ReadFailure } from '../model.js';
import { boxAt, type Page } from './layout/document.js';
import { groupRows } from './list/groups.js';
import { toItem, toUndatedItem } from './list/items.js';
import { layOut } from './layout/layOut.js';
import { couldBeList } from './list/list.js';
import { findMarks } from './list/marks.js';
import type { PageInput } from './readPage.js';
import { refusalOf } from './answer/refusal.js';
import { findRows } from './list/rows.js';
import { linkTitles, type Titles } from './list/titles.js';

export interface HomepageReading {
  /** In page order, each address once; empty where the page could not be read, and on a mere entry page. */
  items: HomepageItem[];
  /** Why it could not be read; null where it was. */
  unreadable: ReadFailure | null;
  why: string;
  /** Where a redirect shell sends the reader. */
  redirectTo: string | null;
}

/**
 * Reads a homepage: every dated row with a link, and every other link whose words are as long as a title. The page's own
 * clock, weather and counters are no rows. Pure, and never throws whatever the page holds.
 */
export function readHomepage(input: PageInput, today: Day): HomepageReading {
  const text = input.text.replace(/^\ufeff/, '');
  if (!/\S/.test(text)) return notRead('empty', 'the answer has no content');
  const page = layOut(text, input.url);
  const titles = linkTitles(page, []);
  const refusal = refusalOf(page, input.status, () => titles.of.filter(({ isTitle }) => isTitle).length);
  if (refusal) return { ...notRead(refusal.reason, refusal.why), redirectTo: refusal.redirectTo };

  const items = itemsOf(page, today);
  const dated = items.filter(({ date }) => date !== null).length;
  return { items, unreadable: null, why: `${items.length} linked titles, ${dated} with a day`, redirectTo: null };
}

const notRead = (reason: ReadFailure, why: string): HomepageReading => ({ items: [], unreadable: reason, why, redirectTo: null });

function itemsOf(page: Page, today: Day): HomepageItem[] {
  const marks = findMarks(page, today);
  const titles = linkTitles(page, marks);
  // A month and day without a year counts as the latest past one: an old homepage may then pass for fresh, never the
  // other way about.
  const years = { today, inferYears: true, headed: null };
  const rows = groupRows(page, findRows(page, marks, titles), titles)
    .filter((group) => couldBeList(page, group, titles))
    .flatMap((group) => group.rows);
  const inRows = rows.map((row) => ({ order: row.order, item: toItem(page, row, titles, years) }));
  const others = longTitles(page, titles).map((link) => {
    const { box, textFrom } = page.links[link] as Page['links'][number];
    const row = { box, marks: [], link, paired: false, order: textFrom };
    return { order: textFrom, item: toUndatedItem(page, row, titles) };
  });
  const all = [...inRows, ...others].sort((one, two) => one.order - two.order).map(({ item }) => item);
  return eachAddressOnce(all.flatMap(({ title, url, date }) => (url === null ? [] : [{ title, url, date }])));
}

/** Shorter words name a column or a service. */
const SHORTEST_TITLE = 8;

function longTitles(page: Page, titles: Titles): number[] {
  return page.links.flatMap(({ box }, link) => {
    const isLong = titles.of[link]?.isTitle === true && titles.lengthOf(link) >= SHORTEST_TITLE;
    return isLong && boxAt(page, box).name === 'a' ? [link] : [];
  });
}

/** A picture and a headline often lead to one page; the day is the newest that either shows. */
function eachAddressOnce(items: readonly HomepageItem[]): HomepageItem[] {
  const byAddress = new Map<string, HomepageItem>();
  for (const { title, url: whole, date } of items) {
    const url = whole.split('#')[0] ?? whole;
    const known = byAddress.get(url);
    const isNewer = date !== null && (known?.date ?? null) !== null && date.day > (known?.date?.day ?? '');
    if (!known) byAddress.set(url, { title, url, date });
    else if (date !== null && (known.date === null || isNewer)) byAddress.set(url, { ...known, date });
  }
  return [...byAddress.values()];
}
