/** One site of a run: its homepage, its directory page, and its columns one after the other. */
import { driftOf } from '../audit/drift.js';
import type { Yardstick } from '../audit/facts.js';
import { counterpartWindowStart, itemWindowStart } from '../audit/itemWindow.js';
import { auditWindowStart } from '../audit/periods.js';
import { lineColumn, type LineColumn } from '../audit/siteLines/standing.js';
import { asOfRun, carryOn, mayCarryOn } from './carryOn.js';
import type { Crawler } from '../crawl/crawler.js';
import { siteColumns } from '../extract/column/wrongPage.js';
import { withIds } from './logIds.js';
import type { Column, CrawlSettings, Day, Run, RunColumn, Site, Visit } from '../model.js';
import { rowsToSkip } from '../visit/rowsToSkip.js';
import { readSiteDirectory } from '../visit/siteDirectory.js';
import { recordSiteLines } from './siteLines.js';
import type { Standing } from '../store/store.js';
import { visitColumn } from '../visit/visitColumn.js';
import { visitHomepage } from '../visit/visitHomepage.js';
import { judgeWith } from './judgeWith.js';
import { batches, tell, type Walk } from './walk.js';

/** A walk under way. */
export interface SiteWalk extends Walk {
  crawler: Crawler;
  run: Run;
  yardstick: Yardstick;
  /** See `judgedBy`. */
  markOf: (column: Column) => string;
  keepLifecycle: boolean;
  /** Whether the last run that was asked the same left out sites: so may this one. */
  wasCut: boolean;
  /** Whether nothing more is to be begun or recorded. */
  isOver: () => boolean;
}

/**
 * Visits and judges the columns of a site that the run does not hold yet, and then the site as a whole.
 *
 * @param firstPosition  of its first column among all columns
 */
export async function auditSite(
  walk: SiteWalk,
  site: Site,
  { sitePosition, firstPosition }: { sitePosition: number; firstPosition: number },
): Promise<void> {
  const { config, store, today, pageReader, crawler, run, yardstick, markOf, keepLifecycle, isOver } = walk;
  const done = new Map<number, LineColumn>();
  const held = walk.resumed ? await store.heldSite(run, site.key, site.columns.map(({ key }) => key)) : null;
  for (const [index, { key }] of site.columns.entries()) {
    const column = held?.columns.get(key);
    if (!column) continue;
    const asRecorded = asOfRun(run, column);
    done.set(index, lineColumn(asRecorded));
    walk.onColumn?.(asRecorded);
  }
  if (held?.isJudged || (walk.isNarrowed && done.size === site.columns.length)) return;
  const columns = siteColumns(site.columns);
  if (site.homepage && !walk.isNarrowed && !held?.hasHomepage) {
    const homepage = await visitHomepage(crawler, site, today, pageReader);
    if (isOver()) return;
    await store.recordHomepage(run.id, homepage);
  }
  const unseen = counterpartsFirst(site.columns).filter(([index]) => !done.has(index));
  const left = walk.wasCut || isBounded(config.crawl) ? await longestWaitingFirst(store, unseen) : unseen;
  const reading = { today, pageReader };
  const directoryDate = left.length === 0 ? () => undefined : await readSiteDirectory(crawler, site, reading, walk.log);
  for (const some of batches(left, COLUMNS_AT_ONCE)) {
    const keys = some.map(([, { key }]) => key);
    const recorded = await store.recordedAmong(keys);
    const standings = recorded.size === 0 ? new Map<string, Standing>() : await store.standings(keys, today);
    for (const [index, column] of some) {
      if (isOver()) return;
      const position = firstPosition + index;
      const standing = standings.get(column.key);
      const place = { crawler, store, run, site, column, position };
      const mark = markOf(column);
      const ids = { run: run.id, siteId: site.key, columnId: column.key };
      const carry = standing && mayCarryOn(standing, { site, column, judgedBy: mark }, today) ? await withIds(walk.log, ids, () => carryOn(place, standing)) : {};
      if (isOver()) return;
      if ('done' in carry) {
        tell(walk, run, carry.done);
        done.set(index, lineColumn(carry.done));
        continue;
      }
      const windowStart = windowStartOf(column, today, site.columns);
      const isNew = !recorded.has(column.key);
      const known = isNew ? null : await rowsToSkip(store, column, { today, windowStart, yardstick });
      const { maxPages, maxItemPages } = config.crawl;
      const itemPages = { knownPages: isNew ? [] : await store.knownPages(column.key), maxItemPages };
      const settings = {
        today, windowStart, maxPages, itemPages, siteColumns: columns, directoryDate: directoryDate(column.key), pageReader,
        ...(known && { known }), ...(carry.first && { first: carry.first }),
      };
      const visit = await withIds(walk.log, ids, () => visitColumn(crawler, site, column, settings));
      if (isOver()) return;
      const judged = await record(walk, { run, position, site, column, visit, yardstick, keepLifecycle, judgedBy: mark });
      done.set(index, lineColumn(judged));
    }
  }
  const recorded = [...done].sort(([one], [two]) => one - two).map(([, column]) => column);
  if (!walk.isNarrowed) await recordSiteLines(walk, { run, position: sitePosition, site, columns: recorded, yardstick });
}

