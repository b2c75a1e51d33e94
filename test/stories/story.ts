/** Stories of real sites: nights of visits through the real store, and what the program says after the last one. */
import { driftOf } from '../../src/audit/drift.js';
import { addDays } from '../../src/audit/days.js';
import { judge } from '../../src/audit/judge.js';
import { lifecycle, unsettled } from '../../src/audit/lifecycle.js';
import { completeSince } from '../../src/visit/followPages.js';
import type { Cadence, Column, Day, FindingChange, Item, Observation, Verdict } from '../../src/model.js';
import type { Store } from '../../src/store/store.js';
import { yardstickOf } from '../audit/builders.js';
import * as sample from '../store/samples.js';

/** What a night brought: the rows of the pages that were read, from the top, or something else. */
export type Night = readonly [day: Day, seen: readonly Item[] | Observation];

export interface Told {
  verdict: Verdict;
  /** `status`, then the rules that found something, without doubles. */
  says: string;
  /** What became of each finding in the last night: `opened item-vanished`. */
  events: string[];
  /** Of each period what became of it: `2026-03 late`. */
  cells: string[];
  store: Store;
}

/** A monthly column, unless another cadence is said. */
export function columnOf(kind: Cadence['kind'] = 'monthly', more: Partial<Column> = {}): Column {
  return { ...sample.column(), cadence: { kind, grace: { days: 0, unit: 'working' } }, ...more };
}

/** Tells what is said of a column after some nights, judged on the last of them or on another day. */
export async function tell(column: Column, nights: readonly Night[], today?: Day): Promise<Told> {
  const store = await sample.openedStore();
  let last: { verdict: Verdict; changes: FindingChange[] } | null = null;
  const one = async (day: Day, seen: Observation | null) => {
    const run = await sample.startedRun(store, day);
    const visit = seen && sample.visit(day, seen, { columnKey: column.key });
    last = await store.recordColumn(
      { ...sample.entry(run), column, visit },
      (history, known) => {
        const verdict = judge(column, history, day, yardstickOf());
        const changes = lifecycle(known, verdict, visit !== null);
        // As the walk does, see src/run.ts.
        return { verdict, changes: visit === null ? unsettled(changes) : changes };
      },
      driftOf,
    );
    await sample.concluded(store, run);
  };
  for (const [day, seen] of nights) await one(day, 'outcome' in seen ? seen : sample.list([...seen], completeSince([...seen])));
  if (today !== undefined) await one(today, null);
  if (last === null) throw new Error('a story has at least one night');
  const { verdict, changes } = last as { verdict: Verdict; changes: FindingChange[] };
  return {
    verdict,
    says: [verdict.status, ...new Set(verdict.findings.map(({ rule }) => rule))].join(' '),
    events: changes.map(({ event, finding }) => `${event} ${finding.rule}`),
    cells: verdict.ledger.map(({ period, state }) => `${period.id} ${state}`),
    store,
  };
}

/** Rows of these days, newest first as given, each with a title and an address of its own. */
export function rowsOf(days: readonly Day[], name = '关于项目进度的通报', path = '/a'): Item[] {
  return days.map((day) => sample.item(`${name}（${day}）`, `${path}/${day.replaceAll('-', '')}.html`, day));
}

/** One row a month on its fifth, from `from` (`2026-10`) down to `to`. */
export function monthly(from: string, to: string, name?: string, path?: string): Item[] {
  const days: Day[] = [];
  for (let day = `${from}-05`; day >= `${to}-05`; ) {
    days.push(day);
    day = `${addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-05`;
  }
  return rowsOf(days, name, path);
}

/** The same rows, night after night. */
export function nights(from: Day, count: number, seen: Night[1]): Night[] {
  return Array.from({ length: count }, (_, at) => [addDays(from, at), seen] as const);
}

export const whole = (rows: readonly Item[]): Observation => sample.list([...rows], null);
export const down: Observation = sample.timeout;
