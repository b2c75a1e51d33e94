/** `shixian paper return`: a ledger that came back is taken down, and exactly the columns it speaks of are visited again. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { openConfig } from '../config/openConfig.js';
import { BOUNDS } from '../config/sheet/sheet.js';
import { readSpreadsheet } from '../config/sheet/readSpreadsheet.js';
import { SheetError } from '../config/sheet/sheetError.js';
import { EXIT, UsageError } from '../exitCodes.js';
import type { Day, FindingRecord, Site, Words } from '../model.js';
import { groupBy } from '../report/groupBy.js';
import { plainText } from '../report/pageText.js';
import { unreadableName } from '../report/words.js';
import { textCell } from '../report/workbook/cells.js';
import type { Store } from '../store/store.js';
import { chosenDay } from '../today.js';
import { allowing } from './chooseColumns.js';
import { say, type Context } from './context.js';
import { DEFAULT_CONFIG, type RunOptions } from './options.js';
import { readReturned, type ReturnedProblem } from './returnedLedger.js';
import { auditOnce, configName } from './run.js';
import { withStored } from './stored.js';

/**
 * Says of each row what was noted and, after the visit, what came out: 已销号, 仍存在, or 未能核查 with its reason.
 *
 * @returns  3 where anything in the file could not be taken, else what the visit ends with
 */
export async function returnCommand(context: Context, file: string, options: RunOptions & { noteOnly?: boolean }): Promise<number> {
  const returned = readReturned(await sheetsOf(file));
  if (returned.sheets === 0) {
    throw new UsageError({
      zh: `${path.basename(file)} 里没有整改台账：找不到同时有“整改链接”和“问题编号（请勿改动）”的标题行。`,
      en: `${path.basename(file)} holds no ledger: no header line has both 整改链接 and 问题编号（请勿改动）.`,
    });
  }
  for (const mistake of returned.mistakes) say(context, shownWords({ zh: `未登记  ${mistake.zh}`, en: `Not taken  ${mistake.en}` }));
  const taken = await withStored(options, async (store) => {
    const timezone = (await store.latestRun())?.timezone ?? 'Asia/Shanghai';
    return note(context, store, returned.problems, chosenDay(options.today, timezone, context.now()));
  });
  say(context, {
    zh: `已登记 ${taken.length} 条；未能登记 ${returned.mistakes.length + returned.problems.length - taken.length} 条。`,
    en: `${taken.length} noted; ${returned.mistakes.length + returned.problems.length - taken.length} not taken.`,
  });
  const isWhole = returned.mistakes.length === 0 && taken.length === returned.problems.length;
  if (taken.length === 0 || options.noteOnly) return isWhole ? EXIT.done : EXIT.configuration;

  const code = await checkAgain(context, new Set(taken.map(({ record }) => record.finding.columnKey)), options);
  await withStored(options, (store) => tellOutcome(context, store, taken));
  return code === EXIT.done && !isWhole ? EXIT.configuration : code;
}

interface Taken {
  problem: ReturnedProblem;
  record: FindingRecord;
}

async function sheetsOf(file: string): Promise<ReturnType<typeof readSpreadsheet>> {
  const name = path.basename(file);
  try {
    // Larger than that it is refused: the first bytes are enough to be told so.
    if ((await stat(file)).size > BOUNDS.fileBytes) return readSpreadsheet(new Uint8Array(BOUNDS.fileBytes + 1), name);
    return readSpreadsheet(await readFile(file), name);
  } catch (error) {
    if (error instanceof SheetError) throw new UsageError({ zh: `${name}：${error.words.zh}。`, en: `${name}: ${error.words.en}.` });
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError({ zh: `读不了文件 ${name}（${error.message}）。`, en: `The file ${name} cannot be read (${error.message}).` });
  }
}

/** As `shixian notice link` does, for each. What is no problem of this database, or was never handed out, is told. */
async function note(context: Context, store: Store, problems: readonly ReturnedProblem[], on: Day): Promise<Taken[]> {
  const records = byShownKey(await store.findingRecords());
  const taken: Taken[] = [];
  for (const problem of problems) {
    const { key, at, url, result } = problem;
    const record = records.get(key);
    const isNoted = record !== undefined && (await store.noteLink(record.finding.key, { on, ...(url !== undefined && { url }), ...(result !== undefined && { result }) }));
    if (record && isNoted) {
      taken.push({ problem, record });
      continue;
    }
    const why = record ? NEVER_TOLD : UNKNOWN;
    say(context, shownWords({ zh: `未登记  ${at.zh}：${why.zh}`, en: `Not taken  ${at.en}: ${why.en}` }));
  }
  return taken;
}

