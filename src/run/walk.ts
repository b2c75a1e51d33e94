/** What a walk over columns is handed, and how its run begins, tells what it has done, and ends. */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { unsettled } from '../audit/lifecycle.js';
import { addDays } from '../audit/days.js';
import { doubtOfRun } from '../audit/runSanity.js';
import type { clockJump } from './clockJump.js';
import type { JudgingPool } from './judgingPool.js';
import type { Day, Instant, Run, RunColumn, Settings, Watchlist, Words } from '../model.js';
import type { PageReader } from '../visit/pageReader.js';
import type { Asked } from '../store/resume.js';
import type { Store } from '../store/store.js';
import { dayIn } from '../today.js';

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
  /** A clock that nobody sets, in milliseconds from any moment; absent: the process's own. */
  elapsedMs?: () => number;
  /** Set where only some of the sites' columns are walked: nothing is said of whole sites then. */
  isNarrowed?: boolean;
  /** Who reads the pages; absent: this thread. */
  pageReader?: PageReader;
  /** Who judges columns again; absent: this thread. */
  judging?: JudgingPool;
  /** What is asked for, so that a later start can go on with this run; absent: nobody does. */
  asked?: Asked;
  /** The run that was killed and is gone on with: what it holds is not visited again. Absent: a run of its own begins. */
  resumed?: Run;
  /** What is wrong with our own watching as the run begins; see `ownTroubles`. Absent: nothing. */
  troubles?: Words[];
  /** Called after each column, in the order in which they are done. */
  onColumn?: (done: RunColumn) => void;
  /** Once it is aborted no new column is begun, and what comes back afterwards is not recorded. */
  signal?: AbortSignal;
}

/** Once it is committed, and not before. */
export function tell({ log, onColumn }: Walk, run: Run, done: RunColumn, ms?: number): void {
  const { status, latest, unreadable, findings } = done.verdict;
  const path = done.column.path.join(' > ');
  const seen = { status, latest: latest?.date.day ?? null, reason: unreadable?.reason, findings: findings.length };
  const ids = { run: run.id, siteId: done.siteKey, columnId: done.column.key };
  log.info({ ...ids, site: done.siteName, column: path, ...seen, ms }, 'column');
  onColumn?.(done);
}

export function newRun({ now, today, config, configName, troubles = [] }: Walk, kind: Run['kind']): Run {
  const startedAt = now().toISOString();
  const { timezone, rules, calendar } = config;
  const begun = { id: runId(startedAt), kind, day: today, startedAt, finishedAt: null, doubtful: null };
  return { ...begun, timezone, configName, rules, ...(calendar && { calendar }), ...(troubles.length > 0 && { troubles }) };
}

/**
 * Ends a run whose columns are all recorded: what it found becomes the state of the findings, unless it is too unlike the
 * one before to be believed. Where it was killed meanwhile it goes on, and ends the same.
 */
export async function finishRun(
  { store, now, log }: Pick<Walk, 'store' | 'now' | 'log'>,
  run: Run,
  jump: ReturnType<typeof clockJump> = null,
): Promise<Run> {
  await store.noteRecorded(run.id, now().toISOString());
  const compared = run.kind === 'crawl' ? await store.compareWithBefore(run.id) : null;
  const doubtful = doubtOfRun(compared, run.rules.sanityShare) ?? (jump?.isDayDoubtful ? jump.words : null);
  if (jump) log.warn({ run: run.id, why: jump.words.en }, 'the clock is in doubt');
  const troubles = jump && [...(run.troubles ?? []), { zh: `${jump.words.zh}。`, en: `${jump.words.en}.` }];
  if (doubtful) log.warn({ run: run.id, why: doubtful.en }, 'the run is doubtful: nothing is opened or resolved from it');
  // A clock that was put back meanwhile must not make a run end before it began.
  const ended = now().toISOString();
  const finishedAt = ended < run.startedAt ? run.startedAt : ended;
  await store.concludeRun(run.id, { at: finishedAt, doubtful, ...(troubles && { troubles }) }, doubtful ? unsettled : (changes) => changes);
  return { ...run, finishedAt, doubtful, ...(troubles && { troubles }) };
}

/** `20261123-020000-3fa9`: sorts by time, fits a folder name on every system, and two runs in one second differ. */
function runId(startedAt: Instant): string {
  return `${startedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;
}

/** `all` in its order, in pieces of at most `size`. */
export function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

const RUNS_REMEMBERED = 1000;

/**
 * Whether the day to judge lies before one on which columns were visited. Findings are not opened or resolved then:
 * what happened to them since is known already. Visits made for a day in the future, to try something, do not count.
 *
 * Where the clock itself lies before runs that it counted rightly then, one of the two is wrong, and nobody can tell which.
 * Runs of several later days say that the clock was put back, and so does one of the next days. A single one far ahead was
 * made while the clock was ahead by mistake: it must not keep findings from being settled for years.
 */
export async function looksBack(
  walk: { config: Pick<Settings, 'timezone'> } & Pick<Walk, 'store' | 'today' | 'now'>,
): Promise<boolean> {
  const { config, store, today, now } = walk;
  const realToday = dayIn(config.timezone, now());
  const runs = await store.listRuns(RUNS_REMEMBERED);
  const later = runs.filter(({ kind, day }) => kind === 'crawl' && day > today);
  if (later.some(({ day }) => day <= realToday)) return true;
  const counted = new Set(later.filter(({ day, startedAt }) => day <= dayIn(config.timezone, new Date(startedAt))).map(({ day }) => day));
  return counted.size > 1 || [...counted].some((day) => day <= addDays(realToday, DAYS_AHEAD_BELIEVED));
}

const DAYS_AHEAD_BELIEVED = 7;
