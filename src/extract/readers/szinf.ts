/**
 * 苏州: a script asks `/szinf/info/getInfoCommon/?pagesize=15&currpage=1&channelid=…` for the JSON `{infolist: […]}`,
 * each record with `title`, `link` and `pubtime`; the register of documents posts
 * `pageIndex=1&channel_id=…` to `/szinf/xxgk/interfacesWebZcwj/loadData` for `{data: {allRow, totalPage, list: […]}}`.
 * Source of the form: field notes §5.1 and §5.2.
 */
import type { PageRequest } from '../../model.js';
import type { Page } from '../layout/document.js';
import { paramsOf } from '../question.js';
import { onlyRequest } from './scriptRequests.js';

const LIST = /\/szinf\/(?:info\/getInfoCommon|xxgk\/interfacesWebZcwj\/loadData)\/?$/;

/** The question for the page's list; null where it names no channel, or more than one list. */
export function szinfList(page: Page): PageRequest | null {
  return onlyRequest(page, '/szinf/', ({ pathname }, question) => {
    const asked = paramsOf(question);
    return LIST.test(pathname) && Boolean(asked.get('channelid') || asked.get('channel_id'));
  });
}
