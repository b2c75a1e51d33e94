/** What is handed to the store with a column of a run, and what it asks back. */
import type {
  Column, Day, Drift, FindingChange, FindingRecord, History, ListBefore, Run, Verdict, Visit,
} from '../model.js';
import type { PackedHistory } from './packedHistory.js';

export interface ColumnEntry {
  run: Run;
  /** The column's place in the configuration, from 0. */
  position: number;
  site: { key: string; name: string };
  column: Column;
  /** Null where the column is only judged again. */
  visit: Visit | null;
  /** False: the verdict is kept with the run, and the findings stay as they were. */
  keepLifecycle: boolean;
  /** Of what it is judged by besides its facts; see the program's doors. */
  judgedBy?: string;
}

/** Says what is to be written about a column, from all that is known of it. Called inside the transaction. */
export type Judge = (
  history: History,
  known: FindingRecord[],
) => Judged;

/** A column to be judged again, with all that is known of it. */
export interface JudgedAgain {
  entry: ColumnEntry;
  history: PackedHistory;
  findings: FindingRecord[];
}

/**
 * Says the same of several columns, in their order, here or in another thread. It may be called twice with the same
 * columns, where something was written about them meanwhile.
 */
export type JudgeAgain = (columns: readonly JudgedAgain[]) => Promise<Judged[]>;

export interface Judged {
  verdict: Verdict;
  changes: FindingChange[];
  /** The first day on which the verdict may change by itself, null where it never does; absent where nobody reckoned it. */
  standsUntil?: Day | null;
}

/** Says why a list is not believed, from the last one that was; null where it is. Called inside the transaction. */
export type Doubt = (visit: Visit, before: ListBefore) => Drift | null;
