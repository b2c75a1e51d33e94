/** An empty list is blank only on positive proof: the page must say so itself, where a reader sees it. */
import type { Day } from '../../model.js';
import { BLANK_WORDS } from './blankWords.js';
import type { Page } from '../layout/document.js';
import { findMarks } from '../list/marks.js';
import { sideBoxOf } from '../list/prominence.js';
import { findRows } from '../list/rows.js';
import { linkTitles } from '../list/titles.js';
import { fold } from '../layout/words.js';

const LONGEST_MESSAGE = 60;

/**
 * The words by which the page itself says that there is nothing, or null. Hidden messages prove nothing, nor does a
 * message beside dates that could be rows which were not understood.
 */
export function blankProof(page: Page, today: Day): string | null {
  for (const [index, piece] of page.texts.entries()) {
    if (piece.text.length > LONGEST_MESSAGE) continue;
    const text = fold(piece.text);
    if (text.length < 2 || !BLANK_WORDS.test(text) || page.boxes[piece.box]?.hidden) continue;
    // “附件：暂无” says that one field is empty.
    if (/[:：]\s*$/.test(page.texts[index - 1]?.text ?? '')) continue;
    return hasUnreadRows(page, today) || proseLength(page) > MOST_PROSE ? null : text;
  }
  return null;
}

const MOST_PROSE = 200;

/** Characters of running text outside links and footers: a page that has more to say is not blank. */
function proseLength(page: Page): number {
  return page.texts.reduce((sum, { text, inLink, box }) => {
    const isProse = inLink < 0 && text.length >= 30 && /[，。；、]/.test(text);
    return isProse && !page.boxes[box]?.hidden && sideBoxOf(page, box) === null ? sum + text.length : sum;
  }, 0);
}

const FEWEST_ROWS = 3;

/** Dates in cells of their own that belong to no row: rows without links, perhaps, that a click would open. */
function hasUnreadRows(page: Page, today: Day): boolean {
  const marks = findMarks(page, today);
  const read = new Set(findRows(page, marks, linkTitles(page, marks)).flatMap((row) => row.marks));
  const unread = marks.filter((mark) => mark.by !== 'in-text' && !read.has(mark) && sideBoxOf(page, mark.box) === null);
  return unread.length >= FEWEST_ROWS;
}
