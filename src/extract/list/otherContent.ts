/** What stands between the column's name and a list: where the column has other content, the list is not its own. */
import { BLANK_WORDS } from '../answer/blankWords.js';
import { lastWord, type ColumnName } from './columnName.js';
import { boxAt, type Page, type TextPiece } from '../layout/document.js';
import type { WeighedGroup } from './prominence.js';
import type { Row } from './row.js';
import { fold } from '../layout/words.js';

const FEWEST_PROSE = 200;
const LONGEST_NAME = 40;

/** Whether the column's name is followed by running text, or by words that it is empty, before the group begins. */
export function hasOtherContent(page: Page, group: WeighedGroup, { own: names }: ColumnName): boolean {
  let prose = 0;
  for (let index = (group.rows[0] as Row).order - 1; index >= 0; index--) {
    const { text, inLink, box } = page.texts[index] as TextPiece;
    if (inLink < 0 && text.length >= 30 && !standsBeside(page, box, group)) prose += text.length;
    if (text.length > LONGEST_NAME || !names.includes(lastWord(fold(text)))) continue;
    if (prose >= FEWEST_PROSE) return true;
    const next = page.texts[index + 1];
    return next !== undefined && BLANK_WORDS.test(fold(next.text)) && !boxAt(page, next.box).hidden;
  }
  return false;
}

/** An introduction and the list that it introduces are parts of one box. */
function standsBeside(page: Page, box: number, group: WeighedGroup): boolean {
  const around = boxAt(page, box).parent;
  return around >= 0 && around < group.container && group.container < boxAt(page, around).end;
}
