/**
 * 苏迪 webplus: `/tzgg/list.htm` or `list1.htm`, then `list2.htm` up to what `<em class="all_pages">12</em>` counts.
 * Source of the form: field notes §5.1 (universities).
 */
import { textOf, type Page } from '../layout/document.js';

const MOST_PAGES = 200;

/** The pages behind this one by number; empty where the page does not count them. Its links are asked before. */
export function webplusPages(page: Page, address: string): string[] {
  const form = /^(.*\/list)(\d{0,4})(\.(?:htm|psp))$/.exec(URL.canParse(address) ? new URL(address).pathname : '');
  if (!form) return [];
  const counter = page.boxes.findIndex(({ attribs }) => /(?:^|\s)all_pages(?:\s|$)/.test(attribs['class'] ?? ''));
  const count = counter < 0 ? 0 : Number(/^\d{1,5}$/.exec(textOf(page, counter, 10))?.[0] ?? 0);
  const current = Number(form[2] || 1);
  const further = Math.min(MOST_PAGES, Math.max(0, count - current));
  return Array.from({ length: further }, (_, index) => {
    return new URL(`${form[1]}${current + index + 1}${form[3]}`, address).href;
  });
}
