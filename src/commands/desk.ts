/** Where people's words are taken down: the database, and the clock that they are dated by. */
import type { Day, Instant } from '../model.js';
import type { Store } from '../store/store.js';
import { dayIn } from '../today.js';
import type { Context } from './context.js';
import type { RunOptions } from './options.js';
import { withStored } from './stored.js';

export interface Desk {
  context: Context;
  store: Store;
  /** That of the latest run. */
  timezone: string;
  /** In `timezone`. */
  today: Day;
  at: Instant;
}

/** @throws UsageError where there is no database: none is made */
export async function withDesk(context: Context, options: RunOptions, use: (desk: Desk) => Promise<void>): Promise<void> {
  await withStored(options, async (store) => {
    const timezone = (await store.latestRun())?.timezone ?? 'Asia/Shanghai';
    const now = context.now();
    await use({ context, store, timezone, today: dayIn(timezone, now), at: now.toISOString() });
  });
}
