/**
 * One document: its title, its 发布日期 and its 成文日期. Visible, labelled dates come first, since meta tags lie (on some
 * platforms PubDate is the time the page was generated).
 */
import type { Article, DateEvidence, Day } from '../model.js';
import { dateInUrl, findFullDates, fold, readStandaloneDate } from './dates.js';
import { isTag } from 'domhandler';
import { joinTexts, scriptText, textOf, type Page, type TextPiece } from './document.js';
import { roleOfLabel } from './marks.js';

export interface ArticleReading {
  article: Article;
  /** How much the page looks like one document: characters of running text outside links. */
  proseLength: number;
  /** Signs of an article page: labels such as 来源, 字号, 打印, meta tags. */
  signs: string[];
}

const ARTICLE_LABELS: [RegExp, string][] = [
  [/(?:信息)?来源\s*[:：]/, '来源'],
  [/字\s*[号体]\s*[:：]|\[\s*大\s*中\s*小\s*\]|【\s*大\s*中\s*小\s*】/, '字号'],
  [/打印(?:本页|本文)?|关闭(?:窗口|本页)?/, '打印'],
  [/(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]/, '浏览次数'],
  [/责任编辑|作者\s*[:：]|撰稿|编辑\s*[:：]|审核\s*[:：]/, '责任编辑'],
  [/索\s*引\s*号\s*[:：]?|发文(?:字号|机关|日期)|成文日期|文\s*号\s*[:：]/, '文件信息'],
  [/(?:发布|发表|更新|发稿|公开)(?:时间|日期)\s*[:：]/, '发布时间'],
  [/上一篇|下一篇/, '上一篇'],
];

/**
 * Reads the page as one document.
 *
 * @param listed  the text ranges of a list on the page, whose labels and summaries say nothing of the page itself
 */
export function readArticle(page: Page, today: Day, listed: [number, number][] = []): ArticleReading {
  const signs: string[] = [];
  let proseLength = 0;
  for (let index = 0; index < page.texts.length; index++) {
    if (listed.some(([from, to]) => from <= index && index < to)) continue;
    const piece = page.texts[index] as TextPiece;
    const length = piece.text.trim().length;
    if (piece.inLink < 0 && length >= 20 && /[，。；、,.;]/.test(piece.text)) proseLength += length;
    if (length > 60) continue;
    for (const [pattern, name] of ARTICLE_LABELS) if (!signs.includes(name) && pattern.test(piece.text)) signs.push(name);
  }
  if (isMarkedArticle(page)) signs.push('schema');
  if (page.meta.get('articletitle')) signs.push('meta:ArticleTitle');
  if (publishMeta(page)) signs.push('meta:PubDate');
  const title = titleOf(page);
  const published = publishedOf(page, today);
  if (title && title.length >= 10 && page.title.startsWith(title) && page.boxes.some((box, number) => box.textLength === title.replace(/\s/g, '').length && textOf(page, number, 200) === title)) {
    signs.push('headline');
  }
  return { article: { title, published, written: writtenOf(page, published) }, proseLength, signs };
}

/** The page calls itself an article in the words that search engines read. Government column pages never do. */
function isMarkedArticle(page: Page): boolean {
  if (/article|blog/i.test(page.meta.get('og:type') ?? '') || page.meta.has('article:published_time')) return true;
  return page.scripts.some(
    (element) => element.attribs['type'] === 'application/ld+json' && /"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting|Report|Review)"/.test(scriptText(element)),
  );
}

const TITLE_META = ['articletitle', 'og:title', 'title', 'twitter:title', 'dc.title'];

function titleOf(page: Page): string | null {
  const pageTitle = page.title;
  const meta = TITLE_META.map((name) => fold(page.meta.get(name) ?? '')).find((value) => value.length >= 2);
  const heading = page.boxes.findIndex(({ element, textLength }) => /^h1$|^ucaptitle$/.test(element.name) && textLength >= 4 && textLength < 300);
  const shown = heading >= 0 ? textOf(page, heading, 300) : '';
  if (page.meta.get('articletitle') && meta) return meta;
  const head = pageTitle.split(/\s*[-_|–—]{1,2}\s*/)[0] ?? '';
  if (shown && (pageTitle.includes(shown.slice(0, 8)) || !pageTitle)) return shown;
  const longest = longestShared(page, pageTitle);
  return longest ?? (meta || head || shown || null);
}

