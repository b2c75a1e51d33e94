/**
 * What of a page is the column's own. A page names its column in its title and again right before the column's content,
 * in a heading or at the end of the breadcrumb; a list under any other heading is then another column's, however fresh.
 */
import { BLANK_WORDS } from './blankWords.js';
import { boxAt, type Page, type TextPiece } from './document.js';
import { columnNames, lastWord, type WeighedGroup } from './prominence.js';
import type { Row } from './row.js';
import { fold } from './words.js';

/** The groups without those under other headings, where one stands under the column's own name; else all. */
export function ownGroups(page: Page, groups: WeighedGroup[]): WeighedGroup[] {
  // A block with a 更多 link only shows the newest of a column, even of the page's own.
  const own = groups.find((group) => group.isOwn && !group.isBlock && group.rows.length > 1 && !isCarousel(page, group));
  if (!own) return groups;
  return groups.filter((group) => {
    const besideOwn = boxAt(page, group.container).parent === boxAt(page, own.container).parent;
    return group.isOwn || besideOwn || !hasForeignHeading(page, group, groups);
  });
}

const CAROUSEL = /swiper|slide|carousel|banner|focus|lunbo|flash|marquee/i;

/** Pictures that change, between a column's name and its list. */
function isCarousel(page: Page, group: WeighedGroup): boolean {
  for (let box = group.container, steps = 0; box >= 0 && steps < 4; steps++) {
    const { attribs, parent } = boxAt(page, box);
    if (CAROUSEL.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`)) return true;
    box = parent;
  }
  return false;
}

/** A heading that is not the last words of the list before: lists in several parts go on without any. */
function hasForeignHeading(page: Page, group: WeighedGroup, groups: WeighedGroup[]): boolean {
  if (group.isOwn || !group.heading) return false;
  const first = (group.rows[0] as Row).order;
  return !groups.some((other) => {
    const { textFrom, textTo } = boxAt(page, other.container);
    return other !== group && textFrom < first && textTo === first;
  });
}

const FEWEST_PROSE = 200;
const LONGEST_NAME = 40;

/** Whether the column's name is followed by running text, or by words that it is empty, before the group begins. */
export function hasOtherContent(page: Page, group: WeighedGroup): boolean {
  const names = columnNames(page);
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
