/** `shixian inspect`: what is read from a page, and why. Addresses are fetched, files are read, nothing is stored. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Table from 'cli-table3';
import { createCrawler, type Crawler } from '../crawl/crawler.js';
import { EXIT, UsageError } from '../exitCodes.js';
import { describe, inspectPage, type Inspection } from '../inspectPage.js';
import type { CrawlSettings, Day, Language, UnreadableReason } from '../model.js';
import { plainText } from '../report/pageText.js';
import { unreadableName, unreadableRemedy } from '../report/words.js';
import { chosenDay } from '../today.js';
import { readAddress } from '../visitColumn.js';
import { logger, say, type Context } from './context.js';

export interface InspectOptions {
  url?: string;
  today?: string;
  manifest?: string;
  json?: boolean;
  allowHost?: string[];
  selector?: string;
}

interface Source {
  /** As the person wrote it: a file or an address. */
  name: string;
  file: string | null;
  url: string;
  today: Day;
}

const SETTINGS: CrawlSettings = {
  contact: 'shixian inspect, run by hand', timeoutMs: 15_000, perHostIntervalMs: 1000, concurrency: 4, allowHosts: [],
  maxBodyBytes: 10 * 1024 * 1024, maxRedirects: 5, retries: 1, maxPages: 1,
};

export async function inspectCommand(context: Context, targets: string[], options: InspectOptions): Promise<number> {
  const sources = [...targets.map((target) => fromTarget(context, target, options)), ...(options.manifest ? await fromManifest(context, options.manifest, options) : [])];
  if (sources.length === 0) {
    throw new UsageError({ zh: '请给出要查看的网址或文件，或用 --manifest 给出清单。', en: 'Name an address or a file to inspect, or a --manifest.' });
  }
  let crawler: Crawler | null = null;
  let unreadFiles = 0;
  try {
    for (const source of sources) {
      if (source.file !== null) {
        const body = await readFile(source.file).catch((error: NodeJS.ErrnoException) => error);
        if (body instanceof Error) {
          unreadFiles++;
          context.err.write(`${source.name}: ${context.language === 'zh' ? '文件打不开' : 'the file cannot be read'} (${body.code ?? body.message})\n`);
          continue;
        }
        print(context, inspectPage({ source: source.name, body, url: source.url, today: source.today, selector: selectorOf(options) }), options);
        continue;
      }
      crawler ??= createCrawler({ settings: { ...SETTINGS, allowHosts: options.allowHost ?? [] }, version: context.version, log: logger({ ...context, logLevel: context.logLevel === 'auto' ? 'warn' : context.logLevel }) });
      print(context, await inspectAddress(crawler, source, options), options);
    }
  } finally {
    await crawler?.close();
  }
  return unreadFiles > 0 ? EXIT.configuration : EXIT.done;
}

const selectorOf = (options: InspectOptions) => (options.selector ? { rows: options.selector } : undefined);

async function inspectAddress(crawler: Crawler, source: Source, options: InspectOptions): Promise<Inspection> {
  const { reading, failure } = await readAddress(crawler, { key: source.url, robots: 'obey' }, source.url, { today: source.today, selector: selectorOf(options) }, 'auto');
  if (reading) return describe(source.name, reading, source.today);
  return {
    source: source.name, kind: 'unreadable', reason: failure?.reason ?? 'no-list', why: failure?.detail ?? '', reader: 'crawl',
    latestDate: null, itemCount: 0, items: [], nextPages: [], article: null,
  };
}

