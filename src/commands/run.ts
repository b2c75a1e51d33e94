/** `shixian run`: visits the configured columns once, judges them and writes the report. */
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import { configFingerprint } from '../config/fingerprint.js';
import { createCrawler } from '../crawl/crawler.js';
import { findBrowser } from '../crawl/systemBrowser.js';
import { EXIT } from '../exitCodes.js';
import type { Run, RunColumn, Watchlist } from '../model.js';
import type { Beginning } from '../run/resume.js';
import { plainText } from '../report/pageText.js';
import { runAudit } from '../run.js';
import { looksBack } from '../run/walk.js';
import { createReadingPool } from '../visit/readingPool.js';
import { openStore } from '../store/store.js';
import { chosenDay } from '../today.js';
import { groupName, openChosen } from './chooseColumns.js';
import { conclude, reportFolder } from './conclude.js';
import { logger, say, sayThatFindingsStand, type Context } from './context.js';
import { hold, holdAfterOthers } from './hold.js';
import { DEFAULT_CONFIG, DEFAULT_DB, type RunOptions } from './options.js';
import { beat, readOwnTroubles, sayTroubles } from './ownState.js';
import { takeUp } from './takeUp.js';
import { deliverOutbox, tellOfRun } from './tellChanges.js';

export async function runCommand(context: Context, options: RunOptions): Promise<number> {
  const config = await openChosen(options);
  const fingerprint = configFingerprint(config, context.version);
  const takeUp = options.resume ? 'any' : 'never';
  return auditOnce(context, config, configName(options.config), options, { fingerprint, takeUp });
}

/** What a configuration is called in a report: the name of its file or folder. */
export function configName(config = DEFAULT_CONFIG): string {
  return path.basename(path.resolve(config));
}

/** How a run stands to those before it. */
export interface AfterOthers {
  /** See `configFingerprint`. */
  fingerprint: string;
  takeUp: Beginning['takeUp'];
  /** A run of another process is waited for; absent: it is an error. */
  waits?: boolean;
}

/**
 * One audit of a configuration that was checked already; the schedule and the demo come through here too.
 *
 * @param config  with the number of its columns, for the progress bar
 * @param after  absent: nothing is taken up, and nobody takes this run up
 */
export async function auditOnce(
  context: Context,
  config: Watchlist & { columnCount: number },
  named: string,
  options: RunOptions,
  after?: AfterOthers,
): Promise<number> {
  // Whatever a person can put right is said now and not after an hour of visits.
  chosenDay(options.today, config.timezone, context.now());
  await reportFolder(options);
  const browserPath = await findBrowser();
  if (browserPath === null) sayThatBrowserIsMissing(context);

  const log = logger(context);
  const db = options.db ?? DEFAULT_DB;
  const store = await openStore(db);
  const lock = await (after?.waits ? holdAfterOthers : hold)(context, store, db, 'run').catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  // Another run may have been waited for over midnight.
  const today = chosenDay(options.today, config.timezone, context.now());
  const pageReader = createReadingPool();
  const { crawl: settings, timezone } = config;
  const { version, now } = context;
  const crawler = createCrawler({ settings, version, log, browserPath, timezone, now });
  // The visits under way end at once then, as failed; runAudit does not record them.
  const stopCrawler = () => void crawler.close();
  context.signal.addEventListener('abort', stopCrawler, { once: true });
  const bar = progressBar(context, config.columnCount);
  try {
    const isNarrowed = options.column !== undefined || options.columnKeys !== undefined;
    const { site = null, column = null, group = null } = options;
    const asked = after && { asked: { configName: named, site, column, group: groupName(group), fingerprint: after.fingerprint } };
    const troubles = await readOwnTroubles(store, context.now().toISOString(), false, config);
    sayTroubles(context, troubles);
    const walk = {
      config, configName: named, store, log, today, isNarrowed, now: context.now, signal: context.signal, pageReader, troubles, ...asked,
    };
    const outbox = { context, store, db, config };
    await deliverOutbox(outbox);
    const resumed = await takeUp(context, { ...walk, takeUp: after?.takeUp ?? 'never' });
    const isBack = await looksBack(walk);
    const tell = async (run: Run) => (isBack ? undefined : tellOfRun(outbox, run));
    if (resumed?.finishedAt != null) return await conclude(context, store, resumed, options, () => tell(resumed));
    if (isBack) sayThatFindingsStand(context, today);
    const onColumn = ({ column: done }: RunColumn) => bar?.increment(1, { column: plainText(done.path.join(' > '), 60) });
    const run = await runAudit({ ...walk, onColumn, ...(resumed && { resumed }) }, crawler);
    bar?.stop();
    if (run.finishedAt !== null) {
      return await conclude(context, store, run, options, async (written) => {
        await beat(context, store, config, { day: today, run, written });
        await tell(run);
      });
    }
    await beat(context, store, config, { day: today, run, written: null });
    sayThatItWasStopped(context);
    return EXIT.unexpected;
  } catch (error) {
    // Whatever went wrong counts; that nobody could be told of it as well is no news.
    await beat(context, store, config, { day: today, run: null, written: null }).catch(() => undefined);
    throw error;
  } finally {
    bar?.stop();
    context.signal.removeEventListener('abort', stopCrawler);
    await crawler.close();
    await pageReader.close();
    await lock.release();
    await store.close();
  }
}

function progressBar(context: Context, total: number): SingleBar | null {
  if (!context.err.isTTY) return null;
  const format = '{bar} {value}/{total}  {column}';
  const bar = new SingleBar({ format, stream: context.err, hideCursor: true, clearOnComplete: true });
  bar.start(total, 0, { column: '' });
  return bar;
}

function sayThatBrowserIsMissing(context: Context): void {
  say(context, {
    zh: '提示：本机没有 Chromium 或 Chrome，由脚本绘制列表的栏目将记为“无法监测”，其余栏目照常。运行 shixian doctor 查看处理办法。',
    en:
      'Note: no Chromium or Chrome on this machine. Columns drawn by JavaScript will be marked unreadable; ' +
      'all others work. See shixian doctor.',
  });
}

function sayThatItWasStopped(context: Context): void {
  say(context, {
    zh: '巡检被中止；已记录的栏目都保存完好。当天用 shixian run --resume 接着查完其余栏目。',
    en: 'The run was stopped. What was recorded is safe; `shixian run --resume` visits the rest on the same day.',
  });
}
