/**
 * The walk: one audit from configuration to stored verdicts. config → crawl → extract → audit → store; the report is
 * drawn afterwards from what is stored.
 */
import { randomBytes } from 'node:crypto';
import PQueue from 'p-queue';
import type { Logger } from 'pino';
import { workingCalendar } from './audit/calendar.js';
import { driftOf } from './audit/drift.js';
import type { Yardstick } from './audit/facts.js';
import { counterpartWindowStart, itemWindowStart } from './audit/itemWindow.js';
import { judge } from './audit/judge.js';
import { lifecycle, unsettled } from './audit/lifecycle.js';
import { auditWindowStart } from './audit/periods.js';
import { doubtOfRun } from './audit/runSanity.js';
import { lineColumn, type LineColumn } from './audit/siteLines/standing.js';
import { standsUntil } from './audit/standsUntil.js';
import { asOfRun, carryOn, judgedBy, mayCarryOn } from './carryOn.js';
import type { Crawler } from './crawl/crawler.js';
import { siteColumns } from './extract/column/wrongPage.js';
import { dateInUrl } from './extract/dates/urlDate.js';
import type {
  Column, Day, Instant, Run, RunColumn, Settings, Site, Visit, Watchlist,
} from './model.js';
import type { PageReader } from './pageReader.js';
import { rowsToSkip } from './rowsToSkip.js';
import type { Asked } from './store/resume.js';
import type { ColumnEntry, Judge, Standing, Store } from './store/store.js';
import { dayIn } from './today.js';
import { readSiteDirectory } from './siteDirectory.js';
import { recordSiteLines } from './siteLines.js';
import { visitColumn } from './visitColumn.js';
import { visitHomepage } from './visitHomepage.js';
import { createWaitingSites } from './waitingSites.js';

export interface Walk {
  /** Its sites are read as the walk comes to them, and forgotten when they are done. */
  config: Watchlist;
  /** Where the configuration came from, for the reader of the report. */
  configName: string;
  store: Store;
  log: Logger;
  /** The day to judge, in the configured time zone. */
  today: Day;
  /** The clock, read for the instants at which runs begin and end. */
  now: () => Date;
  /** Set where only some of the sites' columns are walked: nothing is said of whole sites then. */
  isNarrowed?: boolean;
  /** Who reads the pages; absent: this thread. */
  pageReader?: PageReader;
  /** What is asked for, so that a later start can go on with this run; absent: nobody does. */
  asked?: Asked;
  /** The run that was killed and is gone on with: what it holds is not visited again. Absent: a run of its own begins. */
  resumed?: Run;
  /** Called after each column, in the order in which they are done. */
  onColumn?: (done: RunColumn) => void;
  /** Once it is aborted no new column is begun, and what comes back afterwards is not recorded. */
  signal?: AbortSignal;
}

/**
 * Visits every column of the configuration and judges it.
 *
 * Resolves to the run, which has no end where it was stopped: what was recorded until then stays. Rejects on a mistake
 * of our own, of the database or of a site that can be read no longer, after the columns under way have ended.
 */
export async function runAudit(walk: Walk, crawler: Crawler): Promise<Run> {
  const { config, store, today, signal, pageReader } = walk;
  const keepLifecycle = !(await looksBack(walk));
  const run = walk.resumed ?? newRun(walk, 'crawl');
  const yardstick = yardstickOf(config);
  const markOf = judgedBy(config);
  if (walk.resumed) await store.dropOvertaken(run.id);
  else await store.startRun(run, walk.asked);

  const failures: unknown[] = [];
  const failed = new AbortController();
  const isOver = () => signal?.aborted === true || failures.length > 0;
  const fail = (error: unknown) => {
    failures.push(error);
    failed.abort();
  };
  const waiting = createWaitingSites(crawler, signal ? AbortSignal.any([signal, failed.signal]) : failed.signal);
  // Sites go side by side and a site's columns one after the other: its host wants to rest between two requests anyway.
  const sites = new PQueue({ concurrency: config.crawl.concurrency });
  let position = 0;
  let sitePosition = 0;
  try {
    for await (const site of config.sites) {
      const [at, first] = [sitePosition, position];
      sitePosition += 1;
      position += site.columns.length;
      // Ten thousand sites need not all wait in the queue: one waits, so that none is read before its turn comes.
      await sites.onSizeLessThan(1);
      if (isOver()) break;
      await waiting.take(site, () => {
        if (!isOver()) void sites.add(() => auditSite(site, at, first)).catch(fail);
      });
    }
  } catch (error) {
    fail(error);
  }
  await waiting.allBegun();
  await sites.onIdle();
  if (failures.length > 0) throw failures[0];
  return signal?.aborted ? run : finishRun(walk, run);

  async function auditSite(site: Site, sitePosition: number, firstPosition: number): Promise<void> {
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
    const left = counterpartsFirst(site.columns).filter(([index]) => !done.has(index));
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
        const carry = standing && mayCarryOn(standing, { site, column, judgedBy: mark }, today) ? await carryOn(place, standing) : {};
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
        const visit = await visitColumn(crawler, site, column, settings);
        if (isOver()) return;
        const judged = await record(walk, { run, position, site, column, visit, yardstick, keepLifecycle, judgedBy: mark });
        done.set(index, lineColumn(judged));
      }
    }
    const recorded = [...done].sort(([one], [two]) => one - two).map(([, column]) => column);
    if (!walk.isNarrowed) await recordSiteLines(walk, { run, position: sitePosition, site, columns: recorded, yardstick });
  }
}

/**
 * Judges the stored facts again, without visiting anything. Resolves to the run, without an end where it was stopped.
 *
 * @param keepLifecycle  false where the day looks back (see `looksBack`): the verdicts are kept with the run, but no
 *   finding is opened or resolved
 */
