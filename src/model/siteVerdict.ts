/** What is seen and judged of a whole site. */
import type { FetchFailure, Fetched, UnreadableReason } from './answer.js';
import type { DateEvidence } from './reading.js';
import type { Day, Instant, Words } from './time.js';
import type { Evidence } from './verdict.js';

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
