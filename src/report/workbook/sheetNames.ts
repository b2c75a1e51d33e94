/** Names that every spreadsheet program takes for a sheet. */
import { plainText } from '../pageText.js';

/** Excel's limit, in UTF-16 units. */
const LONGEST_NAME = 31;

/**
 * One name for each wish, in the same order: without the signs that are forbidden, at most 31 characters, and no two alike
 * even where upper and lower case are the same. `taken` are those of sheets that are there already.
 */
export function sheetNames(wishes: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(taken.map(folded));
  return wishes.map((wish) => {
    const plain = allowed(wish);
    let name = cut(plain, LONGEST_NAME);
    for (let number = 2; used.has(folded(name)); number += 1) {
      const ending = `(${number})`;
      name = `${cut(plain, LONGEST_NAME - ending.length)}${ending}`;
    }
    used.add(folded(name));
    return name;
  });
}

/** `[ ] : * ? / \` are forbidden, and an apostrophe breaks the names of print areas; `History` is Excel's own. */
function allowed(wish: string): string {
  const plain = plainText(wish, LONGEST_NAME * 2).replace(/[[\]:*?/\\]/g, '·').replace(/['\p{C}]/gu, '').trim();
  return plain === '' || /^history$/i.test(plain) ? `单位${plain}` : plain;
}

function cut(text: string, limit: number): string {
  // Half of a character that takes two units is none.
  return text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '').trim();
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
