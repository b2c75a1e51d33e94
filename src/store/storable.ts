/**
 * Text as every database gives it back: NUL and halves of surrogate pairs, which pages do contain and titles cut in the
 * middle of a character end with, become U+FFFD. Otherwise a title would differ from itself at the next visit.
 */
export function storable(text: string): string {
  if (text.isWellFormed() && !text.includes('\0')) return text;
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '\ufffd');
}
