/**
 * Days with the year last, `07/03/2019`, as the date cells of some lists show them. One alone does not tell its month
 * from its day; the others of the page do, where one of their numbers is above twelve. Where none is, none is read.
 */
import type { Day } from '../../model.js';
import { makeDay } from './dates.js';
import type { Page } from '../layout/document.js';

const SLASHED = /^[\s[(（【]{0,3}(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d)(?:\s\d{1,2}:\d\d(?::\d\d)?)?[\s\])）】]{0,3}$/;
const LONGEST_TEXT = 28;
const MONTHS = 12;

/** The day in a text that is nothing but such numbers; null for any other text, and where the page does not tell. */
export type SlashedDay = (text: string) => Day | null;

/** Asks all cells of the page for the order of their numbers, when the first of them is read. */
export function slashedDays(page: Page): SlashedDay {
  let order: 'day-first' | 'month-first' | null | undefined;
  return (text) => {
    const match = slashed(text);
    if (!match) return null;
    if (order === undefined) order = orderOf(page);
    if (order === null) return null;
    const [first, second] = [Number(match[1]), Number(match[3])];
    const [month, day] = order === 'month-first' ? [first, second] : [second, first];
    return makeDay(Number(match[4]), month, day);
  };
}

function orderOf(page: Page): 'day-first' | 'month-first' | null {
  const numbers = page.texts.flatMap(({ text }) => {
    const match = slashed(text);
    return match ? [[Number(match[1]), Number(match[3])] as const] : [];
  });
  const isDayFirst = numbers.some(([first]) => first > MONTHS);
  const isMonthFirst = numbers.some(([, second]) => second > MONTHS);
  if (isDayFirst === isMonthFirst) return null;
  return isDayFirst ? 'day-first' : 'month-first';
}

const slashed = (text: string) => (text.length <= LONGEST_TEXT ? SLASHED.exec(text) : null);
