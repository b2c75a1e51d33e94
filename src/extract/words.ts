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

/** A text without any white space, to compare titles that are spaced differently. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