export async function rejudge(walk: Walk, keepLifecycle: boolean): Promise<Run> {
  const run = newRun(walk, 'rejudge');
  const yardstick = yardstickOf(walk.config);
  const markOf = judgedBy(walk.config);
  await walk.store.startRun(run);
  let position = 0;
  let sitePosition = 0;
  for await (const site of walk.config.sites) {
    const done: LineColumn[] = [];
    for (const columns of batches(site.columns, JUDGED_AT_ONCE)) {
      if (walk.signal?.aborted) return run;
      const entries = columns.map((column, index) => (
        { run, position: position + index, site, column, visit: null, keepLifecycle, judgedBy: markOf(column) }
      ));
      done.push(...(await recordJudgements(walk, entries, yardstick)).map(lineColumn));
      position += columns.length;
    }
    if (!walk.isNarrowed) await recordSiteLines(walk, { run, position: sitePosition, site, columns: done, yardstick });
    sitePosition++;
  }
  return finishRun(walk, run);
}

function yardstickOf({ calendar, rules, timezone }: Settings): Yardstick {
  return {
    calendar: workingCalendar(calendar ?? []),
    rules,
    addressDay: dateInUrl,
    dayOf: (at) => dayIn(timezone, new Date(at)),
  };
}

const RUNS_REMEMBERED = 1000;

/**
 * Whether the day to judge lies before one on which columns were visited. Findings are not opened or resolved then:
 * what happened to them since is known already. Visits made for a day in the future, to try something, do not count.
 */
export async function looksBack(
  walk: { config: Pick<Settings, 'timezone'> } & Pick<Walk, 'store' | 'today' | 'now'>,
): Promise<boolean> {
  const { config, store, today, now } = walk;
  const realToday = dayIn(config.timezone, now());
  const runs = await store.listRuns(RUNS_REMEMBERED);
  return runs.some(({ kind, day }) => kind === 'crawl' && day > today && day <= realToday);
}

/** The columns with their places, those first that hold the counterparts of others: these are judged against them. */
function counterpartsFirst(columns: readonly Column[]): [number, Column][] {
  const paired = new Set(columns.flatMap(({ pairs }) => pairs.map(({ columnKey }) => columnKey)));
  const placed = [...columns.entries()];
  return [...placed.filter(([, { key }]) => paired.has(key)), ...placed.filter(([, { key }]) => !paired.has(key))];
}

/** Columns whose standing is looked up in one go. */
const COLUMNS_AT_ONCE = 200;
/** Columns judged again in one transaction: few enough that nobody else waits long. */
const JUDGED_AT_ONCE = 50;

function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

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

async function recordJudgements(walk: Walk, entries: ColumnEntry[], yardstick: Yardstick): Promise<RunColumn[]> {
  const done = await walk.store.recordJudgements(entries, (entry, ...known) => judgeWith(entry, yardstick)(...known));
  for (const [index, column] of done.entries()) tell(walk, (entries[index] as ColumnEntry).run, column);
  return done;
}

function judgeWith({ run, column, visit }: Pick<ColumnEntry, 'run' | 'column' | 'visit'>, yardstick: Yardstick): Judge {
  return (history, known) => {
    const verdict = judge(column, history, run.day, yardstick);
    const changes = lifecycle(known, verdict, visit !== null);
    // What is reckoned for days on which nobody looked is a question: nothing is held against anybody from it.
    const isReckoned = visit === null && (history.lastVisit?.day ?? '') < run.day;
    const stands = standsUntil(column, history, verdict, yardstick);
    return { verdict, changes: isReckoned ? unsettled(changes) : changes, standsUntil: stands };
  };
}

/** Once it is committed, and not before. */
function tell({ log, onColumn }: Walk, run: Run, done: RunColumn, ms?: number): void {
  const { status, latest, unreadable, findings } = done.verdict;
  const path = done.column.path.join(' > ');
  const seen = { status, latest: latest?.date.day ?? null, reason: unreadable?.reason, findings: findings.length };
  log.info({ run: run.id, site: done.siteName, column: path, ...seen, ms }, 'column');
  onColumn?.(done);
}

function newRun({ now, today, config, configName }: Walk, kind: Run['kind']): Run {
  const startedAt = now().toISOString();
  const { timezone, rules, calendar } = config;
  const begun = { id: runId(startedAt), kind, day: today, startedAt, finishedAt: null, doubtful: null };
  return { ...begun, timezone, configName, rules, ...(calendar && { calendar }) };
}

/**
 * Ends a run whose columns are all recorded: what it found becomes the state of the findings, unless it is too unlike the
 * one before to be believed. Where it was killed meanwhile it goes on, and ends the same.
 */
export async function finishRun({ store, now, log }: Pick<Walk, 'store' | 'now' | 'log'>, run: Run): Promise<Run> {
  await store.noteRecorded(run.id, now().toISOString());
  const compared = run.kind === 'crawl' ? await store.compareWithBefore(run.id) : null;
  const doubtful = doubtOfRun(compared, run.rules.sanityShare);
  if (doubtful) log.warn({ run: run.id, why: doubtful.en }, 'the run is doubtful: nothing is opened or resolved from it');
  const finishedAt = now().toISOString();
  await store.concludeRun(run.id, { at: finishedAt, doubtful }, doubtful ? unsettled : (changes) => changes);
  return { ...run, finishedAt, doubtful };
}

/** `20261123-020000-3fa9`: sorts by time, fits a folder name on every system, and two runs in one second differ. */
function runId(startedAt: Instant): string {
  return `${startedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;
}
