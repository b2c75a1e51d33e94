/** What a later visit to a list need not read again. */
import { addDays } from '../audit/days.js';
import type { Yardstick } from '../audit/facts.js';
import { judge } from '../audit/judge.js';
import type { KnownRows } from './followPages.js';
import type { Column, Day, History, Item } from '../model.js';
import type { KnownList, Store } from '../store/store.js';

/** More than the rows of any page. A known item beyond them only means that one more page is read. */
const NEWEST_KNOWN = 200;
/** A list that stands accused is read back so often. */
const READ_BACK_DAYS = 7;

/**
 * The rows at which a visit may stop; null where the list is to be read back to the window: what is known does not reach
 * so far, or the column would be accused if nothing new came.
 *
 * An item may be put in below the first page, under an earlier day or where the list is not sorted by publication. So
 * before anything is called missing for the first time the whole list is read once more, and again every week for as
 * long as it is.
 *
 * That a verdict stands by itself until a later day (see `standsUntil`) does not answer this: it says what holds while nobody
 * looks, and here the question is what would be said if somebody looked and nothing new was there.
 */
export async function rowsToSkip(
  store: Store,
  column: Column,
  { today, windowStart, yardstick }: { today: Day; windowStart: Day; yardstick: Yardstick },
): Promise<KnownRows | null> {
  const known = knownRows(await store.knownList(column.key, NEWEST_KNOWN), windowStart);
  if (known === null) return null;
  const history = await store.history(column.key, today);
  const accused = accusedIfNothingCame(column, history, today, yardstick);
  if (accused.length === 0) return known;
  const open = (await store.findingRecords([column.key])).filter(({ state }) => state === 'open');
  const areKnown = accused.every((key) => open.some(({ finding }) => finding.key === key));
  return areKnown && readBackOn(history, windowStart) > addDays(today, -READ_BACK_DAYS) ? known : null;
}

function knownRows({ since, until, items }: KnownList, windowStart: Day): KnownRows | null {
  if (until === null || since === undefined || (since !== null && since > windowStart)) return null;
  // A row whose day was changed is new: what stands below it may have changed with it.
  const nameOf = ({ url, title, date }: Item) => JSON.stringify([url ?? title, date?.day]);
  const names = new Set(items.map(nameOf));
  return { until, has: (item) => names.has(nameOf(item)) };
}

/** The keys of the findings that would speak of what is not there. */
function accusedIfNothingCame(column: Column, history: History, today: Day, yardstick: Yardstick): string[] {
  const last = history.lastReadable;
  if (last === null) return [];
  const visit = { ...last, day: today };
  const { findings } = judge(column, { ...history, lastVisit: visit, lastReadable: visit }, today, yardstick);
  return findings.filter(({ rule }) => OF_MISSING.has(rule)).map(({ key }) => key);
}

const OF_MISSING = new Set(['missing-period', 'cadence-overdue', 'required-missing']);

/** The last day on which a visit read back to the window; '' for never. */
function readBackOn({ looks }: History, windowStart: Day): Day {
  return looks.findLast(({ since }) => since !== undefined && (since === null || since <= windowStart))?.day ?? '';
}
