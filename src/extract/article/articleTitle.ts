import { boxAt, textOf, type Page, type TextPiece } from '../layout/document.js';
import { fold, squeeze } from '../layout/words.js';

const LONGEST_TITLE = 300;
const SHORTEST_HEADLINE = 8;
const SITE_NAME = /(?:政府|网站|网|首页|局|委员会|办公室|中心)$/;
const TITLE_META = ['og:title', 'title', 'twitter:title', 'dc.title'];

/** The headline of a document, without the site's name; null where the page shows none. */
export function titleOf(page: Page): string | null {
  const pageTitle = page.title.slice(0, LONGEST_TITLE);
  const marked = fold(page.meta.get('articletitle') ?? '');
  if (marked.length >= 2) return marked;
  const heading = page.boxes.findIndex(
    ({ name, textLength }) => (name === 'h1' || name === 'ucaptitle') && textLength >= 4 && textLength < LONGEST_TITLE,
  );
  const shown = heading >= 0 ? textOf(page, heading, LONGEST_TITLE) : '';
  if (shown && (pageTitle.includes(shown.slice(0, 8)) || !pageTitle)) return shown;
  const meta = TITLE_META.map((name) => fold(page.meta.get(name) ?? '')).find((value) => value.length >= 2);
  const head = pageTitle.split(/\s*[-_|–—]{1,2}\s*/)[0] ?? '';
  const isSiteName = shown.length >= SHORTEST_HEADLINE && SITE_NAME.test(head);
  return longestShared(page, pageTitle) ?? (meta || (isSiteName ? shown : head) || shown || null);
}

/** The page's longest short text that also begins the document title: the headline without the site's name. */
function longestShared(page: Page, pageTitle: string): string | null {
  let best: string | null = null;
  let box = -1;
  for (const piece of page.texts) {
    const { text } = piece;
    if (text.length < 6 || text.length > 200 || text.length <= (best?.length ?? 0)) continue;
    const folded = fold(text);
    if (folded.length < 6 || !pageTitle.startsWith(folded)) continue;
    if (folded.length > (best?.length ?? 0)) [best, box] = [folded, piece.box];
  }
  return best === null ? null : (wholeOver(page, box, best, pageTitle) ?? best);
}

/** The text of the box, where line breaks cut the headline into pieces. */
function wholeOver(page: Page, box: number, piece: string, pageTitle: string): string | null {
  const { textLength } = boxAt(page, box);
  if (textLength <= piece.length || textLength > pageTitle.length) return null;
  const whole = textOf(page, box, LONGEST_TITLE);
  return squeeze(pageTitle).startsWith(squeeze(whole)) ? whole : null;
}

/** Number of the text with which the headline begins on the page; -1 where it is not found. */
export function headlineOf(page: Page): number {
  const start = squeeze(titleOf(page) ?? '').slice(0, 12);
  if (start.length < 4) return -1;
  const isHeadline = ({ text }: TextPiece) => text.length < 600 && squeeze(text).startsWith(start);
  const heading = page.boxes.find(
    ({ name, textFrom, textTo }) => name === 'h1' && textTo > textFrom && isHeadline(page.texts[textFrom] as TextPiece),
  );
  if (heading) return heading.textFrom;
  const shown = page.texts.findIndex((piece) => piece.inLink < 0 && isHeadline(piece));
  return shown >= 0 ? shown : page.texts.findIndex(isHeadline);
}