function fromTarget(context: Context, target: string, options: InspectOptions): Source {
  const today = chosenDay(options.today, 'Asia/Shanghai', context.now());
  if (/^https?:\/\//i.test(target)) return { name: target, file: null, url: target, today };
  return { name: target, file: target, url: options.url ?? pathToFileURL(path.resolve(target)).href, today };
}

/** `[{file, url?, today?}]`; a file is looked for beside the manifest first, then from where the command was started. */
async function fromManifest(context: Context, manifest: string, options: InspectOptions): Promise<Source[]> {
  const complain = (what: string, whatEn: string) => new UsageError({ zh: `清单 ${manifest} ${what}`, en: `The manifest ${manifest} ${whatEn}` });
  const text = await readFile(manifest, 'utf8').catch(() => {
    throw complain('打不开，请检查路径。', 'cannot be opened: check the path.');
  });
  let entries: unknown;
  try {
    entries = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw complain(`不是有效的 JSON：${(error as Error).message}`, `is no valid JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(entries)) throw complain('应为数组：[{"file": "…", "url": "…", "today": "YYYY-MM-DD"}]', 'must be an array: [{"file": "…", "url": "…", "today": "YYYY-MM-DD"}]');
  return entries.map((entry: unknown, index) => {
    const { file, url, today } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
    if (typeof file !== 'string' || (url != null && typeof url !== 'string') || (today != null && typeof today !== 'string')) {
      throw complain(`第 ${index + 1} 项应为 {"file": 文字, "url"?: 文字, "today"?: "YYYY-MM-DD"}。`, `entry ${index + 1} must be {"file": text, "url"?: text, "today"?: "YYYY-MM-DD"}.`);
    }
    const beside = path.resolve(path.dirname(manifest), file);
    const found = existsSync(beside) ? beside : path.resolve(file);
    return { name: file, file: found, url: url ?? pathToFileURL(found).href, today: chosenDay(today ?? options.today, 'Asia/Shanghai', context.now()) };
  });
}

function print(context: Context, inspection: Inspection, options: InspectOptions): void {
  if (options.json) {
    context.out.write(`${JSON.stringify(inspection)}\n`);
    return;
  }
  for (const line of explain(inspection, context.language)) context.out.write(`${line}\n`);
  say(context, { zh: '', en: '' });
}

const KINDS: Record<Inspection['kind'], { zh: string; en: string }> = {
  list: { zh: '列表', en: 'list' },
  article: { zh: '单篇文章', en: 'article' },
  blank: { zh: '空白栏目', en: 'blank' },
  unreadable: { zh: '无法读取', en: 'unreadable' },
};

/** The table for a person. Everything that came from the page is made harmless for a terminal. */
export function explain(inspection: Inspection, language: Language): string[] {
  const zh = language === 'zh';
  const lines = [
    plainText(inspection.source, 200),
    `${zh ? '判断' : 'kind'}: ${KINDS[inspection.kind][language]}   ${zh ? '读取器' : 'reader'}: ${inspection.reader}   ${zh ? '依据' : 'why'}: ${plainText(inspection.why, 160)}`,
  ];
  if (inspection.kind === 'unreadable' && inspection.reason) {
    const reason = inspection.reason as UnreadableReason;
    lines.push(`${zh ? '原因' : 'reason'}: ${unreadableName(reason)[language]}`, unreadableRemedy(reason)[language]);
  }
  if (inspection.article) {
    const { title, publishDate, writtenDate, dateText, dateBy } = inspection.article;
    lines.push(
      `${zh ? '标题' : 'title'}: ${plainText(title ?? '—', 120)}`,
      `${zh ? '发布日期' : 'published'}: ${publishDate ?? '—'} (${dateBy ?? '—'}: ${plainText(dateText ?? '—', 60)})   ${zh ? '成文日期' : 'written'}: ${writtenDate ?? '—'}`,
    );
  }
  if (inspection.items.length > 0) {
    const table = new Table({
      head: zh ? ['序号', '日期', '标题', '读自', '依据文字'] : ['no', 'date', 'title', 'read by', 'words'],
      colWidths: [6, 12, 56, 20, 24], wordWrap: false, style: { head: [], border: [] },
    });
    for (const [index, item] of inspection.items.entries()) {
      const implied = item.implied.length > 0 ? ` (${zh ? '推断' : 'implied'}: ${item.implied.join(',')})` : '';
      table.push([String(index + 1), item.date ?? '—', `${item.pinned ? (zh ? '[置顶] ' : '[pinned] ') : ''}${plainText(item.title, 200)}`, `${item.dateBy ?? '—'}${implied}`, plainText(item.dateText ?? '—', 80)]);
    }
    lines.push(table.toString());
    lines.push(`${zh ? '条数' : 'items'}: ${inspection.itemCount}   ${zh ? '最新日期' : 'newest'}: ${inspection.latestDate ?? '—'}`);
  }
  if (inspection.nextPages.length > 0) lines.push(`${zh ? '下一页' : 'next page'}: ${plainText(inspection.nextPages[0] ?? '', 160)}  (${inspection.nextPages.length})`);
  return lines;
}
