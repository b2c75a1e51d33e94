/** What was understood of a spreadsheet, row by row, for a person at a terminal. */
import { fieldHeadings } from '../config/sheet/headings.js';
import type { Imported, ImportedRow, SheetRead } from '../config/sheet/importSpreadsheet.js';
import type { CellNote } from '../config/sheet/understandRow.js';
import type { Language, Words } from '../model.js';
import { plainText } from '../report/pageText.js';

/** Lines without a line end. Everything that came from the file is made harmless for a terminal. */
export function importedLines(imported: Imported, language: Language): string[] {
  const { sheets, rows, passedOver, notes, troubles } = imported;
  const told = sheets.flatMap((sheet) => [
    sheetLine(sheet, language),
    ...rows.filter(({ row }) => row.row.sheet === sheet.name).flatMap((row) => rowLines(row, language)),
    ...passedOver
      .filter((one) => one.sheet === sheet.name)
      .map(({ number, why }) => `  ${at(number, language)}  ${MARKS.passedOver[language]}  ${plainText(why[language], 160)}`),
  ]);
  const besides = [...notes.map((words) => ['?', words] as const), ...troubles.map((words) => ['✗', words] as const)];
  return [...told, ...besides.map(([mark, words]) => `${mark} ${plainText(words[language], 400)}`), ...summary(imported, language)];
}

const MARKS = {
  taken: { zh: '✓ 读懂', en: '✓ read' },
  'looked-at': { zh: '? 请核对', en: '? please check' },
  'left-out': { zh: '✗ 没有导入', en: '✗ left out' },
  passedOver: { zh: '- 略过', en: '- passed over' },
} satisfies Record<string, Words>;

function sheetLine({ name, headingAt, unused, isHidden }: SheetRead, language: Language): string {
  const title = plainText(name, 60);
  if (isHidden) return { zh: `工作表“${title}”：隐藏的，没有读`, en: `Sheet ${title}: hidden, not read` }[language];
  if (headingAt === null) {
    return { zh: `工作表“${title}”：没有找到表头（要有栏目名称，以及网址或公开时限），没有读`, en: `Sheet ${title}: no heading found (it names columns, and 网址 or 公开时限), not read` }[language];
  }
  const left = unused.map((heading) => plainText(heading, 30)).join(language === 'zh' ? '、' : ', ');
  return {
    zh: `工作表“${title}”：表头在第 ${headingAt} 行${left === '' ? '' : `，没有用到的列：${left}`}`,
    en: `Sheet ${title}: heading in row ${headingAt}${left === '' ? '' : `, columns not used: ${left}`}`,
  }[language];
}

function at(number: number, language: Language): string {
  return { zh: `第 ${number} 行`, en: `row ${number}` }[language];
}

function rowLines({ row, outcome, words }: ImportedRow, language: Language): string[] {
  const path = row.row.path.map((name) => plainText(name, 40)).join(' > ');
  return [
    `  ${at(row.row.number, language)}  ${MARKS[outcome][language]}  ${path}`,
    ...words.map((one) => `      ${plainText(one[language], 300)}`),
    ...row.cells.map((cell) => `      ${cellLine(cell, language)}`),
  ];
}

/** What it says, what it became where that is another word, and what to look at. */
function cellLine({ field, written, meant, note, as }: CellNote, language: Language): string {
  const said = plainText(written, 100);
  const became = meant === null || meant === written ? '' : ` → ${plainText(meant, 100)}`;
  const mark = as === 'read' ? ' ' : as === 'assumed' ? '?' : '✗';
  return `${mark} ${fieldHeadings[field][0] ?? field} ${said}${became}${note === null ? '' : `  （${plainText(note[language], 200)}）`}`;
}

function summary({ rows, passedOver, config }: Imported, language: Language): string[] {
  const count = (outcome: ImportedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const [taken, looked, left] = [count('taken'), count('looked-at'), count('left-out')];
  const sites = config?.sites.length ?? 0;
  const columns = config?.sites.reduce((sum, site) => sum + site.columns.length, 0) ?? 0;
  return [
    {
      zh: `共 ${rows.length} 行：读懂 ${taken} 行，请核对 ${looked} 行，没有导入 ${left} 行${passedOver.length === 0 ? '' : `，略过 ${passedOver.length} 行`}。得到 ${sites} 个网站、${columns} 个栏目。`,
      en: `${rows.length} rows: ${taken} read, ${looked} to be checked, ${left} left out${passedOver.length === 0 ? '' : `, ${passedOver.length} passed over`}. They make ${sites} sites with ${columns} columns.`,
    }[language],
  ];
}
