/** From which day on single items are held against deadlines, pairs and lists of what must be there. */
import type { Column, Day } from '../model.js';
import { addDays } from './days.js';

/**
 * 1 January of last year, so that in January a whole year can still be seen; later where the column owes only since then.
 * The length is our own choice and no rule of anyone's.
 */
export function itemWindowStart({ since }: Pick<Column, 'since'>, today: Day): Day {
  const start = `${String(Number(today.slice(0, 4)) - 1).padStart(4, '0')}-01-01`;
  return since !== undefined && since > start ? since : start;
}

/** How long before its item a counterpart (解读, 反馈) may have come. */
export const COUNTERPART_EARLIER_DAYS = 30;

/** Since when a column that holds counterparts must be known, so that no item of the window is wronged. */
export function counterpartWindowStart(today: Day): Day {
  return addDays(itemWindowStart({}, today), -COUNTERPART_EARLIER_DAYS - 1);
}
