/** The commands that judge: `run` visits and judges, `audit` judges again, `report` draws a stored run again. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import { createCrawler } from '../crawl/crawler.js';
import { findBrowser } from '../crawl/systemBrowser.js';
import { loadConfig } from '../config/loadConfig.js';
import { EXIT, UsageError } from '../exitCodes.js';
import type { Config, Run, RunRecord, Site } from '../model.js';
import { summarise } from '../report/summarise.js';
import { rejudge, runAudit } from '../run.js';
import { openStore, type Store } from '../store/store.js';
import { chosenDay } from '../today.js';
import { recordOf, writeReport } from '../writeReport.js';
import { logger, say, type Context } from './context.js';
import { summaryLines } from './summary.js';

export const DEFAULT_CONFIG = 'config/shixian.yaml';
export const DEFAULT_DB = 'reports/shixian.sqlite';
export const DEFAULT_OUT = 'reports';

/** From the gravest to the least: `--fail-on missing` also ends with 2 where something is overdue. */
export const FAIL_LEVELS = ['overdue', 'missing', 'blank', 'unreadable', 'any'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

export interface RunOptions {
  config?: string;
  site?: string;
  column?: string;
  today?: string;
  db?: string;
  out?: string;
  failOn?: FailLevel;
  allowHost?: string[];
}

/** Visits the configured columns once and writes the report. */
export async function runCommand(context: Context, options: RunOptions): Promise<number> {
  const file = options.config ?? DEFAULT_CONFIG;
  const config = narrow(withAllowedHosts(await loadConfig(file), options.allowHost), options);
  return auditOnce(context, config, path.basename(file), options);
}

/** One audit of a configuration that is loaded already; the schedule and the demo come through here too. */
export async function auditOnce(context: Context, config: Config, configName: string, options: RunOptions): Promise<number> {
  const log = logger(context);
  const browserPath = await findBrowser();
  if (browserPath === null) {
    say(context, {
      zh: '提示：本机没有 Chromium 或 Chrome，由脚本绘制列表的栏目将记为“无法监测”，其余栏目照常。运行 shixian doctor 查看处理办法。',
      en: 'Note: no Chromium or Chrome on this machine. Columns drawn by JavaScript will be marked unreadable; all others work. See shixian doctor.',
    });
  }
  const store = await openStore(options.db ?? DEFAULT_DB);
  const crawler = createCrawler({ settings: config.crawl, version: context.version, log, browserPath });
  const stopCrawler = () => void crawler.close();
  context.signal.addEventListener('abort', stopCrawler, { once: true });
  const bar = progressBar(context, config);
  try {
    const run = await runAudit(
      {
        config, configName, store, log, now: context.now, signal: context.signal,
        today: chosenDay(options.today, config.timezone, context.now()),
        onColumn: ({ column }) => bar?.increment(1, { column: column.path.join(' > ') }),
      },
      crawler,
    );
    bar?.stop();
    if (!run.finishedAt) {
      say(context, { zh: '巡检被中止；已记录的栏目都保存完好，未完成的栏目下次再查。', en: 'The run was stopped. What was recorded is safe; the rest will be visited next time.' });
      return EXIT.unexpected;
    }
    return await conclude(context, store, run, options);
  } finally {
    bar?.stop();
    context.signal.removeEventListener('abort', stopCrawler);
    await crawler.close();
    await store.close();
  }
}

/** Judges again from what is stored, with the given configuration or that of the last run, on any day. */
export async function auditCommand(context: Context, options: RunOptions): Promise<number> {
  const store = await openStore(options.db ?? DEFAULT_DB);
  try {
    const last = await store.latestRun();
    if (!last) throw nothingStored();
    const config = narrow(options.config ? await loadConfig(options.config) : await storedConfig(store, last), options);
    const today = chosenDay(options.today, config.timezone, context.now());
    const configName = options.config ? path.basename(options.config) : last.configName;
    const run = await rejudge({ config, configName, store, log: logger(context), today, now: context.now }, today >= last.day);
    return await conclude(context, store, run, options);
  } finally {
    await store.close();
  }
}

/** Draws the report of a stored run again. */
export async function reportCommand(context: Context, options: RunOptions & { run?: string }): Promise<number> {
  const store = await openStore(options.db ?? DEFAULT_DB);
  try {
    const runId = options.run ?? (await store.latestRun())?.id;
    if (!runId) throw nothingStored();
    const record = await recordOf(store, runId);
    if (!record) {
      const known = (await store.listRuns(5)).map((run) => run.id).join('、');
      throw new UsageError({ zh: `没有编号为 ${runId} 的巡检。最近的有：${known || '无'}。`, en: `There is no run ${runId}. The latest are: ${known || 'none'}.` });
    }
    const folder = await writeReport(record, await reportFolder(options), context.language);
    say(context, { zh: `报告已写入 ${path.join(folder, 'index.html')}`, en: `Report written to ${path.join(folder, 'index.html')}` });
    return EXIT.done;
  } finally {
    await store.close();
  }
}

async function conclude(context: Context, store: Store, run: Run, options: RunOptions): Promise<number> {
  const record = (await recordOf(store, run.id)) as RunRecord;
  const folder = await writeReport(record, await reportFolder(options), context.language);
  for (const line of summaryLines(record, path.join(folder, 'index.html'), context.language)) context.out.write(`${line}\n`);
  return exitCode(record, options.failOn);
}

/** 4 where nothing could be read, 2 where there are findings at or above the level asked for, else 0. */
export function exitCode(record: RunRecord, failOn: FailLevel | undefined): number {
  const { configured, judged, findingsByLevel } = summarise(record);
  if (configured > 0 && judged === 0) return EXIT.nothingRead;
  if (!failOn) return EXIT.done;
  const counted = FAIL_LEVELS.slice(0, FAIL_LEVELS.indexOf(failOn) + 1).map((level) => findingsByLevel[level === 'any' ? 'doubt' : level]);
  return counted.some((count) => count > 0) ? EXIT.findings : EXIT.done;
}

async function reportFolder(options: RunOptions): Promise<string> {
  const folder = options.out ?? DEFAULT_OUT;
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UsageError({
      zh: `不能建立报告文件夹 ${folder}（${(error as Error).message}）。请检查权限，或用 --out 指定其他位置。`,
      en: `The report folder ${folder} cannot be made (${(error as Error).message}). Check the permissions or name another with --out.`,
    });
  }
  return folder;
}

