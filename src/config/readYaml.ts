import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, Scalar, visit } from 'yaml';
import type { Alias, Document, Node, Pair, YAMLError } from 'yaml';
import type { Words } from '../model.js';
import { isMergeKey, locate } from './locate.js';
import { showValue } from './mistake.js';
import type { Path } from './mistake.js';
import { yamlExpectations } from './yamlWords.js';

/** A mistake of the YAML text: it has an offset, and a path only where the text still tells. */
export interface YamlMistake {
  offset: number;
  path: Path;
  expected: Words;
  got: string;
}

/** What a text says as YAML, with a way back from a path to the place where it stands. */
export interface ReadYaml {
  value: unknown;
  mistakes: YamlMistake[];
  /**
   * Offset of the first mistake after which nesting cannot be trusted, or infinity. Duplicate keys and unknown references
   * are mistakes, but the rest of the text still means what it says.
   */
  soundUntil: number;
  /** Offsets of the key or value at `path`; where the path leads nowhere, of the nearest thing above it. */
  place(path: Path, at: 'key' | 'value'): { offset: number; end: number };
  /** Line and column of an offset, both from 1. */
  position(offset: number): { line: number; column: number };
}

/**
 * How often one anchor may stand in the expanded document. The library's default of 100 would refuse an office that names
 * its cadence once and refers to it from 150 columns; this still stops a text that grows without bound.
 */
const MOST_EXPANSIONS = 10_000;

export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    // Whatever a %YAML directive says: under YAML 1.1, `since: 2025-01-01` would become a moment and `no` a boolean.
    schema: 'core',
    resolveKnownTags: false,
    logLevel: 'error',
  });

  const read = {
    place: (path: Path, at: 'key' | 'value') => locate(document, path, at),
    position: (offset: number) => {
      const { line, col } = lines.linePos(Math.min(offset, text.length));
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    },
  };

  // Too deep for the parser is too deep for every walk below; its other complaints then are only echoes.
  const tooDeep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep) return { ...read, value: undefined, mistakes: [textMistake(tooDeep, document, text)], soundUntil: 0 };

  const grammar = [...document.errors, ...document.warnings];
  const references = replaceBrokenReferences(document);
  const broken = grammar.filter(({ code }) => code !== 'DUPLICATE_KEY').map(({ pos }) => pos[0]);
  const mistakes = [...grammar.map((error) => textMistake(error, document, text)), ...references];
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_EXPANSIONS });
    return { ...read, value, mistakes, soundUntil: Math.min(Infinity, ...broken) };
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    const expected = { zh: '次数少一些的引用（引用套引用，展开后过大）', en: 'fewer references (they grow too large when expanded)' };
    return { ...read, value: undefined, mistakes: [...mistakes, { offset: 0, path: [], expected, got: '*' }], soundUntil: 0 };
  }
}

function textMistake(error: YAMLError, document: Document, text: string): YamlMistake {
  const [offset] = error.pos;
  const expected = yamlExpectations[error.code];
  if (error.code === 'DUPLICATE_KEY') {
    const path = pathOfKey(document, offset);
    return { offset, path, expected, got: showValue(path.at(-1)) };
  }
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const to = text.indexOf('\n', offset);
  return { offset, path: [], expected, got: showValue(text.slice(from, to === -1 ? undefined : to).trim()) };
}

/**
 * Finds references to nothing, references to something they stand inside, and `<<` with something that cannot be merged.
 * Each is reported and replaced by nothing, because the library would stop at the first of them.
 */
function replaceBrokenReferences(document: Document): YamlMistake[] {
  const mistakes: YamlMistake[] = [];
  const report = (node: unknown, expected: Words, got: string, ancestors: readonly unknown[]) =>
    mistakes.push({ offset: startOf(node), path: pathThrough(ancestors, node), expected, got });

  visit(document, {
    Pair(_, pair, ancestors) {
      if (!isMergeKey(pair.key)) return undefined;
      const wrong = unmergeable(pair, document);
      if (wrong === undefined) return undefined;
      const expected = { zh: '<< 后面引用一组键值，如 <<: *common', en: 'a map after <<, such as <<: *common' };
      report(wrong, expected, isAlias(wrong) ? `*${wrong.source}` : showValue(isScalar(wrong) ? wrong.value : []), [...ancestors, pair]);
      return visit.REMOVE;
    },
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      if (target !== undefined && !ancestors.includes(target)) return undefined;
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

/** The part of a `<<` entry that is not a map, if any. */
function unmergeable(pair: Pair, document: Document): unknown {
  const parts = isSeq(pair.value) ? pair.value.items : [pair.value];
  return parts.find((part) => !isMap(isAlias(part) ? part.resolve(document) : part));
}

function emptyInsteadOf(alias: Alias): Scalar {
  const empty = new Scalar(null);
  empty.range = alias.range;
  return empty;
}

function pathOfKey(document: Document, offset: number): Path {
  let found: Path = [];
  visit(document, {
    Pair(_, pair, ancestors) {
      if (startOf(pair.key) !== offset) return undefined;
      found = pathThrough([...ancestors, pair], pair.value);
      return visit.BREAK;
    },
  });
  return found;
}

/** The path that the nodes from the document down to `last` spell out. */
function pathThrough(ancestors: readonly unknown[], last: unknown): Path {
  return ancestors.flatMap((node, depth): Path => {
    if (isPair(node)) return [isMergeKey(node.key) ? '<<' : String(isScalar(node.key) ? node.key.value : node.key)];
    if (isSeq(node)) return [node.items.indexOf(ancestors[depth + 1] ?? last)];
    return [];
  });
}

function startOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}
