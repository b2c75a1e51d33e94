/**
 * The columns of 整改台账, as offices know the table. The first fifteen are for people; the last tells the program, when the
 * sheet comes back, which problem a row is about.
 */
import type { CellValue } from 'exceljs';
import type { Day, Run } from '../../model.js';
import type { PaperUnit, Problem } from '../paperFacts.js';
import { localTime } from '../periodWords.js';
import { cadenceName } from '../words.js';
import { dayCell, linkCell, textCell } from './cells.js';

export interface SheetColumn<Row> {
  header: string;
  /** In characters of the standard font. */
  width: number;
  kind: 'text' | 'number' | 'day' | 'link' | 'key';
  /** @param number  of the row in its sheet, from 1 */
  cell: (row: Row, number: number) => CellValue;
}

/** What the reader of a returned ledger goes by, whatever was moved: the words of the header line. */
export const KEY_HEADER = '问题编号（请勿改动）';
export const LINK_HEADER = '整改链接';
export const RESULT_HEADER = '整改结果';

/** @param nameOf  what a unit is called in this table */
export function ledgerColumns({ day, timezone }: Pick<Run, 'day' | 'timezone'>, nameOf: (unit: PaperUnit) => string): SheetColumn<Problem>[] {
  return [
    { header: '序号', width: 5, kind: 'number', cell: (_, number) => number },
    { header: '单位', width: 11, kind: 'text', cell: (problem) => textCell(nameOf(problem)) },
    { header: '栏目路径', width: 16, kind: 'text', cell: ({ column }) => textCell(column.column.path.join(' / ')) },
    { header: '网址', width: 17, kind: 'link', cell: ({ column }) => linkCell(column.column.url) },
    { header: '公开时限', width: 9, kind: 'text', cell: ({ column }) => textCell(cadenceName(column.column.cadence).zh) },
    { header: '最后更新时间', width: 11, kind: 'day', cell: ({ column }) => dayCell(column.verdict.latest?.date.day) },
    { header: '未更新天数', width: 7, kind: 'number', cell: ({ column }) => column.verdict.ageDays },
    { header: '问题描述', width: 34, kind: 'text', cell: ({ finding }) => textCell(finding.description.zh) },
    { header: '依据', width: 16, kind: 'text', cell: ({ finding }) => textCell(finding.basis.zh) },
    { header: '发现时间', width: 11, kind: 'day', cell: ({ openedOn }) => dayCell(openedOn) },
    { header: '快照', width: 11, kind: 'text', cell: (problem) => snapshotCell(problem, timezone) },
    { header: '整改时限', width: 11, kind: 'day', cell: dueCell },
    { header: LINK_HEADER, width: 17, kind: 'link', cell: ({ notices }) => linkCell(notices.at(-1)?.link) },
    { header: RESULT_HEADER, width: 12, kind: 'text', cell: ({ notices }) => textCell(notices.at(-1)?.result ?? '') },
    { header: '复核', width: 11, kind: 'text', cell: (problem) => reviewWords(problem, day) },
    { header: KEY_HEADER, width: 14, kind: 'key', cell: ({ finding }) => textCell(finding.key) },
  ];
}

/** When the page was seen that the problem rests on: that moment's page is kept in the database. */
function snapshotCell({ column, state }: Problem, timezone: string): string {
  const visit = state === 'unverified' ? column.lastReadable : column.lastVisit;
  return visit === null ? '' : `${localTime(visit.at, timezone)} 留存`;
}

function dueCell({ notices }: Problem): CellValue {
  const last = notices.at(-1);
  if (!last) return null;
  return last.due === null ? '待定（工作日历未覆盖）' : dayCell(last.due);
}

/** What our own visits say of the repair; never what a unit wrote. */
export function reviewWords({ state, closedOn, openedOn, notices }: Problem, day: Day): string {
  switch (state) {
    case 'closed':
      return `已销号 ${closedOn ?? ''}`.trim();
    case 'unverified':
      return '未能核查（本次无法监测）';
    case 'open': {
      const due = notices.at(-1)?.due;
      if (due != null && due < day) return '仍存在（已过整改时限）';
      return openedOn === day ? '新发现' : '仍存在';
    }
  }
}
