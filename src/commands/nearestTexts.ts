/**
 * The known texts most like what was written, the likest first: by the pairs of neighbouring characters that they share.
 * Texts that share none are left out.
 */
export function nearestTexts(written: string, known: readonly string[], most: number): string[] {
  const wanted = pairsOf(written);
  return known
    .map((text) => ({ text, likeness: likeness(wanted, pairsOf(text)) }))
    .filter(({ likeness: shared }) => shared > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ text }) => text);
}

/** From 0, nothing in common, to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return shared === 0 ? 0 : (2 * shared) / (one.size + other.size);
}

const LONGEST_COMPARED = 300;

function pairsOf(text: string): Set<string> {
  const characters = Array.from(text.slice(0, LONGEST_COMPARED).toLowerCase());
  return new Set(characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`));
}
