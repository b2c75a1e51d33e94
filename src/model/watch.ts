/** What to watch: sites, columns and what they promised. */
import type { MessageSettings } from './message.js';
import type { Day, VisitHours, Words } from './time.js';

/** 责任单位 / 股室: who answers for a column. */
export interface Unit {
  name: string;
  /** 责任人: who in the unit sees to the column, as the office wrote it. */
  person?: string;
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
  /** Set for a server that knows nothing newer than TLS 1.0 or 1.1; its certificate is looked at all the same. */
  tls?: 'legacy';
  /** When the site may be visited; empty: at any hour. Absent: as `CrawlSettings.hours` says. */
  hours?: VisitHours[];
  /** Name of a group of `ScheduleSettings` that it belongs to. */
  group?: string;
  /** Words of the office's own by which groups choose their sites. */
  tags?: string[];
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
  /**
   * How many requests one run may make to one host: redirects, robots.txt and further attempts included, a page that is
   * drawn counted once. Absent: as many as it takes.
   */
  maxRequestsPerHost?: number;
  /** After so many minutes one run asks nothing more. Absent: it takes as long as it takes. */
  maxMinutes?: number;
  /** When sites may be visited that do not say it themselves. Absent or empty: at any hour. */
  hours?: VisitHours[];
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

/**
 * 保存期限: how long pages, runs and visits are kept whole. What was learned from them (items, findings, what people said of
 * them) is kept for ever.
 */
export interface RetentionSettings {
  /** Pages as they were read: all of so many days, then one visit's a month, and what findings rest on. */
  snapshotDays: number;
  /** Runs with their columns and reports: all of so many months, then one a month. */
  runMonths: number;
  /** Visits that found nothing new: all of so many months, then the first and last of each stretch. */
  visitMonths: number;
}

/** 心跳: who is told that a run has ended. */
export interface HeartbeatSettings {
  /** Written after each run, relative to the folder in which the program runs. */
  file?: string;
  /** Asked after each run. */
  url?: string;
  /** Asked in its place where a run failed, was doubtful or read too little. */
  failUrl?: string;
}

/** 定时: when what is visited. */
export interface ScheduleSettings {
  /** cron expression, in `timezone`, for the sites that belong to no group. */
  audit: string;
  /** Absent: every day. */
  on?: RunDays;
  /** See `SiteGroup`. */
  jitterMinutes?: number;
  catchUpHours?: number;
  /** Absent: none. */
  groups?: SiteGroup[];
}

/** 分组: sites with a schedule of their own. A site may belong to several. */
export interface SiteGroup {
  /** Stable: its past is known by it. */
  name: string;
  /** cron expression, in `timezone`. */
  cron: string;
  /** Absent: every day. Where it is `before-end` the runs come besides the usual ones, which go on. */
  on?: RunDays;
  /** Its runs begin up to so many minutes after the time that cron says. Absent: none. */
  jitterMinutes?: number;
  /** Within so many hours a missed run is made up. Absent: 72, so that a weekend is no loss; 0: never. */
  catchUpHours?: number;
  /** Names or ids of its sites; a site may also name its group itself. Where nothing chooses, `before-end` means all sites. */
  sites?: string[];
  /** Sites of these units. */
  units?: string[];
  /** Sites with one of these tags. */
  tags?: string[];
  /** When its sites may be visited that do not say it themselves. Absent: as `CrawlSettings.hours` says. */
  hours?: VisitHours[];
  /** After so many minutes one run asks nothing more. Absent: as `CrawlSettings.maxMinutes` says. */
  maxMinutes?: number;
}

/**
 * Of the days that cron names, those on which is run. `before-end`: the day on which so many working days are left of the
 * month, quarter, half-year or year, that day included (季末前3个工作日); 1 is the last working day.
 */
export type RunDays =
  | { kind: 'every-day' }
  | { kind: 'working-days' }
  | { kind: 'before-end'; of: 'month' | 'quarter' | 'half-year' | 'year'; workingDays: number };

/** What a configuration says besides its sites. */
export interface Settings {
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
  /** Absent: as the program has it. */
  retention?: RetentionSettings;
  heartbeat?: HeartbeatSettings;
  /** Absent: nobody is told. */
  messages?: MessageSettings;
  schedule: ScheduleSettings;
}

/**
 * What to watch, its sites one after the other in the order of the configuration: nothing need be kept of a site that was
 * passed. They may be walked over several times, and each walk begins at the first.
 */
export interface Watchlist extends Settings {
  sites: Iterable<Site> | AsyncIterable<Site>;
}

/** A configuration that is wholly in memory. */
export interface Config extends Watchlist {
  sites: Site[];
}
