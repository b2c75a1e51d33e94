/** The ledger of a column as its facts give it. */
import type { Cell, Column, Day } from '../model.js';
import { laterOf } from './days.js';
import type { ColumnFacts } from './facts.js';
import { ledger } from './ledger.js';
import { hasPeriods } from './periods.js';
import { publicationsOf } from './publications.js';

/**
 * None for cadences without periods.
 *
 * @param lookedUntil  as in `Sight`
 * @param periodBy  another way of filling than the column's own, to compare
 */
export function columnLedger(facts: ColumnFacts, lookedUntil: Day | null, periodBy?: Column['periodBy']): Cell[] {
  const { column, history, usable, today, yardstick } = facts;
  const { kind } = column.cadence;
  if (!hasPeriods(kind)) return [];
  const owed = {
    kind,
    cadence: column.cadence,
    since: column.since,
    periodBy: periodBy ?? column.periodBy,
    waivers: history.waivers,
  };
  const sight = { knownSince: laterReach(history.knownSince, openingDay(facts)), lookedUntil };
  return ledger(owed, publicationsOf(usable, history, today), sight, today, yardstick.calendar);
}

/**
 * The day of the oldest items where a bulk of them carries it: a site that was moved shows all that it brought along
 * under the day of the move. What was published when before it nobody can see. Null where the oldest day is no such day.
 */
function openingDay({ usable, yardstick }: ColumnFacts): Day | null {
  const oldest = usable[0]?.date.day;
  if (oldest === undefined) return null;
  const after = usable.findIndex(({ date }) => date.day !== oldest);
  return (after < 0 ? usable.length : after) >= yardstick.rules.honesty.bulkItems ? oldest : null;
}

/** @param knownSince  as in `History` */
function laterReach(knownSince: Day | null | undefined, opening: Day | null): Day | null | undefined {
  if (knownSince === undefined || opening === null) return knownSince;
  return knownSince === null ? opening : laterOf(knownSince, opening);
}
