/**
 * Rows: which date belongs to which title. A row is the smallest part of the page that holds a date and a title link;
 * where dates and titles stand side by side without an element around each pair, they are paired in reading order.
 */
import type { DateEvidence, Day, Item } from '../model.js';
import { dateInUrl, findFullDates, fold, latestPast, monthInUrl } from './dates.js';
import { joinTexts, resolveUrl, textOf, type Link, type Page, type TextPiece } from './document.js';
import type { Mark } from './marks.js';

export interface Row {
  /** The smallest box around date and title; for a paired row the box that holds all pairs. */
  box: number;
  /** Every mark in the row, in reading order. Empty for a row without a date. */
  marks: Mark[];
  /** Number of the title link; -1 where the title is plain text. */
  link: number;
  paired: boolean;
  order: number;
}

const ACTION = /^(?:更多|查看更多|more|详情|查看详情|查看|详细|阅读全文|全文|下载|附件|下载附件|上一页|下一页|首页|尾页|末页|上页|下页|跳转|go|返回|进入|打印|关闭|收藏|分享|登录|注册|english|[\d<>«»‹›.…+\s\-—|·:：]+)$/i;

/** The text of a link without the marks inside it, and whether it can be a title at all. */
export function linkTitles(page: Page, marks: Mark[]): { text: string; isTitle: boolean }[] {
  const marked = new Set<number>();
  for (const mark of marks) if (mark.by !== 'in-text') for (let text = mark.from; text <= mark.to; text++) marked.add(text);
  return page.links.map((link) => {
    let text = '';
    for (let index = link.textFrom; index < link.textTo && text.length < 600; index++) {
      if (!marked.has(index)) text += (page.texts[index] as TextPiece).text;
    }
    const folded = fold(text);
    const words = folded.replace(/[\s>＞》«»…+.·•\[\]【】]/g, '');
    const isTitle = words.length >= 2 && !ACTION.test(folded.replace(/[>＞》«»…+\s]+$/g, '')) && /[\p{L}]/u.test(words);
    return { text: folded, isTitle };
  });
}

/** How many title links stand before each link number, so that a range is counted by one subtraction. */
export function countTitles(titles: { isTitle: boolean }[]): number[] {
  const counts = [0];
  for (const title of titles) counts.push((counts[counts.length - 1] as number) + (title.isTitle ? 1 : 0));
  return counts;
}

const MOST_LINKS_IN_ROW = 6;
const LONGEST_ROW = 2500;

/** Groups marks and title links into dated rows. */
export function findRows(page: Page, marks: Mark[], titles: { text: string; isTitle: boolean }[]): Row[] {
  const counts = countTitles(titles);
  const titlesIn = (box: number) => {
    const { linkFrom, linkTo } = page.boxes[box] as Page['boxes'][number];
    return (counts[linkTo] as number) - (counts[linkFrom] as number);
  };
  const byBox = new Map<number, Mark[]>();
  for (const mark of marks) {
    let box = mark.box;
    while (box >= 0 && titlesIn(box) === 0) box = (page.boxes[box] as Page['boxes'][number]).parent;
    if (box < 0) continue;
    const at = byBox.get(box);
    if (at) at.push(mark);
    else byBox.set(box, [mark]);
  }
  const rows: Row[] = [];
  for (const [box, boxMarks] of byBox) {
    const { linkFrom, linkTo, textLength } = page.boxes[box] as Page['boxes'][number];
    const links = range(linkFrom, linkTo).filter((link) => titles[link]?.isTitle);
    const cells = boxMarks.filter((mark) => mark.by !== 'in-text');
    const pairs = cells.length > 1 && links.length > 1 ? pairInOrder(page, cells, links) : null;
    if (pairs) {
      for (const [mark, link] of pairs) rows.push({ box, marks: [mark], link, paired: true, order: Math.min(mark.from, firstText(page, link)) });
      continue;
    }
    if (links.length > MOST_LINKS_IN_ROW || textLength > LONGEST_ROW) continue;
    rows.push({ box, marks: boxMarks, link: chooseTitleLink(links, titles), paired: false, order: (page.boxes[box] as Page['boxes'][number]).textFrom });
  }
  return rows.sort((one, two) => one.order - two.order);
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
const firstText = (page: Page, link: number) => (page.links[link] as Link).textFrom;

/** Title, date, title, date … or date, title, date, title …: exactly alternating, or no pairs at all. */
function pairInOrder(page: Page, marks: Mark[], links: number[]): [Mark, number][] | null {
  const steps = [
    ...marks.map((mark) => ({ at: mark.from, mark, link: -1 })),
    ...links.map((link) => ({ at: firstText(page, link) - 0.5, mark: null, link })),
  ].sort((one, two) => one.at - two.at);
  const dateFirst = steps[0]?.mark !== null;
  const pairs: [Mark, number][] = [];
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    const next = steps[index + 1];
    if (!step || !next) continue;
    if (dateFirst ? step.mark && next.link >= 0 : step.link >= 0 && next.mark) {
      pairs.push(dateFirst ? [step.mark as Mark, next.link] : [next.mark as Mark, step.link]);
      index++;
    }
  }
  return pairs.length >= 2 && pairs.length >= marks.length * 0.8 && pairs.length >= links.length * 0.6 ? pairs : null;
}

