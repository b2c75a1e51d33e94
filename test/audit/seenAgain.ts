/** Histories that go on with visits that found nothing changed. */
import type { Day, History, Look } from '../../src/model.js';

/**
 * The same history after visits on some days, ascending and none before its last visit, that saw the page just as the last
 * visit had: each item of that visit's list again, and no farther back.
 *
 * @param shallow  a day before which they saw nothing, where the last visit had seen farther
 */
export function seenAgain(history: History, days: readonly Day[], shallow?: Day): History {
  const { items, lastVisit, lastReadable, looks } = history;
  const day = days.at(-1);
  if (lastVisit === null || lastReadable === null || day === undefined) return history;
  const lastLook = looks.at(-1);
  const seen = lastLook?.day === lastVisit.day ? lastLook.since : undefined;
  const since = seen === undefined || shallow === undefined || (seen ?? '') > shallow ? seen : shallow;
  const shows = lastVisit.outcome === 'blank' ? 'blank' : 'list';
  const further = days.map((one): Look => ({ day: one, shows, since }));
  const again = <Fact extends { day: Day; at: string }>(fact: Fact): Fact => ({ ...fact, day, at: `${day}T02:00:00.000Z` });
  return {
    ...history,
    items: items.map((item) => (lastVisit.outcome === 'list' && item.lastSeen === lastVisit.day ? { ...item, lastSeen: day } : item)),
    lastVisit: again(lastVisit),
    lastReadable: again(lastReadable),
    looks: lastVisit.outcome === 'document' ? looks : [...looks, ...further],
  };
}