/** The columns with their places, those first that hold the counterparts of others: these are judged against them. */
function counterpartsFirst(columns: readonly Column[]): [number, Column][] {
  const paired = new Set(columns.flatMap(({ pairs }) => pairs.map(({ columnKey }) => columnKey)));
  const placed = [...columns.entries()];
  return [...placed.filter(([, { key }]) => paired.has(key)), ...placed.filter(([, { key }]) => !paired.has(key))];
}

/** Whether a run may be unable to ask for all columns of a site. */
function isBounded({ maxRequestsPerHost, maxMinutes }: CrawlSettings): boolean {
  return maxRequestsPerHost !== undefined || maxMinutes !== undefined;
}

/**
 * The columns asked for least lately before the others, so that an allowance leaves out others each time and none for ever;
 * among those of one day the given order stays.
 */
async function longestWaitingFirst(store: Walk['store'], columns: [number, Column][]): Promise<[number, Column][]> {
  const asked = new Map<string, Day>();
  for (const some of batches(columns, COLUMNS_AT_ONCE)) {
    for (const [key, day] of await store.lastAsked(some.map(([, column]) => column.key))) asked.set(key, day);
  }
  const dayOf = ([, { key }]: [number, Column]) => asked.get(key) ?? '';
  return [...columns].sort((one, two) => (dayOf(one) < dayOf(two) ? -1 : dayOf(one) > dayOf(two) ? 1 : 0));
}

/** Columns whose standing is looked up in one go. */
const COLUMNS_AT_ONCE = 200;

/** The first day that items are wanted from: by the cadence, or by what else its items are held against. */
function windowStartOf(column: Column, today: Day, siblings: readonly Column[]): Day {
  const start = auditWindowStart(column.cadence.kind, today);
  const own = column.since !== undefined && column.since > start ? column.since : start;
  const isCounterpart = siblings.some(({ pairs }) => pairs.some(({ columnKey }) => columnKey === column.key));
  const wanted = [
    own,
    ...(column.required.length > 0 || column.pairs.length > 0 ? [itemWindowStart(column, today)] : []),
    ...(isCounterpart ? [counterpartWindowStart(today)] : []),
  ];
  return wanted.sort()[0] ?? own;
}

interface Recording {
  run: Run;
  position: number;
  site: Site;
  column: Column;
  /** Null where the column is only judged again. */
  visit: Visit | null;
  yardstick: Yardstick;
  keepLifecycle: boolean;
  judgedBy: string;
}

async function record(walk: Walk, recording: Recording): Promise<RunColumn> {
  const done = await walk.store.recordColumn(recording, judgeWith(recording, recording.yardstick), driftOf);
  tell(walk, recording.run, done, recording.visit?.ms);
  return done;
}

