/** What one visit to a column showed, over all pages that it read. */
import type { Fetched, UnreadableReason } from './answer.js';
import type { Article, DateEvidence, DirectoryDate, Item, PageName } from './reading.js';
import type { Day, Instant } from './time.js';

/**
 * 监测记录: what one visit to a column showed, over all pages that it read.
 *
 * `completeSince` is the earliest day from which the visit saw everything the column lists: null when the whole list was
 * read, a day when reading stopped earlier, `undefined` when nothing can be said. Periods before it are never missing.
 */
export type Observation =
  | {
      outcome: 'list';
      items: Item[];
      completeSince: Day | null | undefined;
      columnDate: DateEvidence | null;
      pageName?: PageName | null;
      reader: string;
      pages: number;
    }
  | { outcome: 'document'; article: Article; reader: string }
  | { outcome: 'blank'; proof: string; reader: string }
  | { outcome: 'unreadable'; reason: UnreadableReason; status?: number; detail: string };

/** One visit: an observation with where, when and from which bytes. */
export interface Visit {
  columnKey: string;
  /** The day the visit counts for. */
  day: Day;
  at: Instant;
  /** The address asked for and the one that answered. */
  url: string;
  finalUrl: string;
  ms: number;
  observation: Observation;
  /**
   * What the site's directory page said of the column on that day: absent where there is none or the column does not
   * stand on it, null where it could not be read.
   */
  directoryDate?: DirectoryDate | null;
  /** Every page read, the first page first; what a drawn page looked like before drawing stands before it. */
  pages: Fetched[];
  /** What was learned of items' own pages, in the order in which they were asked. Absent: none was. */
  itemPages?: ItemPageAnswer[];
}

/** What one visit learned of one item's page. */
export interface ItemPageAnswer {
  /** The item's address, without what stands behind #. */
  url: string;
  /** What came back: evidence, and never a page of the column's list. */
  fetched: Fetched;
  /** As in `ItemPage`. */
  state: ItemPage['state'];
  /** What the page says of its item, all of it null where the page is another; null where it could not be read. */
  read: ItemPageContent | null;
  /** Set exactly where `read` is null. */
  reason: UnreadableReason | null;
}

export type ItemPageContent = Pick<ItemPage, 'title' | 'published' | 'written' | 'textHash'>;

/**
 * 信息内容页: an item's own page, over all visits that asked for it. It is read once, and asked again on a slow cycle only
 * for whether it still answers. What it said stays, whatever later answers are.
 */
export interface ItemPage {
  /** The day of the visit that read it; null where no visit could. */
  readOn: Day | null;
  title: string | null;
  /** 发布日期 */
  published: DateEvidence | null;
  /** 成文日期 */
  written: DateEvidence | null;
  /** SHA-256 of its running text without white space, in hexadecimal; null where it has too little to be told by. */
  textHash: string | null;
  /** The day it was asked for last. */
  checkedOn: Day;
  /** `gone`: the server itself says so, by 404, 410 or a page of such words. `unknown`: it could not be asked. */
  state: 'answers' | 'gone' | 'unknown';
  /** HTTP status and reason of the last answer, where it was not read. */
  status: number | null;
  reason: UnreadableReason | null;
  /** The first day of the present stretch on which it was gone; null while it is not. */
  goneSince: Day | null;
}

/** An item's page as a later visit needs it, to decide whether to ask again. */
export interface KnownPage {
  /** The item's address, without what stands behind #. */
  url: string;
  page: ItemPage;
  /** How many visits asked last, one after the other, without an answer that could be used. */
  failedInARow: number;
}

/** A visit without its pages, as an audit needs it. */
export interface VisitFact {
  day: Day;
  at: Instant;
  finalUrl: string;
  outcome: Observation['outcome'];
  reason: UnreadableReason | null;
  status: number | null;
  detail: string;
  /** For `blank`: the words that prove it. */
  proof: string;
  reader: string;
  itemCount: number;
  datedCount: number;
  columnDate: DateEvidence | null;
  /** As in `Visit`. */
  directoryDate?: DirectoryDate | null;
  /** What the list's page called itself. */
  pageName?: Pick<PageName, 'name' | 'by'> | null;
  /** For `document`. */
  article: Article | null;
  /** Set exactly where a list contradicted what was believed before, and was not believed itself. */
  drift?: Drift;
}

/** How a list contradicts the last one that was believed: the closed list. */
export type DriftSign =
  | 'count-collapsed' // under a third of the rows a page
  | 'newest-back' // the newest day lies before the one shown then
  | 'all-today' // every row carries the day of the visit
  | 'all-replaced' // none of the rows shown then, although the days are the same
  | 'other-name'; // none of the rows shown then, and the page no longer bears the name it had

/** 疑似改版: a list that was read and not believed, beside the one it contradicts. */
export interface Drift {
  sign: DriftSign;
  before: ListShown;
  now: ListShown;
  /** The different days on which the column showed itself this way, one visit after the other, this one's last. */
  days: Day[];
  /** Addresses, or titles where there is none, of the first rows: by them a later visit knows the reading again. */
  sample: string[];
}

/** A list in figures. */
export interface ListShown {
  /** The day of the visit. */
  day: Day;
  /** Rounded; null where it was not noted how many pages were read. */
  rowsPerPage: number | null;
  /** The newest day shown that is not after the visit; null where there is none. */
  newest: Day | null;
  /** What the page called itself; absent where it did not say, or was not asked yet. */
  name?: string;
}
