import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import type { Path } from './mistake.js';

/**
 * Where the key or value at `path` stands in the text, as offsets from its first character to past its last. References
 * and `<<` are followed, so a mistake in a shared part is shown where the part is written. Where the path leads nowhere
 * (the entry is missing) or has nothing to show (`url:` with no value), the nearest thing above it stands in.
 */
export function locate(document: Document, path: Path, at: 'key' | 'value'): { offset: number; end: number } {
  let place = placeOf(document.contents) ?? { offset: 0, end: 0 };
  let here: unknown = document.contents;

  for (const [depth, step] of path.entries()) {
    const node = follow(here, document);
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = pairOf(node, String(step), document);
      if (pair === undefined) return place;
      const keyPlace = placeOf(pair.key) ?? place;
      if (isLast && at === 'key') return keyPlace;
      place = isEmpty(pair.value) ? keyPlace : (placeOf(pair.value) ?? keyPlace);
      here = pair.value;
    } else if (isSeq(node)) {
      here = node.items[Number(step)];
      place = placeOf(here) ?? place;
    } else {
      return place;
    }
  }
  return place;
}

function follow(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function pairOf(map: YAMLMap, key: string, document: Document): Pair | undefined {
  // Of two equal keys the last one counts, as it does for the value.
  const own = map.items.findLast((pair) => isPair(pair) && nameOf(pair.key, document) === key);
  if (own) return own;
  for (const pair of map.items) {
    if (!isMergeKey(pair.key)) continue;
    const merged = follow(pair.value, document);
    for (const part of isSeq(merged) ? merged.items : [merged]) {
      const source = follow(part, document);
      const found = isMap(source) ? pairOf(source, key, document) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** `<<` without quotes, which the parser turns into a symbol. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

function nameOf(key: unknown, document: Document): string {
  const node = follow(key, document);
  return isScalar(node) ? String(node.value ?? '') : String(node ?? '');
}

function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null && value.source === '');
}

function placeOf(node: unknown): { offset: number; end: number } | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? { offset: range[0], end: range[1] } : undefined;
}