/** The page's longest short text that also begins the document title: the headline without the site's name. */
function longestShared(page: Page, pageTitle: string): string | null {
  let best: string | null = null;
  for (const piece of page.texts) {
    const text = fold(piece.text);
    if (text.length < 6 || text.length > 200 || !pageTitle.startsWith(text)) continue;
    if (!best || text.length > best.length) best = text;
  }
  return best;
}

const PUBLISH_META = [
  'pubdate', 'publishdate', 'publish_date', 'publishtime', 'publish_time', 'firstpublishedtime', 'article:published_time', 'og:published_time', 'og:article:published_time',
  'datepublished', 'date_published', 'publish-date', 'publication_date', 'dc.date', 'dc.date.issued', 'dcterms.created', 'dcterms.issued', 'dc.date.created', 'date', 'weibo: article:create_at', 'weibo:article:create_at',
  'sailthru.date', 'parsely-pub-date', 'created', 'article.published', 'article:create_at', 'bt:pubdate', 'pubtime', '_pubtime', 'apub:time', 'cxenseparse:recs:publishtime', 'rnews:datepublished', 'article_date_original', 'originalpublicationdate', 'release_date', 'last-modified-date',
];

function publishMeta(page: Page): DateEvidence | null {
  for (const name of PUBLISH_META) {
    const value = page.meta.get(name);
    const day = value ? readAnyDay(value) : null;
    if (value && day) return { day, by: `meta:${name}`, text: fold(value), implied: [] };
  }
  return null;
}

/** A whole day at the start of a machine-written value: `2020-12-31 09:00`, `2020-12-31T…`, `20201231`, epoch. */
export function readAnyDay(value: string): Day | null {
  const text = fold(value);
  const found = findFullDates(text.replace(/^(\d{4}-\d\d-\d\d)[T-]/, '$1 '))[0];
  if (found) return found.day;
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$/.exec(text);
  if (compact) return findFullDates(`${compact[1]}-${compact[2]}-${compact[3]}`)[0]?.day ?? null;
  return readForeignDay(text);
}

const MONTHS: [RegExp, number][] = [
  [/^(?:jan|jän|ene|gen|янв|sty|led|oca)/i, 1], [/^(?:feb|fév|fev|фев|lut|úno|şub)/i, 2], [/^(?:mar|mär|mrz|maa|март|bře)/i, 3],
  [/^(?:apr|abr|avr|апр|kwi|dub|nis)/i, 4], [/^(?:may|mai|mag|maj|mei|мая|май|kvě)/i, 5], [/^(?:jun|juin|giu|июн|cze|čer(?!v)|haz)/i, 6],
  [/^(?:jul|juil|lug|июл|lip|tem)/i, 7], [/^(?:aug|ago|aoû|aou|авг|sie|srp|ağu)/i, 8], [/^(?:sep|set|сен|wrz|zář|eyl)/i, 9],
  [/^(?:oct|okt|ott|out|окт|paź|říj|eki)/i, 10], [/^(?:nov|ноя|lis|kas)/i, 11], [/^(?:dec|dez|dic|déc|дек|gru|pro|ara)/i, 12],
];
const DAY_MONTH_YEAR = /(?<![\d.])(\d{1,2})(?:st|nd|rd|th|\.|º)?\s*(?:de\s+|di\s+)?([A-Za-zÀ-žА-я]{3,10})\.?,?\s*(?:de\s+|del\s+)?((?:19|20)\d\d)/;
const MONTH_DAY_YEAR = /([A-Za-zÀ-ž]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)/;
const DOTTED = /(?<![\d.])(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)/;

