import type { Words } from '../../model.js';

/** A file that is no spreadsheet that can be read, or that nothing should be read from. */
export class SheetError extends Error {
  override readonly name = 'SheetError';

  /** @param words  what is wrong and what to do, without the name of the file */
  constructor(readonly words: Words, cause?: unknown) {
    super(words.zh, { cause });
  }
}

/** @param what  as `行数`, `rows` */
export function tooMuch(what: Words, limit: number): SheetError {
  return new SheetError({
    zh: `${what.zh}超过 ${limit}，不像一份栏目任务分解表，没有读。请只保留要导入的内容，另存一份再试`,
    en: `more ${what.en} than ${limit}: no table of columns is so large, so it was not read. Save a copy with only what is to be imported`,
  });
}

export function damaged(cause?: unknown): SheetError {
  return new SheetError(
    {
      zh: '文件不完整或已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 再试',
      en: 'the file is incomplete or damaged. Open it in Excel or WPS, save it as .xlsx and try again',
    },
    cause,
  );
}

export function passwordProtected(): SheetError {
  return new SheetError({
    zh: '文件加了密码。请打开后去掉密码，另存为 .xlsx 再试',
    en: 'the file is protected by a password. Open it, take the password away and save it as .xlsx',
  });
}

export function noSpreadsheet(): SheetError {
  return new SheetError({
    zh: '不是表格文件。请用 .xlsx，或以 UTF-8、GBK 保存的 .csv',
    en: 'this is no spreadsheet. Use .xlsx, or .csv saved as UTF-8 or GBK',
  });
}
