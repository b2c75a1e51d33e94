import { readCsv } from './readCsv.js';
import { readXlsx } from './readXlsx.js';
import { BOUNDS, type Sheet } from './sheet.js';
import { noSpreadsheet, passwordProtected, SheetError } from './sheetError.js';

/**
 * Reads a spreadsheet by what its bytes are, whatever its name says: .xlsx or CSV.
 *
 * @param name  of the file, for the sheet of a CSV, which has no name of its own
 * @throws {SheetError}  with what to do
 */
export function readSpreadsheet(bytes: Uint8Array, name: string): (Sheet & { isHidden: boolean })[] {
  if (bytes.length > BOUNDS.fileBytes) throw tooLarge();
  const [first, second, third, fourth] = bytes;
  if (first === 0x50 && second === 0x4b) return readXlsx(bytes);
  if (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0) throw oldForm(bytes);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2000)).replace(/^(?:\u00EF\u00BB\u00BF)?\s+/, '');
  if (/^(?:\u00EF\u00BB\u00BF)?<(?:html|!doctype|table|\?xml|meta)/i.test(head)) throw webPage();
  if (/^(?:\{\\rtf|%PDF)/.test(head)) throw noSpreadsheet();
  return [{ ...readCsv(bytes, name), isHidden: false }];
}

function tooLarge(): SheetError {
  const most = BOUNDS.fileBytes / 1024 ** 2;
  return new SheetError({
    zh: `文件超过 ${most} MB，不像一份栏目任务分解表，没有读。请只保留要导入的工作表，另存一份再试`,
    en: `the file is larger than ${most} MB: no table of columns is so large, so it was not read. Save a copy with only the sheets to be imported`,
  });
}

/** An .xlsx with a password has the same container as the old .xls; it says so in UTF-16. */
function oldForm(bytes: Uint8Array): SheetError {
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  if (isEncrypted) return passwordProtected();
  return new SheetError({
    zh: '这是旧格式（.xls 或 WPS 的 .et）。请用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿 (*.xlsx)”，再导入',
    en: "this is the old form (.xls, or WPS's .et). Open it in Excel or WPS, save it as “Excel workbook (*.xlsx)”, and import that",
  });
}

function webPage(): SheetError {
  return new SheetError({
    zh: '这是网页或 XML 改名成的表格（有些系统这样导出 .xls）。请用 Excel 或 WPS 打开，另存为 .xlsx，再导入',
    en: 'this is a web page or XML under the name of a spreadsheet (as some systems export it). Open it in Excel or WPS and save it as .xlsx',
  });
}
