/** Where the further pages of a list are: links, and where those run by script, what each system counts. */
import { joinTexts, resolveUrl, type Page } from './document.js';
import { lonsunPages } from './readers/lonsun.js';
import { vsbPages } from './readers/vsb.js';
import { webplusPages } from './readers/webplus.js';
import { fold } from './words.js';

const NEXT = /^(?:下一页|下页|后一页|下一頁|next(?:\s*page)?|[>＞»›]{1,2}|下一页[>＞»›]*)$/i;
const GOES_ON = new RegExp(
  String.raw`下一页|下页|尾页|末页|共\s?[\d,]+\s?(?:页|条)|\d\s?\/\s?\d+\s?页|加载更多|点击加载|` +
    'createPageHTML|totalRecord|pageCount|laypage|pagination',
  'i',
);
const MOST_PAGES = 200;

/** Whether the page shows or scripts a pager: its list may then be longer than what it holds. */
export function goesOn(page: Page): boolean {
  if (page.texts.some((piece) => piece.text.length < 80 && GOES_ON.test(piece.text))) return true;
  return page.scripts.some(({ text }) => GOES_ON.test(text));
}

/** Addresses of further pages, the next one first; empty on the last page or where paging is not understood. */
export function nextPagesOf(page: Page, url: string): string[] {
  const fragments = lonsunPages(page, url);
  if (fragments !== null) return fragments.slice(0, MOST_PAGES);
  const current = pageKey(url);
  const found: string[] = [];
  const add = (href: string) => {
    const address = resolveUrl(href, page.base);
    if (!address || pageKey(address) === current || !sameSite(address, url)) return;
    if (!found.includes(address)) found.push(address);
  };
  for (const link of page.links) {
    if (link.textTo - link.textFrom > 4) continue;
    if (NEXT.test(joinTexts(page, link.textFrom, link.textTo, 20))) add(link.href);
  }
  for (const address of createPageHtml(page, url)) add(address);
  if (found.length === 0) for (const address of [...webplusPages(page, url), ...vsbPages(page, url)]) add(address);
  if (found.length > 0) addNumbered(page, add);
  return found.slice(0, MOST_PAGES);
}

/** `createPageHTML(12, 0, "index", "html")`: page n is index_n.html; the three-number form counts records first. */
function createPageHtml(page: Page, url: string): string[] {
  for (const { text } of page.scripts) {
    const match = /createPageHTML\s*\(\s*((?:\d+\s*,\s*){2,4})['"]([\w-]+)['"]\s*,\s*['"](\w+)['"]/i.exec(text);
    if (!match) continue;
    const numbers = (match[1] ?? '').split(',').map((part) => part.trim()).filter(Boolean).map(Number);
    const [total = 0, current = 0] = numbers.length >= 3 ? [numbers[1], numbers[2]] : numbers;
    const pages: string[] = [];
    for (let next = current + 1; next < Math.min(total, current + MOST_PAGES); next++) {
      const address = resolveUrl(`${match[2]}_${next}.${match[3]}`, url);
      if (address) pages.push(address);
    }
    return pages;
  }
  return [];
}

/** Links whose text is a page number, in their order, behind the next page. */
function addNumbered(page: Page, add: (href: string) => void): void {
  for (const link of page.links) {
    if (link.textTo - link.textFrom !== 1) continue;
    const text = fold(joinTexts(page, link.textFrom, link.textTo, 8));
    if (/^\d{1,3}$/.test(text) && Number(text) > 1) add(link.href);
  }
}

/** An address without its fragment and without index.html, so that a pager's link to the page itself is known. */
function pageKey(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/index\.s?html?$/i, '/');
}

function sameSite(one: string, two: string): boolean {
  try {
    const [a, b] = [new URL(one), new URL(two)];
    return a.host === b.host || a.protocol === 'file:' || b.protocol === 'file:';
  } catch {
    return true;
  }
}
