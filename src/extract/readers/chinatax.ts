/**
 * 国家税务总局: a script posts `channelId=<32 hexadecimal digits>&page=1&size=10` to `/getFileListByCodeId` and draws
 * the list from the JSON `{results: {data: {results: […], total}}}`.
 * Source of the form: field notes §5.1.
 */
import type { PageRequest } from '../../model.js';
import type { Page } from '../layout/document.js';
import { paramsOf } from '../question.js';
import { onlyRequest } from './scriptRequests.js';

/** The question for the page's list; null where it names no channel, or more than one list. */
export function chinataxList(page: Page): PageRequest | null {
  return onlyRequest(page, 'getFileListByCodeId', ({ pathname }, question) => {
    const asked = paramsOf(question);
    return pathname.endsWith('/getFileListByCodeId') && Boolean(asked.get('channelId') || asked.get('codeId'));
  });
}
