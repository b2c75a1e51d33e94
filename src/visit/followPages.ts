/** The further pages of a list, as far back as the audit looks, and how much of the list was seen then. */
import type { Crawler, Way } from '../crawl/crawler.js';
import type { Column, Day, Fetched, Item, PageRequest, Reading, Site } from '../model.js';
import { isSentHome, readSnapshot, type ReadSettings } from './readAddress.js';
import { runningDays } from './runningDays.js';

export interface FollowSettings extends ReadSettings {
  /** How far back items are wanted. */
  windowStart: Day;
  maxPages: number;
  /** Set where what is known reaches back to the window: a page that joins it is the last one needed. */
  known?: KnownRows;
  /** Dates the rows of a page that show no day themselves, where that can be done. Called once a page, in order. */
  dateRows?: (rows: Item[]) => Promise<Item[]>;
}

/** What earlier visits know of the list. */
export interface KnownRows {
  /** Last day of the stretch that is known without a gap. */
  until: Day;
  /** Whether a row is known as it stands, with its day. */
  has(item: Item): boolean;
}

export interface FirstPage {
  reading: Reading;
  /** The addresses under which the first page is known: the one asked for and, last, the one that answered. */
  addresses: string[];
  by: Fetched['by'];
  /** Set where an endpoint brought it: the page whose script asks. */
  askedBy?: string;
}

export interface FollowedList {
  items: Item[];
  /** As in `Observation`. */
  completeSince: Day | null | undefined;
  /** How many pages could be read, the first included. */
  readPages: number;
  /** The further pages fetched, readable or not. */
  pages: Fetched[];
}

/**
 * Follows the pager of a list until an item is older than the window, a page shows only what is known, the list ends,
 * `maxPages` are read, a page cannot be read, or nothing new comes. What was read until then stands; a page that failed
 * only ends the walk.
 */
export async function followPages(
  crawler: Crawler,
  site: Pick<Site, 'key' | 'robots'>,
  first: FirstPage,
  cadence: Column['cadence']['kind'],
  settings: FollowSettings,
): Promise<FollowedList> {
  const pages: Fetched[] = [];
  const known = [...first.reading.nextPages];
  const visited = new Set(first.addresses);
  const seen = new Set<string>();
  const dated = async (reading: Reading): Promise<Reading> =>
    settings.dateRows ? { ...reading, items: await settings.dateRows(reading.items) } : reading;
  const firstReading = await dated(first.reading);
  const batches: Batch[] = [{ reading: firstReading, items: firstReading.items }];
  const last = () => batches[batches.length - 1] as Batch;
  let next = unvisited(known, visited);
  const isEnough = () =>
    (NEWEST_IS_ENOUGH.has(cadence) && settings.windowStart >= settings.today) ||
    reachesBack(last().items, settings.windowStart) ||
    (settings.known !== undefined && joinsKnown(last().reading.items, settings.known));

  while (next !== undefined && batches.length < settings.maxPages && !isEnough()) {
    // Most lists need no further page, and nothing is held against their first one then.
    if (batches.length === 1) notSeen(firstReading.items, seen);
    visited.add(keyOf(next));
    const fetched = await crawler.fetch(next, site, ...wayTo(next, first));
    pages.push(fetched);
    const found = await readFurther(addressOf(next), fetched, settings, first.addresses.at(-1));
    const reading = found && (await dated(found));
    const items = reading ? notSeen(reading.items, seen) : [];
    // Nothing new: the page could not be read, or the pager leads in a circle.
    if (!reading || items.length === 0) break;
    batches.push({ reading, items });
    known.push(...reading.nextPages);
    next = unvisited([...reading.nextPages, ...known], visited);
  }
  const items = batches.flatMap((batch) => batch.items);
  const whole = next === undefined && isWhole(batches);
  return { items, pages, readPages: batches.length, completeSince: whole ? null : completeSince(items) };
}

/** One page's reading, with those of its rows that no page before it showed. */
interface Batch {
  reading: Reading;
  items: Item[];
}

/** Cadences of which only the newest item counts, unless earlier ones are wanted for something else. */
const NEWEST_IS_ENOUGH = new Set<Column['cadence']['kind']>(['realtime', 'static']);

