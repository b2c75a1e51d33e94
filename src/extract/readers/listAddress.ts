/** The endpoint that brings a page's list, as each system names it. Only asked where the page itself shows no list. */
import type { Page } from '../document.js';
import { frameList } from './frame.js';
import { gkmlptList } from './gkmlpt.js';
import { jpaasList } from './jpaas.js';
import { lonsunList } from './lonsun.js';
import { staticJsonList } from './staticJson.js';
import { ucapList } from './ucap.js';

/** In the order in which they are asked. */
const ENDPOINTS: ((page: Page) => string | null)[] = [
  lonsunList, jpaasList, ucapList, gkmlptList, staticJsonList,
];

/**
 * The address to ask by GET for the page's list, or null where the page names none that can be told.
 *
 * @param scripted  a script brings the page's list: a frame beside it is something else
 */
export function listAddressOf(page: Page, scripted: boolean): string | null {
  if (!URL.canParse(page.url)) return null;
  for (const addressOf of ENDPOINTS) {
    const address = addressOf(page);
    if (address !== null) return address;
  }
  return scripted ? null : frameList(page);
}
