/** Judging stored facts again, without visiting anything: all columns, or only those whose verdict may have changed by itself. */
import type { Yardstick } from '../audit/facts.js';
import { lineColumn, type LineColumn } from '../audit/siteLines/standing.js';
import { asOfRun, judgedBy } from './carryOn.js';
import type { Run, RunColumn, Site } from '../model.js';
import { recordSiteLines } from './siteLines.js';
import type { ColumnEntry } from '../store/store.js';
import { ahead } from './ahead.js';
import { judgesBy } from './judgeWith.js';
import { yardstickOf } from './judgeWith.js';
import { batches, finishRun, newRun, tell, type Walk } from './walk.js';

/**
 * Judges the stored facts again, without visiting anything. Resolves to the run, without an end where it was stopped.
 *
 * @param keepLifecycle  false where the day looks back (see `looksBack`): the verdicts are kept with the run, but no
 *   finding is opened or resolved
 */
export async function rejudge(walk: Walk, keepLifecycle: boolean): Promise<Run> {
  const run = newRun(walk, 'rejudge');
  const yardstick = yardstickOf(walk.config);
  await walk.store.startRun(run);
  const stop = stopOf(walk);
  let done: LineColumn[] = [];
  for await (const [{ site, sitePosition, isLast }, columns] of judgedInOrder(walk, wholePieces(walk, run, { keepLifecycle, stop }))) {
    done.push(...columns.map(lineColumn));
    if (!isLast) continue;
    if (!walk.isNarrowed) await recordSiteLines(walk, { run, position: sitePosition, site, columns: done, yardstick });
    done = [];
  }
  return stop.wasHeeded ? run : finishRun(walk, run);
}

/**
 * Asked before each piece of work. A stop that comes after the last one leaves nothing out: the run is whole then and must
 * have its end, because nobody goes on with a judgement.
 */
interface Stop {
  readonly isWanted: () => boolean;
  /** Whether something was left out. */
  readonly wasHeeded: boolean;
}

function stopOf({ signal }: Walk): Stop {
  let wasHeeded = false;
  return {
    isWanted() {
      wasHeeded ||= signal?.aborted === true;
      return wasHeeded;
    },
    get wasHeeded() {
      return wasHeeded;
    },
  };
}

interface Piece {
  entries: ColumnEntry[];
}

interface SitePiece extends Piece {
  site: Site;
  sitePosition: number;
  /** Whether the site has no more. */
  isLast: boolean;
}

/** All columns; none more once the walk is stopped. */
async function* wholePieces(walk: Walk, run: Run, { keepLifecycle, stop }: { keepLifecycle: boolean; stop: Stop }): AsyncGenerator<SitePiece> {
  const markOf = judgedBy(walk.config);
  let position = 0;
  let sitePosition = 0;
  for await (const site of walk.config.sites) {
    const entries = site.columns.map((column, index): ColumnEntry => (
      { run, position: position + index, site: { key: site.key, name: site.name }, column, visit: null, keepLifecycle, judgedBy: markOf(column) }
    ));
    const pieces = entries.length === 0 ? [[]] : batches(entries, JUDGED_AT_ONCE);
    for (const [index, some] of pieces.entries()) {
      if (stop.isWanted()) return;
      yield { entries: some, site, sitePosition, isLast: index === pieces.length - 1 };
    }
    position += site.columns.length;
    sitePosition++;
  }
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
  const { store, today } = walk;
  const root = last.standsOn ?? last.id;
  const markOf = judgedBy(walk.config);
  const { due, columns, sample } = await store.dueOf(root, today);
  const isAlike = sample !== null && sample.judgedBy === markOf(sample.column);
  if (!isAlike || last.day > today || due > columns * FEW) return null;

  const run = { ...newRun(walk, 'rejudge'), standsOn: root };
  const yardstick = yardstickOf(walk.config);
  await store.startRun(run);
  const stop = stopOf(walk);
  for await (const _ of judgedInOrder(walk, duePieces(walk, run, { root, stop })));
  if (stop.wasHeeded) return run;
  if (!walk.isNarrowed) await judgeSitesAgain(walk, run, { root, yardstick });
  return finishRun(walk, run);
}

/** What is due of a run; nothing more once the walk is stopped. */
async function* duePieces({ store, config, today }: Walk, run: Run, { root, stop }: { root: string; stop: Stop }): AsyncGenerator<Piece> {
  const markOf = judgedBy(config);
  let after = 0;
  for (;;) {
    // What was judged meanwhile is due no more, or is one of those before `after`.
    const some = await store.dueColumns(root, today, after);
    for (const batch of batches(some, JUDGED_AT_ONCE)) {
      if (stop.isWanted()) return;
      yield {
        entries: batch.map(({ column, site, position }) => (
          { run, position, site, column, visit: null, keepLifecycle: true, judgedBy: markOf(column) }
        )),
      };
    }
    const end = some.at(-1);
    if (!end) return;
    after = end.columnId;
  }
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

/** Pieces under way at once: one is read, one judged in each of some threads, one written. */
const IN_HAND = 4;

/** Judges the pieces and keeps what was judged; each is given out, in their order, when it is kept. */
async function* judgedInOrder<One extends Piece>(walk: Walk, pieces: AsyncIterable<One>): AsyncGenerator<[One, RunColumn[]]> {
  const here = judgesBy(walk.config);
  const judge = walk.judging?.judgesBy(walk.config) ?? (async (columns) => here(columns));
  for await (const [piece, done] of ahead(pieces, IN_HAND, ({ entries }) => walk.store.recordJudgements(entries, judge))) {
    for (const [index, column] of done.entries()) tell(walk, (piece.entries[index] as ColumnEntry).run, column);
    yield [piece, done];
  }
}
