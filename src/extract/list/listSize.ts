/** How long a list says that it is, in words or in the scripts that draw its pager. */
import type { Reading } from '../../model.js';
import { joinTexts, type Page } from '../layout/document.js';
import { createPageHtml } from '../readers/createPageHtml.js';
import { lonsunPageCount } from '../readers/lonsun.js';

const PAGER = /(?:^|[\s_-])(?:page|pages|pager|paging|pagination|fenye|fanye|pb_sys_common|p_pages|turnpage)/i;
const LONGEST_PAGER = 300;
const PAGES = /共\s?(?:有\s?)?(\d{1,5})\s?页/;
const ITEMS = /共\s?(?:有\s?)?(\d{1,6})\s?(?:条|篇|项)/;

/** Null where nothing is said, or two counts are: then one of them is another list's. */
export function listSizeOf(page: Page): Reading['size'] {
  const texts = pagerTexts(page);
  const scripted = [lonsunPageCount(page), createPageHtml(page)?.total ?? null].filter((count) => count !== null);
  return { items: onlyCount(texts, ITEMS, []), pages: onlyCount(texts, PAGES, scripted) };
}

function pagerTexts(page: Page): string[] {
  const isPager = (words: string | undefined) => words !== undefined && PAGER.test(words);
  const pagers = page.boxes.filter(({ attribs, textLength }) => {
    return textLength > 0 && textLength < LONGEST_PAGER && (isPager(attribs['class']) || isPager(attribs['id']));
  });
  return pagers.map(({ textFrom, textTo }) => joinTexts(page, textFrom, textTo, LONGEST_PAGER));
}

function onlyCount(texts: string[], pattern: RegExp, others: number[]): number | null {
  const found = texts.flatMap((text) => Number(pattern.exec(text)?.[1] ?? NaN));
  const counts = new Set([...found.filter((count) => !Number.isNaN(count)), ...others]);
  return counts.size === 1 ? ([...counts][0] ?? null) : null;
}
