/** Items that several visits saw and later ones did not, although they would have. */
import type { Day } from '../model.js';
import type { ColumnFacts, DatedItem } from './facts.js';
import { foldedTitle, plainlyDated, seenBy, wouldHaveSeen } from './witnesses.js';

export interface Vanished {
  item: DatedItem;
  /** The first day on which a visit would have seen it and did not. */
  missedOn: Day;
}

/** Days on which it was not seen any more, before anything is said. */
const MISSED_DAYS = 2;

/** By day and title. One that stands there under the same title or address, or whose place another took, is none. */
export function vanishedItems(facts: ColumnFacts): Vanished[] {
  const items = seenBy(facts);
  const looks = listLooks(facts);
  const lastLook = lastListLook(facts);
  if (lastLook === undefined) return [];
  const present = items.filter(({ lastSeen }) => lastSeen >= lastLook);
  const titles = new Set(present.map(({ title }) => foldedTitle(title)));
  const addresses = new Set(present.flatMap(({ url }) => url ?? []));
  const newestOfDay = new Map<Day, Day>();
  for (const { date, firstSeen } of present) {
    if (date && firstSeen > (newestOfDay.get(date.day) ?? '')) newestOfDay.set(date.day, firstSeen);
  }
  return plainlyDated(items).flatMap((item): Vanished[] => {
    if (item.lastSeen >= lastLook || item.firstSeen === item.lastSeen) return [];
    if (titles.has(foldedTitle(item.title)) || addresses.has(item.url ?? '')) return [];
    // A row of its day that came after it took its place, under another title and address.
    if ((newestOfDay.get(item.date.day) ?? '') > item.lastSeen) return [];
    const missed = looks.filter((look) => look.day > item.lastSeen && wouldHaveSeen(look, item.date.day));
    const [first] = missed;
    // The last visit must be among them: an item is gone now, and not only once.
    const isGone = new Set(missed.map(({ day }) => day)).size >= MISSED_DAYS && missed.at(-1)?.day === lastLook;
    return isGone && first ? [{ item, missedOn: first.day }] : [];
  });
}

/** The last day on which the list was read. */
export function lastListLook(facts: ColumnFacts): Day | undefined {
  return listLooks(facts).at(-1)?.day;
}

function listLooks({ history, today }: ColumnFacts) {
  return history.looks.filter(({ shows, day }) => shows === 'list' && day <= today);
}
