/** What one page shows. */
import type { PageRequest, ReadFailure } from './answer.js';
import type { Day } from './time.js';

/** Which part of a date the reader supplied because the page did not show it. */
export type Implied = 'year' | 'century' | 'day' | 'relative';

/** 日期依据: a day, who read it, from which words, and what was supplied by inference. */
export interface DateEvidence {
  day: Day;
  /**
   * The reader or witness: `row-text`, `split-nodes`, `url`, `attribute`, `meta:PubDate`, `label:发布日期`, …; `page:` and
   * a witness where a row shows no day and its item's own page does.
   */
  by: string;
  /** The words as they stand on the page, white space folded. */
  text: string;
  implied: Implied[];
}

/** 信息条目: one row of a list, as it stands on a page. */
export interface Item {
  title: string;
  /** Absolute http(s) address, or null where the row links nowhere that can be opened. */
  url: string | null;
  /** Null where the row shows no readable day. */
  date: DateEvidence | null;
  pinned: boolean;
}

export interface Article {
  title: string | null;
  /** 发布日期 */
  published: DateEvidence | null;
  /** 成文日期 */
  written: DateEvidence | null;
  /**
   * Witnesses of publication that name another day than `published` (meta tags, linked data, the address), at most three,
   * each day once; absent where none disagrees.
   */
  others?: DateEvidence[];
}

/**
 * What one page shows. `kind` says what the page is; `reason` says why in words for a log, or is the closed reason where
 * `kind` is `unreadable`.
 */
export interface Reading {
  kind: 'list' | 'article' | 'blank' | 'unreadable';
  /** Set exactly when `kind` is `unreadable`. */
  unreadable: ReadFailure | null;
  /** Why the page is taken for this kind: the words or the structure that decided. */
  why: string;
  /**
   * Which reader read it: `generic`, `selector`, `hanweb-datastore`, …; `generic-blocks` says that the page is a portal, whose
   * rows are the newest of several columns.
   */
  reader: string;
  /** The rows of the main list, in page order. */
  items: Item[];
  /** What to ask for the further pages of the same list, the next first. */
  nextPages: PageRequest[];
  /** How long the page says its whole list is: rows, or pages of them; null where it does not say. */
  size: { items: number | null; pages: number | null };
  /** The list is that of a parent column and holds the items of its children too: a fresh child hides a stale one. */
  gathers: boolean;
  /** The page says that its list goes on, whether or not the addresses of its further pages are known. */
  goesOn: boolean;
  /** Set where the document's end did not come, though all did that was announced: rows may stand behind what was read. */
  mayBeCutShort?: true;
  /** Where the page is, or may be, a single document. */
  article: Article | null;
  /** The 更新时间 that the column shows for itself. */
  columnDate: DateEvidence | null;
  /** What the page calls itself; null where it does not say, as a fragment does not. */
  pageName: PageName | null;
  /** The columns whose last updates the page tells, in page order; empty for most pages. */
  directory: DirectoryEntry[];
  /** Where a redirect shell sends the reader. */
  redirectTo: string | null;
  /** What to ask the endpoint that brings this page's list, where the page has none and names one. */
  listAt: PageRequest | null;
  /** CSS-like path of the list's container, for the person who wants to check. */
  container: string | null;
  /** Groups of dated rows that were not taken for the list, with the reason. */
  setAside: SetAside[];
}

/** Who says what a page is called. A title is the weakest: it may be the site's, or that of the newest item. */
export type NameWitness = 'ColumnName' | 'breadcrumb' | 'title';

/** 页面自称: what a page calls itself. */
export interface PageName {
  /** By the surest witness. */
  name: string;
  by: NameWitness;
  /** All that each witness says: a breadcrumb's names from the first level down, a title's parts as they stand. */
  said: { by: NameWitness; names: string[] }[];
  /** Where the page itself links its name to; null where it does not. */
  url: string | null;
}

/** One line of a 栏目更新情况 page: a column and the day of its last update. */
export interface DirectoryEntry {
  name: string;
  /** Absolute address of the column; null where the line is not linked. */
  url: string | null;
  updated: DateEvidence;
}

/** What a directory page says of one configured column. */
export interface DirectoryDate extends DateEvidence {
  /** The column as the directory names it. */
  name: string;
  /** The directory's address. */
  url: string;
}

/** A group of rows that stands on the page beside its own list. */
export interface SetAside {
  container: string;
  rows: number;
  /** Newest day shown there, null where none is whole. */
  newest: Day | null;
  why: string;
}
