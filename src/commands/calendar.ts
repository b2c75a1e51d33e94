/** `shixian calendar`: which years the working calendar knows and from where; and how next year comes in. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { workingCalendar, type WorkingCalendar } from '../audit/calendar.js';
import { arrangementDoubts } from '../config/arrangementDoubts.js';
import { configFiles } from '../config/configFiles.js';
import { CALENDAR_FOLDER, loadCalendar } from '../config/loadCalendar.js';
import { loadSettings } from '../config/openConfig.js';
import { EXIT, UsageError } from '../exitCodes.js';
import type { CalendarYear } from '../model.js';
import { say, type Context } from './context.js';
import { importArrangement } from './importArrangement.js';
import { DEFAULT_CONFIG } from './options.js';

export interface CalendarOptions {
  config?: string;
  /** Of `import`: the folder for the year's file. */
  out?: string;
  /** Of `import`: write in spite of doubts, and over a file that says something else. */
  force?: boolean;
}

/** Without words shows the coverage; `import FILE` brings a year in. @throws UsageError for other words */
export async function calendarCommand(
  context: Context,
  [action, file]: (string | undefined)[],
  options: CalendarOptions,
): Promise<number> {
  if (action === undefined) return showCoverage(context, options);
  if (action === 'import' && file !== undefined) {
    const folder = options.out ?? path.join(path.dirname((await configFiles(options.config ?? DEFAULT_CONFIG)).main), CALENDAR_FOLDER);
    return importArrangement(context, file, { folder, isForced: options.force === true });
  }
  const written = [action, file].filter((word) => word !== undefined).join(' ');
  throw new UsageError({
    zh: `只能写 shixian calendar，或 shixian calendar import 文件；实际是“${written}”。`,
    en: `Write \`shixian calendar\` or \`shixian calendar import FILE\`, not “${written}”.`,
  });
}

async function showCoverage(context: Context, options: CalendarOptions): Promise<number> {
  const imported = await configuredCalendar(options);
  const calendar = workingCalendar(imported);
  const { years, words, to } = calendar.coverage;
  say(context, {
    zh: `工作日历覆盖 ${words.zh} 年，到 ${to}（12月29日至31日随下一年元旦的安排而定）。`,
    en: `The working calendar covers ${words.en}, up to ${to} (29 to 31 December wait for the next year's New Year).`,
  });
  for (const year of years) sayYear(context, calendar, imported, year);
  const next = nextUncovered(calendar);
  say(context, {
    zh:
      `下一个没有安排的年份：${next}。国务院办公厅的通知通常在上一年10月下旬至12月上旬发布` +
      '（2020至2026年的，最早10月25日，最晚12月9日前后）。发布后运行 shixian calendar import 通知.txt',
    en:
      `Next year without an arrangement: ${next}. The State Council's notice usually comes between late October and ` +
      'early December of the year before (for 2020 to 2026: between 25 October and 9 December). Then run ' +
      '`shixian calendar import FILE`.',
  });
  return EXIT.done;
}

/** What the configuration names; where there is no configuration yet, what lies in the folder beside its place. */
export async function configuredCalendar({ config }: CalendarOptions): Promise<CalendarYear[]> {
  const file = config ?? DEFAULT_CONFIG;
  if (config === undefined && !existsSync(file)) return loadCalendar(undefined, file);
  return (await loadSettings(file)).calendar ?? [];
}

function sayYear(context: Context, calendar: WorkingCalendar, imported: CalendarYear[], year: number): void {
  const source = calendar.sourceOf(year) ?? { zh: '', en: '' };
  say(context, { zh: `  ${year}  ${source.zh}`, en: `  ${year}  ${source.en}` });
  const own = imported.find((one) => one.year === year);
  for (const doubt of own ? arrangementDoubts(own) : []) {
    say(context, { zh: `        请核对：${doubt.zh}`, en: `        please check: ${doubt.en}` });
  }
}

/** The first year after the first known one that has no arrangement. */
export function nextUncovered({ coverage }: WorkingCalendar): number {
  let year = coverage.years[0] ?? 0;
  while (coverage.years.includes(year)) year += 1;
  return year;
}
