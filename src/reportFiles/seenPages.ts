import { decode } from '../crawl/decode.js';
import type { SeenPages } from '../report/html/evidenceDocument.js';
import type { ShownPages } from '../store/evidence.js';

/** Stored pages as people can be shown them: their bodies decoded as the crawler does it. */
export function seenPages(shown: ShownPages | null): SeenPages | null {
  if (shown === null) return null;
  const pages = shown.pages.map(({ finalUrl, by, at, status, contentType, body, picture }) => ({
    finalUrl, by, at, status, picture, text: body && decode(body, contentType ?? undefined).text,
  }));
  return { ...shown, pages };
}
