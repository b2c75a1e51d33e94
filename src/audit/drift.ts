/**
 * 疑似改版: whether a list that was read contradicts the last one that was believed. A redesign, another list of the
 * same page or the clock of the page read for its dates would otherwise make a column fresh that is not, or accuse one
 * that is.
 */
import type {
  Day, Drift, DriftSign, Item, KnownItem, ListBefore, ListShown, PageName, Visit,
} from '../model.js';

/**
 * Why a visit's list is not believed, or null where it is.
 *
 * A new reading is believed after all, so that a redesign does not lock a column out for ever,
 * - where it continues the old list: a row shown before stands with its day, and there is a newer one; or
 * - on the third different day on which it shows itself the same way: the same sign, rows known from the doubted visit
 *   before it (or only newer ones), its newest day not moved back. The days are kept with each doubted visit, so only
 *   the last readable visit is asked. Where rows known by another day now all carry the day of the visit, no number of
 *   days proves it right.
 *
 * A withdrawn newest item moves the newest day back too and is doubted for as long: a false accusation would be worse.
 */
export function driftOf(visit: Visit, before: ListBefore): Drift | null {
  if (visit.observation.outcome !== 'list') return null;
  const { items, pages, pageName = null } = visit.observation;
  const shown = { ...shownBy(items, pages, visit.day), ...(pageName && { name: pageName.name }) };
  const list = { day: visit.day, items, shown, pageName };
  const sign = signOf(list, before);
  if (sign === null || (sign !== 'all-today' && continues(list, before))) return null;

  const doubted = before.doubted;
  const isSame = doubted !== null && doubted.sign === sign && isSameReading(list, doubted);
  const days = isSame ? [...new Set([...doubted.days, visit.day])] : [visit.day];
  const isDisproved = sign === 'all-today' && redated(list, before) > 0;
  if (days.length >= DAYS_UNTIL_BELIEVED && !isDisproved) return null;
  return { sign, before: before.shown, now: list.shown, days, sample: items.slice(0, SAMPLE_ROWS).map(nameOf) };
}

const DAYS_UNTIL_BELIEVED = 3;
const SAMPLE_ROWS = 20;
/** Shorter lists shrink by a few withdrawn rows. */
const LEAST_ROWS_TO_COLLAPSE = 9;
/** Fewer rows may well be of one day, or all new. */
const LEAST_ROWS_TO_COMPARE = 5;

interface ListNow {
  day: Day;
  items: readonly Item[];
  shown: ListShown;
  pageName: PageName | null;
}

function signOf(now: ListNow, before: ListBefore): DriftSign | null {
  if (hasOtherName(now, before)) return 'other-name';
  if (isAllToday(now, before)) return 'all-today';
  const [then, rows] = [before.shown.rowsPerPage ?? 0, now.shown.rowsPerPage ?? 0];
  if (then >= LEAST_ROWS_TO_COLLAPSE && rows * 3 < then) return 'count-collapsed';
  if (before.shown.newest !== null && now.shown.newest !== null && now.shown.newest < before.shown.newest) {
    return 'newest-back';
  }
  return isAllReplaced(now, before) ? 'all-replaced' : null;
}

/**
 * The name that the page had stands nowhere in what it says of itself now, and not one row of then is shown: a server
 * under load answers with a section's front page, a redesign puts another column at the old address. A new name over
 * known rows is a renamed column, and new rows under the old name are a busy one.
 */
function hasOtherName({ items, pageName }: ListNow, before: ListBefore): boolean {
  const { name } = before.shown;
  if (name === undefined || pageName === null || items.length === 0 || before.items.length === 0) return false;
  const plain = (words: string) => words.replace(/\s+/g, '');
  const isStillSaid = pageName.said.some(({ names }) => names.some((said) => plain(said).includes(plain(name))));
  if (isStillSaid) return false;
  const known = knownNames(before.items);
  return !items.some(({ url, title }) => known.has(url ?? '') || known.has(title));
}

/**
 * Every row carries the visit's day, while the list before had other days. A busy column may fill a page in a day: that
 * is believed where no row known by another day is among them and the list before had days about as busy.
 */
function isAllToday(now: ListNow, before: ListBefore): boolean {
  if (now.items.length < LEAST_ROWS_TO_COMPARE || now.items.some(({ date }) => date?.day !== now.day)) return false;
  const daysBefore = datedDays(before.items);
  if (daysBefore.every((day) => day === now.day)) return false;
  return redated(now, before) > 0 || now.items.length > 2 * mostOnOneDay(daysBefore);
}

/** Rows on both lists that carried another day before. */
function redated(now: ListNow, before: ListBefore): number {
  const known = knownNames(before.items);
  return now.items.filter((item) => {
    const day = known.get(item.url ?? '') ?? known.get(item.title);
    return day !== undefined && day !== null && item.date !== null && day !== item.date.day;
  }).length;
}

/**
 * Not one row of before, although at least half of the days shown are older than the newest day then. Where most are
 * newer, a busy column has merely moved on.
 */
function isAllReplaced(now: ListNow, before: ListBefore): boolean {
  const { newest } = before.shown;
  const days = datedDays(now.items);
  if (newest === null || before.items.length < LEAST_ROWS_TO_COMPARE || days.length < LEAST_ROWS_TO_COMPARE) return false;
  const known = knownNames(before.items);
  if (now.items.some(({ url, title }) => known.has(url ?? '') || known.has(title))) return false;
  return days.filter((day) => day < newest).length * 2 >= days.length;
}

function continues(now: ListNow, before: ListBefore): boolean {
  const { newest } = before.shown;
  if (newest === null || now.shown.newest === null || now.shown.newest <= newest) return false;
  const known = knownNames(before.items);
  return now.items.some(({ url, title, date }) => date && (known.get(url ?? '') ?? known.get(title)) === date.day);
}

function isSameReading(now: ListNow, doubted: Drift): boolean {
  const [then, newest] = [doubted.now.newest, now.shown.newest];
  if (then !== null && (newest === null || newest < then)) return false;
  const sample = new Set(doubted.sample);
  if (now.items.some((item) => sample.has(nameOf(item)))) return true;
  const days = datedDays(now.items);
  return then !== null && days.length > 0 && days.every((day) => day >= then);
}

function shownBy(items: readonly Item[], pages: number, day: Day): ListShown {
  const newest = datedDays(items).filter((one) => one <= day).sort().at(-1) ?? null;
  return { day, rowsPerPage: Math.round(items.length / Math.max(1, pages)), newest };
}

/**
 * The days of items by address and by title: a redesign changes one of the two and seldom both. Null where several
 * items of different days share a name, as monthly reports of one title do, or where it has no day.
 */
function knownNames(items: readonly KnownItem[]): Map<string, Day | null> {
  const days = new Map<string, Day | null>();
  for (const { url, title, date } of items) {
    for (const name of url === null ? [title] : [url, title]) {
      const day = date?.day ?? null;
      days.set(name, days.has(name) && days.get(name) !== day ? null : day);
    }
  }
  return days;
}

function nameOf({ url, title }: Item): string {
  return url ?? title;
}

function datedDays(items: readonly Pick<Item, 'date'>[]): Day[] {
  return items.flatMap(({ date }) => (date ? [date.day] : []));
}

function mostOnOneDay(days: readonly Day[]): number {
  const counts = new Map<Day, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
