/** Time of day in a place, to the moment that it is; summer time included. */
import type { Day } from '../model.js';

const DAY_MS = 86_400_000;

/**
 * The moments at which a day reaches these seconds after its midnight, ascending, none twice.
 *
 * A time that the clocks jump over (02:30 when summer begins) is as many minutes after the jump as it would have been
 * after the hour: 03:30. A time that comes twice counts once, the first time. A day that a place leaves out altogether
 * (Samoa, 2011-12-30) falls together with the next.
 *
 * @param seconds  ascending, 0 to 86,399
 */
export function momentsOf(day: Day, seconds: readonly number[], timezone: string): number[] {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const before = offsetMs(timezone, midnight - DAY_MS);
  const after = offsetMs(timezone, midnight + 2 * DAY_MS);
  if (before === after) return seconds.map((second) => midnight + second * 1000 - before);
  const moments = seconds.map((second) => momentOf(midnight + second * 1000, before, after, timezone));
  return [...new Set(moments)].sort((a, b) => a - b);
}

/** The calendar day at a moment. */
export function dayAt(timezone: string, moment: number): Day {
  return new Date(moment + offsetMs(timezone, moment)).toISOString().slice(0, 10);
}

/** `HH:MM:SS` at a moment. */
export function clockAt(timezone: string, moment: number): string {
  return new Date(moment + offsetMs(timezone, moment)).toISOString().slice(11, 19);
}

export function dayAfter(day: Day, days = 1): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** @param wall  what the clock shows, read as if it were UTC */
function momentOf(wall: number, before: number, after: number, timezone: string): number {
  const fitting = [wall - before, wall - after].filter((moment) => moment + offsetMs(timezone, moment) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : wall - before;
}

/** How far the clocks of a place are ahead of UTC at a moment; whole seconds, as the places have them. */
function offsetMs(timezone: string, moment: number): number {
  const second = Math.floor(moment / 1000) * 1000;
  const part: Record<string, number> = {};
  for (const { type, value } of formOf(timezone).formatToParts(second)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: ofMinute = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, ofMinute) - second;
}

const forms = new Map<string, Intl.DateTimeFormat>();

function formOf(timezone: string): Intl.DateTimeFormat {
  const made = forms.get(timezone) ?? new Intl.DateTimeFormat('en-US', {
    timeZone: timezone, calendar: 'gregory', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  forms.set(timezone, made);
  return made;
}
