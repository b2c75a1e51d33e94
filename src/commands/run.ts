/** `shixian run`: visits the configured columns once, judges them and writes the report. */
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import { createCrawler } from '../crawl/crawler.js';
import { findBrowser } from '../crawl/systemBrowser.js';
import { EXIT } from '../exitCodes.js';
import type { RunColumn, Watchlist } from '../model.js';
import { looksBack, runAudit } from '../run.js';
import { createReadingPool } from '../readingPool.js';
import { openStore } from '../store/store.js';
import { chosenDay } from '../today.js';
import { openChosen } from './chooseColumns.js';
import { conclude, reportFolder } from './conclude.js';
import { logger, say, sayThatFindingsStand, type Context } from './context.js';
import { DEFAULT_CONFIG, DEFAULT_DB, type RunOptions } from './options.js';

export async function runCommand(context: Context, options: RunOptions): Promise<number> {
  return auditOnce(context, await openChosen(options), configName(options.config), options);
}

/** What a configuration is called in a report: the name of its file or folder. */
export function configName(config = DEFAULT_CONFIG): string {
  return path.basename(path.resolve(config));
}

/**
 * One audit of a configuration that was checked already; the schedule and the demo come through here too.
 *
 * @param config  with the number of its columns, for the progress bar
 */
export async function auditOnce(
  context: Context,
  config: Watchlist & { columnCount: number },
  named: string,
  options: RunOptions,
): Promise<number> {
  // Whatever a person can put right is said now and not after an hour of visits.
  const today = chosenDay(options.today, config.timezone, context.now());
  await reportFolder(options);
  const browserPath = await findBrowser();
  if (browserPath === null) sayThatBrowserIsMissing(context);

  const log = logger(context);
  const store = await openStore(options.db ?? DEFAULT_DB);
  const pageReader = createReadingPool();
  const { crawl: settings, timezone } = config;
  const { version, now } = context;
  const crawler = createCrawler({ settings, version, log, browserPath, timezone, now });
  // The visits under way end at once then, as failed; runAudit does not record them.
  const stopCrawler = () => void crawler.close();
  context.signal.addEventListener('abort', stopCrawler, { once: true });
  const bar = progressBar(context, config.columnCount);
  try {
    const isNarrowed = options.column !== undefined;
    const walk = {
      config, configName: named, store, log, today, isNarrowed, now: context.now, signal: context.signal, pageReader,
    };
    if (await looksBack(walk)) sayThatFindingsStand(context, today);
    const onColumn = ({ column }: RunColumn) => bar?.increment(1, { column: column.path.join(' > ') });
    const run = await runAudit({ ...walk, onColumn }, crawler);
    bar?.stop();
    if (run.finishedAt !== null) return await conclude(context, store, run, options);
    sayThatItWasStopped(context);
    return EXIT.unexpected;
  } finally {
    bar?.stop();
    context.signal.removeEventListener('abort', stopCrawler);
    await crawler.close();
    await pageReader.close();
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
    zh: '巡检被中止；已记录的栏目都保存完好，未完成的栏目下次再查。',
    en: 'The run was stopped. What was recorded is safe; the rest will be visited next time.',
  });
}
