/** `shixian paper`: 整改台账, 整改通知书, 自查报告, 通报 as files for Excel and Word; a ledger that came back is taken down. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT, UsageError } from '../exitCodes.js';
import { circularPaper, ledgerPaper, noticePapers, paperUnits, selfReportPapers, type Paper, type PaperWish } from '../papers.js';
import { plainText } from '../report/pageText.js';
import type { Store } from '../store/store.js';
import { chosenDay } from '../today.js';
import { reportFolder } from './conclude.js';
import { say, type Context } from './context.js';
import type { RunOptions } from './options.js';
import { returnCommand } from './paperReturn.js';
import { withStored } from './stored.js';

export interface PaperOptions extends RunOptions {
  /** Only units whose name contains this. */
  unit?: string;
  since?: string;
  /** 落款 */
  office?: string;
  /** 发文字号 */
  documentNumber?: string;
  /** One letter for a site and not one for each of its units. */
  bySite?: boolean;
  /** Of `return`: nothing is visited. */
  noteOnly?: boolean;
}

/** @param words  which paper, and for `return` the file */
export async function paperCommand(context: Context, words: (string | undefined)[], options: PaperOptions): Promise<number> {
  const [action, file] = words;
  if (action === 'return' && file !== undefined) return returnCommand(context, file, options);
  if (file !== undefined || (action !== undefined && !isPaper(action))) throw usage();
  return withStored(options, async (store) => {
    const wish = wishOf(context, options);
    if (action === undefined) return list(context, store, wish);
    const folder = await reportFolder(options);
    let count = 0;
    for await (const paper of papersOf(store, action, wish, options)) {
      const written = await writeNew(folder, paper);
      count += 1;
      say(context, { zh: `已写入 ${written}`, en: `Written to ${written}` });
    }
    if (count === 0) say(context, { zh: '没有需要写的：没有单位有应整改的问题。', en: 'Nothing to write: no unit has anything to put right.' });
    return EXIT.done;
  });
}

const PAPERS = ['ledger', 'notice', 'self-report', 'circular'] as const;
type PaperKind = (typeof PAPERS)[number];

function isPaper(word: string): word is PaperKind {
  return PAPERS.some((paper) => paper === word);
}

async function* papersOf(store: Store, kind: PaperKind, wish: PaperWish, { bySite }: PaperOptions): AsyncGenerator<Paper> {
  const by = bySite ? 'site' : 'unit';
  switch (kind) {
    case 'ledger':
      yield await ledgerPaper(store, wish);
      return;
    case 'notice':
      yield* noticePapers(store, wish, by);
      return;
    case 'self-report':
      yield* selfReportPapers(store, wish, by);
      return;
    case 'circular':
      yield await circularPaper(store, wish);
  }
}

function wishOf(context: Context, { run, site, unit, since, office, documentNumber, today }: PaperOptions): PaperWish {
  return {
    ...(run !== undefined && { run }),
    ...(site !== undefined && { site }),
    ...(unit !== undefined && { unit }),
    ...(office !== undefined && { office }),
    ...(documentNumber !== undefined && { documentNumber }),
    ...(since !== undefined && { since: chosenDay(since, 'UTC', context.now(), '--since') }),
    ...(today !== undefined && { on: chosenDay(today, 'UTC', context.now()) }),
  };
}

/** The units with their places, so that `--site` and `--unit` can be chosen. */
async function list(context: Context, store: Store, wish: PaperWish): Promise<number> {
  const units = await paperUnits(store, wish);
  for (const { siteName, unit } of units) context.out.write(`${plainText(siteName, 60)}  ${plainText(unit, 60)}\n`);
  say(context, {
    zh: `共 ${units.length} 个单位。${usage().words.zh}`,
    en: `${units.length} unit(s). ${usage().words.en}`,
  });
  return EXIT.done;
}

function usage(): UsageError {
  return new UsageError({
    zh: '用法：shixian paper ledger（整改台账）、notice（整改通知书）、self-report（自查报告）、circular（通报）、return 文件.xlsx（登记报回的整改台账并复核）。',
    en: 'Usage: shixian paper ledger, notice, self-report, circular, or return FILE.xlsx (takes a returned ledger down and re-checks its columns).',
  });
}

const MOST_TRIES = 1000;

/** A file that is there is never written over: somebody may have filled it in. The new one gets a number. */
async function writeNew(folder: string, { name, bytes }: Paper): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; number < MOST_TRIES; number += 1) {
    const file = path.join(folder, number === 1 ? name : `${stem}-${number}${ext}`);
    try {
      await writeFile(file, bytes, { flag: 'wx' });
      return file;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  throw new UsageError({
    zh: `文件夹 ${folder} 里叫 ${name} 的文件太多了，请用 --out 换一个文件夹。`,
    en: `There are too many files called ${name} in ${folder}: name another folder with --out.`,
  });
}
