/** Days that addresses carry, in the CMSs' dialects (field notes §5.1): a witness of publication beside the row. */
import type { Day } from '../../model.js';
import { makeDay } from './dates.js';
import { monthOf } from './monthNames.js';

const URL_DATES = [
  /(?:^|[^\d])t((?:19|20)\d\d)(\d\d)(\d\d)_\d+/, // TRS: t20201231_123.html
  /\/((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})\//, // /2020-12-31/ and /2020/12/31/
  /\/((?:19|20)\d\d)-(\d\d)\/(\d\d)\//, // /2020-12/31/content_1.html
  /\/((?:19|20)\d\d)\/(\d\d)(\d\d)\//, // /2020/1231/
  /\/((?:19|20)\d\d)(\d\d)\/(\d\d)\//, // /202012/31/
  /\/((?:19|20)\d\d)(\d\d)(\d\d)\//, // /20201231/
  /[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6,12})?\.[a-z]{3,5}(?:$|[?#])/, // /20201231.html, /20201231093000123.html
  /\/((?:19|20)\d\d)(\d\d)(\d\d)\d{6,9}\//, // /20201231093000/
  /[/=_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d])/, // /news/2020-12-31-title, ?date=2020-12-31
  /\/((?:19|20)\d\d)(\d\d)(\d\d)[-_][a-z]/i, // /20201231-title.html
];

/** All of them begin with one: most menus' addresses are done here. */
const YEAR = /(?:19|20)\d\d/;

/** /2020/dec/31/ */
const NAMED_MONTH = /\/((?:19|20)\d\d)\/([a-z]{3,9})\/(\d{1,2})\//i;

/** The day that an address carries in one of the CMSs' dialects; null where it carries none. */
export function dateInUrl(url: string): Day | null {
  if (!YEAR.test(url)) return null;
  for (const dialect of URL_DATES) {
    const match = dialect.exec(url);
    const day = match && makeDay(Number(match[1]), Number(match[2]), Number(match[3]));
    if (day) return day;
  }
  const named = NAMED_MONTH.exec(url);
  return named && makeDay(Number(named[1]), monthOf(named[2]), Number(named[3]));
}

/** The year and month that an address carries (`/202012/`); null where it carries none. */
export function monthInUrl(url: string): { year: number; month: number } | null {
  const match = /\/((?:19|20)\d\d)[-/]?(\d\d)\//.exec(url);
  const month = Number(match?.[2]);
  return match && month >= 1 && month <= 12 ? { year: Number(match[1]), month } : null;
}
