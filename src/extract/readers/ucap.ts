/**
 * 开普云 UCAP: a script asks `/common/search/<32 hexadecimal digits>?_isAgg=true&_isJson=true&_pageSize=18&page=1` and
 * draws the list from the JSON `{data: {results: […], total}}`.
 * Source of the form: field notes §5.1 and §5.2 (harbin, hlj).
 */
import type { Page } from '../document.js';
import { scriptRequests } from './scriptRequests.js';

const SEARCH = /\/common\/search\/[0-9a-f]{32}$/i;

/** The address of the JSON with the page's list; null where it names none, or more than one. */
export function ucapList(page: Page): string | null {
  const lists = scriptRequests(page, '/common/search/').filter((address) => SEARCH.test(new URL(address).pathname));
  const [only] = lists;
  if (only === undefined || lists.length > 1) return null;
  const url = new URL(only);
  if (!url.searchParams.has('_isJson')) url.searchParams.set('_isJson', 'true');
  return url.href;
}
