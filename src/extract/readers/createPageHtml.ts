/**
 * 拓尔思 TRS WCM and its kin: `createPageHTML(12, 0, "index", "html")` draws the pager of a static list whose page n is
 * `index_n.html`, counted from 0. The form with three numbers or more counts the records first:
 * `createPageHTML(180, 12, 0, "index", "html", 180)`.
 * Source of the form: field notes §5.1.
 */
import { resolveUrl, type Page } from '../layout/document.js';

const CALL = /createPageHTML\s*\(\s*((?:['"]?\d+['"]?\s*,\s*){2,4})['"]([\w./-]+)['"]\s*,\s*['"](\w+)['"]/gi;
const MOST_PAGES = 200;

interface PagerCall {
  /** Pages, this one included. */
  total: number;
  current: number;
  name: string;
  extension: string;
}

/** What the page's one pager is called with; null where none is, or two are for different lists. */
export function createPageHtml(page: Page): PagerCall | null {
  const calls = page.scripts.flatMap(({ text }) => [...text.matchAll(CALL)].slice(0, 5).map(readCall));
  const [first] = calls;
  const isOne = calls.every((call) => call.name === first?.name && call.total === first.total);
  return first !== undefined && isOne ? first : null;
}

function readCall([, given = '', name = '', extension = '']: RegExpMatchArray): PagerCall {
  const numbers = given.split(',').map((part) => part.replace(/['"\s]/g, '')).filter(Boolean).map(Number);
  const [total = 0, current = 0] = numbers.length >= 3 ? [numbers[1], numbers[2]] : numbers;
  return { total, current, name, extension };
}

/** The addresses of the pages behind this one; empty where no pager is called. */
export function trsPages(page: Page): string[] {
  const call = createPageHtml(page);
  if (call === null) return [];
  const further = Math.min(call.total - 1 - call.current, MOST_PAGES);
  return Array.from({ length: Math.max(0, further) }, (_, index) => {
    return resolveUrl(`${call.name}_${call.current + index + 1}.${call.extension}`, page.url);
  }).flatMap((address) => address ?? []);
}
