/**
 * 龙讯 lonsun: a script asks `/site/label/8888?labelName=publicInfoList&organId=…&catId=…` by GET or POST (some sites
 * with a prefix, `/chuzhou/site/label/8888`) and puts the HTML fragment that comes into the page. The request itself
 * names the words for "none" (`result=`) and the form of the dates (`dateFormat=`), the fragment's script the number of
 * pages (`pageCount:7`), pages are asked by `pageIndex`.
 * Source of the form: field notes §5.1 and §5.2 (fzggw.ah.gov.cn, ahhuoshan.gov.cn, chuzhou.gov.cn).
 */
import type { PageRequest, Reading } from '../../model.js';
import { joinTexts, questionOf, type Page } from '../layout/document.js';
import { paramsOf, withParam } from '../question.js';
import { emptyReading } from '../reading.js';
import { fold } from '../layout/words.js';
import { onlyRequest } from './scriptRequests.js';

const LABEL = /\/site\/label\/\d+$/;
/** Labels that list a column; columnTree, num and rel describe it. */
const LIST_LABEL = /^(?:publicInfoList|articleList|contentList|articlePageList|pageList)$/i;
const MOST_PAGES = 200;
const LONGEST_MESSAGE = 60;

/** The question for the fragment with the page's list, whole days asked for; null where it names none, or more than one. */
export function lonsunList(page: Page): PageRequest | null {
  const list = onlyRequest(page, '/site/label/', (address, question) => isListLabel(address, paramsOf(question)));
  if (list === null || !asksForColumn(paramsOf(list), new URL(page.url).searchParams)) return null;
  return withWholeDates(list);
}

function isListLabel({ pathname }: URL, asked: URLSearchParams): boolean {
  const isList = asked.get('action') === null || asked.get('action') === 'list';
  return LABEL.test(pathname) && LIST_LABEL.test(asked.get('labelName') ?? '') && isList;
}

/** A question without a catalogue, or for another one than the page's address names, may be answered by “none”. */
function asksForColumn(asked: URLSearchParams, shown: URLSearchParams): boolean {
  const catalogues = (query: URLSearchParams) => query.get('catId') || query.get('catIds') || query.get('columnId');
  const named = shown.get('catId');
  return Boolean(catalogues(asked)) && (!named || catalogues(asked)?.split(',').includes(named) === true);
}

/** The server writes the dates as it is asked to: some pages ask for `MM-dd`, or for none. */
function withWholeDates(question: PageRequest): PageRequest {
  const asked = paramsOf(question);
  const dated = asked.get('isDate') === 'false' ? withParam(question, 'isDate', 'true') : question;
  const format = asked.get('dateFormat') ?? '';
  return /yyyy.*MM.*dd/.test(format) ? dated : withParam(dated, 'dateFormat', 'yyyy-MM-dd');
}

/**
 * Whether the list is that of a parent: a catalogue asked for by `catId` brings the items of all below it, so that a
 * fresh child hides a stale one (field notes §5.1). `isParent=true`, or several catalogues at once, say that there are any.
 */
export function lonsunGathers(page: Page): boolean {
  const isLonsun = isLabel(page) || /\/public\/column\/\d+/.test(page.url);
  return isLonsun && (isOfParent(paramsOf(questionOf(page))) || isOfParent(paramsOf(page.base)));
}

function isOfParent(asked: URLSearchParams): boolean {
  const several = new Set((asked.get('catIds') ?? '').split(',').filter(Boolean));
  return asked.get('isParent') === 'true' || several.size > 1;
}

/** A fragment that holds the very words that the request gave for "none", and nothing else; null for any other page. */
export function readBlankLabel(page: Page): Reading | null {
  const message = resultOf(page);
  if (message === null || joinTexts(page, 0, page.texts.length) !== message) return null;
  return emptyReading('blank', `${message}（result=）`, 'lonsun');
}

function resultOf(page: Page): string | null {
  if (!isLabel(page)) return null;
  const words = fold(paramsOf(questionOf(page)).get('result') ?? '');
  const saysFailure = /失败|错误|异常|超时|error|fail|加载/i.test(words);
  return words && words.length <= LONGEST_MESSAGE && !saysFailure ? words : null;
}

function isLabel({ url }: Page): boolean {
  return URL.canParse(url) && LABEL.test(new URL(url).pathname);
}

/** The fragments behind this one; null where the page is no such fragment. Its links lead to pages that are shells. */
export function lonsunPages(page: Page): PageRequest[] | null {
  if (!isLabel(page)) return null;
  const question = questionOf(page);
  const current = Math.max(1, Number(paramsOf(question).get('pageIndex') ?? 1) || 1);
  const further = Math.min(lonsunPageCount(page) ?? 1, current + MOST_PAGES) - current;
  return Array.from({ length: Math.max(0, further) }, (_, index) =>
    withParam(question, 'pageIndex', String(current + index + 1)),
  );
}

/** How many pages the fragment's script counts; null where it does not. */
export function lonsunPageCount(page: Page): number | null {
  const script = page.scripts.map(({ text }) => text).join('\n');
  const count = isLabel(page) ? /\bpageCount\s?['"]?\s?[:=]\s?['"]?(\d{1,5})/.exec(script)?.[1] : undefined;
  return count === undefined ? null : Number(count);
}
