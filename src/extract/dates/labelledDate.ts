import type { DateEvidence } from '../../model.js';
import { roleOfHead, roleOfLabel } from './dateRole.js';
import { findFullDates } from './dates.js';
import { boxAt, childBoxes, joinTexts, textOf, type Page, type TextPiece } from '../layout/document.js';
import { fold, squeeze } from '../layout/words.js';

const LONGEST_TEXT = 400;
const HAS_YEAR = /(?:19|20)\d\d|[〇○零０-９]|二[ОоO0]|一九/;
const NEAR = 8;
const LONGEST_LABEL = 14;
const LONGEST_CELL = 25;
const LONGEST_HEAD = 12;
const IS_LABEL = /(?:日期|时间|于)[\s:：]*$|[:：]\s*$|^[\s[(（]*(?:发布|发表|成文|印发)[\s:：]*$/;

/** The first date whose label says what it is; the label may stand in the same text or in the one or two before. */
export function labelledDate(page: Page, role: 'published' | 'written'): DateEvidence | null {
  // 更新时间 counts where no 发布时间 stands beside it.
  let updated: { evidence: DateEvidence; index: number } | null = null;
  for (let index = 0; index < page.texts.length; index++) {
    if (updated && index > updated.index + NEAR) break;
    const piece = page.texts[index] as TextPiece;
    if (piece.text.length > LONGEST_TEXT || piece.inLink >= 0 || !HAS_YEAR.test(piece.text)) continue;
    for (const found of findFullDates(piece.text)) {
      const before = piece.text.slice(Math.max(0, found.start - LONGEST_LABEL), found.start);
      const hasLabel = /\S/.test(before.replace(/[\s:：[(（]/g, ''));
      const textsBefore = () => joinTexts(page, Math.max(0, index - 2), index, 40).slice(2 - LONGEST_LABEL);
      const head = hasLabel || piece.text.length > LONGEST_CELL ? '' : headOfCell(page, piece.box);
      if (head && roleOfHead(head) === role) return { day: found.day, by: `label:${head}`, text: found.text, implied: [] };
      const label = lastWords(hasLabel ? before : textsBefore());
      // A verb at the end of a sentence (“…办法》印发”) is no label.
      if (!IS_LABEL.test(label)) continue;
      // 最后更新 is when the page was last touched, not when it was published.
      if (roleOfLabel(label) !== role || (role === 'published' && /最后/.test(label))) continue;
      const name = squeeze(label).replace(/[:：[(（]/g, '');
      const evidence = { day: found.day, by: `label:${name}`, text: found.text, implied: [] };
      if (!/更新|修改/.test(label)) return evidence;
      updated ??= { evidence, index };
    }
  }
  return updated?.evidence ?? null;
}

const lastWords = (text: string) => fold(text).replace(/^.*[\s，,。;；|](?=\S)/, '');

/** The words above a table cell, where the row above is a head that names the columns; empty elsewhere. */
function headOfCell(page: Page, box: number): string {
  let cell = box;
  for (let steps = 0; steps < 3 && cell >= 0 && !isCell(page, cell); steps++) cell = boxAt(page, cell).parent;
  if (cell < 0 || !isCell(page, cell)) return '';
  const row = boxAt(page, cell).parent;
  const table = row >= 0 ? boxAt(page, row).parent : -1;
  if (table < 0) return '';
  const above = rowBefore(page, table, row);
  const at = childBoxes(page, row).indexOf(cell);
  const heads = above < 0 ? [] : childBoxes(page, above);
  const head = at >= 0 && heads.length > at ? textOf(page, heads[at] as number, 40) : '';
  return head.length <= LONGEST_HEAD && /日期|时间/.test(head) ? squeeze(head) : '';
}

const isCell = (page: Page, box: number) => boxAt(page, box).name === 'td';

/** The first row of the table, or of its head, where that is not this row; -1 where there is none. */
function rowBefore(page: Page, table: number, row: number): number {
  const isBody = boxAt(page, table).name === 'tbody';
  const from = isBody && boxAt(page, table).parent >= 0 ? boxAt(page, table).parent : table;
  for (let box = from + 1; box < row; box++) if (boxAt(page, box).name === 'tr') return box;
  return -1;
}
