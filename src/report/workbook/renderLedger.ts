/** 整改台账 as an Excel workbook. It is Chinese in every language of the interface: the table has no English form. */
import { plainText } from '../pageText.js';
import { groupBy } from '../groupBy.js';
import { fullUnitName, unitKey, type PaperFacts, type PaperUnit, type Problem, type UnreadColumn } from '../paperFacts.js';
import { cadenceName } from '../words.js';
import { dayCell, linkCell, textCell } from './cells.js';
import { KEY_HEADER, ledgerColumns, LINK_HEADER, RESULT_HEADER, type SheetColumn } from './ledgerColumns.js';
import { sheetNames } from './sheetNames.js';
import { workbookWriter, type Sheet } from './sheets.js';

/**
 * More than so many rows are refused by the callers: a sheet takes 65,530 links, and what comes back is read up to 20,000
 * rows. Nobody reads a longer table; it is asked for by unit or by site.
 */
export const MOST_LEDGER_ROWS = 15_000;

/** So many units have a sheet of their own; those of others stand on the sheet with all. */
const MOST_UNIT_SHEETS = 150;

const ALL = '整改台账';
const UNREAD = '无法监测';
const HOW_TO = '填写说明';

/**
 * One sheet with all problems, one of the columns that could not be read, one for each unit where there are several, and
 * one that says how it is filled in and sent back.
 *
 * @throws RangeError above `MOST_LEDGER_ROWS` problems or unread columns: a bug of the caller
 */
export async function renderLedger(facts: PaperFacts): Promise<Uint8Array> {
  const { run, problems, unread } = facts;
  if (problems.length > MOST_LEDGER_ROWS || unread.length > MOST_LEDGER_ROWS) throw new RangeError('too many rows for a sheet');
  const writer = workbookWriter(run.finishedAt ?? run.startedAt);
  const isOfOneSite = new Set(facts.units.map(({ siteKey }) => siteKey)).size <= 1;
  const nameOf = (unit: PaperUnit) => (isOfOneSite ? unit.unit : fullUnitName(unit));
  const columns = ledgerColumns(run, nameOf);
  const doubt = run.doubtful === null
    ? []
    : [{ text: `注意：本次巡检结果存疑（${run.doubtful.zh}），仅供核对，不得据此通报。`, isGrave: true }];
  const form = (name: string, rows: Problem[]): Sheet<Problem> =>
    ({ name, title: '政务公开栏目整改台账', notes: [...doubt, { text: figures(rows, facts), isGrave: false }], columns, rows });

  writer.add(form(ALL, problems));
  const about = { text: `截至 ${run.day}，以下 ${unread.length} 个栏目未能读取，不计为问题，也不计为超期或空白。`, isGrave: false };
  writer.add({ name: UNREAD, title: '无法监测的栏目', notes: [...doubt, about], columns: unreadColumns(nameOf), rows: unread });
  const units = [...groupBy(problems, unitKey).values()];
  if (units.length > 1) {
    const some = units.slice(0, MOST_UNIT_SHEETS);
    const names = sheetNames(some.map(([first]) => (first ? nameOf(first) : '')), [ALL, UNREAD, HOW_TO]);
    some.forEach((rows, index) => writer.add(form(names[index] ?? '', rows)));
  }
  writer.addLines(HOW_TO, howTo(units.length));
  return writer.finish();
}

/** What the sheet holds, in a line; what was found before and could not be checked is told apart. */
function figures(rows: readonly Problem[], { run, since }: PaperFacts): string {
  const count = (state: Problem['state']) => rows.filter((row) => row.state === state).length;
  const units = new Set(rows.map(unitKey));
  const [first] = rows;
  const whose = units.size === 1 && first ? `${plainText(first.unit, 60)}，` : '';
  return `${whose}截至 ${run.day}：存在问题 ${count('open')} 条；此前发现、本次未能核查 ${count('unverified')} 条（不计入）；${since} 以来已销号 ${count('closed')} 条。`;
}

function unreadColumns(nameOf: (unit: PaperUnit) => string): SheetColumn<UnreadColumn>[] {
  return [
    { header: '序号', width: 6, kind: 'number', cell: (_, number) => number },
    { header: '单位', width: 18, kind: 'text', cell: (column) => textCell(nameOf(column)) },
    { header: '栏目路径', width: 20, kind: 'text', cell: ({ column }) => textCell(column.column.path.join(' / ')) },
    { header: '网址', width: 26, kind: 'link', cell: ({ column }) => linkCell(column.column.url) },
    { header: '公开时限', width: 12, kind: 'text', cell: ({ column }) => textCell(cadenceName(column.column.cadence).zh) },
    { header: '无法监测原因', width: 20, kind: 'text', cell: ({ reason }) => textCell(reason) },
    { header: '最后正常监测时间', width: 14, kind: 'day', cell: ({ lastReadable }) => (lastReadable === null ? '从未读到' : dayCell(lastReadable)) },
    { header: '处理建议', width: 46, kind: 'text', cell: ({ remedy }) => textCell(remedy) },
    { header: '技术信息', width: 18, kind: 'text', cell: ({ detail }) => textCell(detail) },
  ];
}

function howTo(units: number): string[] {
  return [
    '填写说明',
    `1. 整改完成后，在“${LINK_HEADER}”一列填写整改后的信息网址（以 http:// 或 https:// 开头，一格一个），在“${RESULT_HEADER}”一列写明整改情况。`,
    `2. 请勿改动“${KEY_HEADER}”一列；表格可以排序、筛选、删行、移动各列，填好后原样报回。`,
    '3. 收表单位用 shixian paper return 文件.xlsx 登记链接，并当即复核这些栏目；见到整改后才销号。“复核”一列由程序填写。',
    '4. “无法监测”的栏目未能读取，不是问题，请按表中建议处理。',
    '5. 确无应公开信息的，请书面说明，由收表单位登记豁免（shixian waive）。',
    ...(units > MOST_UNIT_SHEETS ? [`6. 单位较多，只为前 ${MOST_UNIT_SHEETS} 个单位单列工作表，全部问题见“${ALL}”。`] : []),
  ];
}
