/** `shixian template`: the table to fill in, blank or with the present configuration. */
import { configWorkbook } from '../config/sheet/configWorkbook.js';
import { SheetError } from '../config/sheet/sheetError.js';
import { templateWorkbook } from '../config/sheet/templateWorkbook.js';
import { EXIT, UsageError } from '../exitCodes.js';
import { say, type Context } from './context.js';
import { writeKept } from './writeKept.js';

export interface TemplateOptions {
  /** The configuration to put into it. Absent: a blank one. */
  config?: string;
  out?: string;
  force?: boolean;
}

export const DEFAULT_TEMPLATE = '任务分解表.xlsx';

/** @throws {UsageError, ConfigError} */
export async function templateCommand(context: Context, { config, out = DEFAULT_TEMPLATE, force }: TemplateOptions): Promise<number> {
  const bytes = config === undefined ? await templateWorkbook({ rows: [], settings: [] }) : await filled(config);
  const kept = await writeKept(out, bytes, force === true);
  if (kept !== null) say(context, { zh: `原来的 ${out} 保存为 ${kept}。`, en: `What was in ${out} is now ${kept}.` });
  say(context, {
    zh: `已写入 ${out}。填好后：shixian import ${out} --out config/shixian.yaml`,
    en: `Written to ${out}. When it is filled in: shixian import ${out} --out config/shixian.yaml`,
  });
  return EXIT.done;
}

async function filled(config: string): Promise<Uint8Array> {
  try {
    return await configWorkbook(config);
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    throw new UsageError({ zh: `${config}：${error.words.zh}。`, en: `${config}: ${error.words.en}.` });
  }
}
