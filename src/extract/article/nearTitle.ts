/** The date line of a document: the day that stands in words near its headline, above it, or below its text. */
import type { DateEvidence, Day } from '../../model.js';
import { hasClockWords } from '../dates/clock.js';
import { datesInLine, type LineRole } from '../dates/dateLine.js';
import type { Page, TextPiece } from '../layout/document.js';
import type { Elsewhere } from './elsewhere.js';
import { findForeignDates } from '../dates/foreignDate.js';
import { numberOrderOf } from '../dates/machineDate.js';
import { fold } from '../layout/words.js';

/** Where on a page a document's own words stand. */
export interface Ground {
  page: Page;
  /** Number of the text that is the headline, -1 where none is known. */
  headline: number;
  elsewhere: Elsewhere;
  /** No day after it is read. */
  today: Day;
}

/** What the texts around the headline say. A change is told apart, and counts only where nothing else is found. */
export interface NearDates {
  /** Under the headline or right above it. */
  published: DateEvidence | null;
  /** Further below. */
  further: DateEvidence | null;
  updated: DateEvidence | null;
}

const TEXTS_AFTER = 80;
/** So near below a headline a date is its own, whatever the element is called. */
const TEXTS_CLOSE = 4;
const TEXTS_BEFORE = 8;
const MOST_PROSE = 600;

/** A day that its words call published counts before one that has no words. */
export function datesNearTitle(ground: Ground): NearDates {
  const { page, headline, today } = ground;
  const at = Math.max(0, headline);
  const head = headEnd(page, at);
  const under = readStretch(ground, at, head);
  const above = under.published ? under : readStretch(ground, Math.max(0, at - TEXTS_BEFORE), at);
  const below = readStretch(ground, head, Math.min(page.texts.length, at + TEXTS_AFTER));
  // Above the headline stands a newspaper's own clock as well, which shows the day of the visit.
  const isClock = above !== under && above.published?.day === today;
  return {
    published: under.published ?? (isClock ? null : above.published),
    further: below.published,
    updated: under.updated ?? above.updated ?? below.updated,
  };
}

function readStretch(ground: Ground, from: number, to: number): Pick<NearDates, 'published' | 'updated'> {
  const { page, headline, elsewhere, today } = ground;
  const order = numberOrderOf(page);
  let unsaid: DateEvidence | null = null;
  let updated: DateEvidence | null = null;
  for (let index = from; index < to; index++) {
    const isClose = index > headline && index <= headline + TEXTS_CLOSE;
    if (index === headline || (elsewhere.hasText(index) && !isClose)) continue;
    const { text } = page.texts[index] as TextPiece;
    const before = page.texts[index - 1]?.text ?? '';
    if (!isLine(text) || hasClockWords(text, before)) continue;
    for (const { role, evidence } of datesInLine(text, before.length < LONGEST_LABEL ? before : '', today, order)) {
      if (evidence.day > today || role === 'other') continue;
      if (role === 'published') return { published: evidence, updated };
      if (role === 'unsaid') unsaid ??= evidence;
      else updated ??= evidence;
    }
  }
  return { published: unsaid, updated };
}

/** The day of the last change, or of publication, that any line of the page names, the last line first: `Last updated …`. */
export function saidAtTheFoot({ page, today }: Ground): DateEvidence | null {
  const order = numberOrderOf(page);
  for (let index = page.texts.length - 1; index >= 0; index--) {
    const { text } = page.texts[index] as TextPiece;
    if (!isLine(text)) continue;
    const said = datesInLine(text, '', today, order).find(({ role, evidence }) => isSaid(role) && evidence.day <= today);
    if (said) return said.evidence;
  }
  return null;
}

const isSaid = (role: LineRole) => role === 'updated' || role === 'published';

const LONGEST_LABEL = 40;
const LONGEST_LINE = 160;
const LONGEST_SHORT_LINE = 90;
const LONGEST_CHINESE_LINE = 30;
const BEGINS_WITH_A_DAY = /^\D{0,12}(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:[\s\])】）|｜]|$)/;

/** Whether a text may be a date line: short, or with signs between its parts, and no sentence. */
function isLine(text: string): boolean {
  if (text.length > LONGEST_LINE || !/[\d〇]|[０-９]/.test(text)) return false;
  if (/[，。；]/.test(text) && text.length > LONGEST_CHINESE_LINE && !BEGINS_WITH_A_DAY.test(text)) return false;
  return text.length <= LONGEST_SHORT_LINE || /[|｜:：]/.test(text);
}

/** Where the text under a headline has well begun. */
function headEnd(page: Page, at: number): number {
  let prose = 0;
  for (let index = at; index < page.texts.length; index++) {
    const { text } = page.texts[index] as TextPiece;
    if (text.length > LONGEST_SHORT_LINE) prose += text.length;
    if (prose > MOST_PROSE || index > at + TEXTS_AFTER) return index;
  }
  return page.texts.length;
}

const LONGEST_PLACE = 40;

/** A day at the start of a text, alone or behind a place: `24. April 2020 | Pressemitteilungen`, `Berlin, 12.03.2015 – …`. */
export function datelineOf({ page, elsewhere, today }: Ground): DateEvidence | null {
  const order = numberOrderOf(page);
  for (let index = 0; index < page.texts.length; index++) {
    const { text } = page.texts[index] as TextPiece;
    if (elsewhere.hasText(index) || !/^.{0,40}\d/.test(text)) continue;
    const start = text.slice(0, LONGEST_PLACE + 40);
    const found = findForeignDates(start, order)[0];
    if (!found || found.start > LONGEST_PLACE || found.day > today || hasClockWords(start, '')) continue;
    const isAlone = text.length <= 60 && found.start <= 14;
    const isPress = /^[\s)]*(?:[-–—(:|]|$)/.test(text.slice(found.end)) && /^[\p{L}\s,./()-]*$/u.test(text.slice(0, found.start));
    if (isAlone || isPress) return { day: found.day, by: 'dateline', text: fold(found.text), implied: [] };
  }
  return null;
}