/** How a further page is asked for: as the first one was, but an endpoint is never drawn. */
function wayTo(next: PageRequest, { by, addresses, askedBy }: FirstPage): [Fetched['by'], Way] {
  const page = askedBy ?? (typeof next === 'string' ? undefined : addresses.at(-1));
  return page === undefined ? [by, {}] : ['http', { askedBy: page }];
}

function unvisited(requests: PageRequest[], visited: Set<string>): PageRequest | undefined {
  return requests.find((request) => !visited.has(keyOf(request)));
}

const keyOf = (request: PageRequest) => (typeof request === 'string' ? request : JSON.stringify(request));
const addressOf = (request: PageRequest) => (typeof request === 'string' ? request : request.url);

/** The reading of a further page, or null where it is no part of the list. */
async function readFurther(
  asked: string,
  fetched: Fetched,
  settings: ReadSettings,
  shownIn?: string,
): Promise<Reading | null> {
  if (fetched.outcome === 'failed' || isSentHome(asked, fetched.finalUrl)) return null;
  const reading = await readSnapshot(fetched, settings, shownIn);
  return reading.kind === 'list' ? reading : null;
}

/** The items not seen on an earlier page; one that a page shows twice stays twice. Takes note of them in `seen`. */
function notSeen(items: Item[], seen: Set<string>): Item[] {
  const keys = items.map(({ url, title, date }) => JSON.stringify([url, title, date?.day]));
  const isNew = keys.map((key) => !seen.has(key));
  for (const key of keys) seen.add(key);
  return items.filter((_, index) => isNew[index]);
}

// ---------------------------------------------------------------------------------------------------------------------
// How much of the list was seen

/** Lists shorter than any CMS's page are taken for whole where nothing says that they go on. */
const SHORTEST_CUT = 10;
/** Readers that notice when a list goes on. A JSON answer may not say, blocks of a portal show a choice. */
const KNOWS_ITS_END = new Set(['generic', 'selector', 'hanweb-datastore']);

/**
 * Whether everything that the column lists was read, no address of a further page being left: as many rows or pages as
 * the list says that it has. Where it does not say, one short page that says nothing of others, or pages of one list of
 * which the last is shorter than the first; a full last page may only mean that its pager was not understood. Where a
 * row shows no day, nobody knows for which period it stands: not whole then.
 */
function isWhole(batches: Batch[]): boolean {
  const [first, last] = [batches[0] as Batch, batches[batches.length - 1] as Batch];
  const items = batches.flatMap((batch) => batch.items);
  if (items.length === 0 || items.some((item) => item.date === null)) return false;
  if (batches.some(({ reading }) => reading.mayBeCutShort)) return false;
  const { size } = first.reading;
  if (size.items !== null) return items.length === size.items;
  if (!batches.every(({ reading }) => KNOWS_ITS_END.has(reading.reader))) return false;
  if (size.pages !== null) return batches.length === size.pages && isOneList(batches);
  if (batches.length === 1) return !first.reading.goesOn && items.length < SHORTEST_CUT;
  return isOneList(batches) && last.items.length < first.reading.items.length;
}

function isOneList(batches: Batch[]): boolean {
  return batches.every(({ reading }) => reading.container === batches[0]?.reading.container);
}

/**
 * The day from which nothing is missing in the rows read: the oldest day of a list that runs downwards, since what lies
 * on unread pages is older. Undefined where the list does not run downwards, because then anything may lie there.
 *
 * A row without a day ends the reach at the row above it, since it may stand for any day below that. Pinned rows,
 * marked or not, stand on top out of order and do not count.
 */
export function completeSince(items: Item[]): Day | undefined {
  const rows = items.filter((item) => !item.pinned);
  const undated = rows.findIndex((item) => item.date === null);
  const days = runningDays(undated < 0 ? rows : rows.slice(0, undated));
  return days[days.length - 1];
}

/** The page shows an item from before the window, pinned rows aside. */
function reachesBack(items: Item[], windowStart: Day): boolean {
  const oldest = runningDays(items).at(-1);
  return oldest !== undefined && oldest < windowStart;
}

/**
 * The page of a list that runs downwards shows nothing new, pinned rows aside, and reaches into the known stretch: on a
 * list in another order, or after a gap, new rows may stand further on.
 */
function joinsKnown(items: Item[], known: KnownRows): boolean {
  const oldest = runningDays(items).at(-1);
  return oldest !== undefined && oldest <= known.until && items.every((item) => item.pinned || known.has(item));
}
