/** What is known of a column over all visits, and what people said of it. */
import type { DateEvidence } from './reading.js';
import type { Day, Instant } from './time.js';
import type { Drift, ItemPage, ListShown, VisitFact } from './visit.js';

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

/** What a new visit's list is held against. */
export interface ListBefore {
  /** The figures of the last list visit that was believed. */
  shown: ListShown;
  /** The items that stood on it. */
  items: KnownItem[];
  /** What the readable visit after it was doubted for, where there was one. */
  doubted: Drift | null;
}
