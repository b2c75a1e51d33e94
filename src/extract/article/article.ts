/** One document: how much a page looks like one at all, and its title, 发布日期 and 成文日期. */
import type { Article, Day } from '../../model.js';
import { titleOf } from './articleTitle.js';
import { textOf, type Page, type Script, type TextPiece } from '../layout/document.js';
import type { FoundList } from '../list/foundList.js';
import { publishMeta } from './metaDate.js';
import { publicationOf } from './publishDate.js';
import { squeeze } from '../layout/words.js';
import { writtenDateOf } from './writtenDate.js';

/** How much the page looks like one document. */
export interface DocumentSigns {
  /** Characters of running text outside links. */
  proseLength: number;
  /** Names of the labels that stand around a document's text: 来源, 字号, 打印 … */
  labels: string[];
  /** The page calls itself an article in the words that search engines read. */
  isMarked: boolean;
  hasArticleTitle: boolean;
  hasPublishMeta: boolean;
}

const LABELS: [RegExp, string][] = [
  [/(?:信息)?来源\s?[:：]/, '来源'],
  [/字\s?[号体]\s?[:：]|\[\s?大\s?中\s?小\s?\]|【\s?大\s?中\s?小\s?】/, '字号'],
  [/打印(?:本页|本文)?|关闭(?:窗口|本页)?/, '打印'],
  [/(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s?[:：]/, '浏览次数'],
  [/责任编辑|作者\s?[:：]|撰稿|编辑\s?[:：]|审核\s?[:：]/, '责任编辑'],
  [/索\s?引\s?号\s?[:：]?|发文(?:字号|机关|日期)|成文日期|文\s?号\s?[:：]/, '文件信息'],
  [/(?:发布|发表|更新|发稿|公开)(?:时间|日期)\s?[:：]/, '发布时间'],
  [/上一篇|下一篇/, '上一篇'],
];
const ANY_LABEL = new RegExp(LABELS.map(([pattern]) => pattern.source).join('|'));
const LONGEST_LABEL_TEXT = 60;

/**
 * Looks for the signs of one document.
 *
 * @param listed  the text ranges of a list on the page, whose labels and summaries say nothing of the page itself
 */
export function documentSigns(page: Page, listed: [number, number][]): DocumentSigns {
  const labels = new Set<string>();
  const isListed = rangeTest(listed, page.texts.length);
  let proseLength = 0;
  for (let index = 0; index < page.texts.length; index++) {
    if (isListed(index)) continue;
    const { text, inLink } = page.texts[index] as TextPiece;
    if (inLink < 0 && text.length >= 20 && /[，。；、,.;]/.test(text)) proseLength += text.length;
    if (text.length > LONGEST_LABEL_TEXT || !ANY_LABEL.test(text)) continue;
    for (const [pattern, name] of LABELS) if (pattern.test(text)) labels.add(name);
  }
  return {
    proseLength,
    labels: [...labels],
    isMarked: isMarkedArticle(page),
    hasArticleTitle: Boolean(page.meta.get('articletitle')),
    hasPublishMeta: publishMeta(page) !== null,
  };
}

/** Whether a text lies in one of the ranges, which may lie in each other. */
function rangeTest(ranges: [number, number][], length: number): (index: number) => boolean {
  const steps = new Int32Array(length + 1);
  for (const [from, to] of ranges) {
    steps[from] = (steps[from] as number) + 1;
    steps[to] = (steps[to] as number) - 1;
  }
  for (let index = 1; index <= length; index++) steps[index] = (steps[index] as number) + (steps[index - 1] as number);
  return (index) => (steps[index] as number) > 0;
}

const MARKED_ARTICLE = /"@type"\s*:\s*\[?\s*"(?:\w{0,40}Article|BlogPosting|Report|Review)"/;

/** Government column pages never do this. */
function isMarkedArticle(page: Page): boolean {
  if (/article|blog/i.test(page.meta.get('og:type') ?? '') || page.meta.has('article:published_time')) return true;
  const isLinkedData = ({ attribs }: Script) => attribs['type'] === 'application/ld+json';
  return page.scripts.some((script) => isLinkedData(script) && MARKED_ARTICLE.test(script.text));
}

const ENOUGH_PROSE = 300;
const LONG_TEXT = 40;

/**
 * Whether the page says of itself that it is one document, so that no list need be looked for: in the words that search
 * engines read, or by the tags that the state prescribes for content pages (ArticleTitle with PubDate), over running text.
 */
export function saysItIsDocument(page: Page): boolean {
  if (isMarkedArticle(page)) return true;
  if (!page.meta.get('articletitle') || publishMeta(page) === null) return false;
  let prose = 0;
  return page.texts.some(({ text, inLink }) => {
    if (inLink < 0 && text.length >= LONG_TEXT && /[，。；]/.test(text)) prose += text.length;
    return prose >= ENOUGH_PROSE;
  });
}

/** Title and dates of the page, read as one document. */
export function readArticle(page: Page, today: Day): Article {
  const { published, others } = publicationOf(page, today);
  const article = { title: titleOf(page), published, written: writtenDateOf(page, published) };
  return others.length > 0 ? { ...article, others } : article;
}

/** A date above attachments is the document's, not a row's. */
const ATTACHMENT = /\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|pptx?)(?:$|[?#])/i;

/**
 * Whether a page with a list is still one document, with the list beside or below it.
 *
 * @param article  reads the page as a document; asked only where the text around the list may be one
 */
export function isDocumentBesideList(list: FoundList, signs: DocumentSigns, article: () => Article): boolean {
  const titles = list.items.reduce((sum, item) => sum + item.title.length, 0);
  const labels = signs.labels.length;
  const hasMeta = signs.hasArticleTitle || signs.hasPublishMeta;
  const rows = list.items.length;
  if (signs.isMarked) return true;
  if (hasMeta && labels >= 1 && (signs.proseLength > 100 || rows < 8)) return true;
  if (labels >= 3 && rows <= 12) return true;
  if (labels >= 2 && signs.proseLength > titles * 0.5 && rows < 40) return true;
  if (signs.hasPublishMeta && signs.hasArticleTitle && rows < 15) return true;
  if (rows === 1 && signs.proseLength > 80) return true;
  const areInTitles = list.items.every(({ date }) => date?.by.startsWith('in-text') ?? true);
  if ((rows <= 2 || areInTitles) && labels >= 1 && list.items.every(({ url }) => ATTACHMENT.test(url ?? ''))) return true;
  if (list.dated < rows / 2 && signs.proseLength > 400) return true;
  if (signs.proseLength > 1500 && signs.proseLength > titles * 2) return true;
  return couldBeText(list, signs, titles) && hasDayOfItsOwn(list, article());
}

/** More running text around the list than such a list has beside it. */
function couldBeText({ dated, items }: FoundList, { proseLength }: DocumentSigns, titles: number): boolean {
  if (dated === 0) return proseLength >= ENOUGH_PROSE;
  return proseLength >= 800 && proseLength > titles * 5 && items.length <= 8;
}

/** A day under the headline that no row shows: a column's newest row may stand there as well. */
function hasDayOfItsOwn({ items }: FoundList, { published }: Article): boolean {
  return published?.by === 'near-title' && !items.some(({ date }) => date?.day === published.day);
}

/** Whether a page without a list is one document: running text, or a date with a mark, a headline or a document's labels. */
export function isDocument(page: Page, article: Article, signs: DocumentSigns): boolean {
  if (signs.proseLength >= 150) return true;
  if (article.published === null) return false;
  if (signs.isMarked) return true;
  if (page.texts.length <= 5) return false;
  const marks = [signs.hasArticleTitle, signs.hasPublishMeta].filter(Boolean);
  const count = signs.labels.length + marks.length;
  // 更新时间 on a page that says nothing else is no document.
  const isLabelled = signs.labels.some((label) => label !== '发布时间') || (count === 1 && signs.proseLength >= 40);
  return isLabelled || count >= 2 || hasHeadline(page, article.title) || hasLabelledHeading(page);
}

const HEADING = /^h[1-3]$/;
const PUBLISHED = /(?:发布|发表|发稿)(?:时间|日期)\s?[:：]/;
const SHORTEST_HEADING = 10;
const TEXTS_TO_LABEL = 4;

/** A long heading with 发布时间 right below it, as stands over a picture or an attachment alone. */
function hasLabelledHeading(page: Page): boolean {
  return page.boxes.some(({ name, textLength, linkTextLength, textTo, hidden }) => {
    if (!HEADING.test(name) || textLength < SHORTEST_HEADING || linkTextLength > 0 || hidden) return false;
    const below = page.texts.slice(textTo, textTo + TEXTS_TO_LABEL);
    return below.some(({ text }) => text.length <= LONGEST_LABEL_TEXT && PUBLISHED.test(text));
  });
}

/** The document's title, which the page's own title begins with, stands as a box of its own. */
function hasHeadline(page: Page, title: string | null): boolean {
  if (!title || title.length < 10 || !page.title.startsWith(title)) return false;
  const { length } = squeeze(title);
  const couldHold = (textLength: number) => textLength >= length && textLength <= title.length;
  return page.boxes.some(({ textLength }, number) => couldHold(textLength) && textOf(page, number, 400) === title);
}
