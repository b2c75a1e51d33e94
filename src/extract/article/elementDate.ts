/** Dates in elements that are made or named to hold one: microdata, microformats, `time`, class names. */
import type { DateEvidence, Day } from '../../model.js';
import type { Attributes } from '../layout/attributes.js';
import { hasClockWords } from '../dates/clock.js';
import { datesInLine } from '../dates/dateLine.js';
import { boxAt, textOf, type Box, type Page } from '../layout/document.js';
import { machineEvidence, numberOrderOf } from '../dates/machineDate.js';
import type { Ground } from './nearTitle.js';
import { fold } from '../layout/words.js';

/** The first day of each kind of element. */
export interface ElementDates {
  /** Named for publication: `itemprop="datePublished"`, `<time pubdate>`, `class="published"`, `<publishtime>`. */
  named: DateEvidence | null;
  /** A `time` element, or an attribute that holds a machine's time. */
  timed: DateEvidence | null;
  /** A short element whose class says that it holds a date. */
  classed: DateEvidence | null;
  /** Named for the last change. */
  updated: DateEvidence | null;
  /** Of any kind, outside the document's own part. */
  elsewhere: DateEvidence | null;
}

const PROPERTY_PUBLISHED = /\bdatePublished\b|\bdc:(?:date|issued|created)\b|\bdcterms:(?:issued|created)\b/;
const PROPERTY_UPDATED = /\bdateModified\b|\bdc(?:terms)?:modified\b/;
const CLASS_PUBLISHED = /(?:^|\s)(?:published|dt-published|entry-date|date-published|publish(?:ed)?-?(?:date|time|on)|pub-?date)(?:$|\s)/i;
const CLASS_UPDATED = /(?:^|[\s_-])(?:updated|modified|last-?updated|date-?modified|aktualisiert)(?:$|[\s_-])/i;
const CLASS_DATE =
  /(?:^|[\s_-])(?:date|datum|fecha|data|dato|pubdate|published|dateline|metadata|post-meta|entry-meta|timestamp|postdate|post-?info|byline|submitted|created?)(?:$|[\s_-])/i;
const MACHINE_ATTRIBUTES = [
  'datetime', 'data-datetime', 'data-timestamp', 'data-time', 'data-date', 'data-utime', 'data-published',
] as const;
const VALUE_ATTRIBUTES = [...MACHINE_ATTRIBUTES, 'content', 'title'] as const;
const LONGEST_DATELINE = 80;

/** The first element that is named for publication. Asked of every page, so the ground is worked out only where one stands. */
export function namedElement(page: Page, ground: () => Ground): DateEvidence | null {
  for (let number = 0; number < page.boxes.length; number++) {
    const box = boxAt(page, number);
    if (!mayBeNamed(box) || kindOf(box) !== 'named') continue;
    const { elsewhere, today } = ground();
    const evidence = elsewhere.hasBox(number) ? null : valueOf(page, number, today);
    if (evidence !== null && evidence.day <= today) return evidence;
  }
  return null;
}

function mayBeNamed({ name, attribs }: Box): boolean {
  if (name === 'time' || name === 'publishtime') return true;
  const words = attribs['class'];
  if (words !== undefined && /publi|entry-d|pub-?d/i.test(words)) return true;
  return attribs['itemprop'] !== undefined || attribs['property'] !== undefined;
}

/** Reads all elements in one go. */
export function elementDates({ page, elsewhere, today }: Ground): ElementDates {
  const dates: ElementDates = { named: null, timed: null, classed: null, updated: null, elsewhere: null };
  for (let number = 0; number < page.boxes.length; number++) {
    const box = boxAt(page, number);
    if (!mayHoldDate(box)) continue;
    const kind = elsewhere.hasBox(number) ? 'elsewhere' : kindOf(box);
    if (dates[kind] !== null) continue;
    const evidence = valueOf(page, number, today);
    if (evidence !== null && evidence.day <= today) dates[kind] = evidence;
  }
  return dates;
}

/** Most elements carry neither of these, and asking is cheap. */
function mayHoldDate({ name, attribs }: Box): boolean {
  if (name === 'time' || name === 'publishtime' || name === 'abbr' || name === 'relative-time') return true;
  for (const attribute in attribs) {
    if (attribute === 'class') {
      if (/dat|publi|time|updat|modif|byline|meta|info|creat|submit|fecha|aktuali/i.test(attribs['class'] ?? '')) return true;
    } else if (attribute === 'itemprop' || attribute === 'property' || attribute.startsWith('data-')) return true;
  }
  return false;
}

function kindOf({ name, attribs }: Box): keyof ElementDates {
  const words = attribs['class'] ?? '';
  const property = `${attribs['itemprop'] ?? ''} ${attribs['property'] ?? ''}`;
  if (name === 'publishtime' || PROPERTY_PUBLISHED.test(property) || CLASS_PUBLISHED.test(words)) return 'named';
  if (name === 'time' && ('pubdate' in attribs || /publish/i.test(words))) return 'named';
  if (PROPERTY_UPDATED.test(property) || CLASS_UPDATED.test(words)) return 'updated';
  return name === 'time' || MACHINE_ATTRIBUTES.some((attribute) => attribute in attribs) ? 'timed' : 'classed';
}

/** What an element says: a machine's value in an attribute, else its words. */
function valueOf(page: Page, number: number, today: Day): DateEvidence | null {
  const { name, attribs, textLength, textFrom } = boxAt(page, number);
  const by = `element:${name}`;
  for (const attribute of VALUE_ATTRIBUTES) {
    const evidence = machineEvidence(page, attribs[attribute], by);
    if (evidence) return evidence;
  }
  if (textLength < 6 || textLength > LONGEST_DATELINE || !hasDateClass(attribs, name)) return null;
  const before = page.texts[textFrom - 1]?.text ?? '';
  const text = textOf(page, number, LONGEST_DATELINE);
  const lines = [text, spacedText(page, number)];
  for (const line of lines) {
    if (hasClockWords(line, '')) continue;
    const dates = datesInLine(line, before.length < 20 ? before : '', today, numberOrderOf(page));
    const date = dates.find(({ role }) => role === 'published') ?? dates.find(({ role }) => role === 'unsaid');
    if (date) return { ...date.evidence, by, text: fold(line) };
  }
  return null;
}

function hasDateClass(attribs: Attributes, name: string): boolean {
  return name === 'time' || name === 'publishtime' || 'itemprop' in attribs || CLASS_DATE.test(attribs['class'] ?? '');
}

/** The texts of a box with blanks between them: day, month and year may stand in elements of their own. */
function spacedText(page: Page, number: number): string {
  const { textFrom, textTo } = boxAt(page, number);
  const pieces = page.texts.slice(textFrom, Math.min(textTo, textFrom + 6));
  return fold(pieces.map(({ text }) => text).join(' ')).slice(0, LONGEST_DATELINE);
}
