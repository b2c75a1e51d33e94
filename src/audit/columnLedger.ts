/** The ledger of a column as its facts give it. */
import type { Cell, Column, Day } from '../model.js';
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
  const sight = { knownSince: history.knownSince, lookedUntil };
  return ledger(owed, publicationsOf(usable, history, today), sight, today, yardstick.calendar);
}
