/** What the visits to a column can bear witness to: which item was there, and which visit would have seen it. */
import type { Day, Look } from '../model.js';
import type { ColumnFacts, DatedItem } from './facts.js';

/**
 * Whether a visit would have seen an item that shows `day`, had it stood in the list: the whole list was read, or rows
 * older than that day. Rows of the very day on which reading stopped may have been cut off.
 */
export function wouldHaveSeen({ since }: Look, day: Day): boolean {
  return since !== undefined && (since === null || since < day);
}

/**
 * Whether an item is known to stand in the list no more: a visit after it was last seen would have seen it. An item that
 * merely moved to a page that nobody reads is not known to be gone.
 */
export function takenDown(facts: ColumnFacts): (item: DatedItem) => boolean {
  const looks = facts.listLooks;
  // How far back the visits from each one on saw, the farthest of them: '' for all of the list, null where none can say.
  const reaches: (Day | null)[] = [];
  let farthest: Day | null = null;
  for (const { since } of looks.toReversed()) {
    if (since !== undefined && (farthest === null || (since ?? '') < farthest)) farthest = since ?? '';
    reaches.push(farthest);
  }
  reaches.reverse();
  return ({ lastSeen, date }) => {
    const reach = reaches[firstAfter(looks, lastSeen)] ?? null;
    return reach !== null && reach < date.day;
  };
}

/** The place of the first visit after a day, by halving; past the end where there is none. They are sorted by day. */
export function firstAfter(looks: readonly Look[], day: Day): number {
  let low = 0;
  let high = looks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((looks[middle]?.day ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A title by which two rows are one: without white space, marks and widths. */
export function foldedTitle(title: string): string {
  // Nearly every title is of these signs alone, of which it is known without asking Unicode's tables.
  if (commonSigns.test(title)) return title.replace(commonMarks, '').toLowerCase();
  return title.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/**
 * A number that is the same of two titles wherever `foldedTitle` is; other titles may share it too. Null where it takes
 * Unicode's tables to tell. It costs a fraction of folding, which nearly no title needs then.
 */
export function titleMark(title: string): number | null {
  let mark = 7;
  for (let at = 0; at < title.length; at += 1) {
    const sign = title.charCodeAt(at);
    const isKept = (sign >= 0x4e00 && sign <= 0x9fa5) || (sign >= 0x30 && sign <= 0x39) || (sign >= 0x61 && sign <= 0x7a);
    const isCapital = sign >= 0x41 && sign <= 0x5a;
    if (isKept || isCapital) mark = (Math.imul(mark, 31) + (isCapital ? sign + 0x20 : sign)) | 0;
    else if (sign < 0x20 || sign > 0x7e) {
      if (!markSigns.has(sign)) return null;
    }
  }
  return mark;
}

const markSigns = new Set(Array.from('、。〈〉《》「」『』【】〔〕！（），：；？“”‘’—…·', (sign) => sign.charCodeAt(0)));
const commonSigns = /^[\u4e00-\u9fa50-9A-Za-z\s!-/:-@[-`{-~、。〈〉《》「」『』【】〔〕！（），：；？“”‘’—…·]*$/;
const commonMarks = /[\s!-/:-@[-`{-~、。〈〉《》「」『』【】〔〕！（），：；？“”‘’—…·]+/g;
