/** One run at a time on one database: a second is told who is at work, and changes nothing. */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { BusyError } from '../exitCodes.js';
import { takeFileLock, type FileLock } from '../store/fileLock.js';
import type { Holder } from '../store/resume.js';
import type { Store } from '../store/store.js';
import { logger, type Context } from './context.js';

/**
 * Holds the database for a run or for a schedule until it is released or the process ends.
 *
 * @throws BusyError where another process holds it
 */
export async function hold(context: Context, store: Store, db: string, what: Holder['what']): Promise<FileLock> {
  return holdWhen(context, store, db, what, () => takeFileLock(db, what));
}

/**
 * As `hold`, but waits for another process to end: nobody stands before the terminal of a schedule.
 *
 * @throws BusyError where it was stopped while it waited
 */
export async function holdAfterOthers(context: Context, store: Store, db: string, what: Holder['what']): Promise<FileLock> {
  return holdWhen(context, store, db, what, async () => {
    let lock = await takeFileLock(db, what);
    if (lock === null) logger(context, 'info').info({ by: await store.holder(what) }, 'waits for another run to end');
    while (lock === null && !context.signal.aborted) {
      await sleep(LOOK_AGAIN_MS, undefined, { signal: context.signal }).catch(() => undefined);
      lock = await takeFileLock(db, what);
    }
    return lock;
  });
}

const LOOK_AGAIN_MS = 2_000;

async function holdWhen(context: Context, store: Store, db: string, what: Holder['what'], take: () => Promise<FileLock | null>): Promise<FileLock> {
  const lock = await take();
  if (lock === null) throw busy(db, await store.holder(what));
  await store.noteHolder({ what, pid: process.pid, host: hostname(), since: context.now().toISOString() });
  return lock;
}

function busy(db: string, holder: Holder | null): BusyError {
  const zh = holder === null ? '' : `（电脑 ${holder.host}，进程 ${holder.pid}，自 ${holder.since} 起）`;
  const en = holder === null ? '' : ` (host ${holder.host}, process ${holder.pid}, since ${holder.since})`;
  return new BusyError({
    zh: `数据库 ${db} 正被另一个巡检占用${zh}，本次没有改动任何数据。请等它结束后再试；查看报告不受影响。`,
    en: `Another run is at work on the database ${db}${en}; nothing was changed. Try again when it has ended; reports can be read meanwhile.`,
  });
}
