/**
 * The nouns of Shixian, as types. No logic lives here, and every room may import this file.
 *
 * Two kinds of time appear. A `Day` is a calendar day in the configured time zone (Asia/Shanghai by default) and is what
 * every judgement uses. An `Instant` is a moment in UTC and is only ever shown or compared with another instant.
 */

/** A calendar day `YYYY-MM-DD` in the configured time zone. Days compare correctly as strings. */
export type Day = string;

/** A moment, ISO 8601 in UTC with milliseconds: `2026-11-23T02:00:00.000Z`. */
export type Instant = string;

/** A sentence for people, in both languages of the interface. */
export interface Words {
  zh: string;
  en: string;
}

export type Language = 'zh' | 'en';

// ---------------------------------------------------------------------------------------------------------------------
// What to watch

/** 责任单位 / 股室: who answers for a column. */
export interface Unit {
  name: string;
  /** A telephone number, an e-mail address or a person's name, as the office wrote it. */
  contact?: string;
}

/** 公开时限, in the order of how often something is owed. */
export type CadenceKind =
  | 'realtime' // 实时
  | 'daily' // 按日
  | 'weekly' // 按周
  | 'monthly' // 按月
  | 'quarterly' // 按季
  | 'half-yearly' // 按半年
  | 'yearly' // 按年
  | 'static'; // 静态: a document that stands, nothing is owed by date

export interface Grace {
  days: number;
  unit: 'working' | 'calendar';
}

export interface Cadence {
  kind: CadenceKind;
  /** Days after a period's last day in which its item still counts as on time. */
  grace: Grace;
  /**
   * Only for `realtime`: after how many calendar days of silence the column counts as overdue; `null` means never.
   * `undefined` means the column class decides (the national inspection windows), see audit/rules.
   */
  silenceDays?: number | null;
  /** The document and clause that the promise comes from, as the office wrote it; shown as 依据. */
  source?: string;
}

/** 栏目类别, as the national inspection indicators sort columns. */
export type ColumnClass =
  | 'news' // 动态要闻
  | 'notice' // 通知公告
  | 'policy' // 政策文件
  | 'personnel' // 人事信息
  | 'planning' // 规划计划
  | 'other';

/** 必备信息: an item that the column must hold, found by its title. */
export interface RequiredItem {
  name: string;
  /** A regular expression over titles, or absent when the name itself is looked for. */
  pattern?: string;
  /** How often one is owed; `once` where absent. */
  per?: 'month' | 'quarter' | 'half-year' | 'year' | 'once';
  /** Last day, `MM-DD`, on which a yearly one must be there; the year's report is owed in the year after. */
  by?: string;
  /** Each of these units owes one: its name must stand in the title as well. Absent: the column owes one. */
  units?: string[];
  /** The document and clause, as it is shown; absent where the office gave none. */
  source?: string;
  /** Of the preset that it comes from; absent where the office wrote it. */
  preset?: string;
}

/** How sure we are of a rule's text: read in the law, in the original document, or in a copy. */
export type Sureness = 'law' | 'original' | 'second-hand' | 'unverified';

/** 公开期限: a deadline after an event, or how long something must be shown. From a preset or the office's own. */
export interface Deadline {
  /** Of the preset: `disclosure-regulation-26`. Stable. */
  id: string;
  /** 事项 */
  title: Words;
  /** `after-written`: published within `days` of its 成文 date. `shown`: stands on the site for at least `days`. */
  kind: 'after-written' | 'shown';
  days: number;
  unit: 'working' | 'calendar';
  /** A regular expression over titles: only these items of the column are meant. Absent: all. */
  titles?: string;
  /** It stands back where another deadline speaks of an item, and no item's page is opened for its sake alone. */
  general?: true;
  /** Document and article, with its address where there is one. */
  source: Words;
  sure: Sureness;
}