function nothingStored(): UsageError {
  return new UsageError({ zh: '数据库里还没有巡检记录。请先运行 shixian run。', en: 'Nothing is stored yet. Run `shixian run` first.' });
}

function withAllowedHosts(config: Config, hosts: string[] | undefined): Config {
  return hosts ? { ...config, crawl: { ...config.crawl, allowHosts: [...config.crawl.allowHosts, ...hosts] } } : config;
}

/** The sites and columns whose name contains what `--site` and `--column` ask for. @throws UsageError where none does */
function narrow(config: Config, { site, column }: RunOptions): Config {
  if (site === undefined && column === undefined) return config;
  const sites: Site[] = config.sites
    .filter((candidate) => site === undefined || candidate.name.includes(site) || candidate.key === site)
    .map((candidate) => ({ ...candidate, columns: candidate.columns.filter(({ path: names, key }) => column === undefined || key === column || names.join(' > ').includes(column)) }))
    .filter((candidate) => candidate.columns.length > 0);
  if (sites.length > 0) return { ...config, sites };
  throw new UsageError({
    zh: `配置里没有符合 ${[site && `--site ${site}`, column && `--column ${column}`].filter(Boolean).join(' ')} 的栏目。现有站点：${config.sites.map(({ name }) => name).slice(0, 10).join('、')}。`,
    en: `No configured column matches ${[site && `--site ${site}`, column && `--column ${column}`].filter(Boolean).join(' ')}. Sites: ${config.sites.map(({ name }) => name).slice(0, 10).join(', ')}.`,
  });
}

/** The columns as the last run had them configured. */
async function storedConfig(store: Store, last: Run): Promise<Config> {
  const record = await store.readRun(last.id);
  const sites = new Map<string, Site>();
  for (const { siteKey, siteName, column } of record?.columns ?? []) {
    const site = sites.get(siteKey) ?? { key: siteKey, name: siteName, url: '', robots: 'obey', columns: [] };
    site.columns.push(column);
    sites.set(siteKey, site);
  }
  return { timezone: last.timezone, schedule: { audit: '' }, sites: [...sites.values()], crawl: NO_CRAWL };
}

const NO_CRAWL: Config['crawl'] = {
  contact: '', timeoutMs: 0, perHostIntervalMs: 0, concurrency: 1, allowHosts: [], maxBodyBytes: 0, maxRedirects: 0, retries: 0, maxPages: 0,
};

function progressBar(context: Context, config: Config): SingleBar | null {
  if (!context.err.isTTY) return null;
  const total = config.sites.reduce((sum, site) => sum + site.columns.length, 0);
  const bar = new SingleBar({ format: '{bar} {value}/{total}  {column}', stream: context.err, hideCursor: true, clearOnComplete: true });
  bar.start(total, 0, { column: '' });
  return bar;
}
