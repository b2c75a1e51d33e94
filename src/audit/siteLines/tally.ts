/** How many columns of a site count for a line, at the level of the column tree at which they are counted. */
import type { RuleSettings, Words } from '../../model.js';
import type { Excuse, LineColumn, Standing, StandingOf } from './standing.js';

export type CountLevel = RuleSettings['lines']['countLevel'];

/** A leaf that stands behind a count, with what was seen of it. */
export interface Seen {
  entry: LineColumn;
  seen: Words;
}

export interface Tally {
  /** Columns that count, each with its leaves: itself, or those below a first-level column. */
  late: Seen[][];
  /** Columns past the warning mark that do not count yet. */
  soon: Seen[][];
  /** Columns of which nothing can be said. */
  unread: number;
  excused: Record<Excuse, number>;
  /** All columns that the line looks at. */
  all: number;
}

/**
 * Counts leaves, or first-level columns by the names at the head of their paths. A first-level column is updated if any
 * of its leaves is; it counts only where every leaf of which something is owed was read and counts.
 */
export function tally(entries: readonly LineColumn[], standingOf: StandingOf, level: CountLevel): Tally {
  const found: Tally = { late: [], soon: [], unread: 0, excused: { waived: 0, dismissed: 0, 'own-default': 0 }, all: 0 };
  for (const leaves of columnsAt(entries, level)) {
    const standings = leaves.map((entry) => ({ entry, standing: standingOf(entry) }));
    found.all += 1;
    const { is, why } = together(standings.map(({ standing }) => standing));
    const seen = standings.flatMap(({ entry, standing }) => ('seen' in standing ? [{ entry, seen: standing.seen }] : []));
    if (is === 'late') found.late.push(seen);
    else if (is === 'soon') found.soon.push(seen);
    else if (is === 'unread') found.unread += 1;
    else if (is === 'excused') found.excused[why] += 1;
  }
  return found;
}

type Together = { is: Exclude<Standing['is'], 'excused'>; why?: undefined } | { is: 'excused'; why: Excuse };

function together(standings: readonly Standing[]): Together {
  const any = (is: Standing['is']) => standings.some((standing) => standing.is === is);
  // What could not be read may be newer than what is only just inside.
  if (any('fine') || (any('soon') && any('unread'))) return { is: 'fine' };
  if (any('soon')) return { is: 'soon' };
  if (any('unread')) return { is: 'unread' };
  if (any('late')) return { is: 'late' };
  const why = EXCUSES.find((excuse) => standings.some((standing) => standing.is === 'excused' && standing.why === excuse));
  return { is: 'excused', why: why ?? 'waived' };
}

/** The first of these that any leaf has is named, so that the order of the leaves does not matter. */
const EXCUSES: readonly Excuse[] = ['waived', 'dismissed', 'own-default'];

function columnsAt(entries: readonly LineColumn[], level: CountLevel): LineColumn[][] {
  if (level === 'leaf') return entries.map((entry) => [entry]);
  const columns = new Map<string, LineColumn[]>();
  for (const entry of entries) {
    const name = entry.column.path[0] ?? entry.column.key;
    const leaves = columns.get(name);
    if (leaves) leaves.push(entry);
    else columns.set(name, [entry]);
  }
  return [...columns.values()];
}
