import { dateInUrl, monthInUrl } from '../dates/urlDate.js';

/**
 * Whether an address looks like that of a column rather than of an article, by its form alone: a folder, an index file,
 * `/col/col123/`, `/public/column/…`, `list.htm`, a page whose name is a word. Where both are possible it does not.
 */
export function isColumnAddress(url: string): boolean {
  if (!URL.canParse(url) || dateInUrl(url) !== null || monthInUrl(url) !== null) return false;
  const { pathname } = new URL(url);
  if (NAMED.test(pathname)) return true;
  if (ARTICLE.test(pathname)) return false;
  const file = /\/([^/]*)$/.exec(pathname)?.[1] ?? '';
  const folder = /([^/]*)\/[^/]*$/.exec(pathname)?.[1] ?? '';
  const isIndex = file === '' || /^(?:index|list|default|channel)(?:[_-]?\d{0,3})?\.\w{2,5}$/i.test(file);
  // A folder that is a long number is as often an article's.
  if (isIndex) return !/^\d{5,}$/.test(folder);
  return /^[a-z]+(?:\.(?:s?html?|jspx?|aspx?))?$/i.test(file);
}

const NAMED = /\/(?:col\/col\d+|public\/column|channels?\/\w+|column\/\w+|lm\d*\/|c\d{4,7}\/(?:list|index)?)/i;
const ARTICLE = /\/(?:art|content|info|detail|show|article|news)[/_]\d|post_|content_/i;
