/** Which item fills which period. */
import type { Day, Period } from '../model.js';
import { addDays } from './days.js';
import type { Publication } from './publications.js';

/** A period that owes an item. */
export interface DuePeriod {
  period: Period;
  /** Last day on which its item is on time; null where the working calendar does not reach. */
  deadline: Day | null;
}

/** What fills a period, and whether by its title or by its day. */
export interface Filling {
  item: Publication;
  by: 'title' | 'date';
}

/** The periods that each item stands for by its title; one that is not in it goes by its day. */
export type Named = ReadonlyMap<Publication, readonly Period[]>;

/**
 * What fills each period, under the period's id. A period takes, in this order:
 *
 * 1. an item that its title gives to this period alone, if it is on time; one published ahead of the period is;
 * 2. the earliest item of the period's own days whose title gives it to no period;
 * 3. an item that stands for several periods, if it is on time for this one;
 * 4. an item that its title gives to this period, late (补发);
 * 5. the earliest item of the grace days whose title gives it to no period.
 *
 * An item that goes by its day fills one period only, and one whose title names periods fills no other ones: March's
 * two items do not repair February.
 *
 * @param due  oldest first
 * @param items  oldest first
 */
export function fillPeriods(
  due: readonly DuePeriod[],
  items: readonly Publication[],
  named: Named,
): Map<string, Filling> {
  const alone = earliestNaming(items, named, (periods) => periods.length === 1);
  const among = earliestNaming(items, named, (periods) => periods.length > 1);
  const byDate = items.filter((item) => !named.has(item));
  const used = new Set<Publication>();
  const filled = new Map<string, Filling>();
  for (const { period, deadline } of due) {
    const [own, shared] = [alone.get(period.id), among.get(period.id)];
    const late = earlier(own, shared);
    const filling =
      byTitle(onTime(own, deadline)) ??
      byDay(earliestFree(byDate, period.from, period.to, used)) ??
      byTitle(onTime(shared, deadline)) ??
      byTitle(late) ??
      (deadline === null ? undefined : byDay(earliestFree(byDate, addDays(period.to, 1), deadline, used)));
    if (!filling) continue;
    filled.set(period.id, filling);
    if (filling.by === 'date') used.add(filling.item);
  }
  return filled;
}

/** The first item of those days that is not used; none where they are no days at all. */
function earliestFree(
  items: readonly Publication[],
  from: Day,
  to: Day,
  used: ReadonlySet<Publication>,
): Publication | undefined {
  for (let index = firstOnOrAfter(items, from); index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined || item.date.day > to) return undefined;
    if (!used.has(item)) return item;
  }
  return undefined;
}

function earliestNaming(
  items: readonly Publication[],
  named: Named,
  isMeant: (periods: readonly Period[]) => boolean,
): Map<string, Publication> {
  const earliest = new Map<string, Publication>();
  for (const item of items) {
    const periods = named.get(item);
    if (!periods || !isMeant(periods)) continue;
    for (const { id } of periods) if (!earliest.has(id)) earliest.set(id, item);
  }
  return earliest;
}

/** Of a deadline that is not known it is not said that an item came after it. */
function onTime(item: Publication | undefined, deadline: Day | null): Publication | undefined {
  return item && (deadline === null || item.date.day <= deadline) ? item : undefined;
}

function earlier(a: Publication | undefined, b: Publication | undefined): Publication | undefined {
  if (!a || !b) return a ?? b;
  return b.date.day < a.date.day ? b : a;
}

function byTitle(item: Publication | undefined): Filling | undefined {
  return item && { item, by: 'title' };
}

function byDay(item: Publication | undefined): Filling | undefined {
  return item && { item, by: 'date' };
}

/** Where the items from `day` on begin, by halving: items are sorted by day. */
export function firstOnOrAfter(items: readonly Publication[], day: Day): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && item.date.day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
