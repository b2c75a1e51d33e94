/** In a table, the head of a date's column says what the date is: 发布日期 is taken before 成文日期 and 生成日期. */
import { roleOfHead } from '../dates/dateRole.js';
import { boxAt, childBoxes, textOf, type Page } from '../layout/document.js';
import type { Group } from './groups.js';
import type { Mark, Row } from './row.js';
import { fold } from '../layout/words.js';

/** The group's rows, their dates' roles told by the table's head where it has one. */
export function columnHeadRoles(page: Page, group: Group): Row[] {
  const isTable = boxAt(page, group.rowBoxes[0] as number).name === 'tr';
  const heads = isTable ? headCells(page, group) : [];
  if (heads.length === 0) return rolesInOrder(page, group);
  return group.rows.map((row, index) => {
    const cells = cellsOf(page, group.rowBoxes[index] as number);
    if (cells.length !== heads.length) return row;
    const marks = row.marks.map((mark) => {
      const head = heads[cells.findIndex((cell) => cell <= mark.box && mark.box < boxAt(page, cell).end)];
      return mark.role === 'unsaid' && head ? { ...mark, role: roleOfHead(head) } : mark;
    });
    return { ...row, marks };
  });
}

function cellsOf(page: Page, row: number): number[] {
  return childBoxes(page, row).filter((child) => /^t[dh]$/.test(boxAt(page, child).name));
}

/** The words of the first row above the dated ones that names columns. */
function headCells(page: Page, group: Group): string[] {
  const { name, parent } = boxAt(page, group.container);
  const table = name === 'tbody' && parent >= 0 ? parent : group.container;
  const rows = new Set(group.rowBoxes);
  for (let box = table + 1; box < boxAt(page, table).end; box++) {
    if (boxAt(page, box).name !== 'tr') continue;
    if (rows.has(box)) return [];
    const heads = cellsOf(page, box).map((cell) => textOf(page, cell, 40));
    if (heads.some((head) => /日期|时间|标题|名称/.test(head))) return heads;
  }
  return [];
}

const HEADS_LOOKED_AT = 8;
const LONGEST_HEAD = 10;
const IS_DATE_HEAD = /(?:日期|时间|时限|有效期|有效期至|截止|截至|截止日|到期日)$/;

/** Rows of several dates under heads that are no table's: 发布日期, 截止日期 stand in the same order as the dates. */
function rolesInOrder(page: Page, group: Group): Row[] {
  const isCell = ({ by }: Mark) => by !== 'in-text';
  const most = Math.max(...group.rows.map((row) => row.marks.filter(isCell).length));
  if (most < 2) return group.rows;
  const heads: string[] = [];
  const first = (group.rows[0] as Row).order;
  for (let index = first - 1; index >= Math.max(0, first - HEADS_LOOKED_AT); index--) {
    const head = fold(page.texts[index]?.text ?? '');
    if (head.length > LONGEST_HEAD) break;
    if (IS_DATE_HEAD.test(head)) heads.unshift(head);
  }
  return group.rows.map((row) => {
    const cells = row.marks.filter(isCell);
    if (cells.length !== heads.length) return row;
    const roleOf = (mark: Mark) => (mark.role === 'unsaid' ? roleOfHead(heads[cells.indexOf(mark)] ?? '') : mark.role);
    return { ...row, marks: row.marks.map((mark) => (isCell(mark) ? { ...mark, role: roleOf(mark) } : mark)) };
  });
}
