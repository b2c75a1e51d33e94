/** What is promised of the reading of any page whatever, and held against every mutated one. */
import type { DateEvidence, Day, Item, Reading } from '../../../src/model.js';
import { heldDays, plainForm, type HeldDays } from './heldDays.js';

/**
 * The promises that a reading breaks, in words; none for a good one. "No invented fresh" means:
 *
 * 1. No day is made up. A day that is said to stand on the page stands there, in whatever form; where the year was inferred,
 *    month and day stand there, and the day is not after today; a day by 昨天 and the like is not after today either.
 * 2. No row takes its day from elsewhere: its month and day stand near it, between the titles of the third rows on either
 *    side, and not only in a clock, a banner or another list. A page that holds no day is therefore no list with days.
 * 3. Where only whole elements or the page's end were taken away, no row that was there before shows a day newer than all days
 *    that its list showed, unless the row itself says that one too.
 * 4. No page becomes blank that says nothing of the kind.
 *
 * @param before  the reading of the page before it was mutated
 */
export function brokenPromises(
  { text, original, onlyRemoves, before, reading, today }: {
    text: string; original: string; onlyRemoves: boolean; before: Reading; reading: Reading; today: Day;
  },
): string[] {
  const broken: string[] = [];
  const held = heldDays(`${text} ${OWN_ADDRESS}`);
  const dates = reading.items.flatMap(({ date }) => (date ? [date] : []));
  const { article, columnDate } = reading;
  for (const date of [...dates, article?.published, article?.written, columnDate])
    if (date && !isHeld(date, held, today, reading.reader)) broken.push(`made up ${date.day} by ${date.by} from “${date.text.slice(0, 60)}”`);
  broken.push(...daysFromElsewhere(text, reading.items));
  if (onlyRemoves) broken.push(...rowsGrownNewer(original, before.items, reading.items, today));
  if (reading.kind === 'blank' && !SAYS_NOTHING_IS_HERE.test(text)) broken.push(`blank without a word of it: ${reading.why}`);
  if ((reading.kind === 'list') !== reading.items.length > 0) broken.push(`${reading.kind} of ${reading.items.length} rows`);
  for (const { url } of reading.items)
    if (url !== null && !/^https?:\/\//.test(url)) broken.push(`a link to ${url.slice(0, 60)}`);
  return [...new Set(broken)].slice(0, 5);
}

/** The address that every page is said to come from; days may be read from a page's address too, and it holds none. */
export const OWN_ADDRESS = 'https://qinghe.example/zwgk/tzgg/index.html';

function isHeld({ day, implied, by, text }: DateEvidence, held: HeldDays, today: Day, reader: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)) || text === '') return false;
  if (implied.includes('relative')) return day <= today;
  if (implied.includes('year')) return day <= today && held.holdsWithoutYear(day);
  if (implied.includes('day')) return held.holdsMonth(day);
  // Scripts that fill arrays say year, month and day wherever they like.
  if (by === 'script') return held.holdsWithoutYear(day) || held.holdsMonth(day);
  // The year may stand in a heading, or in the address of the row.
  const mayStandApart = /heading|\+|split/.test(by) || reader === 'hanweb-datastore';
  if (mayStandApart ? held.holdsApart(day) : held.holds(day)) return true;
  return /GMT|UTC|\dZ|[+-]\d\d:?\d\d$/.test(text) && held.holds(dayBefore(day));
}

/** In London it is still the day before when the day begins in Shanghai. */
function dayBefore(day: Day): Day {
  if (Number.isNaN(Date.parse(day))) return day;
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

/** A blank column is a column's own word for it, or an answer to a question that carries no rows. */
const SAYS_NOTHING_IS_HERE = /暂|没有|无|未|空|\[\s*\]|\{|recordset|datastore|no (?:data|record|result)|0/i;

/**
 * Rows that were there before and show a day, up to today, that is newer and that nothing around them says. A row that says
 * several days may show another of them: with the head of its column gone nobody knows which is which.
 */
function rowsGrownNewer(original: string, before: Item[], after: Item[], today: Day): string[] {
  const keyOf = ({ title, url }: Item) => `${title} ${url ?? ''}`;
  const known = new Map<string, Day>();
  for (const item of before) {
    const day = item.date?.day ?? '9999';
    if (day > (known.get(keyOf(item)) ?? '')) known.set(keyOf(item), day);
  }
  const newest = before.flatMap(({ date }) => (date && date.day <= today ? [date.day] : [])).sort().at(-1) ?? '';
  return after.flatMap((item) => {
    const was = known.get(keyOf(item));
    const is = item.date?.day;
    if (was === undefined || is === undefined || is <= was || is > today || is <= newest) return [];
    return sayAround(plainForm(original), item, before, is) ? [] : [`a row of ${was} became ${is}: ${item.title.slice(0, 30)}`];
  });
}

/** Rows whose day stands nowhere near their title. */
function daysFromElsewhere(page: string, items: Item[]): string[] {
  const text = plainForm(page);
  // Some titles are spread over tags, some days stand in the tags.
  const texts = [text, text.replace(/<[^<>]*>/g, ''), plainForm(page.replaceAll('\uFEFF', ' '))];
  return items.slice(0, MOST_ROWS).flatMap((item) => {
    const { date } = item;
    if (!date || date.by === 'script' || date.implied.includes('relative') || date.implied.includes('day')) return [];
    return texts.some((form) => sayAround(form, item, items, date.day)) ? [] : [`${date.day} by ${date.by} stands elsewhere: ${item.title.slice(0, 30)}`];
  });
}

const MOST_ROWS = 40;
const MOST_PLACES = 2;

/** Whether a row's own stretch of a page in plain form, up to the titles of its neighbours, holds the month and day. */
function sayAround(text: string, { title }: Item, rows: Item[], day: Day): boolean {
  const own = placesOf(text, title);
  if (own.length === 0) return true;
  const others = rows.filter((row) => row.title !== title).flatMap((row) => placesOf(text, row.title)).sort((a, b) => a - b);
  return own.some((at) => {
    const from = others.filter((other) => other < at).at(-3) ?? 0;
    const to = others.filter((other) => other > at)[2] ?? text.length;
    const held = heldDays(text.slice(from, to));
    return held.holdsWithoutYear(day) || held.holdsWithoutYear(dayBefore(day));
  });
}

function placesOf(text: string, shown: string): number[] {
  const title = plainForm(shown);
  // A short, a garbled or a frequent title may stand anywhere.
  if (!/\p{Script=Han}{6}/u.test(title) || /[&�]/.test(shown)) return [];
  const places: number[] = [];
  for (let at = text.indexOf(title); at >= 0 && places.length <= MOST_PLACES; at = text.indexOf(title, at + 1)) places.push(at);
  return places.length > MOST_PLACES ? [] : places;
}
