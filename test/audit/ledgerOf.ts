/** The ledger of a column, told shortly. */
import { packageCalendar } from '../../src/audit/calendar.js';
import { columnFacts } from '../../src/audit/facts.js';
import { ledger, type Sight } from '../../src/audit/ledger.js';
import { hasPeriods } from '../../src/audit/periods.js';
import { publicationsOf } from '../../src/audit/publications.js';
import type { CadenceKind, Cell, Column, Day, Grace, KnownItem, Waiver } from '../../src/model.js';
import { columnOf, listSeen, yardstickOf } from './builders.js';

/** `2026-09 on-time, 2026-10 missing`: the ledger of a column, told shortly. */
export function told(
  kind: CadenceKind,
  items: KnownItem[],
  today: Day,
  more: More = {},
): string {
  return cells(kind, items, today, more)
    .map((cell) => `${cell.period.id} ${cell.state}${cell.lateDays > 0 ? ` ${cell.lateDays}` : ''}`)
    .join(', ');
}

export interface More {
  grace?: Grace;
  since?: Day;
  sight?: Partial<Sight>;
  periodBy?: Column['periodBy'];
  waivers?: Waiver[];
}

export function cells(kind: CadenceKind, items: KnownItem[], today: Day, { grace, since, sight, ...more }: More = {}): Cell[] {
  if (!hasPeriods(kind)) throw new Error(`${kind} has no ledger`);
  const column = columnOf(kind, { ...(grace && { grace }), ...(since && { since }) });
  const history = listSeen(items, today);
  const { usable } = columnFacts(column, history, today, yardstickOf());
  const seen = { knownSince: null, lookedUntil: today, ...sight };
  const owed = { kind, cadence: column.cadence, since, periodBy: more.periodBy ?? 'title', waivers: more.waivers ?? [] };
  return ledger(owed, publicationsOf(usable, history, today), seen, today, packageCalendar);
}
