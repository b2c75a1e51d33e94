/** What is said of a waiver before people. */
import type { Waiver, Words } from '../model.js';
import { lastDayOf } from './waivers.js';

/** `豁免至2026-06-30：网站改版，皖政办〔2026〕5号`, and where it was taken back, that it was. */
export function waiverWords(waiver: Waiver): Words {
  const { reason, document, endedOn, until } = waiver;
  const last = lastDayOf(waiver);
  const isCut = endedOn !== null && last < until;
  const source = document === null ? '' : document;
  return {
    zh: `豁免至${last}：${reason}${source && `，${source}`}${isCut ? `（原定至${until}，已提前终止）` : ''}`,
    en: `waived until ${last}: ${reason}${source && `, ${source}`}${isCut ? ` (meant until ${until}, taken back)` : ''}`,
  };
}
