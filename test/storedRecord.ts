import { rules } from '../src/audit/rules/index.js';
import { asOfRun } from '../src/run/carryOn.js';
import type { RunRecord } from '../src/model.js';
import type { Store } from '../src/store/store.js';

/** The whole of a small stored run with the rules that judged it; null where there is no such run. */
export async function recordOf(store: Store, runId: string): Promise<RunRecord | null> {
  const stored = await store.readRun(runId);
  return stored && { ...stored, columns: stored.columns.map((column) => asOfRun(stored.run, column)), rules };
}