function chooseTitleLink(links: number[], titles: { text: string }[]): number {
  let best = links[0] ?? -1;
  for (const link of links) if ((titles[link]?.text.length ?? 0) > (titles[best]?.text.length ?? 0)) best = link;
  return best;
}

const BULLET = /^[\s•·●○▪■□◆◇★☆※→\-–—>»›|]+/;

/** The row's title in full: the `title` attribute where the page cut the text, a heading inside the link, or the text. */
export function titleOfRow(page: Page, row: Row, titles: { text: string }[]): string {
  const link = page.links[row.link];
  if (!link) return textWithoutMarks(page, row).replace(BULLET, '');
  const shown = headingInLink(page, link, row) ?? titles[row.link]?.text ?? '';
  const clean = shown.replace(BULLET, '');
  const attribute = titleAttribute(page, link);
  if (!attribute) return clean;
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  const [a, b] = [letters(attribute), letters(clean)];
  const cut = /(?:\.{2,}|…)\s*$/.test(clean);
  return a.length >= b.length && (b.length < 2 || a.startsWith(b.slice(0, Math.min(b.length, cut ? 6 : 10)))) ? attribute.replace(BULLET, '') : clean;
}

function titleAttribute(page: Page, link: Link): string {
  const own = (page.boxes[link.box] as Page['boxes'][number]).element.attribs['title'] ?? '';
  const labelled = /标题[:：]\s*([^\r\n]+)/.exec(own);
  return fold(labelled?.[1] ?? own.split(/[\r\n]/)[0] ?? '');
}

function headingInLink(page: Page, link: Link, row: Row): string | null {
  const { end } = page.boxes[link.box] as Page['boxes'][number];
  let blocks = 0;
  for (let box = link.box + 1; box < end; box++) {
    const { element } = page.boxes[box] as Page['boxes'][number];
    if (/^h[1-6]$/.test(element.name) || /(?:^|[\s_-])(?:tit|title|bt|name)/i.test(element.attribs['class'] ?? '')) {
      const text = textOf(page, box);
      if (text.length >= 2 && !row.marks.some((mark) => text === mark.words)) return text;
    }
    if (/^(?:p|div|dd|dt|li)$/.test(element.name)) blocks++;
  }
  if (blocks < 2) return null;
  for (let index = link.textFrom; index < link.textTo; index++) {
    const text = fold((page.texts[index] as TextPiece).text);
    if (text.length >= 4 && !row.marks.some((mark) => mark.from <= index && index <= mark.to)) return text;
  }
  return null;
}

function textWithoutMarks(page: Page, row: Row): string {
  const { textFrom, textTo } = page.boxes[row.box] as Page['boxes'][number];
  let text = '';
  for (let index = textFrom; index < textTo && text.length < 300; index++) {
    if (!row.marks.some((mark) => mark.from <= index && index <= mark.to)) text += (page.texts[index] as TextPiece).text;
  }
  return fold(text);
}

const PINNED = /置\s*顶|^\[?顶\]?$|\[顶\]|【顶】/;

