/** 必备信息 against what a column lists: which are missing, and which came after their fixed day. */
import type { Cadence, Day, KnownItem, Period, RequiredItem } from '../model.js';
import { addDays, isDay, laterOf } from './days.js';
import { dueAfter, dueOn, type DueDay } from './dueDay.js';
import type { ColumnFacts } from './facts.js';
import { itemWindowStart } from './itemWindow.js';
import { namedYears } from './namedYears.js';
import { periodContaining, periodsOf, type PeriodKind } from './periods.js';
import { publishedOn } from './published.js';
import { periodNamedBy } from './titlePeriod.js';
import { foldedTitle } from './witnesses.js';

/** One required item that was owed and is not there. */
export interface MissingRequired {
  required: RequiredItem;
  /** Who owes it, where several units do. */
  unit: string | null;
  /** Null for what is owed once. */
  slot: Slot | null;
}

/** A yearly report that came after its fixed day. */
export interface LateRequired {
  required: RequiredItem;
  item: KnownItem;
  /** That it reports on. */
  year: number;
  published: Day;
  due: DueDay;
}

/** One period that owes an item. */
interface Slot {
  kind: PeriodKind;
  period: Period;
  /** The first day on which what is owed may come. */
  from: Day;
  due: DueDay;
}

/**
 * Nothing is missing unless the last visit read the list, came after the due day, and the whole list is known since the
 * period began; for what is owed once, the whole list since ever.
 */
export function missingRequiredItems(facts: ColumnFacts): MissingRequired[] {
  const { column, history } = facts;
  if (column.required.length === 0 || history.lastVisit?.outcome !== 'list' || history.lastVisit.drift) return [];
  const lastLook = history.lastVisit.day;
  const items = facts.seen;
  return column.required.flatMap((required) => {
    const named = items.filter((item) => isNamed(required, item));
    return (required.units ?? [null]).flatMap((unit): MissingRequired[] => {
      const own = unit === null ? named : named.filter((item) => titlesOf(item).some((title) => namesUnit(title, unit)));
      if (required.per === undefined || required.per === 'once') {
        return history.knownSince === null && own.length === 0 ? [{ required, unit, slot: null }] : [];
      }
      return overdueSlots(facts, required)
        .filter((slot) => slot.due.last < lastLook && isKnownSince(facts, slot.from))
        .filter((slot) => !own.some((item) => mayFill(item, slot, required)))
        .map((slot) => ({ required, unit, slot }));
    });
  });
}

/** Only reports whose title names their year, and which nobody can have seen before: see `missingRequiredItems`. */
export function lateRequiredItems(facts: ColumnFacts): LateRequired[] {
  return facts.column.required
    .filter(({ per, by }) => per === 'year' && by !== undefined)
    .flatMap((required) => {
      const named = facts.seen.filter((item) => isNamed(required, item));
      return overdueSlots(facts, required)
        .filter((slot) => isKnownSince(facts, slot.from))
        .flatMap(({ period, due }) => {
          const year = Number(period.id);
          return (required.units ?? [null]).flatMap((unit): LateRequired[] => {
            const reports = named
              .filter(({ title }) => namedYears(title).includes(year) && (unit === null || namesUnit(title, unit)))
              .map((item) => ({ item, published: publishedOn(item) }));
            // One copy of unknown day may have been there in time.
            if (reports.some(({ published }) => published === null)) return [];
            const [first] = reports.sort((a, b) => ((a.published ?? '') < (b.published ?? '') ? -1 : 1));
            if (!first || first.published === null || first.published <= due.last || first.published > facts.today) return [];
            return [{ required, item: first.item, year, published: first.published, due }];
          });
        });
    });
}

/**
 * The days from `today` on, on which a due day is past or another period begins to owe; `today` itself where a due day
 * passed since the last visit, which the next one will see. In no order.
 */
export function requiredTurns(facts: ColumnFacts): Day[] {
  const { column, history, today } = facts;
  const lastLook = history.lastVisit?.day ?? today;
  return column.required.flatMap((required) => {
    const kind = kindOf(required);
    if (kind === undefined) return [];
    const ahead = slotsOf(facts, required).filter(({ due }) => due.last >= lastLook);
    const dueDays = ahead.map(({ due }) => laterOf(addDays(due.last, 1), today));
    return [addDays(periodContaining(kind, today).to, 1), ...dueDays];
  });
}

function overdueSlots(facts: ColumnFacts, required: RequiredItem): Slot[] {
  return slotsOf(facts, required).filter(({ due }) => due.last < facts.today);
}

