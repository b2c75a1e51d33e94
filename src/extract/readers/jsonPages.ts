/** The further pages of a list that an endpoint brings page by page, under a question that counts them. */
import type { PageRequest } from '../../model.js';
import { addressOf, paramsOf, withParam } from '../question.js';

const PAGE = /^_?(?:page|page_?(?:index|no|num|number)|curr?(?:ent)?_?page(?:no)?|current|p)$/i;
const SIZE = /^_?(?:page_?size|per_?page|rows|size|limit)$/i;
/** 金融监管总局 keeps each page in a file: `data_itemId=915,pageIndex=1,pageSize=18.json`. */
const IN_FILE_NAME = /([,_]pageIndex=)(\d{1,5})(?=[,.])/i;
const MOST_PAGES = 200;

/**
 * What to ask for the pages behind this one, as far as the answer counts them. Where it counts nothing, the next page
 * alone: what comes shows whether there is one.
 *
 * @param total  how many records the endpoint counts, null where it does not say
 * @param shown  how many of them this answer holds
 */
export function nextJsonPages(question: PageRequest, total: number | null, shown: number): PageRequest[] {
  const asked = URL.canParse(addressOf(question)) && shown > 0 ? pageAsked(question) : null;
  if (asked === null) return [];
  const further = furtherPages(asked, total, shown);
  return Array.from({ length: Math.min(MOST_PAGES, Math.max(0, further)) }, (_, index) =>
    asked.turned(asked.current + index + 1),
  );
}

/**
 * Whether a total may be that of the page alone: it equals what is shown, and the page is as full as it was asked to be,
 * or as long as pages are.
 */
export function mayCountPage(question: PageRequest, total: number, shown: number): boolean {
  const size = URL.canParse(addressOf(question)) ? (pageAsked(question)?.size ?? 0) : 0;
  return total === shown && (size > 0 ? shown >= size : shown >= SHORTEST_PAGE && shown % 5 === 0);
}

const SHORTEST_PAGE = 10;

interface PageAsked {
  current: number;
  /** 0 where the question does not say. */
  size: number;
  turned(page: number): PageRequest;
}

function furtherPages({ current, size }: PageAsked, total: number | null, shown: number): number {
  if (total === null) return size > 0 && shown < size ? 0 : 1;
  // The last page is short: by what it shows, only the first one tells how long a page is.
  if (size === 0 && current > 1) return 0;
  // Some systems ask for the first page as page 0: of three pages the last is page 2 then.
  return Math.ceil(total / Math.max(size, shown)) - Math.max(1, current);
}

function pageAsked(question: PageRequest): PageAsked | null {
  const params = paramsOf(question);
  const size = Number([...params].find(([name]) => SIZE.test(name))?.[1] ?? 0) || 0;
  const named = [...params.keys()].find((name) => PAGE.test(name));
  if (named !== undefined) return counted(params.get(named), size, (page) => withParam(question, named, String(page)));
  const nested = nestedPage(question, params);
  if (nested) return nested;
  const file = IN_FILE_NAME.exec(addressOf(question));
  if (!file || typeof question !== 'string') return null;
  const inFile = Number(/[,_]pageSize=(\d{1,4})/i.exec(question)?.[1] ?? 0);
  return counted(file[2] ?? null, inFile, (page) => question.replace(IN_FILE_NAME, `$1${page}`));
}

/** 大汉 JPAAS asks for a page inside one parameter: `paramJson={"pageNo":1,"pageSize":15}`. */
function nestedPage(question: PageRequest, params: URLSearchParams): PageAsked | null {
  for (const [name, value] of params) {
    const page = /(["']pageNo["']\s?:\s?["']?)(\d{1,5})/.exec(value);
    if (!page) continue;
    const size = Number(/["'](?:pageSize|rows)["']\s?:\s?["']?(\d{1,4})/.exec(value)?.[1] ?? 0);
    const turned = (number: number) => withParam(question, name, value.replace(page[0], `${page[1]}${number}`));
    return counted(page[2] ?? null, size, turned);
  }
  return null;
}

function counted(current: string | null, size: number, turned: (page: number) => PageRequest): PageAsked | null {
  return current !== null && /^(?:0|[1-9]\d{0,4})$/.test(current) ? { current: Number(current), size, turned } : null;
}
