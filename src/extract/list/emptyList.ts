/** Lists without a row, or lists of something that is not read: signs that the column's content stands elsewhere. */
import { boxAt, type Page, type TextPiece } from '../layout/document.js';
import { isInHeader, sideBoxOf, type WeighedGroup } from './prominence.js';
import type { Row } from './row.js';
import { fold } from '../layout/words.js';

const LIST_TAG = /^(?:ul|ol|dl|table|tbody)$/;
const LIST_NAME = /list|news|(?:^|[\s_-])(?:con|content|main|box|lb|data)(?:[\s_\-\d]|$)/i;
const ONLY_LIST_NAME = /list|news/i;
// What scripts fill with something else: pagers, menus, trees, the dots of a slide.
const NO_LIST_NAME =
  /pag|menu|nav|tree|tab|dot|num|btn|share|head|hd|search|sub|crumb|clear|line|ico|top|foot|select|option/i;

/**
 * Whether an empty list, or a box of pictures or frames in its place, stands where the column's own list should be.
 *
 * @param place  number of the text that names the column, -1 where none does
 * @param lead   the list that would be read instead
 * @param isBetweenOnly  only what stands right behind the name counts: a section page may have an empty block
 */
export function emptyListStands(
  page: Page, place: number, lead: WeighedGroup | undefined, isBetweenOnly: boolean,
): boolean {
  if (!lead) return false;
  const isHeaded = lead.under.whose === 'other';
  const at = lead.isOwn ? (lead.rows[0] as Row).order : lead.under.at;
  for (let number = 0; number < page.boxes.length; number++) {
    const box = boxAt(page, number);
    if (box.textTo > box.textFrom || box.hidden) continue;
    const last = isBetweenOnly ? place + 1 : at;
    const isBetween = place >= 0 && box.textFrom > place && box.textFrom <= last && number < lead.container;
    const couldStand = isBetween ? isEmptyPlace(page, number, isHeaded) : isHeaded && !isBetweenOnly && isEmptyList(page, number);
    if (couldStand && (!lead.isOwn || isEmptyList(page, number)) && !isAside(page, number)) return true;
  }
  return isHeaded && !isBetweenOnly && place >= 0 && otherRowsStand(page, place + 1, at);
}

const COLUMN_HEAD =
  /^(?:序号|(?:信息|文件|事项)?(?:标题|名称)|(?:发布|公开|生成|成文|更新)?(?:日期|时间)|文号|发文字号|索引号)$/;
const SHORTEST_TITLE = 8;
const LONG_TITLE = 10;

/** Between the column's name and the list: the head of a table without rows, or links that could be the column's rows. */
function otherRowsStand(page: Page, from: number, to: number): boolean {
  let heads = 0;
  let links = 0;
  for (let index = from; index < to; index++) {
    const { text, inLink, box } = page.texts[index] as TextPiece;
    if (boxAt(page, box).hidden) continue;
    if (COLUMN_HEAD.test(fold(text))) heads++;
    const { length } = fold(text);
    if (inLink >= 0 && length >= SHORTEST_TITLE) links += length >= LONG_TITLE ? 2 : 1;
  }
  return heads >= 2 || links >= 2;
}

/** A box of a list, of pictures, or of a frame between the column's name and the list. */
function isEmptyPlace(page: Page, number: number, isHeaded: boolean): boolean {
  const { name, attribs } = boxAt(page, number);
  if (/^(?:ul|ol|dl)$/.test(name)) return true;
  if (!isHeaded) return false;
  if (name === 'iframe' || LIST_TAG.test(name)) return true;
  return name === 'div' && LIST_NAME.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`);
}

/** Anywhere on the page: an empty list that calls itself one, or stands right under a heading. */
function isEmptyList(page: Page, number: number): boolean {
  const { name, attribs, textFrom } = boxAt(page, number);
  if (!/^(?:ul|ol|dl)$/.test(name)) return false;
  if (ONLY_LIST_NAME.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`)) return true;
  const before = page.texts[textFrom - 1];
  return before !== undefined && /^h[1-6]$/.test(boxAt(page, before.box).name);
}

function isAside(page: Page, number: number): boolean {
  for (let box = number, steps = 0; box >= 0 && steps < 4; steps++) {
    const { attribs, name, parent } = boxAt(page, box);
    if (name === 'body') break;
    if (NO_LIST_NAME.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`)) return true;
    box = parent;
  }
  return isInHeader(page, number) || sideBoxOf(page, number) !== null;
}
