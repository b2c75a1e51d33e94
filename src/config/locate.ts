import { isAlias, isMap, isPair, isScalar, isSeq, Scalar } from 'yaml';
import type { Alias, Node, Pair, YAMLMap } from 'yaml';
import type { Path } from './mistake.js';

/** Offsets from the first character to past the last. */
export interface Place {
  offset: number;
  end: number;
}

export type Targets = ReadonlyMap<Alias, Node>;

/**
 * Where the key or value at `path` stands in the text. References and `<<` are followed, so a mistake in a shared part
 * is shown where the part is written. Where the path leads nowhere (the entry is missing) or has nothing to show
 * (`url:` with no value), the nearest thing above it stands in.
 *
 * @param contents  the document's top node
 * @param targets   what each reference refers to
 */
export function locate(contents: unknown, path: Path, at: 'key' | 'value', targets: Targets): Place {
  let place = placeOf(contents) ?? { offset: 0, end: 0 };
  let here: unknown = contents;

  for (const [depth, step] of path.entries()) {
    const node = follow(here, targets);
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = pairOf(node, String(step), targets);
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

/** The path that the nodes from the document down to `last` spell out. */
export function pathThrough(ancestors: readonly unknown[], last: unknown): Path {
  return ancestors.flatMap((node, depth): Path => {
    if (isPair(node)) return [textOf(node.key)];
    if (isSeq(node)) return [node.items.indexOf(ancestors[depth + 1] ?? last)];
    return [];
  });
}

function follow(node: unknown, targets: Targets): unknown {
  return isAlias(node) ? targets.get(node) : node;
}

function pairOf(map: YAMLMap, key: string, targets: Targets): Pair | undefined {
  // Of two equal keys the last one counts, as it does for the value.
  const own = map.items.findLast((pair) => isPair(pair) && textOf(follow(pair.key, targets)) === key);
  if (own) return own;
  for (const pair of map.items) {
    if (!isMergeKey(pair.key)) continue;
    const merged = follow(pair.value, targets);
    for (const part of isSeq(merged) ? merged.items : [merged]) {
      const source = follow(part, targets);
      const found = isMap(source) ? pairOf(source, key, targets) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** `<<` without quotes, which the parser turns into a symbol unless a tag stands before it. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key)) return false;
  return typeof key.value === 'symbol' || (key.value === '<<' && (!key.type || key.type === Scalar.PLAIN));
}

/** A key as it stands in a path. A list or map as a key has no place in a configuration, nor a text of its own. */
function textOf(key: unknown): string {
  if (isMergeKey(key)) return '<<';
  return isScalar<string | number | boolean | null>(key) ? `${key.value ?? ''}` : '?';
}

function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null && value.source === '');
}

export function placeOf(node: unknown): Place | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? { offset: range[0], end: range[1] } : undefined;
}
