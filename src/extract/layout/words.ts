/** White space folded to single blanks, as evidence is shown. Full-width and no-break blanks count as white space. */
export function fold(text: string): string {
  return collapse(text).trim();
}

/** White space runs as single blanks, with a blank kept at either end. */
export function collapse(text: string): string {
  return UNEVEN.test(text) ? text.replace(/\s+/g, ' ') : text;
}

// `\s` covers the full-width and the no-break blank. Most texts are even already, and a test is cheaper than a copy.
const UNEVEN = /[^\S ]|  /;

/** `collapse` of a part of a text, of which most parts are white space alone: those are done without being cut out. */
export function collapsePart(text: string, from: number, to: number): string {
  let start = from;
  while (start < to && isPlainBlank(text.charCodeAt(start))) start++;
  if (start === to) return from === to ? '' : ' ';
  let end = to;
  while (isPlainBlank(text.charCodeAt(end - 1))) end--;
  if (text.charCodeAt(start) >= NO_BREAK_BLANK || text.charCodeAt(end - 1) >= NO_BREAK_BLANK) {
    return collapse(text.slice(from, to));
  }
  return (start > from ? ' ' : '') + collapse(text.slice(start, end)) + (end < to ? ' ' : '');
}

const NO_BREAK_BLANK = 0xa0;
const isPlainBlank = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** A text without any white space, to compare titles that are spaced differently. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
