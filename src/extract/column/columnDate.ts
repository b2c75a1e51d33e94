/** The 更新时间 that a column page shows for itself, beside its items, and how sure it is that the column is meant. */
import type { DateEvidence } from '../../model.js';
import { findFullDates } from '../dates/dates.js';
import { boxAt, joinTexts, type Page, type TextPiece } from '../layout/document.js';
import { isInHeader, sideBoxOf } from '../list/prominence.js';
import { titleParts } from './pageName.js';
import { fold, squeeze } from '../layout/words.js';

/**
 * The surest 更新时间 of the page, or null.
 *
 * - `column-label`: its label names the column: 栏目更新时间, 本栏目最近更新于. It may stand anywhere.
 * - `column-head`: a 最后更新 or 更新时间 that stands in the column's head, between the column's name and the first row.
 * - `page-label`: one that stands elsewhere. The 更新时间 of a footer is as often the day of the visit, or of the page's generation.
 *
 * A label inside a link or inside the list is a row's.
 *
 * @param list  the texts that the list takes up, as half-open ranges; empty where it is a single row
 */
export function columnDateOf(page: Page, list: readonly [number, number][]): DateEvidence | null {
  const found = labelledDates(page, list);
  const head = found.length > 0 ? headOf(page, list) : null;
  const isInHead = ({ index }: Labelled) => 
    head !== null && head.from < index && index < head.to && !isBeside(page, index, head);
  const named = found.find(({ label }) => NAMES_COLUMN.test(label));
  if (named) return evidence(named, 'column-label');
  const inHead = found.find(isInHead);
  if (inHead) return evidence(inHead, 'column-head');
  return found[0] ? evidence(found[0], 'page-label') : null;
}

interface Labelled {
  index: number;
  label: string;
  day: string;
  text: string;
}

const LABEL = /(?:(?:本?栏目|本页|页面)(?:内容|信息)?)?(?:最[后近新])?更新(?:时间|日期|于|至)?\s?[:：]?\s?[(（[]?\s?$/;
const NAMES_COLUMN = /栏目(?:内容|信息)?(?:最[后近新])?更新(?:时间|日期|于|至)?/;
const LONGEST_PIECE = 80;
const MOST_LABELS = 20;

function labelledDates(page: Page, list: readonly [number, number][]): Labelled[] {
  const found: Labelled[] = [];
  for (let index = 0; index < page.texts.length && found.length < MOST_LABELS; index++) {
    const { text, inLink } = page.texts[index] as TextPiece;
    if (inLink >= 0 || text.length > LONGEST_PIECE || !/\d/.test(text)) continue;
    if (list.some(([from, to]) => from <= index && index < to)) continue;
    const [date] = findFullDates(text);
    if (!date) continue;
    const own = fold(text.slice(0, date.start));
    const before = own || joinTexts(page, Math.max(0, index - 1), index, 30);
    const label = LABEL.exec(before);
    const words = own ? fold(text.slice(0, date.end)) : `${before} ${date.text}`;
    if (label) found.push({ index, label: label[0], day: date.day, text: words });
  }
  return found;
}

function evidence({ day, text }: Labelled, by: string): DateEvidence {
  return { day, by, text, implied: [] };
}

const FARTHEST_HEAD = 40;

/** From the column's name, as the title gives it, to the first row; null where the name does not stand near the list. */
function headOf(page: Page, list: readonly [number, number][]): { from: number; to: number } | null {
  const [first] = list;
  if (!first) return null;
  const names = titleParts(page.title).slice(0, 2).map(squeeze);
  const [to] = first;
  for (let index = to - 1; index >= Math.max(0, to - FARTHEST_HEAD); index--) {
    const words = squeeze((page.texts[index] as TextPiece).text.slice(0, 60));
    if (names.some((name) => words === name || /[>＞»›]/.test(words) && words.endsWith(name))) return { from: index, to };
  }
  return null;
}

/** In the page's header, a menu or a side box, or right beside a link, as the date of a headline is. */
function isBeside(page: Page, index: number, head: { from: number; to: number }): boolean {
  const { box } = page.texts[index] as TextPiece;
  const isLinked = (at: number) => head.from < at && at < head.to && (page.texts[at] as TextPiece).inLink >= 0;
  if (isLinked(index - 1) || isLinked(index + 1) || (isLinked(index - 2) && isLabelAlone(page, index))) return true;
  return boxAt(page, box).hidden || sideBoxOf(page, box) !== null || isInHeader(page, box);
}

/** The label stands in a text of its own before the day. */
function isLabelAlone(page: Page, index: number): boolean {
  return LABEL.test(fold(page.texts[index - 1]?.text.slice(0, LONGEST_PIECE) ?? ''));
}
