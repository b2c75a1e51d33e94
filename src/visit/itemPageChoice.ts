/**
 * Which items' own pages (信息内容页) a visit asks for. Each is asked once; afterwards only whether it still answers, on a
 * slow cycle. One that could not be read is asked again at a growing distance.
 */
import { addDays, daysBetween } from '../audit/days.js';
import { auditWindowStart } from '../audit/periods.js';
import type { Column, DateEvidence, Day, Item, KnownPage } from '../model.js';
import { isFrontPage, isOfSameSite } from './readAddress.js';
import { MOST_PINNED, runningDays } from './runningDays.js';

export interface ItemPageChoice {
  today: Day;
  /** Items from before this day are left alone. */
  since: Day;
  /** What earlier visits, and this one so far, learned of pages, by the address of `pageAddress`. */
  known: ReadonlyMap<string, KnownPage>;
  /** The addresses of the list itself; pages are asked on the site of the first, and these are none of them. */
  listAddresses: readonly string[];
}

/** A page to ask for, with the title of a row that leads to it. */
export interface WantedPage {
  url: string;
  title: string | null;
}

/**
 * The pages of the rows that show no day, in the order of the list, which is mostly that of their days. Whether such a
 * row lies before `since` is not known before its page was read.
 */
export function pagesOfUndated(rows: readonly Item[], choice: ItemPageChoice): WantedPage[] {
  if (areDated(rows)) return [];
  const addresses = pageAddresses(rows, choice.listAddresses);
  return distinct(rows.filter((row) => row.date === null).flatMap((row) => wantedOf(row, addresses, choice)));
}

/** The pages of all items since `since`, the newest first: where both 成文 and 发布 dates are wanted. */
export function pagesOfDated(rows: readonly Item[], choice: ItemPageChoice): WantedPage[] {
  const addresses = pageAddresses(rows, choice.listAddresses);
  const dated = rows.filter((row) => row.date !== null && row.date.day >= choice.since);
  const newestFirst = [...dated].sort((one, two) => compare(two.date?.day ?? '', one.date?.day ?? ''));
  return distinct(newestFirst.flatMap((row) => wantedOf(row, addresses, choice)));
}

/**
 * The known pages that are due to be asked again, the one asked longest ago first. A page counts for the day that it
 * gives, or else for the one on which it was read.
 */
export function pagesToCheck({ known, since, today, listAddresses }: ItemPageChoice): WantedPage[] {
  const due = [...known.values()].filter(({ url, page }) => {
    const day = page.published?.day ?? page.readOn ?? page.checkedOn;
    return day >= since && mayAsk(url, listAddresses);
  });
  return due
    .filter((known) => isDue(known, today))
    .sort((one, two) => compare(one.page.checkedOn, two.page.checkedOn) || compare(one.url, two.url))
    .map(({ url, page }) => ({ url, title: page.title }));
}

/** Days after which a page whose answer could not be used is asked again, the first time, the second, … */
const RETRY_DAYS = [1, 3, 7];
/** … and every time after those. */
const LONGEST_RETRY_DAYS = 30;
/** After more days than these it is asked whether a page still answers. */
const CHECK_DAYS = 90;

/** Whether a page that was asked for before is to be asked for again. */
export function isDue({ page, failedInARow }: KnownPage, today: Day): boolean {
  const ageDays = daysBetween(page.checkedOn, today);
  if (failedInARow === 0) return ageDays > CHECK_DAYS;
  return ageDays >= (RETRY_DAYS[failedInARow - 1] ?? LONGEST_RETRY_DAYS);
}

/** The rows, those that show no day dated by their own pages, as far as these are known and give one. */
export function datedByPages(rows: readonly Item[], { known, listAddresses }: ItemPageChoice): Item[] {
  if (areDated(rows)) return [...rows];
  const addresses = pageAddresses(rows, listAddresses);
  return rows.map((row) => {
    const published = row.date ? null : known.get(addresses.get(row) ?? '')?.page.published;
    return published ? { ...row, date: fromPage(published) } : row;
  });
}

/**
 * Whether the rows' days may be used although some rows still show none: the newest of them must be the newest of the
 * list, or what is merely unread would look stale. So no row without a day stands above the place from where the list
 * runs downwards, and more rows run than could be pinned, or most of all.
 */
