/**
 * 发布日期: when a document appeared. Visible, labelled dates come first, since meta tags lie (on some platforms PubDate is
 * the time at which the page was generated); what is only near or in the address comes last.
 */
import type { DateEvidence, Day } from '../model.js';
import { titleOf } from './articleTitle.js';
import { hasClockWords } from './clock.js';
import { findFullDates } from './dates.js';
import { boxAt, textOf, type Page, type TextPiece } from './document.js';
import { readAnyDay, readForeignDay } from './foreignDate.js';
import { labelledDate } from './labelledDate.js';
import { readStandaloneDate } from './standaloneDate.js';
import { dateInUrl } from './urlDate.js';
import { fold, squeeze } from './words.js';

/** The publish day, or null. A day after `today` is never taken. */
export function publishDateOf(page: Page, today: Day): DateEvidence | null {
  const witnesses = [
    () => scriptVariable(page),
    () => labelledDate(page, 'published'),
    () => publishElement(page),
    () => localDay(page, publishMeta(page)),
    () => localDay(page, structuredDate(page)),
    () => dateNearTitle(page, today),
    () => dateFromUrl(page),
    () => timeElement(page),
    () => weakMeta(page),
    () => datelineElement(page),
    () => firstDateInText(page),
    () => foreignDateline(page),
    () => inScripts(page, CREATION_FIELD),
  ];
  for (const witness of witnesses) {
    const evidence = witness();
    if (evidence && evidence.day <= today) return evidence;
  }
  return null;
}

const PUBLISH_META = [
  'pubdate', 'publishdate', 'publish_date', 'publishtime', 'publish_time', 'firstpublishedtime',
  'article:published_time', 'og:published_time', 'og:article:published_time', 'datepublished', 'date_published',
  'publish-date', 'publication_date',   'dc.date.issued', 'dcterms.issued', 'dc.date.created', 'dcterms.created',
  'weibo: article:create_at', 'weibo:article:create_at',
  'sailthru.date', 'parsely-pub-date', 'article.published', 'article:create_at', 'bt:pubdate',
  'pubtime', '_pubtime', 'apub:time',
  'cxenseparse:recs:publishtime', 'rnews:datepublished', 'article_date_original',
  'originalpublicationdate', 'release_date',
];
/** Names under which some sites keep the day of the last change. */
const WEAK_META = ['dc.date', 'date', 'created', 'dateupdate'];

/** The day that the page's meta tags name for publication, the clearest name first. */
export const publishMeta = (page: Page) => fromMeta(page, PUBLISH_META);
const weakMeta = (page: Page) => fromMeta(page, WEAK_META);

function fromMeta(page: Page, names: string[]): DateEvidence | null {
  for (const name of names) {
    const value = page.meta.get(name);
    const day = value ? readAnyDay(value) : null;
    if (value && day) return { day, by: `meta:${name}`, text: fold(value).slice(0, 80), implied: [] };
  }
  return null;
}

/** An instant in UTC may fall on the day after the one on which the page's own address says it was published. */
function localDay(page: Page, evidence: DateEvidence | null): DateEvidence | null {
  if (!evidence || !/T.*(?:Z|[+-]00:?00)$/.test(evidence.text)) return evidence;
  const inUrl = dateFromUrl(page);
  return inUrl && Date.parse(evidence.day) - Date.parse(inUrl.day) === DAY_MS ? inUrl : evidence;
}

const DAY_MS = 86_400_000;

const DATE_NAME = String.raw`(?:fbrq|fbsj|pub_?dat[ae]|pub_?time|publish_?(?:time|date)|release_?(?:time|date))`;
const SCRIPT_VARIABLE = new RegExp(String.raw`\b(?:var|let|const)\s+${DATE_NAME}\s?=\s?["']([^"']{8,40})["']`, 'i');

/** A variable that a script writes into the date line: `var pubdata='2013年10月31日'`, `fbrq="…"`. */
const scriptVariable = (page: Page) => inScripts(page, SCRIPT_VARIABLE);

const JSON_LD = /"datePublished"\s*:\s*"([^"]{8,40})"/;
const SCRIPT_FIELD =
  /\b(?:fbrq|pubtime|publish_?time|pubDate|datePublished|publishDate|ptime)["']?\s?[:=]\s?["']([^"']{8,40})["']/i;

/** When the record behind the page was made: the last witness, for pages that show no date at all. */
const CREATION_FIELD = /"(?:createdAt|created_at|dateCreated)"\s*:\s*"([^"]{8,40})"/;

const structuredDate = (page: Page) => inScripts(page, JSON_LD) ?? inScripts(page, SCRIPT_FIELD);

