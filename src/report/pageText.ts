/**
 * Text that came from a page or a configuration, made fit to be put before a person: one line, nothing in it invisible,
 * never longer than a limit. Escaping for HTML or CSV is not done here; the renderers do that for everything.
 *
 * Bidirectional controls (Unicode UAX #9) can turn the order of characters on the screen around, so that a title reads
 * as something else than it is. Those are shown by number; the rest of what has no glyph goes.
 */

/** Longest text that is ever shown in full, in a title attribute or a CSV cell, in characters. */
export const LONGEST_TEXT = 500;

const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
const CONTROL = /\p{Cc}/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
/** More than four marks on one letter only serve to paint over the neighbouring lines. */
const HEAPED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** `"a\u202Eb\n"` becomes `a[U+202E]b`. Longer text than `limit` characters ends in `…`. */
export function plainText(text: string, limit: number = LONGEST_TEXT): string {
  // A page can put a megabyte into a title. What can be shown is cut out before anything walks over all of it.
  const head = text.slice(0, limit * 8);
  const visible = head
    .replace(TURNING, byNumber)
    .replace(INVISIBLE, '')
    .replace(/\s+/gu, ' ')
    .replace(CONTROL, byNumber)
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(HEAPED_MARKS, '$1')
    .trim();
  return cut(visible, limit, head.length < text.length);
}

/** Several lines, with their white space as it stands; otherwise as `plainText`. */
export function plainBlock(text: string, limit: number): string {
  const visible = text
    .slice(0, limit)
    .replace(TURNING, byNumber)
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, byNumber)
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(HEAPED_MARKS, '$1');
  return text.length > limit ? `${visible}…` : visible;
}

/** At most `limit` characters of `text`, the last of them `…` where something was left out. */
function cut(text: string, limit: number, somethingFollows: boolean): string {
  const characters = Array.from(text);
  if (characters.length <= limit && !somethingFollows) return text;
  return `${characters.slice(0, limit - 1).join('')}…`;
}

function byNumber(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  return `[U+${number.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/**
 * The address a link may lead to, or null where it must stay text: anything but http and https, an address that hides
 * its host behind a user name, or one too long to be looked at.
 */
export function webAddress(url: string | null | undefined): string | null {
  if (!url || url.length > 2000) return null;
  try {
    const address = new URL(url);
    const isWeb = address.protocol === 'http:' || address.protocol === 'https:';
    return isWeb && address.username === '' && address.password === '' ? address.href : null;
  } catch {
    return null;
  }
}