export function isNewestKnown(rows: readonly Item[]): boolean {
  const own = rows.filter((row) => !row.pinned);
  if (areDated(own)) return true;
  const dated = own.filter((row) => row.date !== null);
  const run = runningDays(dated);
  const first = dated[dated.length - run.length];
  if (run.length === 0 || first === undefined) return false;
  const isTopKnown = own.slice(0, own.indexOf(first)).every((row) => row.date !== null);
  return isTopKnown && (run.length > MOST_PINNED || run.length * 2 > own.length);
}

function areDated(rows: readonly Item[]): boolean {
  return rows.every((row) => row.date !== null);
}

function fromPage(published: DateEvidence): DateEvidence {
  return { ...published, by: `page:${published.by}` };
}

/**
 * From which day on a column's items are looked at themselves: the audit window, or a year where nothing is owed by
 * period, which is the longest silence that the national inspection lines speak of.
 */
export function itemPagesSince({ cadence, since }: Pick<Column, 'cadence' | 'since'>, today: Day): Day {
  const isWithoutPeriods = cadence.kind === 'realtime' || cadence.kind === 'static';
  const start = isWithoutPeriods ? addDays(today, -366) : auditWindowStart(cadence.kind, today);
  return since !== undefined && since > start ? since : start;
}

/** Whether both 成文 and 发布 dates of a column's items are wanted: by the office's word, or for a deadline of its own. */
export function wantsBothDates({ itemPages = 'auto', deadlines }: Pick<Column, 'itemPages' | 'deadlines'>): boolean {
  const isCounted = deadlines.some(({ kind, general }) => kind === 'after-written' && general !== true);
  return itemPages === 'all' || (itemPages === 'auto' && isCounted);
}

/** Whether the pages of rows without a day are worth reading: nothing is owed by date where a column is static. */
export function wantsDays({ itemPages = 'auto', cadence }: Pick<Column, 'itemPages' | 'cadence'>): boolean {
  return itemPages === 'all' || (itemPages === 'auto' && cadence.kind !== 'static');
}

/** A page that was never asked for, or whose last answer could not be used and is due again. */
function wantedOf(row: Item, addresses: Map<Item, string>, { known, today }: ItemPageChoice): WantedPage[] {
  const url = addresses.get(row);
  if (url === undefined) return [];
  const before = known.get(url);
  const isWanted = before === undefined || (before.failedInARow > 0 && isDue(before, today));
  return isWanted ? [{ url, title: row.title }] : [];
}

/**
 * The rows' pages. A page under rows of different titles (a table whose rows all open one page) tells of none of them,
 * and what is no page of this site's is not asked for.
 */
function pageAddresses(rows: readonly Item[], listAddresses: readonly string[]): Map<Item, string> {
  const titles = new Map<string, string>();
  const shared = new Set<string>();
  const linked = rows.flatMap((row) => {
    const address = pageAddress(row.url);
    return address === null ? [] : [{ row, address }];
  });
  for (const { row, address } of linked) {
    if ((titles.get(address) ?? row.title) !== row.title) shared.add(address);
    titles.set(address, row.title);
  }
  const own = linked.filter(({ address }) => !shared.has(address) && mayAsk(address, listAddresses));
  return new Map(own.map(({ row, address }) => [row, address]));
}

/** An item's address as its page is known by: without what stands behind #. Null where it leads nowhere. */
export function pageAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const address = new URL(url);
  address.hash = '';
  return address.href;
}

const ATTACHMENT = new RegExp(
  String.raw`\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|rtf|txt|csv|zip|rar|7z|tar|gz|jpe?g|png|gif|bmp|webp|svg|` +
    String.raw`mp[34]|avi|wmv|flv|exe)(?:$|[?#&;])`,
  'i',
);

/** A web page of the column's own site that is not its list and not a front page. */
function mayAsk(address: string, listAddresses: readonly string[]): boolean {
  const [list] = listAddresses;
  if (list === undefined || !isOfSameSite(address, list) || ATTACHMENT.test(address)) return false;
  const url = new URL(address);
  const isHome = isFrontPage(url) && url.search === '';
  return !isHome && !listAddresses.some((one) => pageAddress(one) === address);
}

function distinct(pages: WantedPage[]): WantedPage[] {
  const seen = new Set<string>();
  return pages.filter(({ url }) => !seen.has(url) && seen.add(url));
}

function compare(one: string, two: string): number {
  return one === two ? 0 : one < two ? -1 : 1;
}
