/**
 * The time axes of the ledger picture: what stands in the head of the grid, and where a period lies on it.
 */
import type { CadenceKind, Day, Period, RunColumn, Words } from '../model.js';
import { monthName, shortMonthName } from './periodWords.js';

/** Months carry monthly to yearly cells; weeks and working days are too fine for them and get a strip each. */
export type AxisKind = 'months' | 'weeks' | 'days';

export interface Axis {
  /** The upper line of the head: years over months, months over weeks and days. */
  groups: { name: Words; span: number }[];
  /** The lower line, one label per slot. */
  slots: { label: string; startsGroup: boolean }[];
  /** Slot of a period's first day, and how many slots it covers. */
  place: (period: Period) => { start: number; span: number };
}

/** Null for the cadences that owe nothing by period. */
export function axisKindOf(cadence: CadenceKind): AxisKind | null {
  switch (cadence) {
    case 'monthly':
    case 'quarterly':
    case 'half-yearly':
    case 'yearly':
      return 'months';
    case 'weekly':
      return 'weeks';
    case 'daily':
      return 'days';
    case 'realtime':
    case 'static':
      return null;
  }
}

/** The axis that all cells of these columns fit on; without slots where not one of them has a cell. */
export function axisOf(kind: AxisKind, columns: RunColumn[]): Axis {
  const periods = columns.flatMap((column) => column.verdict.ledger.map((cell) => cell.period));
  if (periods.length === 0) return { groups: [], slots: [], place: () => ({ start: 0, span: 1 }) };
  return kind === 'months' ? monthAxis(periods) : slotAxis(kind, periods);
}

function monthAxis(periods: Period[]): Axis {
  const first = Math.min(...periods.map((period) => monthNumber(period.from)));
  const last = Math.max(...periods.map((period) => monthNumber(period.to)));
  const months = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const years = months.map((month) => Math.floor(month / 12));
  return {
    groups: runsOf(years).map(({ value, span }) => ({ name: { zh: `${value}年`, en: String(value) }, span })),
    slots: months.map((month, index) => ({
      label: String((month % 12) + 1),
      startsGroup: years[index] !== years[index - 1],
    })),
    place: ({ from, to }) => ({ start: monthNumber(from) - first, span: monthNumber(to) - monthNumber(from) + 1 }),
  };
}

/** Months since the year 0. */
function monthNumber(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

/** One slot for every week or day that any of the columns owes: days off take no room. */
function slotAxis(kind: 'weeks' | 'days', periods: Period[]): Axis {
  const byStart = new Map(periods.map((period) => [period.from, period]));
  const slots = [...byStart.values()].sort((one, other) => (one.from < other.from ? -1 : 1));
  const slotOf = new Map(slots.map((period, index) => [period.from, index]));
  const months = slots.map((period) => period.from.slice(0, 7));
  return {
    groups: runsOf(months).map(({ value, span }) => ({ name: groupName(`${value}-01`, span), span })),
    slots: slots.map((period, index) => ({
      label: String(Number(kind === 'weeks' ? period.id.slice(-2) : period.from.slice(8, 10))),
      startsGroup: months[index] !== months[index - 1],
    })),
    place: (period) => ({ start: slotOf.get(period.from) ?? 0, span: 1 }),
  };
}

/** A year fits over four slots and more. */
function groupName(day: Day, span: number): Words {
  return span < 4 ? shortMonthName(day) : monthName(day);
}

function runsOf<Value>(values: Value[]): { value: Value; span: number }[] {
  const runs: { value: Value; span: number }[] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last !== undefined && last.value === value) last.span += 1;
    else runs.push({ value, span: 1 });
  }
  return runs;
}
