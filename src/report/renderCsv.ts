/**
 * `findings.csv`: one row per finding of every level, those that a person set aside at the end, for Excel and WPS: UTF-8
 * with a byte order mark, lines ended by CRLF, and nothing in a cell that a spreadsheet would run as a formula.
 */
import { stringify } from 'csv-stringify/sync';
import type { Language, RunRecord, Words } from '../model.js';
import { dismissedRows, findingRows, unitName, type FindingRow } from './findingRows.js';
import { plainText } from './pageText.js';
import { waiverWords } from './waiverWords.js';
import {
  cadenceName,
  eventNames,
  levelNames,
  speaker,
  statusName,
  unreadableName,
  unreadableRemedy,
  type Say,
} from './words.js';

/** A spreadsheet cell holds at most 32,767 characters; nothing here needs nearly as many. */
const LONGEST_CELL = 2000;

interface CsvColumn {
  header: Words;
  cell: (row: FindingRow, say: Say) => string | number | null;
}

/** The order and the headers are a promise: new columns go to the end. */
const csvColumns: CsvColumn[] = [
  { header: { zh: '站点', en: 'Site' }, cell: ({ column }) => column.siteName },
  { header: { zh: '单位', en: 'Unit' }, cell: ({ column }) => unitName(column) },
  { header: { zh: '栏目路径', en: 'Column path' }, cell: ({ column }) => column.column.path.join(' / ') },
  { header: { zh: '网址', en: 'Address' }, cell: ({ column }) => column.column.url },
  { header: { zh: '公开时限', en: 'Cadence' }, cell: ({ column }, say) => say(cadenceName(column.column.cadence)) },
  { header: { zh: '最后更新时间', en: 'Last update' }, cell: ({ column }) => column.verdict.latest?.date.day ?? null },
  { header: { zh: '未更新天数', en: 'Days since' }, cell: ({ column }) => column.verdict.ageDays },
  { header: { zh: '问题描述', en: 'Finding' }, cell: ({ finding }, say) => say(finding.description) },
  { header: { zh: '依据', en: 'Basis' }, cell: (row, say) => say(row.finding.basis) },
  { header: { zh: '发现时间', en: 'Found on' }, cell: ({ openedOn }) => openedOn },
  { header: { zh: '变化', en: 'Change' }, cell: ({ event }, say) => (event === null ? null : say(eventNames[event])) },
  { header: { zh: '问题类别', en: 'Level' }, cell: ({ finding }, say) => say(levelNames[finding.level]) },
  { header: { zh: '栏目状态', en: 'Column status' }, cell: ({ column }, say) => say(statusName(column.verdict.status)) },
  { header: { zh: '周期', en: 'Period' }, cell: ({ finding }) => finding.period },
  { header: { zh: '无法监测原因', en: 'Why unreadable' }, cell: reasonCell(unreadableName) },
  { header: { zh: '处理建议', en: 'What to do' }, cell: reasonCell(unreadableRemedy) },
  { header: { zh: '最后正常监测时间', en: 'Last readable' }, cell: ({ column }) => column.lastReadable?.day ?? null },
  { header: { zh: '规则编号', en: 'Rule id' }, cell: ({ finding }) => finding.rule },
  { header: { zh: '问题编号', en: 'Finding key' }, cell: ({ finding }) => finding.key },
  { header: { zh: '复发次数', en: 'Came back' }, cell: ({ reopened }) => reopened },
  { header: { zh: '通报日期', en: 'Told on' }, cell: ({ notices }) => notices.at(-1)?.on ?? null },
  { header: { zh: '整改时限', en: 'Due' }, cell: ({ notices }) => notices.at(-1)?.due ?? null },
  { header: { zh: '整改链接', en: 'Link of the repair' }, cell: ({ notices }) => notices.at(-1)?.link ?? null },
  {
    header: { zh: '豁免', en: 'Waiver' },
    cell: ({ column }, say) => column.verdict.waivers.map((waiver) => say(waiverWords(waiver))).join(say({ zh: '；', en: '; ' })),
  },
  { header: { zh: '人工认定', en: "A person's word" }, cell: dismissalCell },
];

/** The whole file as a string that begins with the byte order mark. */
export function renderCsv(record: RunRecord, language: Language): string {
  return [csvHead(language), csvRows(findingRows(record), language), csvRows(dismissedRows(record), language)].join('');
}

/** The byte order mark and the line of headers. */
export function csvHead(language: Language): string {
  const say = speaker(language);
  return stringify([csvColumns.map(({ header }) => say(header))], { ...CSV_FORM, bom: true });
}

/** One line for each; a file may be put together from several such texts. */
export function csvRows(rows: FindingRow[], language: Language): string {
  const say = speaker(language);
  const cells = rows.map((row) =>
    csvColumns.map(({ cell }) => {
      const value = cell(row, say);
      return typeof value === 'string' ? plainText(value, LONGEST_CELL) : value;
    }),
  );
  return stringify(cells, CSV_FORM);
}

const CSV_FORM = { record_delimiter: '\r\n', escape_formulas: true };

/** Filled only for what was called a false alarm: such a row counts for nothing. */
function dismissalCell({ column, finding }: FindingRow, say: Say): string | null {
  const opinion = column.verdict.dismissed.find((each) => each.finding.key === finding.key)?.opinion;
  if (opinion === undefined) return null;
  const { author, reason } = opinion;
  return say({ zh: `误报，不计入：${reason}（${author}）`, en: `False alarm, not counted: ${reason} (${author})` });
}

function reasonCell(words: (reason: Parameters<typeof unreadableName>[0]) => Words): CsvColumn['cell'] {
  return ({ column }, say) => {
    const reason = column.verdict.unreadable?.reason;
    return reason === undefined ? null : say(words(reason));
  };
}