/** Days as European and American pages write them; month names of a dozen languages. */
export function readForeignDay(text: string): Day | null {
  const monthOf = (word: string) => MONTHS.find(([pattern]) => pattern.test(word))?.[1] ?? 0;
  const make = (year: string, month: number, day: string) => findFullDates(`${year}-${month}-${Number(day)}`)[0]?.day ?? null;
  const one = DAY_MONTH_YEAR.exec(text);
  if (one && monthOf(one[2] ?? '')) return make(one[3] ?? '', monthOf(one[2] ?? ''), one[1] ?? '');
  const two = MONTH_DAY_YEAR.exec(text);
  if (two && monthOf(two[1] ?? '')) return make(two[3] ?? '', monthOf(two[1] ?? ''), two[2] ?? '');
  const dotted = DOTTED.exec(text);
  if (!dotted) return null;
  const [, first = '', second = '', year = ''] = dotted;
  return Number(second) > 12 ? make(year, Number(first), second) : make(year, Number(second), first);
}

function publishedOf(page: Page, today: Day): DateEvidence | null {
  const past = (evidence: DateEvidence | null) => (evidence && evidence.day <= today ? evidence : null);
  return (
    past(scriptVariable(page)) ??
    past(labelledDate(page, 'published')) ??
    past(elementDate(page)) ??
    past(publishMeta(page)) ??
    past(structuredDate(page)) ??
    past(dateNearTitle(page, today)) ??
    past(dateFromUrl(page)) ??
    past(firstDateInText(page))
  );
}

function writtenOf(page: Page, published: DateEvidence | null): DateEvidence | null {
  return labelledDate(page, 'written') ?? metaWritten(page) ?? signatureDate(page, published);
}

/** The 落款 date of a document: a line of its own, in year-month-day words, after running text and not after publication. */
function signatureDate(page: Page, published: DateEvidence | null): DateEvidence | null {
  let prose = 0;
  for (const piece of page.texts) {
    const text = fold(piece.text);
    if (piece.inLink < 0 && text.length >= 15 && /[，。；]/.test(text)) prose += text.length;
    if (prose < 30 || text.length > 24 || piece.inLink >= 0) continue;
    const found = /^[^：:\d〇一二]{0,10}((?:\d{4}|[二一][〇○ОоO零０0九一二三四五六七八九]{3})\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日)$/.test(text) ? findFullDates(text)[0] : undefined;
    if (found && (!published || found.day <= published.day)) return { day: found.day, by: 'signature', text: found.text, implied: [] };
  }
  return null;
}

function metaWritten(page: Page): DateEvidence | null {
  for (const name of ['writedate', 'c_fwrq', 'fwrq', 'cwrq']) {
    const value = page.meta.get(name);
    const day = value ? readAnyDay(value) : null;
    if (value && day) return { day, by: `meta:${name}`, text: fold(value), implied: [] };
  }
  return null;
}

