/** 周期台账: what became of every period that a cadence has owed since the column's start. */
import type { Cadence, Cell, Day, Grace, Period } from '../model.js';
import { uncoveredWords, type WorkingCalendar } from './calendar.js';
import { addDays, daysBetween, laterOf } from './days.js';
import type { DatedItem } from './facts.js';
import { auditWindowStart, periodsOf, type PeriodKind } from './periods.js';
import { periodNamedBy } from './titlePeriod.js';

/** What the visits allow to be said about periods without an item. */
export interface Sight {
  /** As in `History`: a period that began before this day may hold items that no visit saw. */
  knownSince: Day | null | undefined;
  /** The last day on which the list was read; null for never. A period that could be filled after it is not missing. */
  lookedUntil: Day | null;
}

/**
 * The ledger, oldest period first, up to the period that holds `today`.
 *
 * It begins with the first period that begins on or after `since` or, without `since`, with the period of the oldest
 * item, and never before the audit window (`auditWindowStart`). Daily columns owe working days only.
 *
 * Every item fills at most one cell. A cell takes, in this order: the earliest item of its own days; else the earliest
 * of its grace days; else, once all cells have been served so, an item published later whose title names this period
 * (补发, `late`). So March's two items do not repair February, unless one of them says that it is February's.
 *
 * @param items  usable items (`ColumnFacts.usable`): none after `today`, oldest first
 */
export function ledger(
  owed: { kind: PeriodKind; cadence: Cadence; since: Day | undefined },
  items: readonly DatedItem[],
  sight: Sight,
  today: Day,
  calendar: WorkingCalendar,
): Cell[] {
  const { grace } = owed.cadence;
  const periods = owedPeriods(owed, items[0]?.date.day, today, calendar);
  const slots = periods.map((period) => slotFor(period, grace, calendar));
  const used = new Set<DatedItem>();
  const named = titlesRead(owed.kind, items, slots[0]?.period.from);
  fillOnTime(slots, items, named, used);
  fillLate(slots, items, named, used);
  return slots.map((slot) => cellOf(slot, owed.kind, sight, today, calendar));
}

/** A cell while it is being filled. */
interface Slot {
  readonly period: Period;
  readonly deadline: Day | null;
  item: DatedItem | null;
}

function owedPeriods(
  { kind, since }: { kind: PeriodKind; since: Day | undefined },
  oldest: Day | undefined,
  today: Day,
  calendar: WorkingCalendar,
): Period[] {
  const start = since ?? oldest;
  if (start === undefined) return [];
  const from = laterOf(start, auditWindowStart(kind, today));
  return periodsOf(kind, from, today)
    .filter((period) => since === undefined || period.from >= from)
    .filter((period) => kind !== 'daily' || calendar.isWorkingDay(period.from) !== false);
}

function slotFor(period: Period, { unit, days }: Grace, calendar: WorkingCalendar): Slot {
  const deadline = unit === 'working' ? calendar.addWorkingDays(period.to, days) : addDays(period.to, days);
  return { period, deadline, item: null };
}

/** The period that each item's title names, for items from the ledger's first day on. */
function titlesRead(kind: PeriodKind, items: readonly DatedItem[], from: Day | undefined): Map<DatedItem, string> {
  const named = new Map<DatedItem, string>();
  if (from === undefined) return named;
  for (const item of items.slice(firstOnOrAfter(items, from))) {
    const id = periodNamedBy(item.title, kind, item.date.day);
    if (id !== null) named.set(item, id);
  }
  return named;
}

/** Fills slots from their own days, else from their grace days, oldest slot first. */
function fillOnTime(
  slots: readonly Slot[],
  items: readonly DatedItem[],
  named: ReadonlyMap<DatedItem, string>,
  used: Set<DatedItem>,
): void {
  for (const slot of slots) {
    const { id, from, to } = slot.period;
    slot.item = earliestFree(items, from, to, id, named, used);
    if (slot.item === null && slot.deadline !== null && slot.deadline > to) {
      slot.item = earliestFree(items, addDays(to, 1), slot.deadline, id, named, used);
    }
    if (slot.item !== null) used.add(slot.item);
  }
}

/**
 * The earliest unused item within `from`…`to`. One whose title names another period is kept for that period as long as
 * there is a different one to take.
 */
function earliestFree(
  items: readonly DatedItem[],
  from: Day,
  to: Day,
  periodId: string,
  named: ReadonlyMap<DatedItem, string>,
  used: ReadonlySet<DatedItem>,
): DatedItem | null {
  let otherwise: DatedItem | null = null;
  for (let index = firstOnOrAfter(items, from); index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined || item.date.day > to) break;
    if (used.has(item)) continue;
    if ((named.get(item) ?? periodId) === periodId) return item;
    otherwise ??= item;
  }
  return otherwise;
}

/** Fills slots that are still empty with the earliest unused item that names them and came after their deadline. */
function fillLate(
  slots: readonly Slot[],
  items: readonly DatedItem[],
  named: ReadonlyMap<DatedItem, string>,
  used: Set<DatedItem>,
): void {
  const empty = new Map(slots.filter((slot) => slot.item === null).map((slot) => [slot.period.id, slot]));
  for (const item of items) {
    const slot = empty.get(named.get(item) ?? '');
    if (!slot || slot.item !== null || used.has(item)) continue;
    if (slot.deadline === null || item.date.day <= slot.deadline) continue;
    slot.item = item;
    used.add(item);
  }
}

function cellOf(
  { period, deadline, item }: Slot,
  kind: PeriodKind,
  sight: Sight,
  today: Day,
  calendar: WorkingCalendar,
): Cell {
  if (item === null) {
    // Whether anything is owed on a day at all may depend on a notice that is not out yet.
    const isOwed = kind !== 'daily' || calendar.isWorkingDay(period.from) !== null;
    const state = isOwed ? unfilledState(period, deadline, sight, today) : 'unknown';
    const uncovered = isOwed && deadline !== null ? {} : { uncovered: uncoveredWords(calendar) };
    return { period, state, deadline, ...uncovered, filledBy: null, lateDays: 0 };
  }
  const lateDays = deadline === null ? 0 : Math.max(0, daysBetween(deadline, item.date.day));
  const filledBy = { title: item.title, url: item.url, date: item.date };
  return { period, state: lateDays > 0 ? 'late' : 'on-time', deadline, filledBy, lateDays };
}

function unfilledState(
  period: Period,
  deadline: Day | null,
  sight: Sight,
  today: Day,
): 'pending' | 'unknown' | 'missing' {
  if (today <= (deadline ?? period.to)) return 'pending';
  if (deadline === null) return 'unknown';

  const { knownSince, lookedUntil } = sight;
  const isSeenFromStart = knownSince !== undefined && (knownSince === null || knownSince <= period.from);
  const isSeenToEnd = lookedUntil !== null && deadline < lookedUntil;
  return isSeenFromStart && isSeenToEnd ? 'missing' : 'unknown';
}

/** Where the items from `day` on begin, by halving: items are sorted by day. */
function firstOnOrAfter(items: readonly DatedItem[], day: Day): number {
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
