/** What `shixian inspect` is to look at: the addresses and files of the command line, and those of a manifest. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../exitCodes.js';
import type { Day } from '../model.js';
import { plainText } from '../report/pageText.js';
import { chosenDay } from '../today.js';

export interface Source {
  /** As the person wrote it: a file or an address. */
  name: string;
  /** Null for an address. */
  file: string | null;
  /** Of the page; what its relative links start from. */
  url: string;
  today: Day;
}

export interface SourceOptions {
  url?: string;
  today?: string;
  manifest?: string;
}

/** @param now  for pages without a day of their own: they are read as of today in China */
export async function sourcesOf(targets: string[], options: SourceOptions, now: Date): Promise<Source[]> {
  const today = chosenDay(options.today, 'Asia/Shanghai', now);
  const given = targets.map((target) => sourceOf(target, options.url, today));
  return options.manifest === undefined ? given : [...given, ...(await fromManifest(options.manifest, today, now))];
}

function sourceOf(target: string, url: string | undefined, today: Day): Source {
  if (/^https?:\/\//i.test(target)) return { name: target, file: null, url: target, today };
  return { name: target, file: target, url: url ?? fileUrl(target), today };
}

/** `[{file, url?, today?}]`; a file is looked for beside the manifest first, then where the command was started. */
async function fromManifest(manifest: string, today: Day, now: Date): Promise<Source[]> {
  const entries = await parseManifest(manifest);
  return entries.map((entry, index) => {
    const { file, url, today: day } = fieldsOf(entry);
    if (typeof file !== 'string' || !isTextOrAbsent(url) || !isTextOrAbsent(day)) {
      throw manifestError(manifest, {
        zh: `第 ${index + 1} 项应为 {"file": 文字, "url"?: 文字, "today"?: "YYYY-MM-DD"}。`,
        en: `entry ${index + 1} must be {"file": text, "url"?: text, "today"?: "YYYY-MM-DD"}.`,
      });
    }
    const beside = path.resolve(path.dirname(manifest), file);
    const found = existsSync(beside) ? beside : path.resolve(file);
    const place = `${manifest} [${index}].today`;
    return {
      name: file,
      file: found,
      url: url ?? fileUrl(found),
      today: day == null ? today : chosenDay(day, 'Asia/Shanghai', now, place),
    };
  });
}

async function parseManifest(manifest: string): Promise<unknown[]> {
  const text = await readFile(manifest, 'utf8').catch(() => {
    throw manifestError(manifest, { zh: '打不开，请检查路径。', en: 'cannot be opened: check the path.' });
  });
  const entries = jsonOf(text, manifest);
  if (Array.isArray(entries)) return entries as unknown[];
  const shape = '[{"file": "…", "url": "…", "today": "YYYY-MM-DD"}]';
  throw manifestError(manifest, { zh: `应为数组：${shape}`, en: `must be an array: ${shape}` });
}

function jsonOf(text: string, manifest: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    // The message quotes the file, whatever it holds.
    const why = plainText(error instanceof Error ? error.message : String(error), 200);
    throw manifestError(manifest, { zh: `不是有效的 JSON：${why}`, en: `is no valid JSON: ${why}` });
  }
}

function manifestError(manifest: string, { zh, en }: { zh: string; en: string }): UsageError {
  return new UsageError({ zh: `清单 ${manifest} ${zh}`, en: `The manifest ${manifest} ${en}` });
}

function fieldsOf(entry: unknown): Record<string, unknown> {
  return typeof entry === 'object' && entry !== null ? { ...entry } : {};
}

function isTextOrAbsent(value: unknown): value is string | null | undefined {
  return value == null || typeof value === 'string';
}

function fileUrl(file: string): string {
  return pathToFileURL(path.resolve(file)).href;
}
