/** The database for the commands that only read what earlier runs left. */
import { existsSync } from 'node:fs';
import { UsageError } from '../exitCodes.js';
import type { Run } from '../model.js';
import { openStore, type Store } from '../store/store.js';
import { DEFAULT_DB, type RunOptions } from './options.js';

/** Opens the database for `use` and closes it afterwards. @throws UsageError where there is none: none is made */
export async function withStored<Result>({ db }: RunOptions, use: (store: Store) => Promise<Result>): Promise<Result> {
  const file = db ?? DEFAULT_DB;
  if (!existsSync(file)) {
    throw new UsageError({
      zh: `没有数据库文件 ${file}。请先运行 shixian run，或用 --db 指定数据库的位置。`,
      en: `There is no database ${file}. Run \`shixian run\` first, or say with --db where it is.`,
    });
  }
  const store = await openStore(file);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

const RUNS_LOOKED_AT = 100;

/** The latest run that came to its end, else the latest at all. @throws UsageError where nothing is stored */
export async function latestWholeRun(store: Store): Promise<Run> {
  const runs = await store.listRuns(RUNS_LOOKED_AT);
  const run = runs.find(({ finishedAt }) => finishedAt !== null) ?? runs[0];
  if (run) return run;
  throw new UsageError({
    zh: '数据库里还没有巡检记录。请先运行 shixian run。',
    en: 'Nothing is stored yet. Run `shixian run` first.',
  });
}
