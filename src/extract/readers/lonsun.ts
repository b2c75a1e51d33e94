/**
 * 龙讯 lonsun: a script asks `/site/label/8888?labelName=publicInfoList&organId=…&catId=…` (some sites with a prefix,
 * `/chuzhou/site/label/8888`) and puts the HTML fragment that comes into the page. The request itself names the words
 * for "none" (`result=`), the fragment's script the number of pages (`pageCount:7`), pages are asked by `pageIndex`.
 * Source of the form: field notes §5.1 and §5.2 (fzggw.ah.gov.cn, ahhuoshan.gov.cn, chuzhou.gov.cn).
 */
import type { Reading } from '../../model.js';
import { joinTexts, type Page } from '../document.js';
import { emptyReading } from '../reading.js';
import { fold } from '../words.js';
import { scriptRequests } from './scriptRequests.js';

const LABEL = /\/site\/label\/\d+$/;
/** Labels that list a column; columnTree, num and rel describe it. */
const LIST_LABEL = /^(?:publicInfoList|articleList|contentList|articlePageList|pageList)$/i;
const MOST_PAGES = 200;
const LONGEST_MESSAGE = 60;

/** The address of the fragment with the page's list; null where it names none, or more than one. */
export function lonsunList(page: Page): string | null {
  const lists = scriptRequests(page, '/site/label/').filter((address) => isListLabel(new URL(address)));
  const [only] = lists;
  if (only === undefined || lists.length > 1) return null;
  const url = new URL(only);
  if (!asksForColumn(url.searchParams, new URL(page.url).searchParams)) return null;
  if (!url.searchParams.has('dateFormat')) url.searchParams.set('dateFormat', 'yyyy-MM-dd');
  return url.href;
}

function isListLabel({ pathname, searchParams }: URL): boolean {
  const isList = searchParams.get('action') === null || searchParams.get('action') === 'list';
  return LABEL.test(pathname) && LIST_LABEL.test(searchParams.get('labelName') ?? '') && isList;
}

/** A question without a catalogue, or for another one than the page's address names, may be answered by “none”. */
function asksForColumn(asked: URLSearchParams, shown: URLSearchParams): boolean {
  const catalogues = (query: URLSearchParams) => query.get('catId') || query.get('catIds') || query.get('columnId');
  const named = shown.get('catId');
  return Boolean(catalogues(asked)) && (!named || catalogues(asked)?.split(',').includes(named) === true);
}

/** A fragment that holds the very words that the request gave for "none", and nothing else; null for any other page. */
export function readBlankLabel(page: Page): Reading | null {
  const message = resultOf(page.url);
  if (message === null || joinTexts(page, 0, page.texts.length) !== message) return null;
  return emptyReading('blank', `${message}（result=）`, 'lonsun');
}

function resultOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { pathname, searchParams } = new URL(address);
  const words = fold(searchParams.get('result') ?? '');
  const saysFailure = /失败|错误|异常|超时|error|fail|加载/i.test(words);
  return LABEL.test(pathname) && words && words.length <= LONGEST_MESSAGE && !saysFailure ? words : null;
}

/** The fragments behind this one; null where the page is no such fragment. Its links lead to pages that are shells. */
export function lonsunPages(page: Page, address: string): string[] | null {
  if (!URL.canParse(address) || !LABEL.test(new URL(address).pathname)) return null;
  const count = Number(/\bpageCount\s?['"]?\s?[:=]\s?['"]?(\d{1,5})/.exec(scriptsOf(page))?.[1] ?? 1);
  const current = Math.max(1, Number(new URL(address).searchParams.get('pageIndex') ?? 1) || 1);
  const further = Math.min(count, current + MOST_PAGES) - current;
  return Array.from({ length: Math.max(0, further) }, (_, index) => {
    const url = new URL(address);
    url.searchParams.set('pageIndex', String(current + index + 1));
    return url.href;
  });
}

function scriptsOf(page: Page): string {
  return page.scripts.map(({ text }) => text).join('\n');
}
