/**
 * 浦东新区: a script posts the JSON `{"channelList": ["5144"], "pageSize": 20}` to `/zwgk-search-front/api/data/affair`
 * and draws the list from `{data: {list: […], total}}`, each record with `title`, `url` and `display_date`.
 * Source of the form: field notes §5.1 and §5.2.
 */
import type { PageRequest } from '../../model.js';
import type { Page } from '../layout/document.js';
import { paramsOf } from '../question.js';
import { onlyRequest } from './scriptRequests.js';

/** The question for the page's list; null where it names no channel, or more than one list. */
export function affairList(page: Page): PageRequest | null {
  return onlyRequest(page, '/api/data/affair', ({ pathname }, question) => {
    const channels = paramsOf(question).get('channelList') ?? paramsOf(question).get('channelId') ?? '';
    return pathname.endsWith('/api/data/affair') && /\w/.test(channels);
  });
}