/** 成对公开: every item of the column must have its counterpart in another (文件与解读, 意见征集与反馈). */
export interface Pairing {
  kind: 'interpretation' | 'feedback';
  /** Key of the column that holds the counterparts. */
  columnKey: string;
  /** A regular expression over titles: only these items need a counterpart. Absent: all. */
  titles?: string;
  /** Days after the item's publication in which the counterpart may still come. */
  within: Grace;
  source: Words;
}

/** How the rows of a column page are found when the generic reader must not decide: all are CSS selectors. */
export interface ListSelector {
  /** One element per item. */
  rows: string;
  /** Inside a row; without it the reader chooses the row's longest link text. */
  title?: string;
  /** Inside a row; without it the reader finds the date in the row. */
  date?: string;
}

/** A leaf of a site's column tree, with everything its parents told it already filled in. Leaves are what gets visited. */
export interface Column {
  /**
   * Stable identity: `<site name>/<path>` unless the configuration gives an `id`, so that a column keeps its history when
   * its address changes.
   */
  key: string;
  /** Names from the first level down to this column: `['重大建设项目', '项目进度']`. */
  path: string[];
  url: string;
  cadence: Cadence;
  class: ColumnClass;
  unit?: Unit;
  /** First day on which something was owed. Absent: from the oldest item known, inside the audit window. */
  since?: Day;
  required: RequiredItem[];
  /** Deadlines that its items are held against, chosen by name or by class. */
  deadlines: Deadline[];
  pairs: Pairing[];
  /** Which period an item fills: the one its title names, else that of its publish day; or always that of its day. */
  periodBy: 'title' | 'date';
  notes?: string;
  selector?: ListSelector;
  /** `auto` fetches over HTTP and draws the page in a browser only where the list needs it. */
  render: 'auto' | 'http' | 'browser';
  /** Which items' own pages are read. Absent: `auto`. */
  itemPages?: ItemPagesChoice;
}

/**
 * 取内容页: `auto` reads the pages of rows that show no day, where days count; `all` those of every item in the audit
 * window, where both 成文 and 发布 dates are wanted; `none` reads none.
 */
export type ItemPagesChoice = 'auto' | 'all' | 'none';

export interface Site {
  /** Stable identity, the name unless the configuration gives an `id`. */
  key: string;
  name: string;
  url: string;
  unit?: Unit;
  /** The leaves, in the order of the configuration. */
  columns: Column[];
  /** 栏目更新情况: a page of the site that lists its columns with their last updates; evidence, never a verdict. */
  directory?: string;
  /** robots.txt is obeyed unless the office has written down that it may be passed over. */
  robots: 'obey' | 'ignore';
  /** Whether the homepage is looked at for updates; false where the site has none of its own. */
  homepage: boolean;
}

export interface CrawlSettings {
  /** How a site's administrator reaches the people behind the crawler: `mailto:…` or a web address. Sent in the User-Agent. */
  contact: string;
  timeoutMs: number;
  /** Least time between the starts of two requests to one host. */
  perHostIntervalMs: number;
  /** Requests under way at once, over all hosts. */
  concurrency: number;
  /** Hosts (`name`, `name:port`) that may be visited although their address is private or loopback. */
  allowHosts: string[];
  maxBodyBytes: number;
  maxRedirects: number;
  /** How many further attempts after the first, for failures that another attempt can cure. */
  retries: number;
  /** How many pages of one column a visit may read. */
  maxPages: number;
  /** How many items' own pages one visit to a column may ask for; those that are only checked again are not counted. */
  maxItemPages: number;
}

/** One year's 部分节假日安排, as the State Council's notice (国办发明电) gives it. */
export interface CalendarYear {
  year: number;
  /**
   * Days off that the notice names, weekends among them or not. Besides those of `year`, the last days of the December
   * before: 2018-12-31 was made free by the notice for 2019.
   */
  off: Day[];
  /** Weekend days that are worked (调休上班), in the same span. */
  work: Day[];
  /** 文号, as the office wrote it. */
  source?: string;
  importedOn?: Day;
}

