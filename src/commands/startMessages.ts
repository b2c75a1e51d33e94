/** Beside a schedule: what waits for its hours, or for a server that was away, is delivered. */
import { loadSettings } from '../config/openConfig.js';
import { startProbes } from '../schedule/startProbes.js';
import { openStore } from '../store/store.js';
import { allowing } from './chooseColumns.js';
import { logger, type Context } from './context.js';
import { DEFAULT_CONFIG, type RunOptions } from './options.js';
import { deliverOutbox } from './tellChanges.js';

/** Every five minutes. */
const ROUNDS = '*/5 * * * *';

/** The configuration is read again for every round: it may be given messages meanwhile. Stops when the signal is aborted. */
export async function startMessages(context: Context, options: RunOptions & { db: string }, timezone: string): Promise<{ stopped: Promise<void> }> {
  const round = async () => {
    const config = allowing(await loadSettings(options.config ?? DEFAULT_CONFIG), options.allowHost);
    if (!config.messages) return;
    const store = await openStore(options.db);
    try {
      await deliverOutbox({ context, store, db: options.db, config });
    } finally {
      await store.close();
    }
  };
  const log = logger(context, 'info').child({ from: 'messages' });
  return startProbes({ cron: ROUNDS, timezone, log, signal: context.signal, round });
}
