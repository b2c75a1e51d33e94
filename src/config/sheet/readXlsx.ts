import { dateStyles } from './numberFormats.js';
import { decodeCellText } from './cellText.js';
import { readCells, type WorkbookParts } from './readCells.js';
import { BOUNDS, type Sheet } from './sheet.js';
import { SheetError, tooMuch } from './sheetError.js';
import { walkXml } from './xml.js';
import { zipParts, type ZipParts } from './zipParts.js';

/**
 * Reads an .xlsx file, whoever wrote it: Excel, WPS, LibreOffice or a program. Hidden sheets come as well, and say so.
 *
 * Only what a table of columns needs is read, and by a reader of our own: the library that writes our workbooks lays out each
 * place of a merged or validated area before anything can be counted, so that one line of a hostile file, or a drop-down over a
 * whole column, would fill the memory.
 *
 * @throws {SheetError}
 */
export function readXlsx(bytes: Uint8Array): (Sheet & { isHidden: boolean })[] {
  const parts = zipParts(bytes);
  if (!parts.has('xl/workbook.xml')) throw noWorkbook(parts);
  const targets = relations(parts, 'xl/_rels/workbook.xml.rels', 'xl/');
  const { sheets, isFrom1904 } = workbookOf(parts.read('xl/workbook.xml'));
  const partAt = (type: string) => [...targets.values()].find((one) => one.type === type)?.target;
  const [stringsAt, stylesAt] = [partAt('sharedStrings'), partAt('styles')];
  const shared: WorkbookParts = {
    strings: stringsAt !== undefined && parts.has(stringsAt) ? sharedStrings(parts.read(stringsAt)) : [],
    dateStyles: stylesAt !== undefined && parts.has(stylesAt) ? dateStyles(parts.read(stylesAt)) : [],
    isFrom1904,
  };

  let room: number = BOUNDS.cells;
  return sheets.flatMap(({ name, id, isHidden }) => {
    const relation = targets.get(id);
    if (relation?.type !== 'worksheet' || !parts.has(relation.target)) return [];
    const rows = readCells(parts.read(relation.target), shared, linksOf(parts, relation.target), room);
    room -= rows.reduce((sum, { cells }) => sum + cells.size, 0);
    return [{ name, rows, isHidden }];
  });
}

function workbookOf(part: Uint8Array): { sheets: { name: string; id: string; isHidden: boolean }[]; isFrom1904: boolean } {
  const sheets: { name: string; id: string; isHidden: boolean }[] = [];
  let isFrom1904 = false;
  walkXml(part, {
    open: (tag, { name = '', id = '', state = 'visible', date1904 }) => {
      if (tag === 'workbookPr') isFrom1904 = date1904 === '1' || date1904 === 'true';
      if (tag !== 'sheet') return;
      sheets.push({ name: decodeCellText(name), id, isHidden: state !== 'visible' });
      if (sheets.length > BOUNDS.sheets) throw tooMuch({ zh: '工作表', en: 'sheets' }, BOUNDS.sheets);
    },
  });
  return { sheets, isFrom1904 };
}

/** Each text with all its runs of fonts together; the readings that Japanese and Chinese Excel keep beside it (`rPh`) left out. */
function sharedStrings(part: Uint8Array): string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isReading = false;
  walkXml(part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isReading = true;
      if (name === 't') isText = true;
    },
    text: (more) => {
      if (isText && !isReading) text += more;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isReading = false;
      if (name === 'si') strings.push(decodeCellText(text));
    },
  });
  return strings;
}

function linksOf(parts: ZipParts, sheetAt: string): Map<string, string> {
  const at = sheetAt.replace(/([^/]+)$/, '_rels/$1.rels');
  const found = [...relations(parts, at, '')].filter(([, { type }]) => type === 'hyperlink');
  return new Map(found.map(([id, { target }]) => [id, target]));
}

/** What a part refers to, by ids. @param folder  what targets are relative to; empty where they are addresses */
function relations(parts: ZipParts, at: string, folder: string): Map<string, { type: string; target: string }> {
  const found = new Map<string, { type: string; target: string }>();
  if (!parts.has(at)) return found;
  walkXml(parts.read(at), {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship') return;
      const target = folder === '' ? Target : Target.startsWith('/') ? Target.slice(1) : `${folder}${Target}`;
      found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return found;
}

function noWorkbook(parts: ZipParts): SheetError {
  if (parts.has('content.xml')) {
    return new SheetError({
      zh: '这是 LibreOffice 的 .ods 文件。请打开，另存为 .xlsx 再试',
      en: "this is LibreOffice's .ods. Open it and save it as .xlsx",
    });
  }
  return new SheetError({
    zh: '不是 .xlsx 表格（可能是 .docx 等其他文件，或 .xlsb）。请用 Excel 或 WPS 打开，另存为 .xlsx 再试',
    en: 'this is no .xlsx (it may be a .docx, an .xlsb or another file). Open it in Excel or WPS and save it as .xlsx',
  });
}
