/** Before a run begins: what earlier runs that were killed left unfinished is brought to an end or closed. */
import type { Logger } from 'pino';
import type { Day, Run } from '../model.js';
import { finishRun } from './walk.js';
import type { Asked, RunProgress } from '../store/resume.js';
import type { Store } from '../store/store.js';

export interface Beginning {
  store: Store;
  log: Logger;
  now: () => Date;
  /** The day that is to be judged. */
  today: Day;
  /** Absent: what begins is no crawl that a later start could go on with. */
  asked?: Asked;
  /**
   * `never`: a run of its own begins. `unfinished`: the day's latest run that was asked the same is gone on with, unless
   * it came to its end. `any`: it is also taken where it did, and nothing is left to do.
   */
  takeUp: 'never' | 'unfinished' | 'any';
}

/** What is to be done, and what became of the runs before. */
export interface Begun {
  /** The run to go on with; null where a new one begins. It may have ended already: then only its report is to be written. */
  run: Run | null;
  /** Set where a run was to be taken up and could not, because the configuration or the program is another one by now. */
  changedSince: Run | null;
  /** Crawls that are closed for good now, with how many columns each holds. */
  brokenOff: { run: Run; columns: number }[];
}

/**
 * Settles what earlier runs left, and says which of them to go on with. To be called while nothing else writes findings.
 *
 * A run of any day that had recorded all of its columns is brought to its end: what it saw and said is whole. A run that
 * had not, of an earlier day, is closed as broken off (中断): its visits and items stay, as they were seen, but nothing is
 * opened or resolved from it, because a part of a day's verdicts settles nothing that the next whole run would not. So is
 * one of the same day that a new run of at least as much replaces.
 */
export async function beginAfter(beginning: Beginning): Promise<Begun> {
  const { store, log, now, today, asked, takeUp } = beginning;
  for (const { run, isRecorded } of await store.unfinishedRuns()) {
    if (isRecorded) await finishRun({ store, now, log }, run);
  }

  const latest = asked && takeUp !== 'never' ? await store.latestCrawl(asked, today) : null;
  const isWanted = latest !== null && (latest.run.finishedAt === null || takeUp === 'any');
  const isSame = latest?.asked?.fingerprint === asked?.fingerprint;
  const taken = isWanted && isSame ? latest.run : null;
  if (taken) log.info({ run: taken.id }, 'taken up');

  const brokenOff: Begun['brokenOff'] = [];
  for (const unfinished of await store.unfinishedRuns()) {
    const { run } = unfinished;
    if (run.id === taken?.id || !isOver(unfinished, beginning)) continue;
    const columns = await store.breakOff(run.id, now().toISOString());
    log.warn({ run: run.id, day: run.day, columns }, 'broken off: nothing is opened or resolved from it');
    if (run.kind === 'crawl') brokenOff.push({ run, columns });
  }
  return { run: taken, changedSince: isWanted && !isSame ? latest.run : null, brokenOff };
}

/** Whether nobody will go on with a run once this one has begun. */
function isOver({ run, asked: before }: RunProgress, { today, asked, now }: Beginning): boolean {
  // Nobody goes on with a judgement, but one that is only a question may be under way beside this run.
  if (run.kind === 'rejudge') return now().getTime() - Date.parse(run.startedAt) > LONGEST_JUDGEMENT_MS;
  if (before === null || run.day < today) return true;
  if (!asked || run.day > today || before.configName !== asked.configName) return false;
  const group = asked.group ?? null;
  const isWhole = asked.site === null && asked.column === null && group === null;
  return isWhole || (before.site === asked.site && before.column === asked.column && (before.group ?? null) === group);
}

const LONGEST_JUDGEMENT_MS = 24 * 60 * 60 * 1000;
