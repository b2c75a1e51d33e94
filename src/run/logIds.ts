/** Which run, site and column a log line is about, for lines of rooms that know none of the three. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'pino';

/** Ids and no names: a column's stays the same when it is renamed. */
export interface LogIds {
  run: string;
  siteId: string;
  columnId?: string;
}

const known = new AsyncLocalStorage<LogIds>();

/** Of what is under way; nothing where nobody said. For pino's `mixin`. */
export function currentIds(): Partial<LogIds> {
  return known.getStore() ?? {};
}

/**
 * Does the work with these ids on every line that is logged in it. Only where debug lines are wanted: all others name the
 * ids themselves, and to carry them along costs time for every promise.
 */
export function withIds<Result>(log: Logger, ids: LogIds, work: () => Result): Result {
  return log.isLevelEnabled('debug') ? known.run(ids, work) : work();
}