/** The periods up to the present one that owe an item and whose due day can be told, oldest first. */
function slotsOf(facts: ColumnFacts, required: RequiredItem): Slot[] {
  const { column, today, yardstick } = facts;
  const { by } = required;
  const kind = kindOf(required);
  if (kind === undefined) return [];
  const start = startOf(facts);
  const first = by === undefined ? start : addDays(start, -366);
  return periodsOf(kind, first, today).flatMap((period): Slot[] => {
    const from = by === undefined ? period.from : `${Number(period.id) + 1}-01-01`;
    if (from < start) return [];
    const due = by === undefined ? graceEnd(column.cadence, period) : fixedDay(from, by);
    return due === null ? [] : [{ kind, period, from, due }];
  });

  function graceEnd({ grace }: Cadence, { to }: Period): DueDay | null {
    return dueAfter(yardstick.calendar, to, grace);
  }

  function fixedDay(from: Day, monthAndDay: string): DueDay | null {
    const day = `${from.slice(0, 4)}-${monthAndDay}`;
    return isDay(day) ? dueOn(yardstick.calendar, day) : null;
  }
}

function kindOf({ per }: RequiredItem): PeriodKind | undefined {
  return per === undefined || per === 'once' ? undefined : kinds[per];
}

const kinds = { month: 'monthly', quarter: 'quarterly', 'half-year': 'half-yearly', year: 'yearly' } as const;

/** Nothing was owed before the column began, as far as that is known. */
function startOf({ column, usable, today }: ColumnFacts): Day {
  const window = itemWindowStart(column, today);
  const oldest = usable[0]?.date.day ?? today;
  return column.since === undefined && oldest > window ? oldest : window;
}

/** Rows of the very day on which reading stopped may have been cut off. */
function isKnownSince({ history: { knownSince } }: ColumnFacts, day: Day): boolean {
  return knownSince !== undefined && (knownSince === null || knownSince < day);
}

/** Whether an item may be the one that a period owes; where that is doubtful, it may. */
function mayFill(item: KnownItem, { kind, period, from, due }: Slot, { by }: RequiredItem): boolean {
  const days = daysOf(item);
  const cameIn = (first: Day, last: Day) => days.length === 0 || days.some((day) => day >= first && day <= last);
  if (kind === 'yearly') {
    const years = titlesOf(item).flatMap(namedYears);
    const year = Number(period.id);
    if (years.includes(year)) return true;
    // 2026年年报 on a report that came in 2026 may well be that of 2025.
    const mayMean = years.length === 0 || (by !== undefined && years.includes(year + 1));
    return mayMean && cameIn(from, `${due.last.slice(0, 4)}-12-31`);
  }
  const named = titlesOf(item).map((title) => periodNamedBy(title, kind, days[0] ?? due.last));
  if (named.includes(period.id)) return true;
  if (named.some((id) => id !== null)) return false;
  // 1至3月, 前三季度: more than one period, one of them perhaps this.
  const isRange = /[月季]|半年/.test(item.title);
  return cameIn(from, isRange ? addDays(period.to, 366) : due.last);
}

/** Every day on which it may have come: those that it shows or showed. */
function daysOf({ date, page, earlier = [] }: KnownItem): Day[] {
  return [date, page?.published, ...earlier.map((version) => version.date)].flatMap((shown) => (shown ? [shown.day] : []));
}

function isNamed({ name, pattern }: RequiredItem, item: KnownItem): boolean {
  if (pattern === undefined) {
    const wanted = foldedTitle(name);
    return titlesOf(item).some((title) => foldedTitle(title).includes(wanted));
  }
  const wanted = new RegExp(pattern);
  return titlesOf(item).some((title) => wanted.test(title) || wanted.test(title.normalize('NFKC').replace(/\s+/g, '')));
}

/** By its full name, or without the place before it: 交通运输局 for 裕安区交通运输局. */
function namesUnit(title: string, unit: string): boolean {
  const [text, name] = [foldedTitle(title), foldedTitle(unit)];
  const local = name.replace(/^.{1,8}?(?:省|自治区|市|县|区|旗|州)(?=.{3})/u, '');
  return text.includes(name) || text.includes(local);
}

/** All that an item was ever called. */
function titlesOf({ title, page, earlier = [] }: KnownItem): string[] {
  return [title, ...(page?.title ? [page.title] : []), ...earlier.map((version) => version.title)];
}
