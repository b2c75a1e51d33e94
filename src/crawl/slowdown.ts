/** What an answer says of how well a host bears our visits; `neither` where it is a failure that has other causes. */
export type Bearing = 'well' | 'badly' | 'neither';

/** How a host that was in trouble is visited: more slowly than it would be otherwise. */
export interface Slowdown {
  /** Least time between two requests. */
  intervalMs: number;
  /** Good answers since the interval last changed. */
  wellInARow: number;
  /** Signs of trouble since the last good answer. */
  badlyInARow: number;
}

export interface SlowdownLimits {
  /** What the host would be visited at without trouble: the configured interval, or a longer one that it asked for. */
  floorMs: number;
  /** The interval after the first sign of trouble, where the floor is lower. */
  firstMs: number;
  /** The interval grows no further than this, unless the floor lies higher. */
  longestMs: number;
}

/** So many good answers, one after the other, take a quarter off the interval. */
export const WELL_IN_A_ROW = 5;

/**
 * How a host is visited after one more answer; undefined where it is visited as if nothing had been.
 *
 * Trouble doubles the interval at once. Only a row of good answers shortens it, by a quarter at a time: from 8 s back to
 * 1 s takes 40 of them. An error of another kind shortens nothing and ends the row. Never below the floor.
 */
export function afterAnswer(
  before: Slowdown | undefined,
  how: Bearing,
  { floorMs, firstMs, longestMs }: SlowdownLimits,
): Slowdown | undefined {
  switch (how) {
    case 'badly': {
      const doubled = 2 * Math.max(before?.intervalMs ?? 0, floorMs);
      const intervalMs = Math.min(Math.max(doubled, firstMs), Math.max(longestMs, floorMs));
      return { intervalMs, wellInARow: 0, badlyInARow: (before?.badlyInARow ?? 0) + 1 };
    }
    case 'neither':
      return before && { ...before, wellInARow: 0 };
    case 'well': {
      if (!before) return undefined;
      const wellInARow = before.wellInARow + 1;
      if (wellInARow < WELL_IN_A_ROW) return { ...before, wellInARow, badlyInARow: 0 };
      const intervalMs = before.intervalMs * 0.75;
      return intervalMs <= floorMs || intervalMs < firstMs ? undefined : { intervalMs, wellInARow: 0, badlyInARow: 0 };
    }
  }
}
