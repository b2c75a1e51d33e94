/**
 * The known key that somebody who wrote `written` most likely meant: the same word in another case or with other joints
 * (`time_out_ms`), its Chinese title (`栏目名称`), or a word at most two slips away (one for words under five letters).
 *
 * @param known  each key with its title
 */
export function nearestKey(written: string, known: Record<string, string>): string | undefined {
  const plain = fold(written);
  const byTitle = Object.keys(known).find((key) => fold(known[key] ?? '') === plain);
  if (byTitle !== undefined) return byTitle;

  const [best] = Object.keys(known)
    .map((key) => ({ key, slips: slipsBetween(plain, fold(key)) }))
    .filter(({ key, slips }) => slips <= (key.length < 5 ? 1 : 2) && slips < plain.length)
    .toSorted((a, b) => a.slips - b.slips);
  return best?.key;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '');
}

/** Letters added, left out, changed, or swapped with their neighbour. */
function slipsBetween(from: string, to: string): number {
  // A key is a word: what is far longer is not a slip of one, and need not be measured.
  if (Math.abs(from.length - to.length) > 2) return Infinity;
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          at(rows, row - 1, column) + 1,
          (line[column - 1] ?? 0) + 1,
          at(rows, row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(rows, row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
    rows.push(line);
  }
  return at(rows, from.length, to.length);
}

function at(rows: number[][], row: number, column: number): number {
  return rows[row]?.[column] ?? 0;
}
