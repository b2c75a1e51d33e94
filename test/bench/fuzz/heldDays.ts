/**
 * Which days a page's text could mean by any stretch of the imagination: a reading of its own, far more generous than the
 * program's and sharing nothing with it, to hold against what the program says that it read.
 */
import type { Day } from '../../../src/model.js';

export interface HeldDays {
  /** Whether year, month and day stand together, in any order and form, or a number of seconds means that day. */
  holds(day: Day): boolean;
  /** Whether its month and day stand together, and its year anywhere. */
  holdsApart(day: Day): boolean;
  /** Whether its month and day stand together. */
  holdsWithoutYear(day: Day): boolean;
  /** Whether its year and month stand together. */
  holdsMonth(day: Day): boolean;
}

/** Numbers stand together where at most so many characters, white space folded, lie between two of them. */
const REACH = 12;

export function heldDays(text: string): HeldDays {
  const plain = plainForm(text);
  // A mark in the middle of a text counts as a blank, and a blank parts numbers.
  const undecoded = plainNumbers(text.replaceAll('\uFEFF', ' '));
  const whole = new Set<string>();
  const months = new Set<string>();
  const monthDays = new Set<string>();
  const years = new Set<number>();
  // Dates are spread over nodes, glued together, and hidden in attributes and scripts.
  const unmarked = plain.replace(/\p{M}|<!--.*?-->/gsu, '');
  for (const stream of [undecoded, plain, unmarked, unmarked.replace(/<[^<>]*>/g, ' '), unmarked.replace(/<[^<>]*>/g, '')])
    collect(numbersOf(stream));

  const parts = (day: Day) => day.split('-').map(Number) as [number, number, number];
  return {
    holds: (day) => whole.has(day),
    holdsApart: (day) => whole.has(day) || (monthDays.has(day.slice(5)) && years.has(parts(day)[0])),
    holdsWithoutYear: (day) => monthDays.has(day.slice(5)),
    holdsMonth: (day) => months.has(day.slice(0, 7)),
  };

  function collect(numbers: PlacedNumber[]): void {
    for (const [index, { word, end }] of numbers.entries()) {
      for (const day of daysWithin(word)) add(day);
      const one = Number(word);
      if (word.length === 4) years.add(one);
      const second = numbers[index + 1];
      if (second === undefined || second.start - end > REACH) continue;
      const two = Number(second.word);
      addMonthDay(one, two);
      addMonthDay(two, one);
      addMonth(one, two);
      addMonth(two, one);
      const third = numbers[index + 2];
      if (third === undefined || third.start - second.end > REACH) continue;
      const three = Number(third.word);
      addParts(one, two, three);
      addParts(three, two, one);
      addParts(three, one, two);
      addParts(two, three, one);
    }
  }

  function add(day: Day): void {
    whole.add(day);
    months.add(day.slice(0, 7));
    monthDays.add(day.slice(5));
    years.add(Number(day.slice(0, 4)));
  }
  function addParts(year: number, month: number, day: number): void {
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31) add(`${fullYear(year)}-${two(month)}-${two(day)}`);
  }
  function addMonthDay(month: number, day: number): void {
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31) monthDays.add(`${two(month)}-${two(day)}`);
  }
  function addMonth(year: number, month: number): void {
    if (month >= 1 && month <= 12) months.add(`${fullYear(year)}-${two(month)}`);
  }
}

/** The text with its entities, its escapes and every way of writing a number made plain. */
export function plainForm(text: string): string {
  return plainNumbers(decoded(text));
}

const two = (number: number) => String(number).padStart(2, '0');
const fullYear = (year: number) => String(year < 100 ? 2000 + year : year).padStart(4, '0');

/** `20260317`, `20260317101500`, `260317`, `202603`, and seconds or milliseconds since 1970 in Shanghai or in UTC. */
function daysWithin(word: string): Day[] {
  const days: Day[] = [];
  // Eight digits may begin anywhere in a long number: t20260317_123 and file names of content systems.
  for (let at = 0; at + 8 <= Math.min(word.length, 24); at += 1) {
    const [year, month, day] = [word.slice(at, at + 4), word.slice(at + 4, at + 6), word.slice(at + 6, at + 8)];
    if (Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31) days.push(`${year}-${month}-${day}`);
  }
  if (word.length === 6) days.push(`20${word.slice(0, 2)}-${word.slice(2, 4)}-${word.slice(4)}`, `${word.slice(0, 4)}-${word.slice(4)}-01`);
  if (word.length === 10 || word.length === 13) {
    const ms = Number(word) * (word.length === 10 ? 1000 : 1);
    for (const hours of [0, 8]) days.push(new Date(ms + hours * 3_600_000).toISOString().slice(0, 10));
  }
  return days;
}

interface PlacedNumber {
  word: string;
  start: number;
  end: number;
}

function numbersOf(text: string): PlacedNumber[] {
  const numbers = text.replace(/\s+/g, ' ').matchAll(/\d+/g);
  return [...numbers].map(({ 0: word, index }) => ({ word, start: index, end: index + word.length }));
}

/** Every way of writing a number becomes digits. */
function plainNumbers(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\0]/gu, '')
    .replace(/[〇○零一二三四五六七八九十廿卅]+/g, (word) => ` ${chineseNumber(word)} `)
    .replace(MONTH_NAME, (name) => ` ${MONTHS.findIndex((months) => new RegExp(`^(?:${months})`, 'i').test(name)) + 1} `);
}

/** English, German and French. */
const MONTHS = [
  'jan', 'feb|fév|fev', 'mar|mär', 'apr|avr', 'may|mai', 'jun|juin', 'jul|juil', 'aug|aoû', 'sep', 'oct|okt', 'nov', 'dec|dez|déc',
];
const MONTH_NAME = new RegExp(`(?:${MONTHS.join('|')})\\p{L}*`, 'giu');

function chineseNumber(word: string): string {
  const digits = [...word].map((one) => ('〇一二三四五六七八九'.indexOf(one === '零' || one === '○' ? '〇' : one)));
  if (!/[十廿卅]/.test(word)) return digits.join('');
  const [, tens = '', ten = '', ones = ''] = /(.?)([十廿卅])(.?)/.exec(word) ?? [];
  const value = (one: string) => (one === '' ? 0 : '一二三四五六七八九'.indexOf(one) + 1);
  const base = ten === '廿' ? 20 : ten === '卅' ? 30 : Math.max(1, value(tens)) * 10;
  return String(base + value(ones));
}

/** Entities, escapes of scripts and of addresses. */
function decoded(text: string): string {
  return text
    // month[3]='01'
    .replace(/\[\d+\]/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&nbsp;?/g, ' ')
    .replace(/&(?:lt|gt|quot);?/g, ' ')
    // Both at once: of &#49&#x32; the second begins where the first ends.
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (_, hex?: string, code?: string) => character(hex ? parseInt(hex, 16) : Number(code)))
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => character(parseInt(code, 16)))
    .replace(/%([2-7][0-9a-f])/gi, (_, code: string) => character(parseInt(code, 16)));
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
