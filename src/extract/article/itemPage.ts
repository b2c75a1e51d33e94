/**
 * An item's own page (信息内容页): what it says of its item, and its running text. What is read here dates a row that
 * shows no day, so only what the page states of itself counts: a day that merely stands near, in a footer or in a side
 * list, would make a dead column fresh.
 */
import type { Article, DateEvidence, Day, Reading } from '../../model.js';
import { readArticle } from './article.js';
import { joinTexts, type Page } from '../layout/document.js';
import { layOut } from '../layout/layOut.js';
import { readPage, type PageInput } from '../readPage.js';
import { runningTextOf } from './runningText.js';
import { fold, squeeze } from '../layout/words.js';

export interface ItemPageReading {
  /** What kind of answer the page is. */
  reading: Reading;
  /** What the page says of the item; null where it is not the item's document. */
  article: Article | null;
  /** Its running text without white space; null where there is too little to tell it from others. */
  runningText: string | null;
  /**
   * The page names the very day on which it was read, in a place that nobody sees: that may be the day on which a
   * publishing system made the page again. Read on another day it is believed.
   */
  mayBeOfToday: boolean;
}

/**
 * Reads an item's own page. Pure, and never throws whatever the page holds.
 *
 * The page is the item's document where it is one document and shows the row's title; a short page, or one that looks
 * like a list for its attachments, where it bears that title itself.
 *
 * @param rowTitle  the title under which a list shows the item, cut or not; null where it is not known
 */
export function readItemPage(input: PageInput, today: Day, rowTitle: string | null): ItemPageReading {
  const reading = readPage(input, { today });
  const nothing = { reading, article: null, runningText: null, mayBeOfToday: false };
  const couldBe = reading.kind === 'article' || reading.kind === 'list' || reading.unreadable === 'no-list';
  if (!couldBe) return nothing;

  const page = layOut(input.text.replace(/^\ufeff/, ''), input.url);
  if (!isDocumentOf(page, reading, rowTitle)) return nothing;
  const { title: headline, published, written } = reading.article ?? readArticle(page, today);
  const title = titleFor(page, rowTitle) ?? headline;
  const stated = published && isStated(page, title, published) ? published : null;
  return {
    reading,
    article: { title, published: stated, written },
    runningText: runningTextOf(page),
    mayBeOfToday: stated !== null && stated.day === today && /^(?:meta|script)/.test(stated.by),
  };
}

const MOST_TEXT = 40_000;
/** So much of a title is compared: lists cut titles, pages seldom do. */
const TITLE_HEAD = 10;
const SHORTEST_TITLE = 4;
const LONGEST_TITLE = 150;

function isDocumentOf(page: Page, { kind }: Reading, rowTitle: string | null): boolean {
  const head = titleHead(rowTitle ?? '');
  // “查看”, “详情”: the row does not say what its page is called.
  if (head.length < SHORTEST_TITLE) return kind === 'article';
  if (kind === 'article') return squeeze(page.title + joinTexts(page, 0, page.texts.length, MOST_TEXT)).includes(head);
  return squeeze(page.title).includes(head);
}

/** The page's own words for the row's title, in full where the list cut it: the longest text that begins like it. */
function titleFor(page: Page, rowTitle: string | null): string | null {
  const head = titleHead(rowTitle ?? '');
  if (head.length < SHORTEST_TITLE) return null;
  const shown = page.texts.filter(({ text, inLink }) => inLink < 0 && text.length <= LONGEST_TITLE);
  const alike = shown.map(({ text }) => fold(text)).filter((text) => squeeze(text).startsWith(head));
  return alike.reduce<string | null>((best, text) => (best === null || text.length > best.length ? text : best), null);
}

/** The beginning of a row's title without the marks that lists put before it and the dots that stand for its rest. */
function titleHead(rowTitle: string): string {
  const bare = squeeze(rowTitle.slice(0, 300)).replace(/^(?:[[【(（][^\]】)）]{1,12}[\]】)）]|\d{1,3}[.、]|[·•>》\-—])+/, '');
  return bare.replace(/(?:…|\.{2,}).*$/, '').slice(0, TITLE_HEAD);
}

/** Names of meta tags under which some systems keep the day of the last change. */
const OF_A_CHANGE = /^meta:(?:dc\.date|date|created|dateupdate)$/;

/** Whether the page itself states that this is the day of publication. */
function isStated(page: Page, title: string | null, { by, text }: DateEvidence): boolean {
  if (by.startsWith('label:')) return !/更新|修改|变更/.test(by);
  if (by.startsWith('meta:')) return !OF_A_CHANGE.test(by);
  if (by === 'near-title') return standsUnderTitle(page, title, text);
  if (by === 'script') return isVariable(page, text);
  return by === 'url' || by === 'element:publishtime';
}

/** A script's variable is what the page writes into its date line; a field may be that of any record. */
function isVariable(page: Page, value: string): boolean {
  return page.scripts.some(({ text }) => {
    const at = text.indexOf(value);
    return at > 0 && /\b(?:var|let|const)\s{1,4}\w{1,40}\s?=\s?["']\s?$/.test(text.slice(Math.max(0, at - 60), at));
  });
}

/** So many texts may stand between a headline and its date line: a source, the names of buttons. */
const DATE_LINE_WITHIN = 6;

/** The words stand right below the headline, outside links: further down they may be anybody's. */
function standsUnderTitle(page: Page, title: string | null, words: string): boolean {
  const head = squeeze(title ?? '').slice(0, TITLE_HEAD);
  if (head.length < SHORTEST_TITLE) return false;
  const wanted = squeeze(words);
  let sinceTitle = Infinity;
  for (const { text, inLink } of page.texts) {
    const bare = squeeze(text.slice(0, 600));
    if (inLink < 0 && bare.startsWith(head)) sinceTitle = 0;
    else if (sinceTitle <= DATE_LINE_WITHIN && inLink < 0 && bare.startsWith(wanted)) return true;
    else sinceTitle += 1;
  }
  return false;
}

