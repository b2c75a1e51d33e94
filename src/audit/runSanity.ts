/** Whether a whole run is to be believed: our own network may be down, or a firewall may have turned us away everywhere. */
import type { RunComparison, Words } from '../model.js';

/** Of fewer columns a half is too easily lost. */
const LEAST_COLUMNS = 5;

/**
 * Why a run is doubtful, or null where it is not: against the latest sound crawl, over the columns of both, the share of
 * readable columns, or the rows found, is not above `share`.
 *
 * @param compared  null where there is nothing to compare with: the run is believed
 * @param share  0.5: fallen by half or more
 */
export function doubtOfRun(compared: RunComparison | null, share: number): Words | null {
  if (compared === null || compared.now.columns < LEAST_COLUMNS) return null;
  const { before, now } = compared;
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
