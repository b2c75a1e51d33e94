/**
 * Sheets of one form: a title, a line that says what it is about, a header that stays in sight and is printed on each page,
 * and rows that are written one by one, so that no more than their text is held.
 */
import ExcelJS, { type Alignment, type CellValue, type Style, type Worksheet } from 'exceljs';
import type { Instant } from '../../model.js';
import type { SheetColumn } from './ledgerColumns.js';

export interface Sheet<Row> {
  name: string;
  title: string;
  /** Lines below the title, the grave ones in red. */
  notes: { text: string; isGrave: boolean }[];
  columns: readonly SheetColumn<Row>[];
  rows: readonly Row[];
}

export interface WorkbookWriter {
  add<Row>(sheet: Sheet<Row>): void;
  /** Plain lines, for an explanation. */
  addLines(name: string, lines: readonly string[]): void;
  finish(): Promise<Uint8Array>;
}

/** @param at  the moment that the file says it was made at */
export function workbookWriter(at: Instant): WorkbookWriter {
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ useStyles: true, useSharedStrings: true });
  writer.creator = '时限';
  writer.lastModifiedBy = '时限';
  writer.created = new Date(at);
  writer.modified = new Date(at);
  return {
    add: (sheet) => addSheet(writer, sheet),
    addLines: (name, lines) => addLines(writer, name, lines),
    async finish() {
      await writer.commit();
      // Where neither a file nor a stream is named, the writer keeps the bytes in a buffer of its own.
      const { stream } = writer as unknown as { stream: { read(): Uint8Array } };
      return stream.read();
    },
  };
}

function addSheet<Row>(writer: ExcelJS.stream.xlsx.WorkbookWriter, { name, title, notes, columns, rows }: Sheet<Row>): void {
  const headerRow = notes.length + 2;
  const lastRow = headerRow + rows.length;
  const shown = columns.filter(({ kind }) => kind !== 'key').length;
  const sheet = writer.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: Math.min(3, columns.length), ySplit: headerRow }],
    pageSetup: {
      ...PAGE,
      printTitlesRow: `${headerRow}:${headerRow}`,
      printArea: `A$1:${letter(shown)}$${lastRow}`,
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页', oddHeader: '' },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  line(sheet, title, TITLE, 26);
  for (const { text, isGrave } of notes) line(sheet, text, isGrave ? GRAVE : NOTE, 18);

  const header = sheet.addRow(columns.map(({ header: words }) => words));
  header.height = 32;
  columns.forEach((_, index) => (header.getCell(index + 1).style = HEADER));
  header.commit();
  sheet.autoFilter = { from: { row: headerRow, column: 1 }, to: { row: Math.max(lastRow, headerRow), column: columns.length } };
  rows.forEach((row, index) => {
    const values = columns.map(({ cell }) => cell(row, index + 1));
    const written = sheet.addRow(values);
    written.height = rowHeight(values, columns);
    columns.forEach(({ kind }, at) => {
      written.getCell(at + 1).style = typeof values[at] === 'string' && kind === 'day' ? STYLES.text : STYLES[kind];
    });
    written.commit();
  });
  sheet.commit();
}

function addLines(writer: ExcelJS.stream.xlsx.WorkbookWriter, name: string, lines: readonly string[]): void {
  const sheet = writer.addWorksheet(name, { pageSetup: { ...PAGE, orientation: 'portrait' } });
  sheet.columns = [{ width: 96 }];
  for (const [index, text] of lines.entries()) {
    const row = sheet.addRow([text]);
    row.getCell(1).style = index === 0 ? TITLE : LINE;
    row.commit();
  }
  sheet.commit();
}

/** Not merged: a merged line stands in the way of whoever sorts or deletes columns. */
function line(sheet: Worksheet, text: string, style: Partial<Style>, height: number): void {
  const row = sheet.addRow([text]);
  row.height = height;
  row.getCell(1).style = style;
  row.commit();
}

/** A4, lying, as wide as the page and as many pages high as it takes. */
const PAGE: Partial<ExcelJS.PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
};

const FONT = { name: '宋体', size: 10 };
const BORDER_LINE = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const BORDER = { top: BORDER_LINE, left: BORDER_LINE, bottom: BORDER_LINE, right: BORDER_LINE };
const WRAPPED: Partial<Alignment> = { vertical: 'middle', horizontal: 'left', wrapText: true };
const CENTRED: Partial<Alignment> = { vertical: 'middle', horizontal: 'center', wrapText: true };

const TITLE: Partial<Style> = { font: { name: '黑体', size: 16, bold: true }, alignment: { vertical: 'middle' } };
const NOTE: Partial<Style> = { font: { ...FONT, color: { argb: 'FF595959' } }, alignment: { vertical: 'middle' } };
const GRAVE: Partial<Style> = { font: { ...FONT, bold: true, color: { argb: 'FFC00000' } }, alignment: { vertical: 'middle' } };
const LINE: Partial<Style> = { font: { ...FONT, size: 11 }, alignment: WRAPPED };
const HEADER: Partial<Style> = {
  font: { name: '黑体', size: 10 },
  alignment: CENTRED,
  border: BORDER,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7E6E6' } },
};

/** Text is formatted as text (`@`): whoever edits a cell that begins with = makes no formula of it. */
const STYLES: Record<SheetColumn<never>['kind'], Partial<Style>> = {
  text: { font: FONT, alignment: WRAPPED, border: BORDER, numFmt: '@' },
  number: { font: FONT, alignment: CENTRED, border: BORDER },
  day: { font: FONT, alignment: CENTRED, border: BORDER, numFmt: 'yyyy-mm-dd' },
  link: { font: { ...FONT, color: { argb: 'FF0563C1' }, underline: true }, alignment: WRAPPED, border: BORDER, numFmt: '@' },
  key: { font: { ...FONT, size: 7, color: { argb: 'FF999999' } }, alignment: { vertical: 'middle' }, border: BORDER, numFmt: '@' },
};

/** Some programs do not reckon it themselves on opening: as high as the cell with the most lines, in points. */
function rowHeight<Row>(values: readonly CellValue[], columns: readonly SheetColumn<Row>[]): number {
  const lines = columns.map(({ width, kind }, at) => (kind === 'key' ? 1 : Math.ceil(textWidth(values[at]) / (width - 1))));
  return Math.min(MOST_HEIGHT, Math.max(20, Math.max(...lines) * LINE_HEIGHT + 4));
}

const LINE_HEIGHT = 13.5;
/** Excel's limit is 409 points. */
const MOST_HEIGHT = 400;

/** In characters of the standard font: a Chinese one is two wide. */
function textWidth(value: CellValue | undefined): number {
  const text = typeof value === 'string' ? value : value !== null && typeof value === 'object' && 'text' in value ? value.text : '';
  let width = 0;
  for (let index = 0; index < Math.min(text.length, 2000); index += 1) width += text.charCodeAt(index) < 0x2e80 ? 1 : 2;
  return width;
}

/** `A` for 1; there are never more than 26 columns here. */
function letter(column: number): string {
  return String.fromCharCode(64 + column);
}
