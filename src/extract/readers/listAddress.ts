/** What to ask the endpoint that brings a page's list, as each system names it, where the page itself shows none. */
import type { PageRequest } from '../../model.js';
import type { Page } from '../layout/document.js';
import { addressOf, paramsOf } from '../question.js';
import { affairList } from './affair.js';
import { chinataxList } from './chinatax.js';
import { frameList } from './frame.js';
import { gkmlptList } from './gkmlpt.js';
import { hanwebList } from './hanweb.js';
import { jpaasList } from './jpaas.js';
import { lonsunList } from './lonsun.js';
import { staticJsonList } from './staticJson.js';
import { szinfList } from './szinf.js';
import { ucapList } from './ucap.js';

/** In the order in which they are asked. */
const ENDPOINTS: ((page: Page) => PageRequest | null)[] = [
  lonsunList, jpaasList, hanwebList, ucapList, gkmlptList, szinfList, affairList, chinataxList, staticJsonList,
];

/**
 * The question for the page's list, or null where the page names none that can be told, or one that looks as if it did
 * something: logging in, sending in, counting.
 *
 * @param scripted  a script brings the page's list: a frame beside it is something else
 */
export function listAddressOf(page: Page, scripted: boolean): PageRequest | null {
  if (!URL.canParse(page.url)) return null;
  for (const questionOf of ENDPOINTS) {
    const question = questionOf(page);
    if (question !== null) return onlyAsks(question) ? question : null;
  }
  return scripted ? null : frameList(page);
}

const DOES_SOMETHING =
  /(?:^|[/_.-])(?:login|logon|signin|save|submit|insert|delete|remove|upload|vote|sendSms)(?:$|[/_.?-])/i;
const SECRET = /^(?:pass_?(?:word|wd)|pwd|token|captcha|verify_?code|yzm)$/i;

function onlyAsks(question: PageRequest): boolean {
  const address = new URL(addressOf(question));
  const names = [...paramsOf(question).keys()];
  return !DOES_SOMETHING.test(address.pathname) && !names.some((name) => SECRET.test(name));
}
