/** The years that head parts of a list: `2024年`, alone in its text, above rows that show only month and day. */
import { boxAt, type Page } from '../layout/document.js';
import { fold } from '../layout/words.js';

/** The year that heads the texts from `from` up to `to`, the last one before `to`; null where none does. */
export type YearAbove = (from: number, to: number) => number | null;

const YEAR = /^[\s【[(（-]*((?:19|20)\d\d)\s*(年度?)?[\s】\])）-]*$/;
const HEADING_TAG = /^(?:h[1-6]|dt|th)$/;
const LONGEST = 16;

/** Finds the year headings of a page. Years beside each other are a menu of years, not headings. */
export function yearHeadings(page: Page): YearAbove {
  const years = new Map<number, number>();
  for (const [at, { text, inLink, box }] of page.texts.entries()) {
    const match = inLink < 0 && text.length < LONGEST ? YEAR.exec(fold(text)) : null;
    if (match && (match[2] || HEADING_TAG.test(boxAt(page, box).name))) years.set(at, Number(match[1]));
  }
  const headings = [...years].filter(([at]) => !years.has(at - 1) && !years.has(at + 1));
  if (headings.length === 0) return () => null;
  // For every text the last heading before it, so that each question is one look.
  const before = new Int32Array(page.texts.length + 1).fill(-1);
  for (const [at] of headings) before[at + 1] = at;
  for (let text = 1; text < before.length; text++) if (before[text] === -1) before[text] = before[text - 1] as number;
  return (from, to) => {
    const at = before[to] ?? -1;
    return at >= from && at >= 0 ? (years.get(at) ?? null) : null;
  };
}
