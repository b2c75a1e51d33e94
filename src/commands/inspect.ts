/** `shixian inspect`: what is read from a page, and why. Addresses are fetched, files are read, nothing is stored. */
import { readFile } from 'node:fs/promises';
import { createCrawler, type Crawler } from '../crawl/crawler.js';
import { EXIT, UsageError } from '../exitCodes.js';
import { describe, describeFailure, inspectPage, type Inspection } from '../visit/inspectPage.js';
import type { CrawlSettings, ListSelector } from '../model.js';
import { readAddress } from '../visit/readAddress.js';
import { harmless } from '../report/harmless.js';
import { plainText } from '../report/pageText.js';
import { logger, say, type Context } from './context.js';
import { sourcesOf, type Source, type SourceOptions } from './inspectSources.js';
import { inspectionLines } from './inspectTable.js';

export interface InspectOptions extends SourceOptions {
  json?: boolean;
  allowHost?: string[];
  selector?: string;
}

const SETTINGS: CrawlSettings = {
  contact: 'shixian inspect, run by hand', timeoutMs: 15_000, perHostIntervalMs: 1000, concurrency: 4, allowHosts: [],
  maxBodyBytes: 10 * 1024 * 1024, maxRedirects: 5, retries: 1, maxPages: 1, maxItemPages: 0,
};

/**
 * One answer for each source, in order. An address that cannot be read is an answer too; a file that cannot be opened
 * is named on standard error, the others are read all the same, and the exit code is 3.
 */
export async function inspectCommand(context: Context, targets: string[], options: InspectOptions): Promise<number> {
  const sources = await sourcesOf(targets, options, context.now());
  if (sources.length === 0 && options.manifest === undefined) {
    throw new UsageError({
      zh: '请给出要查看的网址或文件，或用 --manifest 给出清单。',
      en: 'Name an address or a file to inspect, or a --manifest.',
    });
  }
  const selector = options.selector === undefined ? undefined : { rows: options.selector };
  const crawler = crawlerOnDemand(context, options);
  let code: number = EXIT.done;
  try {
    for (const source of sources) {
      if (context.signal.aborted) return EXIT.unexpected;
      const inspection = await inspectSource(source, selector, crawler.get);
      if ('code' in inspection) {
        context.err.write(`${harmless(unopened(source, inspection)[context.language])}\n`);
        code = EXIT.configuration;
      } else print(context, inspection, options.json === true);
    }
  } finally {
    await crawler.close();
  }
  return code;
}

type FileError = NodeJS.ErrnoException & { code: string };

async function inspectSource(
  { name, file, url, today }: Source,
  selector: ListSelector | undefined,
  crawler: () => Crawler,
): Promise<Inspection | FileError> {
  if (file === null) {
    const site = { key: url, robots: 'obey' } as const;
    const { result, finalUrl } = await readAddress(crawler(), site, url, { today, selector }, 'auto');
    if ('reading' in result) return describe(name, result.reading, today, finalUrl);
    return describeFailure(name, result.failure.reason, result.failure.detail, result.unread);
  }
  const body = await readFile(file).catch((error: FileError) => error);
  return body instanceof Error ? body : inspectPage({ source: name, body, url, today, selector });
}

function unopened({ name }: Source, { code }: FileError): { zh: string; en: string } {
  const shown = plainText(name, 200);
  return {
    zh: `${shown}：文件打不开（${code}）。请检查路径；网址要以 http:// 或 https:// 开头。`,
    en: `${shown}: the file cannot be read (${code}). Check its path; an address begins with http:// or https://.`,
  };
}

function print(context: Context, inspection: Inspection, asJson: boolean): void {
  const lines = asJson ? [JSON.stringify(inspection)] : [...inspectionLines(inspection, context.language), ''];
  for (const words of lines) say(context, { zh: words, en: words });
}

/** Made when the first address is met: files need none. Closed at once when the program is told to stop. */
function crawlerOnDemand(context: Context, { allowHost }: InspectOptions) {
  let crawler: Crawler | null = null;
  const close = async () => void (await crawler?.close());
  context.signal.addEventListener('abort', () => void close(), { once: true });
  const settings = { ...SETTINGS, allowHosts: allowHost ?? [] };
  const get = () => (crawler ??= createCrawler({ settings, version: context.version, log: logger(context, 'warn') }));
  return { get, close };
}
