/** The text of a notice as it is read: without white space, full-width signs as half-width ones. */
export interface PlainNotice {
  text: string;
  /** Line and column, from 1, in the text as it was given. */
  position(at: number): { line: number; column: number };
}

/** Pasted notices wrap their lines and put spaces where they like; dates in them are none the worse for it. */
export function plainNotice(source: string): PlainNotice {
  const characters: string[] = [];
  const places: { line: number; column: number }[] = [];
  let line = 1;
  let column = 0;
  for (const character of source) {
    column += 1;
    if (character === '\n') {
      line += 1;
      column = 0;
    }
    const plain = character.normalize('NFKC');
    if (/^[\s\u200B\uFEFF]*$/u.test(plain)) continue;
    for (const one of plain.split('')) {
      characters.push(one);
      places.push({ line, column });
    }
  }
  return { text: characters.join(''), position: (at) => places[at] ?? places.at(-1) ?? { line: 1, column: 1 } };
}
