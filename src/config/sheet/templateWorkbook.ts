import ExcelJS from 'exceljs';
import { stringify } from 'yaml';
import { encodeCellText } from './cellText.js';
import { explanation, type Explained } from './explanation.js';
import type { FlatConfig } from './flattenConfig.js';
import { fieldHeadings, levelHeading, type Field } from './headings.js';
import { OTHER_HEADINGS } from './otherSettings.js';
import { CHOICES_SHEET, EXPLANATION_SHEET, OTHER_SETTINGS, TABLE_SHEET } from './ownSheets.js';

const CADENCES = ['实时', '按日', '按周', '按月', '按季', '按半年', '按年', '静态'];
const CLASSES = ['动态要闻', '通知公告', '政策文件', '人事信息', '规划计划', '其他'];

/** Rows below the last one that have drop-downs as well. */
const SPARE_ROWS = 500;
/** Excel's own limit is 32,767. */
const LONGEST_CELL = 30_000;
const LEAST_LEVELS = 3;

/** In the order of the sheet; the levels of names stand after the site. */
const BEFORE_LEVELS: readonly Field[] = ['site', 'siteId', 'siteUrl'];
const AFTER_LEVELS: readonly Field[] = [
  'url', 'cadence', 'grace', 'class', 'unit', 'person', 'contact', 'since', 'silence', 'source', 'notes', 'id',
];
const NEEDED: readonly Field[] = ['site', 'url', 'cadence'];
const WIDTHS: Partial<Record<Field, number>> = { site: 24, siteUrl: 30, url: 44, cadence: 20, unit: 20, contact: 18, source: 28, notes: 30 };

/**
 * The table that `shixian import` reads back, as an .xlsx: heading frozen, drop-downs, a sheet of explanations, and one of what a table
 * cannot say. All cells are text, so that Excel makes no dates of 4月30日 and no numbers of telephones, and nothing is a formula.
 */
export async function templateWorkbook({ rows, settings }: FlatConfig): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const deepest = rows.reduce((most, { path }) => Math.max(most, path.length), LEAST_LEVELS);
  const levels = Array.from({ length: deepest }, (_, at) => levelHeading(at + 1));
  addTable(workbook, rows, levels);
  addExplanation(workbook, explanation());
  addChoices(workbook, [...new Set(rows.flatMap(({ cells }) => cells.unit ?? []))]);
  addOtherSettings(workbook, settings);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addTable(workbook: ExcelJS.Workbook, rows: FlatConfig['rows'], levels: readonly string[]): void {
  const sheet = workbook.addWorksheet(TABLE_SHEET, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
  });
  const heading = (field: Field) => fieldHeadings[field][0] ?? field;
  const headings = [...BEFORE_LEVELS.map(heading), ...levels, ...AFTER_LEVELS.map(heading)];
  const widths = [...BEFORE_LEVELS.map((field) => WIDTHS[field] ?? 14), ...levels.map(() => 18), ...AFTER_LEVELS.map((field) => WIDTHS[field] ?? 14)];
  sheet.columns = widths.map((width) => ({ width, style: { numFmt: '@', alignment: { vertical: 'top', wrapText: true } } }));
  sheet.addRow(headings);
  const needed = new Set([...NEEDED.map(heading), levelHeading(1)]);
  styleHeading(sheet, headings.map((text) => needed.has(text)));
  for (const { path, cells } of rows) {
    const text = (field: Field) => cellValue(cells[field]);
    sheet.addRow([...BEFORE_LEVELS.map(text), ...levels.map((_, at) => cellValue(path[at])), ...AFTER_LEVELS.map(text)]);
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: Math.max(1, rows.length + 1), column: headings.length } };

  const last = rows.length + 1 + SPARE_ROWS;
  const validate = (field: Field, validation: ExcelJS.DataValidation) => {
    const letter = sheet.getColumn(headings.indexOf(heading(field)) + 1).letter;
    validations(sheet).add(`${letter}2:${letter}${last}`, validation);
  };
  validate('cadence', listOf('A', CADENCES.length, '公开时限', '选一个，或写如 每月10日前、信息形成后20个工作日内（见“填写说明”）。'));
  validate('class', { ...listOf('B', CLASSES.length, '栏目类别', '选一个；不知道的留空。'), showErrorMessage: true, errorStyle: 'stop', errorTitle: '栏目类别', error: '请从下拉框里选一个，或留空。' });
  validate('unit', listOf('C', 200, '责任单位', '可从“选项”表里的单位中选，也可以直接写。'));
  validate('since', prompt('起始日期', '从哪一天起应当公开，如 2025-01-01；不写则从已知最早的一条算起。'));
  validate('grace', prompt('宽限期', '周期结束后多少天内补上仍算按时：5 工作日、10 日；不写为 0。'));
}

