/**
 * A column whose list stands in a frame: `<iframe src="list.html">`. One frame in the page's main part, large enough to
 * be seen; what stands in side boxes, or calls itself a counter, a login or a recommendation, is not the column's list.
 */
import type { Attributes } from '../layout/attributes.js';
import { resolveUrl, type Page } from '../layout/document.js';
import { sideBoxOf } from '../list/prominence.js';

const OTHER_USE = new RegExp(
  String.raw`weather|tianqi|login|share|count|stat\b|map|video|player|search|banner|head|foot|top\b|left|right|side|` +
    'nav|menu|hot|rank|recommend|tuijian|blank',
  'i',
);
const SMALLEST_PIXELS = 100;

/** The address of the page's one frame that may be its list; null where there is none, or more than one. */
export function frameList(page: Page): string | null {
  const frames = page.boxes.flatMap(({ name, attribs, hidden }, number) => {
    if (name !== 'iframe' || hidden || isSmall(attribs) || sideBoxOf(page, number) !== null) return [];
    const { src = '', id = '', name: title = '' } = attribs;
    return OTHER_USE.test(`${src} ${id} ${title}`) ? [] : (resolveUrl(src, page.base) ?? []);
  });
  const [only, ...others] = new Set(frames);
  return only !== undefined && others.length === 0 && only !== page.url ? only : null;
}

/** A size in per cent is as large as the page. */
function isSmall({ width = '', height = '' }: Attributes): boolean {
  return [width, height].some((size) => /^\d+(?:px)?$/.test(size) && parseInt(size, 10) < SMALLEST_PIXELS);
}
