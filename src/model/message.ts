/** 消息: who is told what, and by which way. */
import type { FindingLevel } from './level.js';
import type { Day, Instant, Language, VisitHours, Words } from './time.js';

/**
 * A secret as the configuration names it: an environment variable, a file, or the text itself. It is read when it is
 * needed, and is neither logged nor shown.
 */
export type Secret = { from: 'env'; name: string } | { from: 'file'; file: string } | { from: 'text'; text: string };

/** The mail server. */
export interface MailSettings {
  host: string;
  port: number;
  /** `tls`: from the first byte (465). `starttls`: required, before anything is said. `none`: everything goes in clear. */
  security: 'tls' | 'starttls' | 'none';
  user?: string;
  password?: Secret;
  from: { name: string; address: string };
  /** A file (PEM) with the certificate authority of one's own network, in place of the system's. */
  ca?: string;
}

/** By which way a channel is told. */
export type Way =
  | { kind: 'mail'; to: string[] }
  | { kind: 'wecom'; url: Secret }
  | { kind: 'dingtalk' | 'feishu' | 'webhook'; url: Secret; secret?: Secret };

/** 渠道: somebody who is told, and what of. */
export interface Channel {
  /** Stable: what was told is remembered under it. */
  name: string;
  way: Way;
  /** Names of the units whose columns are meant; absent: of all. */
  units?: string[];
  /** Names or ids of the sites that are meant; absent: all. */
  sites?: string[];
  levels: FindingLevel[];
  /**
   * At how many days overdue a finding is told, ascending. 0 is when it is found: `[0]` tells it once, `[0, 10, 30]` again
   * after ten and thirty days, `[10]` not before the tenth.
   */
  after: number[];
  /** Absent: as `MessageSettings.hours`. */
  hours?: VisitHours[];
}

export interface MessageSettings {
  mail?: MailSettings;
  channels: Channel[];
  language: Language;
  /** When messages may go out, in the configured time zone; empty: at any hour. Outside of them they wait. */
  hours: VisitHours[];
  /** Whether they go out on working days only. */
  workingDays: boolean;
  /** On how many days, one after the other, a column must have been unreadable before it is told. */
  unreadableAfter: number;
  /** The day of the week, 1 for Monday to 7, on which it is told that nothing changed; absent: never. */
  allClear?: number;
  /** The address under which the report folders are published; absent: messages have no link to them. */
  reportUrl?: string;
}

/** What is told of one thing. */
export type NewsKind =
  | 'opened' // 新发现
  | 'reopened' // 复发
  | 'escalated' // 升级: overdue for so many days
  | 'resolved' // 已解决
  | 'withdrawn' // 撤回: waived, or called a false alarm
  | 'doubt' // 待核对: for a person to look at, and no problem of the unit
  | 'unreadable' // 未能监测
  | 'readable'; // 恢复监测

export interface NewsLine {
  kind: NewsKind;
  /** `超期` and so on, where it is a finding held against the publisher. */
  level: FindingLevel;
  site: string;
  unit: string;
  /** 栏目路径 */
  path: string;
  url: string | null;
  words: Words;
  /** Whole days since its deadline, or since it was found where no deadline is known; 0 where that says nothing. */
  overdueDays: number;
  /** No deadline is known: they are counted from the day on which it was found. */
  isSinceFound: boolean;
}

/** What an address is told in one message. Everything in it that came from a page or a configuration is plain text. */
export interface Digest {
  /** The day that was judged. */
  day: Day;
  runId: string;
  /** Nothing was ever told to this address: so all that stands is. */
  isFirst: boolean;
  /** 存疑: why nothing is told from the run; null where it is sound. */
  doubtful: Words | null;
  /** The doubtful run that was told of is over. */
  isSoundAgain: boolean;
  /** Nothing changed, and a person asked to be told so once a week. */
  isAllClear: boolean;
  counts: Partial<Record<NewsKind, number>>;
  /** The first of them, the gravest kind first. */
  lines: NewsLine[];
  /**
   * What stands within what the channel is told of: findings seen at the last look, those that nobody could look at again, and
   * columns that could not be read.
   */
  standing: { findings: number; unverified: number; unreadable: number };
  /** The address of the report. */
  reportUrl: string | null;
}

/** What an address was told last of a thing. */
export interface Told {
  isOpen: boolean;
  /** The greatest of `Channel.after` that was told. */
  step: number;
}

/** A digest that waits, is under way, or was delivered. */
export interface OutboxMessage {
  id: number;
  /** Channel and address: `办公室/a@b.invalid`, or `工作群`. */
  target: string;
  channel: string;
  digest: Digest;
  builtAt: Instant;
  state: 'waiting' | 'sending' | 'delivered';
  attempts: number;
  /** Not before this moment; null: at once. */
  nextTryAt: Instant | null;
  /** Why the last attempt failed, without secrets; null where none did. */
  problem: string | null;
  /** An earlier attempt may have arrived: it ended without an answer. */
  mayBeRepeat: boolean;
  deliveredAt: Instant | null;
}
