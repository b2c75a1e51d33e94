/**
 * Items' own pages (信息内容页), read while a column is visited: for rows that show no day, for both dates where both are
 * wanted, and now and then for whether they still answer. Over HTTP only, one by one, on the column's own site.
 */
import { createHash } from 'node:crypto';
import type { Crawler } from '../crawl/crawler.js';
import type { ItemPageReading } from '../extract/article/itemPage.js';
import {
  datedByPages, isNewestKnown, itemPagesSince, pagesOfDated, pagesOfUndated, pagesToCheck, wantsBothDates, wantsDays,
  type WantedPage,
} from './itemPageChoice.js';
import type {
  Column, Day, FailedFetch, Item, ItemPageAnswer, KnownPage, Site, Snapshot, UnreadableReason,
} from '../model.js';
import { readingHere, type PageReader } from './pageReader.js';
import { isOfSameSite, isSentHome } from './readAddress.js';
import { answered } from '../store/pageSightings.js';

export interface ItemPageSettings {
  today: Day;
  /** What earlier visits to the column learned. */
  knownPages: readonly KnownPage[];
  /** How many pages may be asked for, those that are only checked again are not counted. */
  maxItemPages: number;
  /** The addresses of the list, the one that was read first. */
  listAddresses: readonly string[];
  /** Absent: pages are read in this thread. */
  pageReader?: PageReader;
}

export interface ItemPages {
  /**
   * The rows of one page of the list; those without a day are dated by their own pages as far as may be asked. As they
   * were, on this page and on all further ones, where that would leave open which row is the newest.
   */
  date: (rows: Item[]) => Promise<Item[]>;
  /** After the list was read: the pages of dated items where these are wanted, and a few that are due to be checked. */
  finish: (items: Item[]) => Promise<void>;
  /** What was learned so far, in the order in which it was asked. */
  readonly answers: ItemPageAnswer[];
}

/** Few: a column's pages are checked again in the course of weeks, not in one night. */
const MOST_CHECKS = 3;

/**
 * Made for one visit to one column. Each page is asked for at most once; a refusal, or a host in trouble, ends all
 * asking for this visit.
 */
export function createItemPages(
  crawler: Crawler,
  site: Pick<Site, 'key' | 'robots'>,
  column: Pick<Column, 'cadence' | 'since' | 'itemPages' | 'deadlines'>,
  { today, knownPages, maxItemPages, listAddresses, pageReader = readingHere }: ItemPageSettings,
): ItemPages {
  const known = new Map(knownPages.map((page) => [page.url, page]));
  const choice = { today, since: itemPagesSince(column, today), known, listAddresses };
  const answers: ItemPageAnswer[] = [];
  const listed: Item[] = [];
  let isUsable = true;
  let left = maxItemPages;
  let isRefused = false;

  return {
    answers,
    async date(rows) {
      if (!isUsable) return rows;
      for (const page of wantsDays(column) ? pagesOfUndated(datedByPages(rows, choice), choice) : []) {
        if (left === 0 || isRefused) break;
        left--;
        await ask(page);
      }
      const dated = datedByPages(rows, choice);
      listed.push(...dated);
      isUsable = isNewestKnown(listed);
      return isUsable ? dated : rows;
    },
    async finish(items) {
      const wanted = wantsBothDates(column) ? pagesOfDated(items, choice).slice(0, left) : [];
      for (const page of wanted) if (!isRefused) await ask(page);
      const asked = new Set(answers.map(({ url }) => url));
      const due = column.itemPages === 'none' ? [] : pagesToCheck(choice).filter(({ url }) => !asked.has(url));
      for (const page of due.slice(0, MOST_CHECKS)) if (!isRefused) await ask(page);
    },
  };

  async function ask({ url, title }: WantedPage): Promise<ItemPageAnswer> {
    const [list = url] = listAddresses;
    const fetched = await crawler.fetch(url, site, 'http', { staysOn: (address) => isOfSameSite(address, list) });
    const answer = fetched.outcome === 'failed' ? failedAnswer(url, fetched) : await readAnswer(url, title, fetched, today, pageReader);
    answers.push(answer);
    known.set(url, answered(known.get(url), answer, today).current);
    isRefused = answer.reason !== null && ENDS_ASKING.has(answer.reason);
    return answer;
  }
}

/** Somebody stands in the way, the host is in trouble, or nothing more may be asked of it: the next page would fare no better. */
const ENDS_ASKING = new Set<UnreadableReason>([
  'challenge', 'blocked', 'login', 'rate-limited', 'timeout', 'refused', 'reset', 'dns', 'tls', 'closed-hours', 'over-budget', 'given-up',
]);

function failedAnswer(url: string, fetched: FailedFetch): ItemPageAnswer {
  const { reason, status } = fetched;
  const isGone = reason === 'http-status' && (status === 404 || status === 410);
  // A file where a page was expected, or one on another site: there is something, and it is not for us to read.
  const isThere = reason === 'not-a-page' || reason === 'off-site';
  return { url, fetched, state: isGone ? 'gone' : isThere ? 'answers' : 'unknown', read: null, reason };
}

async function readAnswer(
  url: string,
  title: string | null,
  fetched: Snapshot,
  today: Day,
  pageReader: PageReader,
): Promise<ItemPageAnswer> {
  const failed = (state: ItemPageAnswer['state'], reason: UnreadableReason): ItemPageAnswer =>
    ({ url, fetched, state, read: null, reason });
  // To be sent to the front page is no word of the server's that the page is gone.
  if (isSentHome(url, fetched.finalUrl)) return failed('unknown', 'soft404');

  const { text, finalUrl, headers, status } = fetched;
  const seen = await pageReader.readItemPage({ text, url: finalUrl, contentType: headers['content-type'], status }, today, title);
  switch (seen.reading.unreadable) {
    case 'soft404':
      return failed('gone', 'soft404');
    case 'challenge':
    case 'blocked':
    case 'login':
    case 'error':
    case 'empty':
    case 'unfinished':
      return failed('unknown', seen.reading.unreadable);
    case 'js-shell':
    case 'redirect-shell':
      return failed('answers', seen.reading.unreadable);
    default:
      if (seen.mayBeOfToday) return failed('answers', 'doubtful');
      return { url, fetched, state: 'answers', read: contentOf(seen), reason: null };
  }
}

/** All of it null where the page answers and is not the item's document. */
function contentOf({ article, runningText }: ItemPageReading): NonNullable<ItemPageAnswer['read']> {
  const textHash = runningText === null ? null : createHash('sha256').update(runningText).digest('hex');
  const { title = null, published = null, written = null } = article ?? {};
  return { title, published, written, textHash };
}
