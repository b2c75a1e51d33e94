/**
 * Clears away what the ladder of retention does not keep: pages of old visits, columns of old runs, verdicts that no run
 * shows any more, and visits between two others that found the same. Items, their versions, findings, their events,
 * waivers, opinions and notices are never touched.
 *
 * It goes in small transactions and may be killed between any two: what is left is found again the next time.
 */
import type { Day } from '../model.js';
import type { Database } from './database.js';
import { pruneColumns } from './pruneColumns.js';
import type { Pruned, PrunedKind, PrunePlan } from './pruned.js';
import { pruneHomepages } from './pruneHomepages.js';
import { clearRuns } from './pruneRuns.js';

export interface PruneStore {
  /** Says what the ladder does not keep and, unless it is only asked, clears it away. */
  prune(plan: PrunePlan): Promise<Pruned>;
  /** The day on which a body was cleared away; null where it was not, or was stored again since. */
  clearedOn(sha256: string): Promise<Day | null>;
  /** The day on which a run's columns were cleared away; null where they were not. */
  runClearedOn(runId: string): Promise<Day | null>;
  /** Gives the room back to the disk. It needs as much free room as the database takes, twice where /tmp lies beside it. */
  reclaim(): Promise<void>;
}

export function createPruneStore(database: Database): PruneStore {
  return {
    prune: (plan) => prune(database, plan),
    clearedOn: (sha256) => database.read(async (_, statements) => {
      const row = await statements.first<{ day: Day | null }>(CLEARED_ON, sha256);
      return row?.day ?? null;
    }),
    runClearedOn: (runId) => database.read(async (_, statements) => {
      const row = await statements.first<{ cleared_on: Day | null }>('select cleared_on from run where id = ?', runId);
      return row?.cleared_on ?? null;
    }),
    reclaim: () => database.script('vacuum; pragma wal_checkpoint(truncate);'),
  };
}

const CLEARED_ON = `
  select max(day) as day from (
    select max(v.cleared_on) as day from visit_page p join visit v on v.id = p.visit_id where p.snapshot = ?1
    union all select max(cleared_on) from homepage_visit where snapshot = ?1)
  where not exists (select 1 from snapshot where sha256 = ?1)`;

async function prune(database: Database, plan: PrunePlan): Promise<Pruned> {
  const nothing = (): PrunedKind => ({ count: 0, bytes: 0, oldest: null });
  const kinds = { bodies: nothing(), runs: nothing(), runColumns: nothing(), verdicts: nothing(), visits: nothing() };
  const isStopped = () => plan.signal?.aborted === true;
  const clearedRuns = await clearRuns(database, plan, kinds, isStopped);
  for (const [group, pruneSome] of [['column', pruneColumns], ['site', pruneHomepages]] as const) {
    let last = 0;
    while (!isStopped()) {
      const ids = await database.read((_, statements) => statements.all<{ id: number }>(GROUPS[group], last));
      if (ids.length === 0) break;
      await pruneSome(database, { ...plan, ids: ids.map(({ id }) => id), clearedRuns }, kinds);
      last = ids.at(-1)?.id ?? last;
    }
  }
  return { kinds, clearedRuns, isWhole: !isStopped() };
}

const GROUPS = {
  column: 'select id from site_column where id > ? order by id limit 50',
  site: 'select id from site where id > ? order by id limit 50',
};
