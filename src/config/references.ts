import { isAlias, isMap, isScalar, isSeq, Scalar, visit } from 'yaml';
import type { Alias, Document, Node, Pair } from 'yaml';
import type { Words } from '../model.js';
import { isMergeKey, pathThrough, placeOf } from './locate.js';
import { showValue } from './mistake.js';
import type { YamlMistake } from './mistake.js';

/**
 * Finds references to nothing, references to something they stand inside, and `<<` with something that cannot be
 * merged. Each is reported and replaced by nothing, because the library would stop at the first of them.
 *
 * @param targets  is filled with what each sound reference refers to
 */
export function replaceBrokenReferences(document: Document, targets: Map<Alias, Node>): YamlMistake[] {
  const mistakes: YamlMistake[] = [];
  // A reference means the nearest anchor of its name before it, so one walk in the order of the text meets them all.
  const anchors = new Map<string, Node>();
  const report = (node: unknown, expected: Words, got: string, ancestors: readonly unknown[]) =>
    mistakes.push({ offset: placeOf(node)?.offset ?? 0, path: pathThrough(ancestors, node), expected, got });

  visit(document, {
    Value(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Pair(_, pair, ancestors) {
      if (!isMergeKey(pair.key)) return undefined;
      const wrong = unmergeable(pair, anchors, ancestors);
      if (wrong === undefined) return undefined;
      const expected = { zh: '<< 后面引用一组键值，如 <<: *common', en: 'a map after <<, such as <<: *common' };
      const got = isAlias(wrong) ? `*${wrong.source}` : showValue(isScalar(wrong) ? wrong.value : []);
      report(wrong, expected, got, [...ancestors, pair]);
      return visit.REMOVE;
    },
    Alias(_, alias, ancestors) {
      const target = anchors.get(alias.source);
      if (target !== undefined && !ancestors.includes(target)) {
        targets.set(alias, target);
        return undefined;
      }
      const expected =
        target === undefined
          ? { zh: `前面用 &${alias.source} 定义过的内容`, en: `something named &${alias.source} earlier in the file` }
          : { zh: '不包含自己的引用', en: 'a reference that does not contain itself' };
      report(alias, expected, `*${alias.source}`, ancestors);
      return emptyInsteadOf(alias);
    },
  });
  return mistakes;
}

/** The part of a `<<` entry that is not a map, or is one that the entry stands inside. */
function unmergeable(pair: Pair, anchors: ReadonlyMap<string, Node>, ancestors: readonly unknown[]): unknown {
  const parts = isSeq(pair.value) ? pair.value.items : [pair.value];
  return parts.find((part) => {
    const source = isAlias(part) ? anchors.get(part.source) : part;
    return !isMap(source) || ancestors.includes(source);
  });
}

function emptyInsteadOf(alias: Alias): Scalar {
  const empty = new Scalar(null);
  empty.range = alias.range;
  return empty;
}