/** The first date whose label says what it is; the label may stand in the same text, the one before, or the cell before. */
function labelledDate(page: Page, role: 'published' | 'written'): DateEvidence | null {
  for (let index = 0; index < page.texts.length; index++) {
    const piece = page.texts[index] as TextPiece;
    if (piece.text.length > 400 || piece.inLink >= 0 || !/[\d〇]/.test(piece.text)) continue;
    for (const found of findFullDates(piece.text)) {
      const before = piece.text.slice(Math.max(0, found.start - 14), found.start);
      const label = /\S/.test(before.replace(/[\s:：\[(（]/g, '')) ? before : joinTexts(page, Math.max(0, index - 2), index, 40).slice(-12);
      const last = fold(label).replace(/^.*[\s，,。;；|]/, '');
      if (/最后更新|更新(?:时间|日期)/.test(last) && role === 'published' && /最后/.test(last)) continue;
      if (roleOfLabel(last) !== role) continue;
      return { day: found.day, by: `label:${last.replace(/[\s:：\[(（]/g, '')}`, text: found.text, implied: [] };
    }
  }
  return null;
}

function elementDate(page: Page): DateEvidence | null {
  for (const [number, { element }] of page.boxes.entries()) {
    const value = element.name === 'publishtime' || element.attribs['itemprop'] === 'datePublished' || (element.name === 'time' && (element.attribs['pubdate'] !== undefined || /publish/i.test(element.attribs['class'] ?? '')))
      ? (element.attribs['datetime'] ?? element.attribs['content'] ?? textOf(page, number, 60))
      : null;
    const day = value ? readAnyDay(value) : null;
    if (value && day) return { day, by: `element:${element.name}`, text: fold(value), implied: [] };
  }
  return null;
}

/** A variable that a script writes into the date line: `var pubdata='2013年10月31日'`, `fbrq="…"`. */
function scriptVariable(page: Page): DateEvidence | null {
  for (const element of page.scripts) {
    const match = /\b(?:var|let|const)\s+(?:fbrq|fbsj|pub_?dat[ae]|pub_?time|publish_?(?:time|date)|release_?(?:time|date))\s*=\s*["']([^"']{8,40})["']/i.exec(scriptText(element));
    const day = match ? readAnyDay(match[1] ?? '') : null;
    if (match && day) return { day, by: 'script', text: fold(match[1] ?? ''), implied: [] };
  }
  return null;
}

function structuredDate(page: Page): DateEvidence | null {
  for (const element of page.scripts) {
    const text = scriptText(element);
    const match = /"datePublished"\s*:\s*"([^"]+)"/.exec(text) ?? /\b(?:fbrq|pubtime|publishtime|publish_time|pubDate|datePublished|publishDate|ptime)["']?\s*[:=]\s*["']([^"']{8,40})["']/i.exec(text);
    const day = match ? readAnyDay(match[1] ?? '') : null;
    if (match && day) return { day, by: 'script', text: fold(match[1] ?? ''), implied: [] };
  }
  for (const { element } of page.boxes) {
    const value = element.name === 'time' ? element.attribs['datetime'] : undefined;
    const day = value ? readAnyDay(value) : null;
    if (value && day) return { day, by: 'element:time', text: value, implied: [] };
  }
  return null;
}

/** The date line under the headline: the first text after it that is a date, or begins or ends with one. */
function dateNearTitle(page: Page, today: Day): DateEvidence | null {
  const title = titleOf(page);
  const letters = (text: string) => text.replace(/\s/g, '');
  const start = title ? page.texts.findIndex((piece) => letters(piece.text).includes(letters(title).slice(0, 12)) && letters(title).length > 3) : 0;
  const from = Math.max(0, start);
  for (let index = from; index < Math.min(page.texts.length, from + 80); index++) {
    const piece = page.texts[index] as TextPiece;
    if (piece.text.length > 160) continue;
    const date = readStandaloneDate(piece.text, today);
    const found = date?.form === 'day' && date.implied.length === 0 ? date.day : (findFullDates(piece.text)[0]?.day ?? (piece.text.length < 60 ? readForeignDay(piece.text) : null));
    if (found && found <= today) return { day: found, by: 'near-title', text: fold(piece.text).slice(0, 80), implied: [] };
  }
  return null;
}

function dateFromUrl(page: Page): DateEvidence | null {
  const candidates = [page.url, page.meta.get('og:url') ?? '', canonicalOf(page)];
  for (const url of candidates) {
    const day = dateInUrl(url);
    if (day) return { day, by: 'url', text: url, implied: [] };
  }
  return null;
}

function canonicalOf(page: Page): string {
  for (const { element } of page.boxes) if (element.name === 'link' && element.attribs['rel'] === 'canonical') return element.attribs['href'] ?? '';
  for (const root of page.document.children) if (isTag(root) && root.name === 'link' && root.attribs['rel'] === 'canonical') return root.attribs['href'] ?? '';
  return '';
}

function firstDateInText(page: Page): DateEvidence | null {
  for (const piece of page.texts) {
    const found = findFullDates(piece.text)[0];
    if (found) return { day: found.day, by: 'in-text', text: found.text, implied: [] };
  }
  return null;
}
