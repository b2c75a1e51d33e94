/** 周期台账: what became of every period that a cadence has owed since the column's start. */
import type { Cadence, Cell, CellItem, Column, Day, Grace, Period, Waiver } from '../model.js';
import { uncoveredWords, type WorkingCalendar } from './calendar.js';
import { addDays, daysBetween, laterOf } from './days.js';
import { fillPeriods, firstOnOrAfter, type DuePeriod, type Filling, type Named } from './fillPeriods.js';
import { auditWindowStart, periodContaining, periodsOf, type PeriodKind } from './periods.js';
import { following, periodsStoodFor, preceding, type Publication } from './publications.js';
import { waiversOn } from './waivers.js';

/** What is owed of a column. */
export interface Owed {
  kind: PeriodKind;
  cadence: Cadence;
  since: Day | undefined;
  periodBy: Column['periodBy'];
  waivers: readonly Waiver[];
}

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
 * item, and never before the audit window (`auditWindowStart`). The oldest item's own period is left out where nothing
 * fills it, as nothing tells that it was owed, and the one before it is taken in where an item names it. Daily columns
 * owe working days only.
 *
 * Which item fills which period, see `fillPeriods`. An empty period is waived where a waiver covers its last day or the last
 * day of its grace, or holds while it is pending. It is not missing yet where, without any grace configured, an item for the period before
 * was published in it: such a column publishes what a period owes in the next one, and may do so until that one ends.
 *
 * @param items  publications up to `today`, oldest first
 */
export function ledger(
  owed: Owed,
  items: readonly Publication[],
  sight: Sight,
  today: Day,
  calendar: WorkingCalendar,
): Cell[] {
  const start = startOf(owed, items, today);
  if (start === null) return [];
  const named = titlesRead(owed, items, start.from);
  const due = owedPeriods(owed, withEarlier(start, named, owed.kind), today, calendar).map(
    (period): DuePeriod => ({ period, deadline: deadlineOf(period, owed.cadence.grace, calendar) }),
  );
  const filled = fillPeriods(due, items, named);
  const [first] = due;
  if (first && first.period.id === start.firstPublished?.id && !filled.has(first.period.id)) due.shift();

  const view = { owed, items, named, sight, today, calendar, publishesAhead: publishesAhead(named, owed.kind) };
  return due.map((one) => {
    const filling = filled.get(one.period.id);
    return filling ? filledCell(one, filling) : emptyCell(one, view);
  });
}

interface Start {
  from: Day;
  /** The period of the oldest item, where the ledger begins with it. */
  firstPublished: Period | null;
}

/** Null where nothing tells of a beginning. A former day may have been mistaken, so it begins nothing. */
function startOf({ kind, since }: Owed, items: readonly Publication[], today: Day): Start | null {
  const window = auditWindowStart(kind, today);
  if (since !== undefined) return { from: laterOf(since, window), firstPublished: null };
  const oldest = items.find((item) => item.now === undefined)?.date.day;
  if (oldest === undefined) return null;
  if (oldest < window) return { from: window, firstPublished: null };
  return { from: oldest, firstPublished: periodContaining(kind, oldest) };
}

/** The first day of what is owed: that of the period before the first one, where an item of the first one names it. */
function withEarlier({ from, firstPublished }: Start, named: Named, kind: PeriodKind): Day {
  if (firstPublished === null) return from;
  const before = preceding(firstPublished, kind);
  const isNamed = [...named].some(
    ([{ date, now }, periods]) => now === undefined && date.day <= firstPublished.to && periods.some(({ id }) => id === before.id),
  );
  return isNamed ? before.from : from;
}

function owedPeriods({ kind, since }: Owed, from: Day, today: Day, calendar: WorkingCalendar): Period[] {
  return periodsOf(kind, from, today)
    .filter((period) => since === undefined || period.from >= from)
    .filter((period) => kind !== 'daily' || calendar.isWorkingDay(period.from) !== false);
}

