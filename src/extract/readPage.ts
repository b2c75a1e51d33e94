/**
 * The door of the room: one page in, one `Reading` out. First "what kind of answer is this?", then the readers in their
 * order, then what is left: a document, a blank column that says so itself, or an honest "unreadable".
 */
import type { Day, ListSelector, ReadFailure, Reading } from '../model.js';
import { blankProof, refusalOf, scriptedListSign } from './answer.js';
import { readArticle, type ArticleReading } from './article.js';
import { layOut, type Page } from './document.js';
import { findList, type ListSearch } from './list.js';
import { emptyReading } from './reading.js';
import { goesOn, nextPagesOf } from './pager.js';
import { columnDateOf } from './columnDate.js';
import { readJson } from './readers/json.js';
import { readDatastore } from './readers/hanweb.js';
import { readWithSelector } from './readers/selector.js';
import { linkTitles } from './rows.js';

export interface PageInput {
  text: string;
  /** The address that answered; relative links are resolved against it. */
  url: string;
  contentType?: string;
  status?: number;
  /** The text is what a browser drew: a script can no longer be the reason why there is no list. */
  drawn?: boolean;
}

export interface ReadContext {
  today: Day;
  selector?: ListSelector;
}

/** Reads one page. Pure, and never throws whatever the page holds. */
export function readPage(input: PageInput, context: ReadContext): Reading {
  const text = input.text.replace(/^\ufeff/, '');
  if (!/\S/.test(text)) return unreadable('empty', 'the answer has no content');
  if (/^\s*[[{]/.test(text)) {
    const json = readJson(text, input.url, (html) => readPage({ text: html, url: input.url, drawn: true }, context));
    if (json) return json;
  }
  const page = layOut(text, input.url);
  const titleLinks = linkTitles(page, []).filter((title) => title.isTitle).length;

  const bad = refusalOf(page, input.status, titleLinks);
  if (bad) return { ...unreadable(bad.reason, bad.why), redirectTo: bad.redirectTo };

  if (context.selector) return readWithSelector(page, context.selector, context.today) ?? noRowsForSelector(page, context.selector);

  const datastore = readDatastore(page, context.today);
  if (datastore) return datastore;

  const search = findList(page, context.today);
  const document = readArticle(page, context.today, search.list?.ranges);
  if (search.list && !isArticle(page, search, document)) return listReading(page, search, input);
  const scripted = input.drawn ? null : scriptedListSign(page);
  const blank = blankProof(page);
  if (!search.list && blank && !(scripted && document.proseLength < 200)) return blankReading(blank);
  if (looksLikeDocument(page, document)) return articleReading(document);
  if (scripted) return unreadable('js-shell', scripted);
  if (page.texts.length < 3) return unreadable('empty', 'the page holds next to nothing');
  return unreadable('no-list', 'no list of items and no word that the column is empty');
}

function unreadable(reason: ReadFailure, why: string): Reading {
  return { ...emptyReading('unreadable', why, 'generic'), unreadable: reason };
}

function blankReading(proof: string): Reading {
  return emptyReading('blank', proof, 'generic');
}

function listReading(page: Page, search: ListSearch, input: PageInput): Reading {
  const list = search.list as NonNullable<ListSearch['list']>;
  return {
    ...emptyReading('list', list.why, list.blocks > 1 ? 'generic-blocks' : 'generic'),
    items: list.items,
    nextPages: nextPagesOf(page, input.url),
    goesOn: goesOn(page),
    columnDate: columnDateOf(page),
    container: list.container,
  };
}

function articleReading(document: ArticleReading): Reading {
  return { ...emptyReading('article', `one document (${document.signs.join('、') || 'running text'})`, 'article'), article: document.article };
}

function noRowsForSelector(page: Page, selector: ListSelector): Reading {
  const blank = blankProof(page);
  return blank ? { ...blankReading(blank), reader: 'selector' } : { ...unreadable('no-list', `the selector “${selector.rows}” finds no row`), reader: 'selector' };
}

const STRONG_SIGNS = new Set(['来源', '字号', '打印', '浏览次数', '责任编辑', '文件信息', '发布时间', '上一篇']);

/** A page with a list may still be one document with a list beside or below it. */
function isArticle(page: Page, search: ListSearch, document: ArticleReading): boolean {
  const list = search.list as NonNullable<ListSearch['list']>;
  const titles = list.items.reduce((sum, item) => sum + item.title.length, 0);
  const strong = document.signs.filter((sign) => STRONG_SIGNS.has(sign)).length;
  const hasMeta = document.signs.includes('meta:ArticleTitle') || document.signs.includes('meta:PubDate');
  if (document.signs.includes('schema')) return true;
  if (hasMeta && strong >= 1 && (document.proseLength > 100 || list.items.length < 8)) return true;
  if (strong >= 3 && list.items.length <= 12) return true;
  if (strong >= 2 && document.proseLength > titles * 0.5 && list.items.length < 40) return true;
  if (hasMeta && page.meta.get('articletitle') && list.items.length < 15) return true;
  if (list.dated < list.items.length / 2 && document.proseLength > 400) return true;
  return document.proseLength > 1500 && document.proseLength > titles * 2;
}

function looksLikeDocument(page: Page, document: ArticleReading): boolean {
  const strong = document.signs.filter((sign) => STRONG_SIGNS.has(sign)).length;
  if (document.proseLength >= 150) return true;
  return document.article.published !== null && (strong >= 1 || document.signs.length >= 2 || document.signs.includes('headline')) && page.texts.length > 5;
}
