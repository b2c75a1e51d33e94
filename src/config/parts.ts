/** The small pieces that every shape of a configuration is made of. */
import { isIP } from 'node:net';
import { load } from 'cheerio/slim';
import { validate as isCron } from 'node-cron';
import { z } from 'zod';
import type { Expectation } from './expectations.js';
import { expects } from './expects.js';
import { anyHourWords, gracePattern, hoursPattern, isDay, readHours } from './vocabulary.js';

export const text = (expectation: Expectation) => z.string(expects(expectation)).regex(/\S/, expects(expectation));

export const whole = (expectation: Expectation, from: number, to: number) =>
  z.int(expects(expectation)).min(from, expects(expectation)).max(to, expects(expectation));

export const address = z
  .string(expects('url'))
  .regex(/^https?:\/\/\S+$/, expects('url'))
  .refine(isWebAddress, expects('url'));

export const css = text('css').refine(isSelector, expects('css'));

export const words = <Word extends string>(table: Record<Word, string | number>, expectation: Expectation) =>
  z.enum(Object.keys(table) as Word[], expects(expectation));

export const day = (expectation: Expectation) =>
  z.string(expects(expectation)).regex(/^\d{4}-\d{2}-\d{2}$/, expects(expectation)).refine(isDay, expects(expectation));

/** `01-31`; 02-29 is a day of some years. */
export const monthAndDay = z
  .string(expects('by'))
  .regex(/^\d{2}-\d{2}$/, expects('by'))
  .refine((written) => isDay(`2024-${written}`), expects('by'));

export const regularExpression = (expectation: Expectation) =>
  z
    .string(expects(expectation))
    .min(1, expects(expectation))
    .max(500, expects(expectation))
    .refine(isRegularExpression, expects(expectation));

/** `5 工作日`, `10 日`, or a number of calendar days. */
export const days = (expectation: Expectation) =>
  z.union([z.string(expects(expectation)).regex(gracePattern, expects(expectation)), whole(expectation, 0, 999)], expects(expectation));

/** `22:00-06:00`, a list of such hours, or `全天`. */
export const hoursAs = (expectation: Expectation) => {
  const hoursOfDay = z
    .string(expects(expectation))
    .regex(hoursPattern, expects(expectation))
    .refine((written) => readHours(written) !== null, expects(expectation));
  const several = z.array(hoursOfDay, expects(expectation)).min(1, expects(expectation)).max(24, expects(expectation));
  return z.union([words(anyHourWords, expectation), hoursOfDay, several], expects(expectation));
};

export const hours = hoursAs('hours');

export const cron = z.string(expects('cron')).refine(isCron, expects('cron'));

export const host = z.string(expects('host')).refine(isHost, expects('host'));

function isWebAddress(written: string): boolean {
  if (!URL.canParse(written)) return false;
  const url = new URL(written);
  return url.username === '' && url.password === '' && url.hostname !== '';
}

function isHost(written: string): boolean {
  if (isIP(written) !== 0) return true;
  // Only what a URL can carry as its host and port, and nothing else of a URL, comes back unchanged.
  if (!/^(\[[0-9A-Fa-f:.]+\]|[^\s/\\?#@:[\]*]+)(:\d{1,5})?$/.test(written)) return false;
  return URL.canParse(`http://${written}/`);
}

function isRegularExpression(written: string): boolean {
  try {
    return new RegExp(written) !== undefined;
  } catch {
    return false;
  }
}

/** By the same library that will use it: what it refuses here would fail on every visit. */
function isSelector(written: string): boolean {
  try {
    return load('<p></p>').root().find(written) !== undefined;
  } catch {
    return false;
  }
}
