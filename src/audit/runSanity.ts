/** Whether a whole run is to be believed: our own network may be down, or a firewall may have turned us away everywhere. */
import type { RunComparison, RunPast, Words } from '../model.js';

/** Of fewer columns a half is too easily lost. */
const LEAST_COLUMNS = 5;
/** As a single list that looks different: see `driftOf`. */
const DAYS_UNTIL_BELIEVED = 3;

/**
 * Why a run is doubtful, or null where it is not: against the latest sound crawl, over the columns of both, the share of
 * readable columns, or the rows found, is not above `share`.
 *
 * What lasts is believed on the third day, so that a real change (half of the sites closed, or their lists cut) does not
 * lock everything out for ever: where the doubtful crawls since that sound one, on two earlier days at least and without
 * another between, found no more than about as much as this one. A run that reads nothing at all is never believed.
 *
 * @param past  null where there is nothing to compare with: the run is believed
 * @param share  0.5: fallen by half or more
 */
export function doubtOfRun(past: RunPast | null, share: number): Words | null {
  if (past === null || past.now.columns < LEAST_COLUMNS) return null;
  const doubt = fallen(past, share);
  return doubt !== null && past.now.readable > 0 && hasLasted(past, share) ? null : doubt;
}

function fallen({ before, now }: RunComparison, share: number): Words | null {
  if (before.readable > 0 && now.readable <= before.readable * share) {
    return {
      zh: `本次只读到${now.readable}个栏目，上次（${before.day}）同样的栏目读到${before.readable}个`,
      en: `only ${now.readable} columns could be read, against ${before.readable} of the same ones on ${before.day}`,
    };
  }
  if (before.items > 0 && now.items <= before.items * share) {
    return {
      zh: `本次各栏目首页共读到${now.items}条信息，上次（${before.day}）为${before.items}条`,
      en: `only ${now.items} rows were found, against ${before.items} in the same columns on ${before.day}`,
    };
  }
  return null;
}

function hasLasted({ now, doubted }: RunPast, share: number): boolean {
  const firstOther = doubted.findIndex((compared) => fallen(compared, share) !== null);
  const alike = firstOther < 0 ? doubted : doubted.slice(0, firstOther);
  return new Set([now.day, ...alike.map(({ before }) => before.day)]).size >= DAYS_UNTIL_BELIEVED;
}