function deadlineOf({ to }: Period, { unit, days }: Grace, calendar: WorkingCalendar): Day | null {
  return unit === 'working' ? calendar.addWorkingDays(to, days) : addDays(to, days);
}

/** The periods that titles name. Items from before the period that comes before the ledger cannot name one of it. */
function titlesRead({ kind, periodBy }: Owed, items: readonly Publication[], from: Day): Named {
  if (periodBy === 'date') return new Map();
  const first = preceding(periodContaining(kind, from), kind).from;
  const read = items.slice(firstOnOrAfter(items, first)).map((item) => [item, periodsStoodFor(item, kind)] as const);
  return new Map(read.filter(([, periods]) => periods.length > 0));
}

function filledCell({ period, deadline }: DuePeriod, { item, by }: Filling): Cell {
  const lateDays = deadline === null ? 0 : Math.max(0, daysBetween(deadline, item.date.day));
  const { title, url, date, now } = item;
  const filledBy: CellItem = { title, url, date, by, ...(now && { now }) };
  return { period, state: lateDays > 0 ? 'late' : 'on-time', deadline, filledBy, lateDays };
}

interface View {
  owed: Owed;
  items: readonly Publication[];
  named: Named;
  sight: Sight;
  today: Day;
  calendar: WorkingCalendar;
  /** Some item is published before the period that its title names: then an unseen one may be. */
  publishesAhead: boolean;
}

function publishesAhead(named: Named, kind: PeriodKind): boolean {
  return [...named].some(([{ date }, periods]) => (periods.at(-1)?.id ?? '') > periodContaining(kind, date.day).id);
}

function emptyCell(due: DuePeriod, view: View): Cell {
  const { owed, today, calendar } = view;
  const { period, deadline } = due;
  // Whether anything is owed on a day at all may depend on a notice that is not out yet.
  const isOwed = owed.kind !== 'daily' || calendar.isWorkingDay(period.from) !== null;
  const awaitedUntil = deadline === null ? null : awaitedUntilOf(period, view);
  const state = isOwed ? emptyState(period, awaitedUntil ?? deadline, view) : 'unknown';
  const cell: Cell = {
    period,
    state,
    deadline,
    ...(isOwed && deadline !== null ? {} : { uncovered: uncoveredWords(calendar) }),
    filledBy: null,
    lateDays: 0,
  };
  const waived = [period.to, ...(deadline === null ? [] : [deadline]), ...(state === 'pending' ? [today] : [])];
  const [waiver] = waived.flatMap((day) => waiversOn(owed.waivers, day));
  if (waiver) return { ...cell, state: 'waived', waiver };
  const isOverDeadline = state === 'pending' && deadline !== null && deadline < today;
  return isOverDeadline && awaitedUntil !== null ? { ...cell, awaitedUntil } : cell;
}

/** The end of the next period, where an item of this one's days stands for the one before it. */
function awaitedUntilOf(period: Period, { owed, items, named }: View): Day | null {
  const { kind, cadence } = owed;
  if (cadence.grace.days > 0 || named.size === 0) return null;
  const before = preceding(period, kind).id;
  for (let index = firstOnOrAfter(items, period.from); index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined || item.date.day > period.to) return null;
    if (named.get(item)?.some(({ id }) => id === before)) return following(period, kind).to;
  }
  return null;
}

/** @param due  the day after which an empty period is missing; null where the working calendar does not reach */
function emptyState(period: Period, due: Day | null, view: View): 'pending' | 'unknown' | 'missing' {
  const { owed, sight, today } = view;
  if (today <= (due ?? period.to)) return 'pending';
  if (due === null) return 'unknown';

  const { knownSince, lookedUntil } = sight;
  const { from } = view.publishesAhead ? preceding(period, owed.kind) : period;
  const isSeenFromStart = knownSince !== undefined && (knownSince === null || knownSince <= from);
  const isSeenToEnd = lookedUntil !== null && due < lookedUntil;
  return isSeenFromStart && isSeenToEnd ? 'missing' : 'unknown';
}
