/**
 * The last door before a terminal and a log: nothing that was read anywhere may move the cursor, change colours, write
 * a link or a window's title, turn the order of characters around, or hide.
 *
 * What is known to come from a page or a configuration was made plain before (see report/pageText.ts); this holds for
 * whatever was not: messages of the system, of packages and of mistakes.
 */

/** All controls but the line's end and the tab, what has no glyph of its own (Unicode UAX #9 among it), half characters. */
const HARMFUL = /(?![\n\t])\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\uFFF9-\uFFFB]|\p{Cs}/gu;

/** Each as `\u001b`: so it says in a JSON text what it said, and in any other it can be seen. */
export function harmless(text: string): string {
  return text.replace(HARMFUL, escaped);
}

export interface TextSink {
  write(text: string): unknown;
}

export function harmlessSink(sink: TextSink): TextSink {
  return { write: (text) => sink.write(harmless(text)) };
}

function escaped(character: string): string {
  return character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
