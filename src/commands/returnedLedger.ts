/**
 * What units wrote into a ledger that came back, by the key of each problem. Rows may be sorted, filtered or deleted, columns
 * moved, and the same problem may stand on several sheets: the words of the header line say which column is which. Nothing
 * is guessed: what is not plain is told with its sheet and row.
 */
import type { Words } from '../model.js';
import { webAddress } from '../report/pageText.js';
import { KEY_HEADER, LINK_HEADER, RESULT_HEADER } from '../report/workbook/ledgerColumns.js';

/** A spreadsheet as it was read: see `Sheet` of config/sheet. */
export interface ReturnedSheet {
  name: string;
  rows: readonly { number: number; cells: ReadonlyMap<number, { text: string; link?: string; isBroken?: true }> }[];
}

export interface ReturnedProblem {
  key: string;
  /** Where it stands first. */
  at: Words;
  /** 整改链接 */
  url?: string;
  /** 整改结果 */
  result?: string;
}

export interface ReturnedLedger {
  /** Those of which anything was filled in, each once. */
  problems: ReturnedProblem[];
  /** What could not be taken, each with its sheet and row. */
  mistakes: Words[];
  /** Sheets with the header of a ledger. */
  sheets: number;
}

export function readReturned(sheets: readonly ReturnedSheet[]): ReturnedLedger {
  const mistakes: Words[] = [];
  const problems = new Map<string, ReturnedProblem>();
  const spoiled = new Set<string>();
  let ledgers = 0;
  for (const sheet of sheets) {
    const header = findHeader(sheet);
    if (header === null) continue;
    ledgers += 1;
    for (const row of sheet.rows.filter(({ number }) => number > header.number)) {
      const at = place(sheet.name, row.number);
      const cell = (column: number | undefined) => (column === undefined ? undefined : row.cells.get(column));
      const key = cell(header.key)?.text.trim() ?? '';
      const given = givenIn(cell(header.link), cell(header.result));
      if (given === null) continue;
      if (key === '') mistakes.push(told(at, NO_KEY));
      else if ('mistake' in given) {
        mistakes.push(told(at, given.mistake));
        spoiled.add(key);
      } else {
        const before = problems.get(key);
        const clash = before && clashOf(before, given);
        if (clash) {
          mistakes.push(told(at, clash));
          spoiled.add(key);
        } else problems.set(key, { ...before, ...given, key, at: before?.at ?? at });
      }
    }
  }
  // Of two words on one problem nobody can say which holds.
  return { problems: [...problems.values()].filter(({ key }) => !spoiled.has(key)), mistakes, sheets: ledgers };
}

interface Header {
  number: number;
  key: number;
  link: number;
  result?: number;
}

const HEADER_ROWS = 50;

function findHeader({ rows }: ReturnedSheet): Header | null {
  for (const { number, cells } of rows.slice(0, HEADER_ROWS)) {
    const at = (words: string) => [...cells].find(([, { text }]) => folded(text) === folded(words))?.[0];
    const [key, link, result] = [at(KEY_HEADER) ?? at('问题编号'), at(LINK_HEADER), at(RESULT_HEADER)];
    if (key !== undefined && link !== undefined) return { number, key, link, ...(result !== undefined && { result }) };
  }
  return null;
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '');
}

type Given = { url?: string; result?: string } | { mistake: Words };

const LONGEST_RESULT = 2000;

/** Null where nothing was filled in. */
function givenIn(link: { text: string; link?: string; isBroken?: true } | undefined, written: { text: string } | undefined): Given | null {
  const result = written?.text.trim().slice(0, LONGEST_RESULT) ?? '';
  const also = result === '' ? {} : { result };
  const text = link?.text.trim() ?? '';
  if (link === undefined || text === '') return result === '' ? null : also;
  if (link.isBroken) return { mistake: BROKEN };
  if (holdsSeveral(text)) return { mistake: SEVERAL };
  const shown = oneAddress(text);
  const target = link.link === undefined ? null : oneAddress(link.link);
  if (shown !== null && target !== null && shown !== target) return { mistake: TWO_TARGETS };
  const url = shown ?? target;
  return url === null ? { mistake: NO_ADDRESS } : { url, ...also };
}

function holdsSeveral(text: string): boolean {
  return (text.match(/https?:\/\//gi)?.length ?? 0) > 1 && /[\s,，;；、]/u.test(text);
}

/** The address as it opens; null where it is none. */
function oneAddress(text: string): string | null {
  const plain = text.trim();
  return /\s/u.test(plain) ? null : webAddress(plain);
}

function clashOf(before: ReturnedProblem, now: { url?: string; result?: string }): Words | null {
  const differs = (one?: string, other?: string) => one !== undefined && other !== undefined && one !== other;
  if (!differs(before.url, now.url) && !differs(before.result, now.result)) return null;
  return {
    zh: `同一问题在${before.at.zh}填写的内容不同，都没有登记。请改成一致再报。`,
    en: `the same problem says something else in ${before.at.en}; neither was taken. Make them alike.`,
  };
}

function place(sheet: string, row: number): Words {
  return { zh: `工作表“${sheet}”第 ${row} 行`, en: `sheet “${sheet}”, row ${row}` };
}

function told(at: Words, what: Words): Words {
  return { zh: `${at.zh}：${what.zh}`, en: `${at.en}: ${what.en}` };
}

const NO_KEY = {
  zh: '填写了内容，但“问题编号”是空的，不知道是哪个问题，没有登记。请从原台账补上编号。',
  en: 'something was filled in, but the key of the problem is missing, so it was not taken. Copy the key from the ledger that was handed out.',
};
const BROKEN = { zh: '整改链接是出错的公式，没有登记。请直接写网址。', en: 'the link is a broken formula and was not taken. Write the address itself.' };
const SEVERAL = { zh: '一格里有多个网址，没有登记。请只留一个最能说明整改的。', en: 'there are several addresses in one cell; none was taken. Keep one.' };
const TWO_TARGETS = {
  zh: '显示的网址与实际链接不一致，没有登记。请重新粘贴网址。',
  en: 'the address shown is not the one that the cell links to; it was not taken. Paste the address again.',
};
const NO_ADDRESS = {
  zh: '整改链接不是以 http:// 或 https:// 开头的网址，没有登记。',
  en: 'the link is no address that begins with http:// or https://, and was not taken.',
};
