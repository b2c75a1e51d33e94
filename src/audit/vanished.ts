/** Items that several visits saw and later ones did not, although they would have. */
import type { Day, KnownItem } from '../model.js';
import { addDays } from './days.js';
import type { ColumnFacts, DatedItem } from './facts.js';
import { firstAfter, foldedTitle, takenDown, wouldHaveSeen } from './witnesses.js';

export interface Vanished {
  item: DatedItem;
  /** The first day on which a visit would have seen it and did not. */
  missedOn: Day;
  /** The last such day. Later visits may not read so far down any more, and tell nothing of it. */
  missedLast: Day;
}

/** Days on which it was not seen any more, before anything is said. */
const MISSED_DAYS = 2;

/**
 * By day and title. One that was seen since under the same title or address, or whose place another took, is none.
 *
 * It stays one when the place where it stood is no longer read: what was not looked at is not put right.
 */
export function vanishedItems(facts: ColumnFacts): Vanished[] {
  const looks = facts.listLooks;
  const lastDay = looks.at(-1)?.day ?? '';
  const unseen = facts.plain.filter(({ firstSeen, lastSeen }) => firstSeen !== lastSeen && lastSeen < lastDay);
  const gone = unseen.length === 0 ? [] : unseen.filter(takenDown(facts));
  if (gone.length === 0) return [];
  const sightings = lastSightings(facts.seen);
  return gone.flatMap((item): Vanished[] => {
    if (isSeenAfter(item, sightings)) return [];
    const after = looks.slice(firstAfter(looks, item.lastSeen));
    const missed = after.filter((look) => wouldHaveSeen(look, item.date.day));
    const [first, last] = [missed[0], missed.at(-1)];
    if (!first || !last || new Set(missed.map(({ day }) => day)).size < MISSED_DAYS) return [];
    return [{ item, missedOn: first.day, missedLast: last.day }];
  });
}

/**
 * Whether an item would be called vanished if the next visit saw just what the last one saw: it is missed already, and
 * only not often enough.
 */
export function mayVanishNext({ history: { lastVisit, looks }, plain, seen }: ColumnFacts): boolean {
  const last = looks.at(-1);
  if (lastVisit === null || last === undefined || last.day !== lastVisit.day) return false;
  // Of two visits on one day the last need not have seen what the first one did.
  const wasSeen = ({ lastSeen }: KnownItem) => lastSeen > last.day || (lastSeen === last.day && looks.at(-2)?.day !== last.day);
  const missed = plain.filter((item) => item.firstSeen !== item.lastSeen && !wasSeen(item));
  const missedAgain = missed.filter(({ date }) => wouldHaveSeen(last, date.day));
  if (missedAgain.length === 0) return false;
  const sightings = lastSightings(seen);
  return missedAgain.some((item) => !isSeenAfter(item, sightings));
}

/** When a title and an address were seen last, and of each day when its newest item was seen first. */
interface Sightings {
  titles: ReadonlyMap<string, Day>;
  addresses: ReadonlyMap<string, Day>;
  newestOfDay: ReadonlyMap<Day, Day>;
}

function lastSightings(items: readonly KnownItem[]): Sightings {
  const titles = new Map<string, Day>();
  const addresses = new Map<string, Day>();
  const newestOfDay = new Map<Day, Day>();
  const note = (seen: Map<string, Day>, name: string, day: Day) => {
    if (day > (seen.get(name) ?? '')) seen.set(name, day);
  };
  for (const { title, url, date, firstSeen, lastSeen } of items) {
    note(titles, foldedTitle(title), lastSeen);
    if (url !== null) note(addresses, url, lastSeen);
    if (date) note(newestOfDay, date.day, firstSeen);
  }
  return { titles, addresses, newestOfDay };
}

/**
 * Under its title or address; or a row of its day that came after it took its place, under another title and address. A
 * move of the site may shift a day by one, where it mistakes the time zone.
 */
function isSeenAfter({ title, url, date, lastSeen }: DatedItem, { titles, addresses, newestOfDay }: Sightings): boolean {
  const sightings = [titles.get(foldedTitle(title)), addresses.get(url ?? '')];
  const neighbours = [-1, 0, 1].map((days) => newestOfDay.get(addDays(date.day, days)));
  return [...sightings, ...neighbours].some((day) => day !== undefined && day > lastSeen);
}
