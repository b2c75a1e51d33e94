/** `shixian calendar import`: a year's arrangement from a file into the folder of calendar files. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Table from 'cli-table3';
import type { Arrangement, Holiday } from '../config/arrangement.js';
import { arrangementDoubts } from '../config/arrangementDoubts.js';
import { ConfigError } from '../config/configError.js';
import { parseArrangement } from '../config/parseArrangement.js';
import { readArrangement } from '../config/readArrangement.js';
import { writeArrangement } from '../config/writeArrangement.js';
import { decode } from '../crawl/decode.js';
import { EXIT, UsageError } from '../exitCodes.js';
import type { CalendarYear, Day, Words } from '../model.js';
import { plainText } from '../report/pageText.js';
import { dayIn } from '../today.js';
import { say, type Context } from './context.js';

/**
 * Reads the file, shows what was understood, and writes `<folder>/<year>.json`. Whatever is wrong, nothing is touched.
 *
 * @param isForced  write although the days do not add up, or over a file that says something else
 * @throws ConfigError, UsageError  with what is wrong and what to do
 */
export async function importArrangement(
  context: Context,
  file: string,
  { folder, isForced }: { folder: string; isForced: boolean },
): Promise<number> {
  const bytes = await bytesOf(file);
  if (bytes.length > LARGEST) throw tooLarge(file);
  const { text } = decode(bytes, undefined);
  const arrangement = readArrangement(text, file);
  const { year } = arrangement;
  showUnderstood(context, arrangement);

  // What a notice says is held to the same checks as a file that a person wrote.
  const target = path.join(folder, `${year.year}.json`);
  const written = writeArrangement({ ...year, importedOn: dayIn('Asia/Shanghai', context.now()) });
  parseArrangement(written, `${file} → ${target}`);
  const doubts = arrangementDoubts(year);
  for (const doubt of doubts) say(context, { zh: `请核对：${doubt.zh}。`, en: `Please check: ${doubt.en}.` });
  if (doubts.length > 0 && !isForced) throw doubtful();

  const before = await savedYear(target);
  if (before !== null && before !== 'other' && isSame(before, year)) {
    say(context, { zh: `${target} 已有相同的安排，没有改动。`, en: `${target} says the same already; nothing was changed.` });
    return EXIT.done;
  }
  if (before !== null && !isForced) throw differs(target);

  await save(target, written);
  say(context, {
    zh: `已写入 ${target}。配置里没有另写 calendar 的，下次巡检就会采用；运行 shixian calendar 查看。`,
    en:
      `Written to ${target}. Unless a configuration names other files it counts from the next run on; ` +
      'see `shixian calendar`.',
  });
  return EXIT.done;
}

/** In bytes: a notice has some two thousand. */
const LARGEST = 1_000_000;

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError({
      zh: `读不了文件 ${file}（${why}）。请检查文件名和所在文件夹。`,
      en: `The file ${file} cannot be read (${why}). Check its name and folder.`,
    });
  }
}

function showUnderstood(context: Context, { year, holidays }: Arrangement): void {
  const [off, work] = [year.off.length, year.work.length];
  say(context, {
    zh: `${year.year} 年：放假 ${off} 天，调休上班 ${work} 天。文号：${plainText(year.source ?? '未写', 120)}`,
    en: `${year.year}: ${off} days off, ${work} worked weekend days. Notice: ${plainText(year.source ?? 'not said', 120)}`,
  });
  const zh = context.language === 'zh';
  const head = zh ? ['节日', '放假', '天数', '调休上班'] : ['holiday', 'off', 'days', 'worked'];
  const table = new Table({ head, style: { head: [], border: [] } });
  const days = (list: readonly Day[]) => list.map((day) => dayWords(day)[context.language]).join(zh ? '、' : ', ');
  for (const holiday of holidays) {
    const free = ends(holiday.off).map(days).join(zh ? '至' : ' to ');
    table.push([plainText(holiday.name, 40), free, String(holiday.off.length), days(holiday.work)]);
  }
  context.out.write(`${table.toString()}\n`);
}

/** The first and the last day of an unbroken run; a list that has gaps is shown in full. */
function ends(off: Holiday['off']): Day[][] {
  const [first, last] = [off[0], off.at(-1)];
  if (first === undefined || last === undefined) return [];
  const span = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return span === off.length && first !== last ? [[first], [last]] : [[...off]];
}

function dayWords(day: Day): Words {
  const at = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { zh: `${day}（周${'日一二三四五六'[at]}）`, en: `${day} (${['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][at]})` };
}

/** What is in the way: null for nothing, `other` for a file that is no arrangement. */
async function savedYear(file: string): Promise<CalendarYear | 'other' | null> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  try {
    return parseArrangement(bytes.toString('utf8'), file).year;
  } catch (error) {
    if (error instanceof ConfigError) return 'other';
    throw error;
  }
}

/** The same days and the same source, whenever it was imported. */
function isSame(a: CalendarYear, b: CalendarYear): boolean {
  const facts = ({ year, off, work, source }: CalendarYear) =>
    JSON.stringify([year, off.toSorted(), work.toSorted(), source]);
  return facts(a) === facts(b);
}

/** Whole or not at all. @throws UsageError where the folder cannot be written to */
async function save(target: string, text: string): Promise<void> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.part`);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError({
      zh: `不能写入 ${target}（${why}）。请检查权限，或用 --out 指定其他文件夹。`,
      en: `${target} cannot be written (${why}). Check the permissions, or name another folder with --out.`,
    });
  }
}

function tooLarge(file: string): UsageError {
  return new UsageError({
    zh: `${file} 太大，不像一份通知。请只保存通知的文字。`,
    en: `${file} is too large for a notice. Save the words of the notice and nothing else.`,
  });
}

function doubtful(): UsageError {
  return new UsageError({
    zh: '没有写入。请对照通知原文改正文件；确实如此的，加 --force 再导入。',
    en: 'Nothing was written. Put the file right by the notice; where it is right as it is, import it with --force.',
  });
}

function differs(target: string): UsageError {
  return new UsageError({
    zh: `没有写入：${target} 已有，内容不同。要以新的代替，加 --force 再导入。`,
    en: `Nothing was written: ${target} is there and says something else. To replace it, import with --force.`,
  });
}
