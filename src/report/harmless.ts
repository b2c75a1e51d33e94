/**
 * The last door before a terminal, a log and a file of JSON: nothing that was read anywhere may move the cursor, change
 * colours, write a link or a window's title, turn the order of characters around, or hide.
 *
 * What is shown to people was made plain before (see pageText.ts); this holds for whatever was not, and for what must
 * say exactly what was read: messages of the system, of packages and of mistakes, and what programs are given.
 */

/** All controls but the line's end and the tab, what has no glyph of its own (Unicode UAX #9 among it), half characters. */
const HARMFUL = /(?![\n\t])\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\uFFF9-\uFFFB]|\p{Cs}/gu;

/** Each as `\u001b`: so it says in a JSON text what it said, and in any other it can be seen. */
export function harmless(text: string): string {
  return text.replace(HARMFUL, escaped);
}

/** As JSON.stringify has it, and harmless; read again it is the same value. */
export function harmlessJson(value: unknown, indent = 0): string {
  return harmless(JSON.stringify(value, null, indent));
}

function escaped(character: string): string {
  return character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
