/**
 * 开普云 UCAP: a script asks `/common/search/<32 hexadecimal digits>?_isAgg=true&_isJson=true&_pageSize=18&page=1` and
 * draws the list from the JSON `{data: {results: […], total}}`; 证监会 asks `/searchList/<32 hexadecimal digits>`.
 * Source of the form: field notes §5.1 and §5.2 (harbin, hlj, csrc).
 */
import type { PageRequest } from '../../model.js';
import type { Page } from '../layout/document.js';
import { paramsOf, withParam } from '../question.js';
import { onlyRequest } from './scriptRequests.js';

const SEARCH = /\/(?:common\/search|searchList)\/[0-9a-f]{32}$/i;

/** The question for the JSON with the page's list; null where it names none, or more than one. */
export function ucapList(page: Page): PageRequest | null {
  const isList = ({ pathname }: URL) => SEARCH.test(pathname);
  const list = onlyRequest(page, '/common/search/', isList) ?? onlyRequest(page, '/searchList/', isList);
  return list === null || paramsOf(list).has('_isJson') ? list : withParam(list, '_isJson', 'true');
}
