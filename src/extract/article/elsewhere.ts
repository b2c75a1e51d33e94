import { boxAt, type Page } from '../layout/document.js';

const NAMED_ELSEWHERE = new RegExp(
  String.raw`(?:^|[\s_-])(?:comments?|commentlist|respond|disqus|sidebar|related|recommended|recommendations|recent|popular|` +
    String.raw`archives?|similar|ticker|carousel|navigation|navbar|breadcrumbs?|xgxx|xgwz|tuijian)(?:$|[\s_-])|` +
    String.raw`(?:^|\s)(?:(?:site|page|main)[_-]?)?footer(?:$|\s)`,
  'i',
);
const TAGS = new Set(['aside', 'footer', 'nav']);
/** The foot of an article holds its date. */
const OWN_FOOT = /entry|post|article|meta/i;
const FEWEST_ROWS = 3;
const SHORTEST_TITLE = 10;
const LONGEST_ROW = 200;

/** Parts of a page that speak of other documents. */
export interface Elsewhere {
  hasText: (text: number) => boolean;
  hasBox: (box: number) => boolean;
}

/** No part is elsewhere. */
export const NOWHERE: Elsewhere = { hasText: () => false, hasBox: () => false };

/**
 * The page's comments, side columns, lists of related documents and footer, by their tags and class names. What holds the
 * headline, or half of the page's text, is not elsewhere whatever its name: `class="content-sidebar-wrap"`.
 *
 * @param headline number of the text that is the headline, -1 where none is known
 */
export function elsewhereOf(page: Page, headline: number): Elsewhere {
  const texts = new Uint8Array(page.texts.length);
  const boxes = new Uint8Array(page.boxes.length);
  const listed = listsOfLinks(page);
  const known = new Map<string, boolean>();
  const most = page.boxes.reduce((longest, { textLength }) => Math.max(longest, textLength), 0) / 2;
  const isNamed = (words: string | undefined) => {
    if (!words) return false;
    const before = known.get(words);
    if (before !== undefined) return before;
    const named = NAMED_ELSEWHERE.test(words.slice(0, 200));
    known.set(words, named);
    return named;
  };
  for (let number = 0; number < page.boxes.length; number++) {
    const { name, attribs, textFrom, textTo, textLength, end } = boxAt(page, number);
    const isTagged = TAGS.has(name) && !(name === 'footer' && OWN_FOOT.test(attribs['class'] ?? ''));
    if (!isTagged && !listed.has(number) && !isNamed(attribs['class']) && !isNamed(attribs['id'])) continue;
    if (textLength > most || (headline >= textFrom && headline < textTo)) continue;
    texts.fill(1, textFrom, textTo);
    boxes.fill(1, number, end);
    number = end - 1;
  }
  return { hasText: (text) => texts[text] === 1, hasBox: (box) => boxes[box] === 1 };
}

/** Boxes that hold three or more rows with a linked title each: a day there is that of another document. */
function listsOfLinks(page: Page): Set<number> {
  const rows = new Map<number, number>();
  for (const { name, parent, linkTextLength, textLength } of page.boxes) {
    const isRow = (name === 'li' || name === 'tr' || name === 'dd') && linkTextLength >= SHORTEST_TITLE;
    if (isRow && textLength <= LONGEST_ROW && textLength < linkTextLength * 2) rows.set(parent, (rows.get(parent) ?? 0) + 1);
  }
  return new Set([...rows].filter(([, count]) => count >= FEWEST_ROWS).map(([box]) => box));
}
