/** What the servers' own clocks say of ours: every answer carries the moment at which it was made (RFC 9110, 6.6.1). */

export interface ServerClocks {
  /** An answer came just now. What a cache kept for a while tells nothing, nor does one without a moment. */
  heard(host: string, headers: Readonly<Record<string, string>>): void;
  /**
   * By how many milliseconds our clock is ahead of theirs (below 0: behind), where at least three hosts told and two thirds of
   * them agree; null otherwise. One host's clock may be wrong like ours.
   */
  aheadMs(): number | null;
}

const FEWEST_HOSTS = 3;
/** More would tell no more. */
const MOST_HOSTS = 200;
const AGREE_MS = 10 * 60_000;

/** @param now  our clock */
export function createServerClocks(now: () => Date): ServerClocks {
  const aheadOf = new Map<string, number>();
  return {
    heard(host, { date, age = '0' }) {
      const told = Date.parse(date ?? '');
      const isWanted = aheadOf.size < MOST_HOSTS || aheadOf.has(host);
      if (isWanted && !Number.isNaN(told) && age === '0') aheadOf.set(host, now().getTime() - told);
    },
    aheadMs() {
      const all = [...aheadOf.values()].sort((one, two) => one - two);
      const middle = all[Math.trunc(all.length / 2)];
      if (middle === undefined || all.length < FEWEST_HOSTS) return null;
      const agreeing = all.filter((one) => Math.abs(one - middle) <= AGREE_MS);
      return agreeing.length * 3 >= all.length * 2 ? middle : null;
    },
  };
}
