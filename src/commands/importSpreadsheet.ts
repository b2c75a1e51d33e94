/** `shixian import`: an office's spreadsheet into a configuration. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importSpreadsheet, type Imported } from '../config/sheet/importSpreadsheet.js';
import { SheetError } from '../config/sheet/sheetError.js';
import { EXIT, UsageError } from '../exitCodes.js';
import type { Words } from '../model.js';
import { say, type Context } from './context.js';
import { importedLines } from './importedLines.js';
import { writeKept } from './writeKept.js';

export interface ImportCommandOptions {
  /** The configuration to write. Absent: only what was understood is shown. */
  out?: string;
  force?: boolean;
  /** Name of the site where the table names none. */
  site?: string;
  /** Homepage of the site where the table gives none. */
  url?: string;
  contact?: string;
}

/**
 * Reads the file, shows what became of each row, and writes the YAML where `--out` says.
 *
 * @returns  `EXIT.configuration` where nothing could be taken or a row was left out, although the others are written: who runs this in
 *   a script must not take a part for the whole
 * @throws {UsageError, ConfigError}
 */
export async function importCommand(context: Context, file: string, options: ImportCommandOptions): Promise<number> {
  const imported = await read(file, options);
  for (const line of importedLines(imported, context.language)) context.out.write(`${line}\n`);

  const { yaml, config } = imported;
  if (yaml === null || config === null) throw nothingUsable(file);
  if (options.out === undefined) say(context, notWritten(file));
  else {
    const kept = await writeKept(options.out, yaml, options.force === true);
    if (kept !== null) say(context, { zh: `原来的 ${options.out} 保存为 ${kept}。`, en: `What was in ${options.out} is now ${kept}.` });
    say(context, written(options.out));
    if (/\n *contact: mailto:office@example\.invalid/.test(yaml)) say(context, placeholder(options.out));
  }
  return imported.rows.some(({ outcome }) => outcome === 'left-out') || imported.troubles.length > 0 ? EXIT.configuration : EXIT.done;
}

async function read(file: string, { site, url, contact }: ImportCommandOptions): Promise<Imported> {
  const bytes = await bytesOf(file);
  try {
    return importSpreadsheet(bytes, path.basename(file), { site, siteUrl: url, contact });
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    throw new UsageError({ zh: `${file}：${error.words.zh}。`, en: `${file}: ${error.words.en}.` });
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError({
      zh: `读不了文件 ${file}（${why}）。请检查文件名和所在文件夹；在 Excel 里打开着的请先关闭。`,
      en: `The file ${file} cannot be read (${why}). Check its name and folder, and close it in Excel.`,
    });
  }
}

function nothingUsable(file: string): UsageError {
  return new UsageError({
    zh: `${file} 里没有能导入的栏目，没有写入。表头要有栏目名称（如 一级栏目、二级栏目）、网址和公开时限；空白模板：shixian template`,
    en: `${file} holds no column that can be imported; nothing was written. A heading names columns (一级栏目, 二级栏目), 网址 and 公开时限; an empty one comes from \`shixian template\``,
  });
}

function notWritten(file: string): Words {
  return {
    zh: `没有写文件。确认无误后：shixian import ${path.basename(file)} --out config/shixian.yaml`,
    en: `No file was written. When it is right: shixian import ${path.basename(file)} --out config/shixian.yaml`,
  };
}

function written(out: string): Words {
  return {
    zh: `已写入 ${out}。试一次：shixian run --config ${out}`,
    en: `Written to ${out}. Try it: shixian run --config ${out}`,
  };
}

function placeholder(out: string): Words {
  return {
    zh: `请把 ${out} 里 crawl.contact 的占位邮箱换成真的（或导入时加 --contact mailto:邮箱）：对方网站靠它找到您。`,
    en: `Replace the placeholder under crawl.contact in ${out} (or import with --contact mailto:ADDRESS): sites reach you by it.`,
  };
}