/**
 * 检查口径: what is judged how strictly. An overseer keeps it in a file of its own, which a unit runs on its own site to get
 * the same lines. What is our own default, and no law, says so where it is shown.
 */
export interface RuleSettings {
  /** 国办检查指标: at which level of the column tree columns are counted. */
  lines: { countLevel: 'leaf' | 'first' };
  honesty: {
    /** An item first seen this many days or more after the day it shows, while visits in between did not see it. */
    backdatedDays: number;
    /** This many items or more of one day are a bulk. */
    bulkItems: number;
    /** Days of coming or past assessments: a bulk in the weeks before one is said to be. */
    assessments: Day[];
  };
  /** 整改时限 given with a list that is handed out. */
  rectification: Grace;
  /** Share of readable columns, or of items found, against the last sound run, under which a run is doubtful. */
  sanityShare: number;
}

/** 可用性探测: a light probe of each homepage, apart from the nightly run. */
export interface ProbeSettings {
  /** cron expression in the configured time zone; null: no probes. */
  schedule: string | null;
  timeoutMs: number;
  /** Addresses that ought to answer whatever happens to the sites; where none does, the outage is ours. */
  control: string[];
}

export interface Config {
  /** IANA name; every `Day` is a day there. */
  timezone: string;
  /** Files and folders of `calendar`, as written: relative to the configuration file. Absent where none are named. */
  calendarFiles?: string[];
  /** Arrangements that stand in place of the program's own; absent where none are configured. */
  calendar?: CalendarYear[];
  rules: RuleSettings;
  /** 上级的口径文件, as written: relative to the configuration file. Absent where none is named. */
  rulesFrom?: string;
  probe: ProbeSettings;
  crawl: CrawlSettings;
  schedule: { /** cron expression, in `timezone` */ audit: string };
  sites: Site[];
}

// ---------------------------------------------------------------------------------------------------------------------
// What came back

/** Why a page could not be fetched: the closed list of the crawler's failures. */
export type FetchFailure =
  | 'dns' // the name does not resolve
  | 'refused' // nothing listens there
  | 'reset' // the connection broke
  | 'tls' // no secure connection could be made
  | 'timeout' // no complete answer in time
  | 'http-status' // the server answered with an error status
  | 'rate-limited' // 429, or 503 with Retry-After
  | 'too-large' // more bytes than the cap, before or after decompression
  | 'bad-encoding' // the compressed body is broken
  | 'not-a-page' // a picture, an archive, a PDF where a page was expected
  | 'robots' // robots.txt asks not to
  | 'redirect-loop' // too many hops, or in a circle
  | 'unsafe-address' // a private address that is not on the allow-list
  | 'bad-url' // not an http(s) address
  | 'off-site' // a redirect to another site, where only this one is asked
  | 'no-browser' // the page needs a browser and this machine has none
  | 'browser-failed'; // the browser crashed or did not finish

/** Why a page that was fetched could not be read as a column: the closed list of the reader's doubts. */
export type ReadFailure =
  | 'challenge' // a firewall's JavaScript or cookie challenge
  | 'blocked' // a firewall's refusal, whatever the status
  | 'login' // a login form
  | 'soft404' // "the page does not exist", closed or moved, with status 200
  | 'error' // an error page of the server or CMS, with status 200
  | 'js-shell' // the list is drawn by JavaScript
  | 'redirect-shell' // the page only sends the reader elsewhere
  | 'empty' // next to nothing came back
  | 'no-list' // a page, but no list and no proof that the column is empty
  | 'undated' // a list on which no day can be read
  | 'article' // one article where a list was expected
  | 'wrong-page' // another column of the site, by its own name or its address
  | 'directory' // a table of columns with their last updates, whose dates are no items' dates
  | 'doubtful'; // the reading contradicts what earlier visits saw, or every day read lies in the future

export type UnreadableReason = FetchFailure | ReadFailure;

/** What is sent with a request that is asked by POST. */
export interface RequestBody {
  /** `form` is `application/x-www-form-urlencoded`, `json` is `application/json`. */
  type: 'form' | 'json';
  text: string;
}

