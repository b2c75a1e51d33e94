/** From which day on single items are held against deadlines, pairs and lists of what must be there. */
import type { Column, Day } from '../model.js';

/**
 * 1 January of last year, so that in January a whole year can still be seen; later where the column owes only since then.
 * The length is our own choice and no rule of anyone's.
 */
export function itemWindowStart({ since }: Pick<Column, 'since'>, today: Day): Day {
  const start = `${String(Number(today.slice(0, 4)) - 1).padStart(4, '0')}-01-01`;
  return since !== undefined && since > start ? since : start;
}
