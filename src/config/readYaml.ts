import { LineCounter, parseDocument, visit } from 'yaml';
import type { Alias, Document, Node, YAMLError } from 'yaml';
import type { Words } from '../model.js';
import { locate, pathThrough, placeOf } from './locate.js';
import type { Place } from './locate.js';
import { showValue } from './mistake.js';
import type { Path, YamlMistake } from './mistake.js';
import { replaceBrokenReferences } from './references.js';
import { yamlExpectations } from './yamlWords.js';

/** What a text says as YAML, with a way back from a path to the place where it stands. */
export interface ReadYaml {
  value: unknown;
  mistakes: YamlMistake[];
  /**
   * Offset of the first mistake after which nesting cannot be trusted, or infinity. Duplicate keys and unknown
   * references are mistakes, but the rest of the text still means what it says.
   */
  soundUntil: number;
  /** Offsets of the key or value at `path`; where the path leads nowhere, of the nearest thing above it. */
  place(path: Path, at: 'key' | 'value'): Place;
  /** Line and column of an offset, both from 1. */
  position(offset: number): { line: number; column: number };
}

/**
 * How often one anchor may stand in the expanded document. The library's default of 100 would refuse an office that
 * names its cadence once and refers to it from 150 columns; this still stops a text that grows without bound.
 */
const MOST_EXPANSIONS = 10_000;

/** Levels of maps and lists in the expanded document: far beyond any column tree, far below the end of the stack. */
const DEEPEST = 100;

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

  const targets = new Map<Alias, Node>();
  const read = {
    place: (path: Path, at: 'key' | 'value') => locate(document.contents, path, at, targets),
    position: (offset: number) => {
      const { line, col } = lines.linePos(Math.min(offset, text.length));
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    },
  };

  // Too deep for the parser is too deep for every walk below; its other complaints then are only echoes.
  const tooDeep = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep) return { ...read, ...nothing, mistakes: [textMistake(tooDeep, document, text)] };

  const grammar = [...document.errors, ...document.warnings];
  const references = replaceBrokenReferences(document, targets);
  const broken = grammar.filter(({ code }) => code !== 'DUPLICATE_KEY').map(({ pos }) => pos[0]);
  const mistakes = [...grammar.map((error) => textMistake(error, document, text)), ...references];
  const refused = (expected: Words, got: string) => {
    return { ...read, ...nothing, mistakes: [...mistakes, { offset: 0, path: [], expected, got }] };
  };
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_EXPANSIONS });
    if (!isTooDeep(value)) return { ...read, value, mistakes, soundUntil: Math.min(Infinity, ...broken) };
    return refused(yamlExpectations.RESOURCE_EXHAUSTION, '');
  } catch (cause) {
    if (cause instanceof ReferenceError) return refused(fewerReferences, '');
    // The library throws plain errors for what it cannot turn into values; none is known that gets this far.
    return refused(yamlExpectations.IMPOSSIBLE, cause instanceof Error ? cause.message : '');
  }
}

const nothing = { value: undefined, soundUntil: 0 };

const fewerReferences: Words = {
  zh: '次数少一些的引用（引用套引用，展开后过大）',
  en: 'fewer references (they grow too large when expanded)',
};

/**
 * Whether maps and lists nest deeper than any configuration does. Level by level, each shared part once a level: this must
 * not itself need the stack that it guards.
 */
export function isTooDeep(value: unknown): boolean {
  let level = new Set([value]);
  for (let depth = 0; depth < DEEPEST && level.size > 0; depth += 1) {
    level = new Set([...level].flatMap(inside));
  }
  return level.size > 0;
}

function inside(node: unknown): unknown[] {
  return typeof node === 'object' && node !== null ? Object.values(node) : [];
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

function pathOfKey(document: Document, offset: number): Path {
  let found: Path = [];
  visit(document, {
    Pair(_, pair, ancestors) {
      if (placeOf(pair.key)?.offset !== offset) return undefined;
      found = pathThrough([...ancestors, pair], pair.value);
      return visit.BREAK;
    },
  });
  return found;
}