/** In exceljs, but not in its types. */
function validations(sheet: ExcelJS.Worksheet): { add(range: string, validation: ExcelJS.DataValidation): void } {
  return (sheet as unknown as { dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void } }).dataValidations;
}

/** Other words than those of the list are taken too: 每月10日前 is no word of the list. */
function listOf(letter: string, count: number, title: string, words: string): ExcelJS.DataValidation {
  return {
    type: 'list', allowBlank: true, formulae: [`${CHOICES_SHEET}!$${letter}$2:$${letter}$${count + 1}`],
    showInputMessage: true, promptTitle: title, prompt: words, showErrorMessage: false,
  };
}

function prompt(title: string, words: string): ExcelJS.DataValidation {
  return { type: 'textLength', operator: 'lessThan', formulae: [1000], allowBlank: true, showInputMessage: true, promptTitle: title, prompt: words };
}

function addExplanation(workbook: ExcelJS.Workbook, { columns, terms, remarks }: Explained): void {
  const sheet = workbook.addWorksheet(EXPLANATION_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [26, 30, 80].map((width) => ({ width, style: { numFmt: '@', alignment: { vertical: 'top', wrapText: true } } }));
  sheet.addRow(['列', '是否必填', '写什么']);
  styleHeading(sheet, [true, true, true]);
  for (const line of columns) sheet.addRow(line);
  sheet.addRow([]);
  sheet.addRow(['公开时限的写法', '读作', '说明']).font = { bold: true };
  for (const line of terms) sheet.addRow(line);
  sheet.addRow([]);
  for (const remark of remarks) sheet.addRow(['', '', remark]);
}

function addChoices(workbook: ExcelJS.Workbook, units: readonly string[]): void {
  const sheet = workbook.addWorksheet(CHOICES_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [16, 16, 30].map((width) => ({ width, style: { numFmt: '@' } }));
  sheet.addRow(['公开时限', '栏目类别', '责任单位']);
  styleHeading(sheet, [true, true, true]);
  const most = Math.max(CADENCES.length, CLASSES.length, units.length);
  for (let at = 0; at < most; at += 1) sheet.addRow([cellValue(CADENCES[at]), cellValue(CLASSES[at]), cellValue(units[at])]);
}

function addOtherSettings(workbook: ExcelJS.Workbook, settings: FlatConfig['settings']): void {
  const sheet = workbook.addWorksheet(OTHER_SETTINGS, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [24, 30, 18, 80].map((width) => ({ width, style: { numFmt: '@', alignment: { vertical: 'top' } } }));
  sheet.addRow([...OTHER_HEADINGS]);
  styleHeading(sheet, [true, true, true, true]);
  for (const { site, column, key, value } of settings) {
    const text = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).replace(/\n$/, '');
    const parts = Array.from({ length: Math.ceil(text.length / LONGEST_CELL) }, (_, at) => text.slice(at * LONGEST_CELL, (at + 1) * LONGEST_CELL));
    sheet.addRow([site, column, key, ...parts].map(cellValue));
  }
}

function styleHeading(sheet: ExcelJS.Worksheet, isNeeded: readonly boolean[]): void {
  const row = sheet.getRow(1);
  row.height = 22;
  isNeeded.forEach((needed, at) => {
    const cell = row.getCell(at + 1);
    cell.font = { bold: true };
    cell.alignment = { vertical: 'middle' };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: needed ? 'FFFFE08A' : 'FFE7E6E6' } };
  });
}

function cellValue(text: string | undefined): string | null {
  return text === undefined ? null : encodeCellText(text);
}