/** One row as an item. `today` only bounds what is inferred; a day after it is reported as it stands. */
export function toItem(page: Page, row: Row, titles: { text: string }[], today: Day, inferYears: boolean): Item {
  const link = page.links[row.link];
  const url = link ? resolveUrl(link.href, page.base) : null;
  const { textFrom, textTo } = page.boxes[row.box] as Page['boxes'][number];
  const rowText = row.paired ? '' : joinTexts(page, textFrom, textTo, 400);
  return {
    title: titleOfRow(page, row, titles).slice(0, 500),
    url,
    date: dateOfRow(page, row, url, today, inferYears),
    pinned: PINNED.test(rowText) || (!row.paired && hasPinnedSign(page, row.box)),
  };
}

function hasPinnedSign(page: Page, number: number): boolean {
  const { end } = page.boxes[number] as Page['boxes'][number];
  for (let box = number; box < Math.min(end, number + 12); box++) {
    const { element } = page.boxes[box] as Page['boxes'][number];
    if (/置顶/.test(element.attribs['alt'] ?? '') || /(?:^|[\s_-])(?:zhiding|istop|is-top|sticky)(?:$|[\s_-])/i.test(element.attribs['class'] ?? '')) return true;
  }
  return false;
}

/**
 * The publish day of a row. A cell that is a date beats a date inside words; a cell labelled as publication beats an
 * unlabelled one, and that beats 成文日期; 截止, 生效 and the like are never taken. Where several are equal, the latest
 * that is not after `today` is the publication, since a document is written before it is published.
 */
function dateOfRow(page: Page, row: Row, url: string | null, today: Day, inferYears: boolean): DateEvidence | null {
  const rank = (mark: Mark) =>
    (mark.by === 'in-text' ? 0 : 10) + (mark.role === 'published' ? 3 : mark.role === 'unsaid' ? 2 : mark.role === 'written' ? 1 : -100);
  let best: { rank: number; evidence: DateEvidence } | null = null;
  for (const mark of row.marks) {
    if (rank(mark) < 0) continue;
    const evidence = completeMark(page, row, mark, url, today, inferYears);
    if (!evidence) continue;
    const better =
      !best || rank(mark) > best.rank ||
      (rank(mark) === best.rank && mark.by !== 'in-text' && evidence.day > best.evidence.day && (evidence.day <= today || best.evidence.day > today));
    if (better) best = { rank: rank(mark), evidence };
  }
  return best?.evidence ?? null;
}

function completeMark(page: Page, row: Row, mark: Mark, url: string | null, today: Day, inferYears: boolean): DateEvidence | null {
  const by = mark.role === 'unsaid' ? mark.by : `${mark.by}:${mark.role}`;
  if (mark.date.form === 'day') return { day: mark.date.day, by, text: mark.words, implied: mark.date.implied };
  if (mark.date.form === 'year-month') {
    // Only the month is shown: its first day never makes the list look fresher than it is.
    const inUrl = url && dateInUrl(url);
    const month = `${mark.date.year}-${String(mark.date.month).padStart(2, '0')}`;
    if (inUrl && inUrl.startsWith(month)) return { day: inUrl, by: `${by}+url`, text: `${mark.words} + ${url}`, implied: [] };
    return { day: `${month}-01`, by, text: mark.words, implied: ['day'] };
  }
  const tail = `-${String(mark.date.month).padStart(2, '0')}-${String(mark.date.dayOfMonth).padStart(2, '0')}`;
  const attribute = row.link >= 0 ? attributeDates(page, row).find((found) => found.endsWith(tail)) : undefined;
  if (attribute) return { day: attribute, by: `${by}+attribute`, text: mark.words, implied: [] };
  const href = page.links[row.link]?.href ?? '';
  const inUrl = dateInUrl(url ?? href);
  if (inUrl?.endsWith(tail)) return { day: inUrl, by: `${by}+url`, text: `${mark.words} + ${url ?? href}`, implied: [] };
  const month = inUrl ? null : monthInUrl(url ?? href);
  if (month && month.month === mark.date.month) return { day: `${month.year}${tail}`, by: `${by}+url`, text: `${mark.words} + ${url ?? href}`, implied: [] };
  if (!inferYears || inUrl) return null;
  const day = latestPast(mark.date.month, mark.date.dayOfMonth, today);
  return day === null ? null : { day, by, text: mark.words, implied: ['year'] };
}

function attributeDates(page: Page, row: Row): Day[] {
  const link = page.links[row.link];
  if (!link) return [];
  const { element } = page.boxes[link.box] as Page['boxes'][number];
  return findFullDates(element.attribs['title'] ?? '').map((found) => found.day);
}
