/** Columns judged again from what is stored of them, and nothing seen. */
import type { Knex } from 'knex';

import type { Day, RunColumn } from '../model.js';
import type { ColumnEntry, JudgeAgain, Judged, JudgedAgain } from './columnEntry.js';
import { emptyColumnState, findingsOf, packedHistoryOf, readColumnStates, type ColumnState } from './columnState.js';
import type { Database } from './database.js';
import { explained, judgedColumn, nextIds, registered } from './recordColumn.js';
import { insertRunColumns, type JudgedColumn } from './runs.js';
import type { Statements } from './statements.js';

/**
 * See `Store.recordJudgements`. They are judged between two pieces of work of the database, which has other columns read
 * and written meanwhile. Where another program wrote something in between they are read and judged anew before anything is
 * kept: a verdict never rests on what is not so any more.
 */
export async function recordJudgements(database: Database, entries: readonly ColumnEntry[], judge: JudgeAgain): Promise<RunColumn[]> {
  const [first] = entries;
  if (!first) return [];
  const { run: { id: runId, day }, keepLifecycle } = first;
  const early = await database.read((sql, statements) => readKnown(sql, statements, entries, day));
  const judgedEarly = await judge(early.asked);
  return explained(database, entries, async (sql, statements) => {
    const isStill = early.version === await versionOf(statements);
    const { asked, states } = isStill ? early : await readKnown(sql, statements, entries, day);
    const said = isStill ? judgedEarly : await judge(asked);
    const next = await nextIds(statements);
    const done = asked.map(({ entry, history, findings: known }, index): JudgedColumn => {
      const { position, judgedBy = '' } = entry;
      const { id, visits } = registered(statements, entry, states[index] ?? next.column + index);
      const { judged: column, standsUntil } = judgedColumn(entry, { ...history, known }, said[index] as Judged);
      return { position, column, state: { id, visits }, rowsShown: null, judgedBy, standsUntil };
    });
    insertRunColumns(statements, { runId, keepLifecycle, firstId: next.verdict }, done);
    return done.map(({ column }) => column);
  });
}

interface Known {
  asked: JudgedAgain[];
  /** In the same order; undefined where a column was never recorded. */
  states: (ColumnState | undefined)[];
  version: number;
}

async function readKnown(sql: Knex, statements: Statements, entries: readonly ColumnEntry[], day: Day): Promise<Known> {
  const version = await versionOf(statements);
  const found = await readColumnStates(statements, entries.map(({ column }) => column.key), day);
  const asked: JudgedAgain[] = [];
  for (const entry of entries) {
    const { column, site } = entry;
    const state = found.get(column.key) ?? { ...emptyColumnState(0), ...NOWHERE, siteKey: site.key };
    const pairedKeys = column.pairs.map(({ columnKey }) => columnKey);
    const history = await packedHistoryOf(sql, statements, state, { pairedKeys, asOf: day });
    asked.push({ entry, history, findings: await findingsOf(sql, state) });
  }
  return { asked, states: entries.map(({ column }) => found.get(column.key)), version };
}

const NOWHERE = { siteName: '', path: '', url: '', unit: null };

/** Another one as soon as another program has written to the database; what this one writes changes it not. */
async function versionOf(statements: Statements): Promise<number> {
  const row = await statements.first<{ data_version: number }>('pragma data_version');
  return row?.data_version ?? Number.NaN;
}
