/**
 * The door of the room: one page in, one `Reading` out. First "what kind of answer is this?", then the readers in their
 * order, then what is left: a document, a blank column that says so itself, or an honest "unreadable".
 */
import type { Day, ListSelector, ReadFailure, Reading, RequestBody } from '../model.js';
import { documentSigns, isDocument, isDocumentBesideList, readArticle, saysItIsDocument, type DocumentSigns } from './article/article.js';
import { blankProof } from './answer/blank.js';
import { columnDateOf } from './column/columnDate.js';
import { findDirectory, orDirectory } from './column/directory.js';
import type { Page } from './layout/document.js';
import type { FoundList } from './list/foundList.js';
import { layOut } from './layout/layOut.js';
import { findList, findRowsOfText } from './list/list.js';
import { listSizeOf } from './list/listSize.js';
import { pageNameOf } from './column/pageName.js';
import { goesOn, nextPagesOf } from './list/pager.js';
import { emptyReading, unreadable } from './reading.js';
import { readDatastore } from './readers/hanweb.js';
import { readJson } from './readers/json.js';
import { listAddressOf } from './readers/listAddress.js';
import { lonsunGathers, readBlankLabel } from './readers/lonsun.js';
import { readScriptArrays } from './readers/scriptArrays.js';
import { readScriptList } from './readers/scriptList.js';
import { readWithSelector } from './readers/selector.js';
import { readXml } from './readers/xml.js';
import { refusalOf } from './answer/refusal.js';
import { scriptedListSign } from './answer/scripted.js';
import { linkTitles } from './list/titles.js';

export interface PageInput {
  text: string;
  /** The address that answered; relative links are resolved against it. */
  url: string;
  /** What was posted to it, where the text answers such a question. */
  posted?: RequestBody;
  /** Where the text is put into another page: that page's address, which its relative links are resolved against. */
  base?: string;
  contentType?: string;
  status?: number;
  /** The text is what a browser drew: a script can no longer be the reason why there is no list. */
  drawn?: boolean;
}

export interface ReadContext {
  today: Day;
  selector?: ListSelector;
}

/** The readers that know one CMS's form, in the order in which they are asked; null means "not mine". */
const CMS_READERS: ((page: Page, today: Day) => Reading | null)[] = [readDatastore, readScriptArrays, readBlankLabel];

/** Reads one page. Pure, and never throws whatever the page holds. */
export function readPage(input: PageInput, context: ReadContext): Reading {
  const text = input.text.replace(/^\ufeff/, '');
  if (!/\S/.test(text)) return unreadable('empty', 'the answer has no content');
  const answer = readAnswerText(text, input, context);
  if (answer) return answer;
  const page = laidOut(text, input);
  const reading = refused(page, input) ?? readColumn(page, input, context);
  // Where a person has said which rows are the list, they are.
  const plain = context.selector ? reading : orDirectory(page, reading, findDirectory(page));
  return { ...plain, pageName: pageNameOf(page) };
}

/** The reading of what is no HTML, as endpoints answer; null for any page. */
function readAnswerText(text: string, input: PageInput, context: ReadContext): Reading | null {
  if (/^\s*</.test(text)) return readXml(text, input);
  return readJson(text, input, (html) => readPage({ ...input, text: html, drawn: true }, context));
}

function laidOut(text: string, { url, base, posted }: PageInput): Page {
  const page = layOut(isBareRows(text) ? `<div>${text}</div>` : text, url);
  // A copy is an object of another make for the engine, which then compiles all that reads pages a second time.
  if (base === undefined && !posted) return page;
  return { ...page, ...(base !== undefined && { base }), ...(posted && { posted }) };
}

/** Rows that an endpoint sends for the page to put into its list: nothing stands around them here. */
function isBareRows(text: string): boolean {
  const start = text.slice(0, 5_000);
  return /^\s*<(?:li|tr|dl|dt|dd|div|p|a)[\s>]/i.test(start) && !/<(?:!doctype|html|head|body|frameset)\b/i.test(start);
}

function refused(page: Page, input: PageInput): Reading | null {
  const titleLinks = () => linkTitles(page, []).of.filter((title) => title.isTitle).length;
  const refusal = refusalOf(page, input.status, titleLinks);
  return refusal && { ...unreadable(refusal.reason, refusal.why), redirectTo: refusal.redirectTo };
}

function readColumn(page: Page, input: PageInput, context: ReadContext): Reading {
  if (context.selector) return readSelected(page, context.selector, context.today);
  if (saysItIsDocument(page)) {
    const document = documentReading(page, documentSigns(page, []), context.today);
    if (document) return document;
  }
  for (const read of CMS_READERS) {
    const reading = read(page, context.today);
    if (reading) return reading;
  }
  const { list, unclear } = findList(page, context.today);
  const signs = documentSigns(page, list?.ranges ?? []);
  if (list && !isDocumentBesideList(list, signs, () => readArticle(page, context.today))) return listReading(page, list);

  const scripted = input.drawn ? null : scriptedListSign(page);
  const blank = list ? null : blankProof(page, context.today);
  // The words may be what the script will replace: only the drawn page proves them.
  if (blank && !scripted) return emptyReading('blank', blank, 'generic');
  if (blank && scripted) return elsewhere(page, input, 'js-shell', scripted);
  const document = documentReading(page, signs, context.today);
  if (document) return document;
  const rows = unclear === null && !scripted ? findRowsOfText(page, context.today) : null;
  if (rows) return listReading(page, rows);
  return readScriptList(page) ?? elsewhere(page, input, ...whyNothing(page, scripted, unclear));
}

/** The page as one document, or null where it does not look like one. */
function documentReading(page: Page, signs: DocumentSigns, today: Day): Reading | null {
  const article = readArticle(page, today);
  if (!isDocument(page, article, signs)) return null;
  const why = `one document (${signs.labels.join('、') || 'running text'})`;
  return { ...emptyReading('article', why, 'article'), article };
}

/** A page without a list of its own; an endpoint may have it. A drawn page has shown all that it will. */
function elsewhere(page: Page, { drawn }: PageInput, reason: ReadFailure, why: string): Reading {
  return { ...unreadable(reason, why), listAt: drawn ? null : listAddressOf(page, reason === 'js-shell') };
}

function whyNothing(page: Page, scripted: string | null, unclear: string | null): [ReadFailure, string] {
  if (scripted) return ['js-shell', scripted];
  if (unclear !== null) return ['no-list', unclear];
  if (page.texts.length < 3) return ['empty', 'the page holds next to nothing'];
  return ['no-list', 'no list of items and no word that the column is empty'];
}

function listReading(page: Page, list: FoundList): Reading {
  return {
    ...emptyReading('list', list.why, list.isPortal ? 'generic-blocks' : 'generic'),
    items: list.items,
    nextPages: nextPagesOf(page),
    size: listSizeOf(page),
    gathers: lonsunGathers(page),
    goesOn: goesOn(page),
    columnDate: columnDateOf(page, list.ranges),
    container: list.container,
    setAside: list.setAside,
  };
}

function readSelected(page: Page, selector: ListSelector, today: Day): Reading {
  const reading = readWithSelector(page, selector, today);
  if (reading) return reading;
  const blank = blankProof(page, today);
  if (blank) return emptyReading('blank', blank, 'selector');
  return { ...unreadable('no-list', `the selector “${selector.rows}” finds no row`), reader: 'selector' };
}
