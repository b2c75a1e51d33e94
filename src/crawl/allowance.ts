import type { CrawlSettings, Site } from '../model.js';
import { CrawlFailure } from './failure.js';
import { isWithin, nextOpening, wallClock } from './hours.js';
import { RecentMap } from './recentMap.js';

/** What may still be asked, now and in this run. */
export interface Allowance {
  /**
   * Asked before a request is thought of, and once more when its turn has come.
   *
   * @throws CrawlFailure `closed-hours` outside of the site's hours, `over-budget` where the run or its requests to this
   *   host are used up, and the reason given to `leaveAlone` while that lasts
   */
  permit(host: string, site: Pick<Site, 'hours'>): void;
  /** One request sets out. */
  spend(host: string): void;
  /** Nothing is asked of this host for so long, and at most for a day: whoever asks for more means "never". */
  leaveAlone(host: string, forMs: number, why: CrawlFailure): void;
  /** As `Crawler.opensIn`. */
  opensIn(site: Pick<Site, 'hours'>): number | null;
}

/** A site whose hours begin within this time is waited for. */
export const WAITED_FOR_MS = 60 * 60 * 1000;

export interface AllowanceOptions {
  settings: Pick<CrawlSettings, 'hours' | 'maxRequestsPerHost' | 'maxMinutes'>;
  timezone: string;
  /** The clock that hours, and the time to leave a host alone, are held against. */
  now: () => Date;
  /** The clock that `maxMinutes` is held against, in milliseconds from any moment: one that nobody sets right in the middle of a run. */
  elapsedMs: () => number;
}

/** The run begins when this is called. */
export function createAllowance({ settings, timezone, now, elapsedMs }: AllowanceOptions): Allowance {
  const { maxRequestsPerHost = Infinity, maxMinutes = Infinity } = settings;
  const clockAt = wallClock(timezone);
  const endMs = elapsedMs() + maxMinutes * 60_000;
  /** In milliseconds since 1970. */
  const leftAlone = new RecentMap<{ until: number; why: CrawlFailure }>(1_000);
  // The hosts under way are among the last ones used, by far.
  const spent = new RecentMap<number>(10_000);

  return {
    permit(host, site) {
      const hours = hoursOf(site);
      if (hours.length > 0 && !isWithin(hours, clockAt(now()))) throw new CrawlFailure('closed-hours', closedDetail(hours));
      if (elapsedMs() >= endMs) throw new CrawlFailure('over-budget', `maxMinutes: ${maxMinutes} are over`);
      if (maxRequestsPerHost < Infinity && (spent.get(host) ?? 0) >= maxRequestsPerHost) {
        throw new CrawlFailure('over-budget', `maxRequestsPerHost: ${maxRequestsPerHost} were made to ${host}`);
      }
      const rest = leftAlone.get(host);
      if (rest !== undefined && rest.until > now().getTime()) {
        const { reason, status, message } = rest.why;
        throw new CrawlFailure(reason, `${message}; not asked again before ${local(new Date(rest.until))}`, { status });
      }
    },
    spend(host) {
      if (maxRequestsPerHost < Infinity) spent.set(host, (spent.get(host) ?? 0) + 1);
    },
    leaveAlone(host, forMs, why) {
      leftAlone.set(host, { until: now().getTime() + Math.min(forMs, LONGEST_REST_MS), why });
    },
    opensIn(site) {
      const opening = nextOpening(hoursOf(site), clockAt, now());
      const inMs = opening === null ? Infinity : opening.getTime() - now().getTime();
      return inMs > WAITED_FOR_MS ? null : Math.max(0, inMs);
    },
  };

  function hoursOf(site: Pick<Site, 'hours'>) {
    return site.hours ?? settings.hours ?? [];
  }

  function closedDetail(hours: NonNullable<Site['hours']>): string {
    const opening = nextOpening(hours, clockAt, now());
    const written = hours.map(({ from, until }) => `${from}-${until}`).join(', ');
    return `visited at ${written} (${timezone}) only${opening === null ? '' : `, next from ${local(opening)}`}`;
  }

  /** `2026-11-23 22:00`, by the wall clocks of the configured time zone. */
  function local(at: Date): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  }
}

const LONGEST_REST_MS = 24 * 60 * 60 * 1000;
