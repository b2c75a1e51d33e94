/** The years that a title names. */

/**
 * Four digits from 1990 to 2099 of any width, or their Chinese numerals before 年; a range means all its years. A number
 * that only begins with such digits (`20261`) is none. Ascending, each once.
 */
export function namedYears(title: string): number[] {
  const text = title.normalize('NFKC').replace(/\s+/g, '').replace(inNumerals, (year) => String(valueOf(year)));
  const years = new Set<number>();
  for (const { groups } of text.matchAll(yearOrRange)) {
    const from = Number(groups?.from);
    const to = Number(groups?.to ?? groups?.from);
    for (let year = from; year <= Math.min(to, from + LONGEST_RANGE); year++) years.add(year);
  }
  return [...years].sort((a, b) => a - b);
}

const LONGEST_RANGE = 20;
const inNumerals = /[二一][〇○零0O九][〇○零0O一二三四五六七八九]{2}(?=年)/g;
const yearOrRange = /(?<![0-9])(?<from>(?:19[9]|20[0-9])[0-9])(?![0-9])(?:年?度?(?:[-—–~至到])+(?<to>20[0-9]{2})(?![0-9]))?/g;
const digits = '零一二三四五六七八九';

function valueOf(year: string): number {
  return Number([...year].map((sign) => Math.max(0, digits.indexOf(sign))).join(''));
}