function inScripts(page: Page, pattern: RegExp): DateEvidence | null {
  for (const { text } of page.scripts) {
    const value = pattern.exec(text)?.[1];
    const day = value ? readAnyDay(value) : null;
    if (value && day) return { day, by: 'script', text: fold(value), implied: [] };
  }
  return null;
}

/** An element that is named for the date of publication. */
function publishElement(page: Page): DateEvidence | null {
  return inElements(page, ({ name, attribs }) =>
    name === 'publishtime' || /\bdatePublished\b/.test(attribs['itemprop'] ?? '') ||
    (name === 'time' && ('pubdate' in attribs || /publish/i.test(attribs['class'] ?? ''))),
  );
}

const timeElement = (page: Page) => inElements(page, ({ name, attribs }) => name === 'time' && 'datetime' in attribs);

function inElements(page: Page, isWanted: (box: Page['boxes'][number]) => boolean): DateEvidence | null {
  for (let number = 0; number < page.boxes.length; number++) {
    const box = boxAt(page, number);
    if (!isWanted(box)) continue;
    const value = box.attribs['datetime'] ?? box.attribs['content'] ?? textOf(page, number, 60);
    const day = readAnyDay(value);
    if (day) return { day, by: `element:${box.name}`, text: fold(value).slice(0, 80), implied: [] };
  }
  return null;
}

const DATE_CLASS = /(?:^|[\s_-])(?:date|datum|pubdate|published|dateline|metadata|post-meta)(?:$|[\s_-])/i;
const LONGEST_DATELINE = 80;

/** A short element whose class says that it holds a date. */
function datelineElement(page: Page): DateEvidence | null {
  for (let number = 0; number < page.boxes.length; number++) {
    const { attribs, name, textLength } = boxAt(page, number);
    if (textLength < 6 || textLength > LONGEST_DATELINE || !DATE_CLASS.test(attribs['class'] ?? '')) continue;
    const text = textOf(page, number, LONGEST_DATELINE);
    const day = hasClockWords(text, '') ? null : readAnyDay(text);
    if (day) return { day, by: `element:${name}`, text, implied: [] };
  }
  return null;
}

const TEXTS_AFTER_TITLE = 80;

/** The date line under the headline: the first text after it that is a date, or holds one. */
function dateNearTitle(page: Page, today: Day): DateEvidence | null {
  const title = squeeze(titleOf(page) ?? '');
  const isTitle = ({ text }: TextPiece) => squeeze(text.slice(0, 600)).includes(title.slice(0, 12));
  const start = title.length > 3 ? page.texts.findIndex(isTitle) : 0;
  const from = Math.max(0, start);
  for (let index = from; index < Math.min(page.texts.length, from + TEXTS_AFTER_TITLE); index++) {
    const { text } = page.texts[index] as TextPiece;
    if (text.length > 160 || hasClockWords(text, page.texts[index - 1]?.text ?? '')) continue;
    const day = dayInLine(text, today);
    if (day && day <= today) return { day, by: 'near-title', text: fold(text).slice(0, 80), implied: [] };
  }
  return null;
}

function dayInLine(text: string, today: Day): Day | null {
  const date = readStandaloneDate(text, today);
  if (date?.form === 'day' && date.implied.length === 0) return date.day;
  return findFullDates(text)[0]?.day ?? (text.length < 60 ? readForeignDay(text) : null);
}

function dateFromUrl(page: Page): DateEvidence | null {
  for (const url of [page.url, page.meta.get('og:url') ?? '', page.canonical]) {
    const day = dateInUrl(url);
    if (day) return { day, by: 'url', text: url, implied: [] };
  }
  return null;
}

function firstDateInText(page: Page): DateEvidence | null {
  for (const [index, { text }] of page.texts.entries()) {
    if (hasClockWords(text, page.texts[index - 1]?.text ?? '')) continue;
    const found = findFullDates(text.slice(0, 5000))[0];
    if (found) return { day: found.day, by: 'in-text', text: found.text, implied: [] };
  }
  return null;
}

const LONGEST_FOREIGN_DATELINE = 60;

/** A short text that begins with a day in a European form: `24. April 2020 | Pressemitteilungen`. */
function foreignDateline(page: Page): DateEvidence | null {
  for (const { text } of page.texts) {
    const line = fold(text);
    if (line.length > LONGEST_FOREIGN_DATELINE || !/^(?:\p{L}{2,12},?\s)?\d{1,2}[\s.]/u.test(line)) continue;
    const day = readForeignDay(line);
    if (day) return { day, by: 'dateline', text: line, implied: [] };
  }
  return null;
}
