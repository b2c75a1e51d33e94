/** From a row to an item: its title, its address, its publish day with the evidence, and whether it is 置顶. */
import type { DateEvidence, Day, Item } from '../../model.js';
import { findFullDates, makeDay } from '../dates/dates.js';
import { boxAt, joinTexts, resolveUrl, someText, type Page } from '../layout/document.js';
import { latestPast } from '../dates/standaloneDate.js';
import { titleOfRow, type Titles } from './titles.js';
import { dateInUrl, monthInUrl } from '../dates/urlDate.js';
import type { Mark, Row } from './row.js';

/** How the years that rows leave out are found. */
export interface YearContext {
  /** Bounds what is inferred; a day after it that the page names in full is reported as it stands. */
  today: Day;
  /** Whether a month and day without any year may be completed to the latest past one. */
  inferYears: boolean;
  /** The year under whose heading the row stands, null where there is none. */
  headed: number | null;
}

/** One row as an item. */
export function toItem(page: Page, row: Row, titles: Titles, years: YearContext): Item {
  const link = page.links[row.link];
  const url = link ? resolveUrl(link.href, page.base) : null;
  const date = dateOfRow(page, row, url, years);
  return { title: titleOfRow(page, row, titles), url, date, pinned: isPinned(page, row) };
}

/** One row of a list that shows no dates: the address may carry one. */
export function toUndatedItem(page: Page, row: Row, titles: Titles): Item {
  const href = page.links[row.link]?.href ?? '';
  const url = resolveUrl(href, page.base);
  const text = url ?? href;
  const day = dateInUrl(text);
  const inUrl = day === null ? null : { day, by: 'url', text, implied: [] };
  const date = labelledAttribute(page, row) ?? inUrl;
  return { title: titleOfRow(page, row, titles), url, date, pinned: isPinned(page, row) };
}

const ATTRIBUTE_LABEL = /(?:发布|发表|更新|添加|公开)?(?:日期|时间)\s*[:：]\s*$/;

/** `title="标题：…&#10;发布时间：2026-03-12"`: the only place where some systems show a row's day. */
function labelledAttribute(page: Page, row: Row): DateEvidence | null {
  const link = page.links[row.link];
  const title = link ? (boxAt(page, link.box).attribs['title'] ?? '').slice(0, 2000) : '';
  const found = title && findFullDates(title).find(({ start }) => ATTRIBUTE_LABEL.test(title.slice(0, start)));
  return found ? { day: found.day, by: 'attribute', text: found.text, implied: [] } : null;
}

/** All of them hold 顶, which few rows do. */
const PINNED = /置\s*顶|^\[?顶\]?$|\[顶\]|【顶】/;
const PINNED_CLASS = /(?:^|[\s_-])(?:zhiding|istop|is-top|sticky)(?:$|[\s_-])/i;
const BOXES_LOOKED_AT = 12;

function isPinned(page: Page, row: Row): boolean {
  if (row.paired) return false;
  const { textFrom, textTo, end } = boxAt(page, row.box);
  if (someText(page, textFrom, textTo, '顶') && PINNED.test(joinTexts(page, textFrom, textTo, 400))) return true;
  for (let box = row.box; box < Math.min(end, row.box + BOXES_LOOKED_AT); box++) {
    const { alt, class: classes } = boxAt(page, box).attribs;
    if (alt?.includes('置顶') || (classes !== undefined && PINNED_CLASS.test(classes))) return true;
  }
  return false;
}

/** A cell that is a date beats a date inside words; 发布 beats an unlabelled one, that beats 成文; others never count. */
const ROLE_RANK = { published: 3, unsaid: 2, written: 1, other: -100 };
// `20260312` may be a number: a day written with signs beside it is the date.
const rankOf = ({ by, role, words }: Mark) =>
  (by === 'in-text' ? 0 : 10) + ROLE_RANK[role] - (/^\D*\d{8}\D*$/.test(words) ? 0.5 : 0);

/**
 * The publish day of a row. Where several cells are equal in rank, the latest that is not after `today` is taken, since
 * a document is written before it is published.
 */
function dateOfRow(page: Page, row: Row, url: string | null, years: YearContext): DateEvidence | null {
  let best: DateEvidence | null = null;
  let bestRank = -1;
  for (const mark of row.marks) {
    const rank = rankOf(mark);
    const evidence = rank >= bestRank && rank >= 0 ? completeMark(page, row, mark, url, years) : null;
    if (!evidence) continue;
    const isLater = best !== null && evidence.day > best.day && (evidence.day <= years.today || best.day > years.today);
    if (rank > bestRank || (mark.by !== 'in-text' && isLater)) {
      best = evidence;
      bestRank = rank;
    }
  }
  return best;
}

/** The mark as a whole day, or null where what it leaves out cannot be supplied. */
function completeMark(page: Page, row: Row, mark: Mark, url: string | null, years: YearContext): DateEvidence | null {
  const by = mark.role === 'unsaid' ? mark.by : `${mark.by}:${mark.role}`;
  const text = mark.words;
  if (mark.date.form === 'day') return { day: mark.date.day, by, text, implied: mark.date.implied };
  const address = url ?? page.links[row.link]?.href ?? '';
  const inUrl = dateInUrl(address);
  switch (mark.date.form) {
    case 'year-month': {
      const month = `${mark.date.year}-${twoDigits(mark.date.month)}`;
      if (inUrl?.startsWith(month)) return { day: inUrl, by: `${by}+url`, text: `${text} + ${address}`, implied: [] };
      // Only the month is shown: its first day never makes the list look fresher than it is.
      return { day: `${month}-01`, by, text, implied: ['day'] };
    }
    case 'month-day': {
      const { month, dayOfMonth } = mark.date;
      if (years.headed !== null) {
        const day = makeDay(years.headed, month, dayOfMonth);
        return day === null ? null : { day, by: `${by}+heading`, text: `${years.headed}年 ${text}`, implied: [] };
      }
      const tail = `-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
      const attribute = attributeDays(page, row).find((day) => day.endsWith(tail));
      if (attribute) return { day: attribute, by: `${by}+attribute`, text, implied: [] };
      if (inUrl?.endsWith(tail)) return { day: inUrl, by: `${by}+url`, text: `${text} + ${address}`, implied: [] };
      const folder = inUrl ? null : monthInUrl(address);
      const inFolder = folder?.month === month ? makeDay(folder.year, month, dayOfMonth) : null;
      if (inFolder) return { day: inFolder, by: `${by}+url`, text: `${text} + ${address}`, implied: [] };
      // An address that disagrees with the day shown makes every year a guess.
      const day = years.inferYears && !inUrl ? latestPast(month, dayOfMonth, years.today) : null;
      return day === null ? null : { day, by, text, implied: ['year'] };
    }
  }
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Whole days in the `title` attribute of the row's link or of its own elements: “发表时间：2024-12-27”. */
function attributeDays(page: Page, row: Row): Day[] {
  const link = page.links[row.link];
  const boxes = [...(link ? [link.box] : []), ...row.marks.map((mark) => mark.box)];
  const titles = boxes.map((box) => (boxAt(page, box).attribs['title'] ?? '').slice(0, 2000));
  return titles.flatMap((title) => findFullDates(title).map(({ day }) => day));
}
