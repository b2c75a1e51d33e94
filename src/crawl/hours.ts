import type { VisitHours } from '../model.js';

/**
 * Whether a time of day lies within the hours in which a site may be visited. The first minute belongs to them and the
 * last does not: `22:00-06:00` has 22:00 and 05:59, and not 06:00. No hours at all mean any hour.
 *
 * @param clock  `HH:MM`
 */
export function isWithin(hours: readonly VisitHours[], clock: string): boolean {
  if (hours.length === 0) return true;
  return hours.some(({ from, until }) =>
    from < until ? from <= clock && clock < until : from <= clock || clock < until,
  );
}

/** Reads the time of day from the wall clocks of a time zone: `HH:MM`. */
export function wallClock(timezone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (at) => format.format(at);
}

/**
 * The moment at which a site's hours begin next; `now` where they have begun, null where they do not come within days.
 */
export function nextOpening(hours: readonly VisitHours[], clockAt: (at: Date) => string, now: Date): Date | null {
  let at = now;
  for (let looks = 0; looks < 200; looks += 1) {
    const clock = clockAt(at);
    if (isWithin(hours, clock)) return at;
    const minute = minuteOf(clock);
    const untilBegin = hours.map(({ from }) => (minuteOf(from) - minute + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES);
    // Clocks are put forward or back on the half hour: so it is looked at again there.
    const minutes = Math.min(...untilBegin, 30 - (minute % 30));
    const minuteStart = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
    at = new Date(minuteStart + minutes * MINUTE_MS);
  }
  return null;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

function minuteOf(clock: string): number {
  const [hour, minute] = clock.split(':');
  return Number(hour) * 60 + Number(minute);
}
