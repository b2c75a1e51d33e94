/** One run, and the life of findings over runs. */
import type { SiteVerdict } from './siteVerdict.js';
import type { Day, Instant, Words } from './time.js';
import type { ColumnStatus, Finding, RuleInfo, Verdict } from './verdict.js';
import type { VisitFact } from './visit.js';
import type { CalendarYear, Column, RuleSettings } from './watch.js';

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
  /** 整改结果, in the unit's own words; absent until it wrote any. */
  result?: string;
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
  /** Set where only what could have changed was judged again: the run whose other columns stand as they did. */
  standsOn?: string;
  /** Set once it has ended: why nothing was resolved or newly opened from it; null where it is sound. */
  doubtful: Words | null;
  /** 中断: set where it was killed and will never end. Its visits count, and nothing was opened or resolved from it. */
  brokenOffAt?: Instant;
  /**
   * 巡检自身问题: what was wrong with our own watching, to stand before anything that is said of others, in whole sentences.
   * As stored, what was known when the run began or was noticed on its way; in a report also that the
   * run itself read less than half, or could ask for nothing. That it is doubtful, was broken off or has not ended stands
   * in the other members and not here.
   * Absent or empty where nothing was.
   */
  troubles?: Words[];
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

/** What a report or a page of one is drawn from: the stored facts of a run, or of some of its columns. */
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
  /** Columns that nobody asked for, because hours or allowances of our own configuration held them back: no fault, and no reading. */
  heldBack: number;
}
