/** What an address asks, as far as it can be understood; what cannot is as if it were not there. */
import type { Context } from 'hono';
import { plainText } from '../report/pageText.js';

/** Longest text that is looked for. */
const LONGEST = 100;
const MOST_SKIPPED = 1_000_000;

export function text(context: Context, name: string): string | undefined {
  const given = plainText(context.req.query(name) ?? '', LONGEST);
  return given === '' ? undefined : given;
}

/** A whole number from 1 up. */
export function number(context: Context, name: string): number | undefined {
  return wholeNumber(context.req.query(name));
}

/** How many lines of a table were passed. */
export function passed(context: Context, name: string): number {
  return Math.min(wholeNumber(context.req.query(name)) ?? 0, MOST_SKIPPED);
}

/** One of these words. */
export function oneOf<Word extends string>(context: Context, name: string, words: readonly Word[]): Word | undefined {
  const given = context.req.query(name);
  return words.find((word) => word === given);
}

export function wholeNumber(given: string | undefined): number | undefined {
  return given !== undefined && /^[1-9]\d{0,14}$/.test(given) ? Number(given) : undefined;
}
