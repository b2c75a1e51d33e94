/** What is read from one page, in the shape that `shixian inspect --json` prints. */
import { decode } from '../crawl/decode.js';
import { readPage } from '../extract/readPage.js';
import { pagesOfUndated } from './itemPageChoice.js';
import type {
  Article, DateEvidence, Day, Item, KnownPage, ListSelector, PageName, PageRequest, Reading, SetAside,
} from '../model.js';

/** The keys stand in the order in which they are printed; those that programs were promised stand first. */
export interface Inspection {
  source: string;
  kind: Reading['kind'];
  /** The closed reason where `kind` is `unreadable`, else null. */
  reason: string | null;
  reader: string;
  /** Newest day on the main list that is not after `today`; for an article its publish day. */
  latestDate: Day | null;
  /** Rows of the main list on this page, dated or not. */
  itemCount: number;
  items: InspectedItem[];
  nextPages: string[];
  article: InspectedArticle | null;
  /** Why the page is taken for what it is, in words. */
  why: string;
  /** CSS-like path of the element that holds the rows. */
  container: string | null;
  /** The endpoint that brings the page's list, where the page names one and does not hold the list itself. */
  listAt: string | null;
  /** The list is a parent column's: a fresh child hides a stale one. */
  gathers: boolean;
  /** The items' own pages that a visit to the column would read next, because their rows show no day. */
  itemPages: string[];
  /** Groups of dated rows that were not taken for the list, with the reason. */
  setAside: SetAside[];
  /** What the page calls itself, and by which witness. */
  pageName: Pick<PageName, 'name' | 'by'> | null;
  /** The 更新时间 that the column shows for itself; `by` says how sure it is that the column is meant. */
  columnDate: DateEvidence | null;
  /** The columns whose last updates the page tells, where it is, or holds, a directory of columns. */
  directory: InspectedLine[];
}

/** A line of a directory of columns. */
export interface InspectedLine {
  name: string;
  url: string | null;
  updated: Day;
}

export interface InspectedItem {
  title: string;
  url: string | null;
  date: Day | null;
  dateText: string | null;
  dateBy: string | null;
  implied: string[];
  pinned: boolean;
}

export interface InspectedArticle {
  title: string | null;
  publishDate: Day | null;
  writtenDate: Day | null;
  /** The words that `publishDate` was read from, and who read it. */
  dateText: string | null;
  dateBy: string | null;
  /** Witnesses that name another day of publication. */
  others: { date: Day; by: string; text: string }[];
}

export interface PageToInspect {
  source: string;
  body: Uint8Array;
  url: string;
  today: Day;
  /** The header and the status that the page came with, where they are known. */
  contentType?: string;
  status?: number;
  /** The page is what a browser drew. */
  drawn?: boolean;
  selector?: ListSelector;
}

/** Decodes and reads the page. Pure. */
export function inspectPage(page: PageToInspect): Inspection {
  const { source, body, url, today, contentType, status, drawn, selector } = page;
  const { text } = decode(body, contentType);
  return describe(source, readPage({ text, url, contentType, status, drawn }, { today, selector }), today, url);
}

/**
 * A reading in the shape that is printed.
 *
 * @param url  the address of the page
 */
export function describe(source: string, reading: Reading, today: Day, url: string): Inspection {
  const { kind, items, article } = reading;
  const latest = kind === 'article' ? (article?.published ?? null) : newest(items, today);
  return {
    source,
    kind,
    reason: reading.unreadable,
    reader: reading.reader,
    latestDate: latest?.day ?? null,
    itemCount: items.length,
    items: items.map(describeItem),
    nextPages: reading.nextPages.map(wordsOfRequest),
    article: article && describeArticle(article),
    why: reading.why,
    container: reading.container,
    listAt: reading.listAt === null ? null : wordsOfRequest(reading.listAt),
    gathers: reading.gathers,
    itemPages: nextItemPages(reading, today, url),
    setAside: reading.setAside,
    ...aboutPage(reading),
  };
}

/**
 * What is said of an address that could not be read.
 *
 * @param unread  what its page shows all the same: its name, the columns that it lists
 */
export function describeFailure(source: string, reason: string, why: string, unread?: Reading): Inspection {
  return {
    source, kind: 'unreadable', reason, reader: 'crawl', latestDate: null, itemCount: 0, items: [], nextPages: [],
    article: null, why,
    container: null,
    listAt: null,
    gathers: false,
    itemPages: [],
    setAside: [],
    ...aboutPage(unread),
  };
}

function aboutPage(reading?: Reading): Pick<Inspection, 'pageName' | 'columnDate' | 'directory'> {
  const { pageName = null, columnDate = null, directory = [] } = reading ?? {};
  return {
    pageName: pageName && { name: pageName.name, by: pageName.by },
    columnDate,
    directory: directory.map(({ name, url, updated }) => ({ name, url, updated: updated.day })),
  };
}

/** As on a first visit: what was read before is not known here. */
function nextItemPages({ items }: Reading, today: Day, url: string): string[] {
  const choice = { today, since: today, known: new Map<string, KnownPage>(), listAddresses: [url] };
  return pagesOfUndated(items, choice).map((page) => page.url);
}

/** An address, or what is posted to it: `POST https://… catId=7`. */
function wordsOfRequest(request: PageRequest): string {
  return typeof request === 'string' ? request : `POST ${request.url} ${request.body.text}`;
}

function describeItem({ title, url, date, pinned }: Item): InspectedItem {
  return {
    title, url, date: date?.day ?? null, dateText: date?.text ?? null, dateBy: date?.by ?? null,
    implied: date?.implied ?? [], pinned,
  };
}

function describeArticle({ title, published, written, others = [] }: Article): InspectedArticle {
  return {
    title, publishDate: published?.day ?? null, writtenDate: written?.day ?? null, dateText: published?.text ?? null,
    dateBy: published?.by ?? null,
    others: others.map(({ day, by, text }) => ({ date: day, by, text })),
  };
}

function newest(items: Item[], today: Day): DateEvidence | null {
  let latest: DateEvidence | null = null;
  for (const { date } of items) if (date && date.day <= today && (!latest || date.day > latest.day)) latest = date;
  return latest;
}