/** A question that an endpoint takes by POST only. It asks for a list and changes nothing on the server. */
export interface PostRequest {
  url: string;
  body: RequestBody;
}

/** What to ask a server for: an address, by GET, or a question by POST. */
export type PageRequest = string | PostRequest;

/** 快照: what one fetch returned. */
export interface Snapshot {
  outcome: 'fetched';
  /** The address asked for. */
  url: string;
  /** What was sent along, where it was asked by POST. */
  posted?: RequestBody;
  /** The address that answered, after redirects. */
  finalUrl: string;
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** After decompression, as the server meant them; for a drawn page the UTF-8 of its document. */
  body: Uint8Array;
  /** `body` decoded. */
  text: string;
  /** The encoding that `text` was decoded with, and how it was found out. */
  charset: string;
  by: 'http' | 'browser';
  at: Instant;
  ms: number;
  /** Attempts made, 1 where the first succeeded. */
  attempts: number;
}

/** A fetch that returned no page. */
export interface FailedFetch {
  outcome: 'failed';
  url: string;
  /** What was sent along, where it was asked by POST. */
  posted?: RequestBody;
  /** The last address tried, where redirects were followed. */
  finalUrl: string;
  reason: FetchFailure;
  /** HTTP status, where there was one. */
  status?: number;
  /** Technical words for the log: never shown as the explanation. */
  detail: string;
  by: 'http' | 'browser';
  at: Instant;
  ms: number;
  attempts: number;
}

export type Fetched = Snapshot | FailedFetch;

// ---------------------------------------------------------------------------------------------------------------------
// What was read

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

// ---------------------------------------------------------------------------------------------------------------------
// What is known over all visits

/** An item over all visits in which it was seen. */
export interface KnownItem {
  title: string;
  url: string | null;
  date: DateEvidence | null;
  pinned: boolean;
  firstSeen: Day;
  lastSeen: Day;
  /** What its own page said; absent where it was never asked for. */
  page?: ItemPage;
  /** What it was called and dated before it was changed, oldest first; absent where it never was. */
  earlier?: ItemVersion[];
}

/** What an item was called and dated before it was changed, and on which days it was seen so. */
export interface ItemVersion {
  title: string;
  date: DateEvidence | null;
  firstSeen: Day;
  lastSeen: Day;
}

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

/** What the visits up to a day tell of a column. */
export interface History {
  items: KnownItem[];
  /** The last visit, readable or not; null where the column was never visited. */
  lastVisit: VisitFact | null;
  /** The last visit that could be read (最后正常监测时间). */
  lastReadable: VisitFact | null;
  /**
   * Since when the known items are all that the column ever listed: null for "since ever", undefined for "nothing is known".
   */
  knownSince: Day | null | undefined;
  /** The visits up to that day that read the list and were believed, oldest first, with how far each saw. */
  looks: Look[];
  /** 豁免, those that have ended included. */
  waivers: Waiver[];
  /** 人工认定 of this column's findings, the newest word on each. */
  opinions: Opinion[];
  /** The columns that `Column.pairs` names, by key; one that was never recorded is absent. */
  counterparts: Record<string, Counterpart>;
}

/** One reading of a list. */
export interface Look {
  day: Day;
  /** `blank`: the page said itself that there is nothing. */
  shows: 'list' | 'blank';
  /** As `completeSince` of an `Observation`: the visit would have seen every item of that day or later. */
  since: Day | null | undefined;
}

/** What is known of a paired column on the same day. */
export interface Counterpart {
  items: KnownItem[];
  lastReadable: VisitFact | null;
  knownSince: Day | null | undefined;
}

