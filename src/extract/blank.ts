/** An empty list is blank only on positive proof: the page must say so itself, where a reader sees it. */
import type { Day } from '../model.js';
import type { Page } from './document.js';
import { findMarks } from './marks.js';
import { sideBoxOf } from './prominence.js';
import { findRows } from './rows.js';
import { linkTitles } from './titles.js';
import { fold } from './words.js';

const LEAD = String.raw`^[\s\[(（【*!！-]*(?:(?:对不起|抱歉|很抱歉|温馨提示|提示)[，,：:！!\s]*)?`;
const NOTHING_HERE =
  '(?:该|本|此|当前|所选)?(?:栏目|分类|目录|列表|条件)?(?:下|中|内)?(?:暂时|目前)?(?:还)?(?:暂?无|没有找到|没有|尚无|未找到|未查询到|查无)' +
  '(?:任何|相关|符合条件的?|可显示的?|查询|公开)?(?:的)?' +
  '(?:信息|数据|内容|记录|资料|文章|新闻|公告|文件|列表|结果|公开信息|政府信息)(?:发布|内容|记录|数据|信息)?';
const UNDER_WAY = '(?:内容|栏目|页面)?(?:正在|目前|暂时)?(?:建设|更新|完善|整理)中|敬请期待|暂无';
const TRAIL = String.raw`[\s。.！!…~\])）】*-]*(?:敬请期待[。！!]*)?$`;
const BLANK_WORDS = new RegExp(`${LEAD}(?:${NOTHING_HERE}|${UNDER_WAY})${TRAIL}`);
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
