/** What is judged of a column. */
import type { UnreadableReason } from './answer.js';
import type { FindingLevel } from './level.js';
import type { Opinion, Waiver } from './known.js';
import type { DateEvidence } from './reading.js';
import type { Day, Words } from './time.js';
import type { Sureness } from './watch.js';

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
