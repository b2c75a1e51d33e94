/** In which order a run comes to the sites, so that one that cannot come to all of them leaves out others the next time. */
import type { Site, Watchlist } from '../model.js';

/** A site whose turn has come. Its places are those of the configuration, whenever its turn is. */
export interface Turn {
  site: Site;
  /** Among the sites, from 0. */
  sitePosition: number;
  /** Of its first column among all columns, from 0. */
  firstPosition: number;
}

/**
 * The sites behind `last` in the order of the configuration, and then the others up to `last` itself: where every run is
 * cut off, each begins where the one before was, and all sites have their turn. The list is walked over twice for that,
 * because no site is remembered.
 *
 * @param last  key of a site; null: they come in the order of the configuration, and so where it is none of theirs
 */
export async function* turnsAfter(last: string | null, sites: Watchlist['sites']): AsyncGenerator<Turn> {
  if (last === null) {
    yield* placed(sites);
    return;
  }
  let isBehind = false;
  for await (const turn of placed(sites)) {
    if (isBehind) yield turn;
    isBehind ||= turn.site.key === last;
  }
  for await (const turn of placed(sites)) {
    yield turn;
    if (turn.site.key === last) return;
  }
}

async function* placed(sites: Watchlist['sites']): AsyncGenerator<Turn> {
  let sitePosition = 0;
  let firstPosition = 0;
  for await (const site of sites) {
    yield { site, sitePosition, firstPosition };
    sitePosition += 1;
    firstPosition += site.columns.length;
  }
}
