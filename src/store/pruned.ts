/** What is to be cleared away, and what was. */
import type { Day, RetentionSettings } from '../model.js';

export interface PrunePlan {
  retention: RetentionSettings;
  today: Day;
  /** Nothing is changed. A page that several columns show is counted only where the first of them already lets it go. */
  isDryRun: boolean;
  signal?: AbortSignal;
}

export const PRUNED_KINDS = ['bodies', 'runs', 'runColumns', 'verdicts', 'visits'] as const;

export interface Pruned {
  kinds: Record<(typeof PRUNED_KINDS)[number], PrunedKind>;
  /** Runs without columns, those of earlier times included: their reports go as well. */
  clearedRuns: string[];
  /** False where it was stopped: the rest goes the next time. */
  isWhole: boolean;
}

export interface PrunedKind {
  count: number;
  /** About how many bytes of the database they take. */
  bytes: number;
  oldest: Day | null;
}

/** A piece of that work: so many columns or sites at once. */
export interface Piece extends PrunePlan {
  /** Of the columns or the sites. */
  ids: number[];
  clearedRuns: string[];
}

export type Kinds = Pruned['kinds'];

/** Counts more of a kind: `kind` itself is changed. */
export function add(kind: PrunedKind, { count, bytes, oldest }: PrunedKind): void {
  kind.count += count;
  kind.bytes += bytes;
  if (oldest !== null && (kind.oldest === null || oldest < kind.oldest)) kind.oldest = oldest;
}