/** 豁免: nothing to publish here, or the site is being rebuilt, from one day to another, both included. */
export interface Waiver {
  id: number;
  columnKey: string;
  kind: 'nothing-to-publish' | 'redesign' | 'other';
  from: Day;
  until: Day;
  reason: string;
  author: string;
  /** 文号; null where there is none. */
  document: string | null;
  recordedAt: Instant;
  /** Set where it was taken back: it holds no longer from that day on. */
  endedOn: Day | null;
  /** Who took it back, why and when; absent where nobody did. */
  ending?: { author: string; reason: string; at: Instant };
}

/** 人工认定: what a person says of a finding. It wins over the machine for as long as the facts are those it was said of. */
export interface Opinion {
  findingKey: string;
  opinion: 'confirmed' | 'false-alarm';
  reason: string;
  author: string;
  at: Instant;
  /** `Finding.facts` at that time. */
  facts: string;
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

/** What a new visit's list is held against. */
export interface ListBefore {
  /** The figures of the last list visit that was believed. */
  shown: ListShown;
  /** The items that stood on it. */
  items: KnownItem[];
  /** What the readable visit after it was doubted for, where there was one. */
  doubted: Drift | null;
}

// ---------------------------------------------------------------------------------------------------------------------
// What is judged

export type ColumnStatus =
  | 'fresh' // 正常
  | 'due' // 临期
  | 'overdue' // 超期
  | 'missing-period' // 缺期
  | 'blank' // 空白
  | 'unreadable' // 无法监测
  | 'waived' // 豁免
  | 'static'; // 静态

/** `unknown`: the pages read do not reach back that far, or the calendar does not cover the deadline. */
export type CellState = 'on-time' | 'late' | 'missing' | 'pending' | 'waived' | 'unknown';

/** 周期: one due slot of a cadence, with both its days included. */
export interface Period {
  /** `2026-03-05`, `2026-W10`, `2026-03`, `2026Q1`, `2026H1`, `2026`. */
  id: string;
  from: Day;
  to: Day;
}

/** One cell of the ledger: what became of a period. */
export interface Cell {
  period: Period;
  state: CellState;
  /** Last day on which the period's item is on time; null where the working calendar does not reach. */
  deadline: Day | null;
  /** Set where the working calendar does not cover what the cell needs: what it covers, in words (工作日历未覆盖). */
  uncovered?: Words;
  /** The item that fills the cell, where one does. */
  filledBy: CellItem | null;
  /** Days after `deadline`, for `late`. */
  lateDays: number;
  /**
   * For a `pending` cell past its deadline: the day up to which nothing is held to be missing, because the column
   * publishes what it owes for one period in the next and no grace was configured.
   */
  awaitedUntil?: Day;
  /** For `waived`. */
  waiver?: Waiver;
}

/** The item that fills a cell, as it was shown when it did. */
export interface CellItem {
  title: string;
  url: string | null;
  date: DateEvidence;
  /** Whether its title names the period, or its day lies in it; absent in runs from before that was told. */
  by?: 'title' | 'date';
  /** What the same item is called and dated now, where it was changed since. */
  now?: { title: string; date: DateEvidence | null };
}

export type RuleId = string;

/** 检查规则: what a rule says of itself. */
export interface RuleInfo {
  id: RuleId;
  title: Words;
  reason: Words;
  /** The document, article and address that the rule comes from. */
  source: Words;
  /** `law`, `inspection` and `promise` bind the publisher; `own-view` is about what we could not see. */
  basis: 'law' | 'inspection' | 'promise' | 'own-view';
  /** How sure we are of the source's text; `own`: it rests on the unit's own promise or on our own principle, and on no text. */
  sure: Sureness | 'own';
}

/** Which summary line and `--fail-on` level a finding counts for. */
export type FindingLevel =
  | 'overdue'
  | 'missing'
  | 'late' // published, but after its deadline
  | 'blank'
  | 'unreadable'
  | 'doubt'; // 疑似: for a person to check

/** 问题: what one rule says of one column. */
export interface Finding {
  /** Stable over runs: the same fact has the same key. `<rule>|<column key>[|<period or other discriminator>]` */
  key: string;
  rule: RuleId;
  level: FindingLevel;
  columnKey: string;
  /** The period id for a missing period, else null. */
  period: string | null;
  /**
   * What it rests on, in a fixed form: equal as long as the facts are. Days that merely pass do not change it, so that a
   * person's word on the finding holds until something happened.
   */
  facts: string;
  /** 问题描述, ready to be put before a person. */
  description: Words;
  /** 依据 in a few words, as a table has room for it; the rule's `source` says it in full. */
  basis: Words;
  /** What the description rests on. */
  evidence: Evidence[];
}

export interface Evidence {
  label: Words;
  text: string;
  url?: string | null;
}

/** What the audit says of one column on one day. */
export interface Verdict {
  columnKey: string;
  day: Day;
  status: ColumnStatus;
  /** Why, in a sentence. */
  because: Words;
  /** Newest believable publish day and what it was read from. */
  latest: { title: string; url: string | null; date: DateEvidence } | null;
  /** 未更新天数: days from `latest` to `day`; null where nothing is dated. */
  ageDays: number | null;
  /** Oldest period first. Empty for cadences without periods. */
  ledger: Cell[];
  findings: Finding[];
  /** Set exactly when `status` is `unreadable`. */
  unreadable: { reason: UnreadableReason; status: number | null; detail: string; lastReadable: Day | null } | null;
  /** Findings that a person called false alarms, with the word given; they count for nothing and are shown. */
  dismissed: { finding: Finding; opinion: Opinion }[];
  /** The waivers that hold on `day`. */
  waivers: Waiver[];
  /** Those that ended before `day`, inside the audit window or the year before; absent where there are none. */
  endedWaivers?: Waiver[];
  /** Rules whose witness was missing this time, although the column was read: their findings are not resolved. */
  unasked?: RuleId[];
}

// ---------------------------------------------------------------------------------------------------------------------
// What is seen of a whole site

/** A linked title of a homepage, in whatever block it stands. */
export interface HomepageItem {
  title: string;
  url: string;
  /** Null where neither its row nor its address shows a day. */
  date: DateEvidence | null;
}

/** 首页: one reading of a site's homepage. */
export interface HomepageVisit {
  siteKey: string;
  day: Day;
  at: Instant;
  url: string;
  /** The page read last, as it came over HTTP or was drawn. */
  fetched: Fetched;
  /** Each address once. */
  items: HomepageItem[];
  /** A script may show more than what was read, and no browser could draw it. */
  isPartial: boolean;
  /** Set exactly where it could not be read. */
  unreadable: { reason: UnreadableReason; status: number | null; detail: string } | null;
}

/** What the readings of a homepage up to a day tell. */
export interface HomepageHistory {
  url: string;
  lastVisit: Pick<HomepageVisit, 'day' | 'isPartial' | 'unreadable'>;
  firstReadable: Day | null;
  /** 最后正常访问日期 */
  lastReadable: Day | null;
  /** Those that stood there within the weeks before `lastReadable`. */
  items: (HomepageItem & { firstSeen: Day; lastSeen: Day })[];
  /** The last day on which an address appeared that no reading before had shown; null where none has yet. */
  lastNewOn: Day | null;
}

/** One request for a site's homepage, apart from the nightly run. */
export interface Probe {
  siteKey: string;
  at: Instant;
  /** The server answered, with whatever but an error of its own, before the time-out. */
  answered: boolean;
  status: number | null;
  ms: number;
  /** Set where no page came. */
  reason: FetchFailure | null;
  /** Whether a control address answered in the same round; null where none is configured. */
  controlAnswered: boolean | null;
}

// ---------------------------------------------------------------------------------------------------------------------
// What is judged of a whole site

/** 国办检查指标的一条线: a figure of a site held against the national inspection's limit. It is a count and no score. */
export interface SiteLine {
  id: 'news-and-notices' | 'stale-columns' | 'blank-columns' | 'homepage' | 'availability';
  title: Words;
  /** `near`: past the warning mark before the line. `unknown`: too little could be read or probed to say. */
  state: 'clear' | 'near' | 'over' | 'unknown';
  /** The figure, the mark from which it is `near` and the one from which it is `over`, all in `unit`. */
  figure: number | null;
  near: number;
  over: number;
  unit: Words;
  /** What the figure is made of, in a sentence, and what could not be counted. */
  because: Words;
  /** Keys of the columns that were counted. */
  columns: string[];
  source: Words;
  evidence: Evidence[];
}

export interface SiteVerdict {
  siteKey: string;
  siteName: string;
  day: Day;
  lines: SiteLine[];
}

/** What became of a finding in a run. `unverified`: still open, the column could not be read this time. */
export type LifecycleEvent = 'opened' | 'continuing' | 'resolved' | 'reopened' | 'unverified';

export type FindingState = 'open' | 'resolved';

/** A finding over all runs in which it stood. */
export interface FindingRecord {
  finding: Finding;
  state: FindingState;
  openedOn: Day;
  lastSeenOn: Day;
  resolvedOn: Day | null;
  /** How many times it came back after it was resolved. */
  reopened: number;
  /** The lists it was handed out with, oldest first. */
  notices: Notice[];
}

/** 限期整改: a finding on a list that was handed out. It is put right (销号) only when a later visit saw it. */
export interface Notice {
  /** Of the list: `2026-03-17-1`. */
  batch: string;
  /** 通报日期 */
  on: Day;
  /** 整改时限, that day included; null where the working calendar does not reach. */
  due: Day | null;
  /** 整改链接, as the unit gave it back; null until it did. */
  link: string | null;
  linkedOn: Day | null;
}

export interface FindingChange {
  finding: Finding;
  event: LifecycleEvent;
  /** 发现时间: the day it was (first) opened. */
  openedOn: Day;
  /** How many times it came back after it was resolved, this time included. */
  reopened: number;
  notices: Notice[];
}

// ---------------------------------------------------------------------------------------------------------------------
// One run

export interface Run {
  id: string;
  /** `crawl`: columns were visited. `rejudge`: stored facts were judged again. */
  kind: 'crawl' | 'rejudge';
  /** The day judged. */
  day: Day;
  startedAt: Instant;
  finishedAt: Instant | null;
  timezone: string;
  /** Where the configuration came from, for the reader of a report. */
  configName: string;
  rules: RuleSettings;
  /** The configured arrangements that stood in place of the program's own; absent where there were none. */
  calendar?: CalendarYear[];
  /** Set once it has ended: why nothing was resolved or newly opened from it; null where it is sound. */
  doubtful: Words | null;
}

/** One column of a run: what was configured, what was judged, what became of its findings. */
export interface RunColumn {
  siteKey: string;
  siteName: string;
  column: Column;
  verdict: Verdict;
  lastVisit: VisitFact | null;
  lastReadable: VisitFact | null;
  changes: FindingChange[];
  /** Days from discovery to repair of each finding held against the publisher that was resolved by the run's day. */
  fixedAfterDays: number[];
}

/** Everything a report is drawn from: the stored facts of one run. */
export interface RunRecord {
  run: Run;
  /** Columns in the order of the configuration. */
  columns: RunColumn[];
  sites: SiteVerdict[];
  rules: RuleInfo[];
  /** The sound crawls up to this run, oldest first and at most twelve: the trend. */
  trend: RunTotals[];
}

/** A run beside an earlier one, both over the columns that they share. */
export interface RunComparison {
  before: RunTotals;
  now: RunTotals;
}

/** A run beside the latest sound crawl before it, and beside the doubtful ones since. */
export interface RunPast extends RunComparison {
  /** The latest first. */
  doubted: RunComparison[];
}

/** A run in figures, for the trend. */
export interface RunTotals {
  runId: string;
  day: Day;
  columns: number;
  readable: number;
  /** Rows a page that the visits showed, over all columns: later visits read fewer pages than first ones. */
  items: number;
  byStatus: Record<ColumnStatus, number>;
}
