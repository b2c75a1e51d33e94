/** What the dashboard is handed: everything that it does not know by itself. */
import type { Day, Instant, Language, RuleInfo, Verdict, Words } from '../model.js';
import type { SeenPages } from '../report/html/evidenceDocument.js';
import type { Store } from '../store/store.js';

export interface WebOptions {
  store: Store;
  language: Language;
  rules: readonly RuleInfo[];
  now: () => Date;
  /** IANA name; days and moments are shown in it. */
  timezone: string;
  /** The day of a moment there. */
  dayOf: (now: Date) => Day;
  /** A verdict that stood still, as it reads on a later day; see audit/carried. */
  carried: (verdict: Verdict, day: Day, lastVisit: Day) => Verdict;
  /** What a visit of a column saw, decoded; null where there is no such visit. See reportFiles/seenPages. */
  seen: (columnId: number, visitId: number) => Promise<SeenPages | null>;
  actions: Actions;
  downloads: readonly Download[];
  access: Access;
  limits: Limits;
  /** What went wrong, for the log; people get plain words. */
  onError: (error: unknown) => void;
}

/** Who may come in. */
export interface Access {
  /** Only this machine can reach the server: without any account its user then may see and change everything. */
  isLoopback: boolean;
  /** The address under which people open it, where that is another than its own (`https://shixian.example.gov.cn`); else null. */
  origin: string | null;
  /** Whose request it is, by the connection. */
  addressOf: (request: Request, bindings: unknown) => string;
}

/** Longest that is taken, in days or characters. */
export interface Limits {
  waiverDays: number;
  reason: number;
  name: number;
}

/** What the dashboard can have done: it is queued, and done one at a time beside no other run. */
export interface Actions {
  /** A run over everything. */
  run(by: string): Queued;
  /** A run over one column. */
  check(column: { siteKey: string; columnKey: string; name: string }, by: string): Queued;
  /** What waits, is under way, or ended not long ago; the newest first. */
  jobs(): Job[];
  /** How many columns are configured; null where that is not known. */
  configuredColumns: number | null;
  /** What the schedule is about to do, the next first. */
  nextRuns(): { name: Words; at: Instant }[];
}

/** `already`: the same waits or is under way. `full`: too much waits. */
export type Queued = 'queued' | 'already' | 'full';

export interface Job {
  what: 'run' | 'check' | 'scheduled';
  /** Of the column that is checked. */
  name: string | null;
  by: string;
  askedAt: Instant;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** Why it waits or failed, where there is more to say. */
  note: Words | null;
}

/** A paper that can be had from the dashboard. */
export interface Download {
  /** In the address: small letters and hyphens. */
  id: string;
  name: Words;
  /** What it is for, in a sentence. */
  purpose: Words;
  contentType: string;
  /** Of one unit, or of a whole site: it is had from the site's page. */
  ofUnit: boolean;
  /** Null where there is nothing yet to draw it from; why not, where it would say what must not be said. */
  make: (asked: { siteKey: string | null; unit: string | null }) => Promise<DownloadedFile | { refused: Words } | null>;
}

export interface DownloadedFile {
  fileName: string;
  content: Uint8Array | ReadableStream<Uint8Array>;
}