/** By the key as a ledger shows it; what two of them show alike is nobody's. */
function byShownKey(records: readonly FindingRecord[]): Map<string, FindingRecord> {
  const shown = groupBy(records, ({ finding }) => textCell(finding.key));
  return new Map([...shown].flatMap(([key, [only, ...others]]) => (only && others.length === 0 ? [[key, only]] : [])));
}

const NEVER_TOLD = {
  zh: '这个问题还没有下发过（shixian notice issue），没有登记。',
  en: 'the problem was never handed out (shixian notice issue), so nothing was noted.',
};
const UNKNOWN = {
  zh: '数据库里没有这个问题编号，没有登记。请核对是否改动过编号，或台账出自另一个数据库。',
  en: 'the database knows no such key, so nothing was noted. Was it changed, or is the ledger of another database?',
};

/** A run over these columns alone. Those that are configured no longer are told as not checked afterwards. */
async function checkAgain(context: Context, keys: ReadonlySet<string>, options: RunOptions): Promise<number> {
  const { config: file = DEFAULT_CONFIG, rules, allowHost } = options;
  const wants = (site: Site): Site | null => {
    const columns = site.columns.filter(({ key }) => keys.has(key));
    return columns.length > 0 ? { ...site, columns } : null;
  };
  const config = await openConfig(file, { rules, wants });
  if (config.columnCount === 0) {
    say(context, { zh: `配置 ${file} 里没有这些栏目，没有复核。`, en: `${file} holds none of these columns: nothing was checked again.` });
    return EXIT.configuration;
  }
  return auditOnce(context, allowing(config, allowHost), configName(options.config), { ...options, columnKeys: keys });
}

async function tellOutcome(context: Context, store: Store, taken: readonly Taken[]): Promise<void> {
  const run = await store.latestRun();
  const columns = new Map<string, { unread: Words | null }>();
  if (run) {
    for await (const site of store.runSites(run.id)) {
      for (const { column, verdict } of site.columns) {
        columns.set(column.key, { unread: verdict.unreadable && unreadableName(verdict.unreadable.reason) });
      }
    }
  }
  const keys = [...new Set(taken.map(({ record }) => record.finding.columnKey))];
  const records = new Map((await store.findingRecords(keys)).map((record) => [record.finding.key, record]));
  for (const { problem, record } of taken) {
    const now = records.get(record.finding.key) ?? record;
    const outcome = outcomeOf(now, columns.get(record.finding.columnKey), run?.doubtful ?? null, run?.finishedAt != null);
    say(context, shownWords({
      zh: `${outcome.zh}  ${problem.at.zh}：${record.finding.description.zh}`,
      en: `${outcome.en}  ${problem.at.en}: ${record.finding.description.en}`,
    }));
  }
}

/** What could not be seen is neither put right nor still there. */
function outcomeOf(record: FindingRecord, seen: { unread: Words | null } | undefined, doubtful: Words | null, isEnded: boolean): Words {
  if (record.state === 'resolved') return { zh: `已销号 ${record.resolvedOn ?? ''}`.trim(), en: `closed ${record.resolvedOn ?? ''}`.trim() };
  if (!isEnded) return { zh: '未能核查（复核被中止）', en: 'not checked (the visit was stopped)' };
  if (seen === undefined) return { zh: '未能核查（配置里已没有这个栏目）', en: 'not checked (the column is configured no longer)' };
  if (seen.unread !== null) return { zh: `未能核查（${seen.unread.zh}）`, en: `not checked (${seen.unread.en})` };
  if (doubtful !== null) return { zh: `未能核查（复核结果存疑：${doubtful.zh}）`, en: `not checked (the visit is doubtful: ${doubtful.en})` };
  return { zh: '仍存在', en: 'still there' };
}

function shownWords({ zh, en }: Words): Words {
  return { zh: plainText(zh, 240), en: plainText(en, 240) };
}
