import { boxAt, type Page, type TextPiece } from '../layout/document.js';
import { squeeze } from '../layout/words.js';

/** Shorter texts are alike where documents are not: “见附件。” */
const SHORTEST_TEXT = 100;
const LEAST_PROSE = 15;
/** What stands around every document of a site, and changes with the day or the reader. */
const AROUND = new RegExp(
  '版权所有|主办|承办|备案|ICP|网安备|标识码|更新时间|今天是|现在是|浏览次数|点击|阅读量|访问量|责任编辑|信息来源|' +
    '(?:发布|发表|公开)(?:日期|时间)|来源[:：]|作者[:：]|字号|上一篇|下一篇|打印|关闭窗口|分享到|您(?:现在|当前)?的位置|当前位置',
);
const BLOCK = /^(?:div|article|section|main|form|body|td)$/;

/**
 * The running text of a document without white space: from its first sentence to the end of the element that holds its
 * sentences, tables included, links and what changes by itself (counters, dates of the site) left out. Two documents
 * with one text are one document. Null where there is too little to tell it by.
 */
export function runningTextOf(page: Page): string | null {
  const prose = page.texts.flatMap((piece, index) => (isProse(piece) ? [index] : []));
  if (prose.length === 0) return null;
  const { textFrom, textTo } = boxAt(page, contentBox(page, prose));
  const first = prose.find((index) => index >= textFrom) ?? textFrom;
  const kept = page.texts.slice(first, textTo).filter(({ text, inLink }) => inLink < 0 && !isAround(text));
  const text = squeeze(kept.map((piece) => piece.text).join(''));
  return text.length < SHORTEST_TEXT ? null : text;
}

function isProse({ text, inLink }: TextPiece): boolean {
  return inLink < 0 && text.length >= LEAST_PROSE && /[，。；]/.test(text) && !isAround(text);
}

/** A long sentence may well hold such words. */
function isAround(text: string): boolean {
  return text.length < 120 && AROUND.test(text);
}

/** The block that holds most of the sentences: the smallest one with at least four fifths of their characters. */
function contentBox(page: Page, prose: readonly number[]): number {
  const lengthOf = (index: number) => (page.texts[index] as TextPiece).text.length;
  const whole = prose.reduce((sum, index) => sum + lengthOf(index), 0);
  let longest = prose[0] as number;
  for (const index of prose) if (lengthOf(index) > lengthOf(longest)) longest = index;
  // Climbs from the longest sentence; the sums make each step one subtraction.
  const sums = sumsOf(page, prose);
  let box = (page.texts[longest] as TextPiece).box;
  for (;;) {
    const { textFrom, textTo, name, parent } = boxAt(page, box);
    const inside = (sums[textTo] as number) - (sums[textFrom] as number);
    if (parent < 0 || (BLOCK.test(name) && inside * 5 >= whole * 4)) return box;
    box = parent;
  }
}

function sumsOf(page: Page, prose: readonly number[]): Int32Array {
  const sums = new Int32Array(page.texts.length + 1);
  for (const index of prose) sums[index + 1] = (page.texts[index] as TextPiece).text.length;
  for (let index = 0; index < page.texts.length; index++) {
    sums[index + 1] = (sums[index + 1] as number) + (sums[index] as number);
  }
  return sums;
}
