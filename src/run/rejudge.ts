/** Judging stored facts again, without visiting anything: all columns, or only those whose verdict may have changed by itself. */
import type { Yardstick } from '../audit/facts.js';
import { lineColumn, type LineColumn } from '../audit/siteLines/standing.js';
import { asOfRun, judgedBy } from './carryOn.js';
import type { Run, RunColumn, Site } from '../model.js';
import { recordSiteLines } from './siteLines.js';
import type { ColumnEntry } from '../store/store.js';
import { batches, finishRun, judgeWith, newRun, tell, yardstickOf, type Walk } from './walk.js';

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

/** A judgement of most columns is quicker as one of all. */
const FEW = 0.25;

/**
 * Judges again those columns of `last` whose verdict may have changed by itself by the walk's day; the others stand as
 * they did, and so do the lines of sites none of whose columns changed its status.
 *
 * @returns null, with nothing done, where that cannot be or is no gain: other rules, another program, or most are due
 */
export async function rejudgeDue(walk: Walk, last: Run): Promise<Run | null> {
  const { store, today, signal } = walk;
  const root = last.standsOn ?? last.id;
  const markOf = judgedBy(walk.config);
  const { due, columns, sample } = await store.dueOf(root, today);
  const isAlike = sample !== null && sample.judgedBy === markOf(sample.column);
  if (!isAlike || last.day > today || due > columns * FEW) return null;

  const run = { ...newRun(walk, 'rejudge'), standsOn: root };
  const yardstick = yardstickOf(walk.config);
  await store.startRun(run);
  let after = 0;
  for (;;) {
    const some = await store.dueColumns(root, today, after);
    for (const batch of batches(some, JUDGED_AT_ONCE)) {
      if (signal?.aborted) return run;
      const entries = batch.map(({ column, site, position }) => (
        { run, position, site, column, visit: null, keepLifecycle: true, judgedBy: markOf(column) }
      ));
      await recordJudgements(walk, entries, yardstick);
    }
    const end = some.at(-1);
    if (!end) break;
    after = end.columnId;
  }
  if (!walk.isNarrowed) await judgeSitesAgain(walk, run, { root, yardstick });
  return finishRun(walk, run);
}

async function judgeSitesAgain(walk: Walk, run: Run, { root, yardstick }: { root: string; yardstick: Yardstick }): Promise<void> {
  for await (const { key, name, position, columns } of walk.store.sitesJudgedOtherwise(run.id, root)) {
    const site: Site = { key, name, url: '', robots: 'obey', homepage: false, columns: [] };
    const asOfToday = columns.map((column) => lineColumn(asOfRun(run, column)));
    await recordSiteLines(walk, { run, position, site, columns: asOfToday, yardstick });
  }
}

/** Columns judged again in one transaction: few enough that nobody else waits long. */
const JUDGED_AT_ONCE = 50;

async function recordJudgements(walk: Walk, entries: ColumnEntry[], yardstick: Yardstick): Promise<RunColumn[]> {
  const done = await walk.store.recordJudgements(entries, (entry, ...known) => judgeWith(entry, yardstick)(...known));
  for (const [index, column] of done.entries()) tell(walk, (entries[index] as ColumnEntry).run, column);
  return done;
}
