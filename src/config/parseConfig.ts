import type { Config } from '../model.js';
import { ConfigError } from './configError.js';
import { expectations } from './expectations.js';
import { fillIn } from './fillIn.js';
import type { Mistake } from './mistake.js';
import { nameMistakes } from './nameMistakes.js';
import { shippedPresets } from './presets.js';
import { problemsOf } from './problemsOf.js';
import { readYaml } from './readYaml.js';
import type { ReadYaml } from './readYaml.js';
import { configShape } from './shape.js';
import { shapeMistakes } from './shapeMistakes.js';
import { structureMistakes } from './structure.js';

/**
 * Reads a configuration from YAML text.
 *
 * Every mistake is found in one go: of the text, of each value, and of how the values hang together. Where the text
 * itself is broken, only what was written before the break is held against the shape, and nothing is called missing:
 * what the parser could not read the author may well have written.
 *
 * @param fileName  only for the messages
 * @param presets  those that come with the program, unless a test hands in its own
 * @throws {ConfigError}  with all problems, in the order of the file; nothing else is thrown for any text
 */
export function parseConfig(text: string, fileName: string, presets = shippedPresets()): Config {
  const source = text.replace(/^\uFEFF/, '');
  const yaml = readYaml(source);
  if (yaml.mistakes.length === 0 && yaml.value === null) {
    const place = { file: fileName, line: 1, column: 1, path: '' };
    throw new ConfigError([{ ...place, expected: expectations.document, got: '' }]);
  }

  const value = withoutFragments(yaml.value);
  const parsed = configShape.safeParse(value);
  const structure = [...structureMistakes(value), ...nameMistakes(value, presets)];
  if (parsed.success && structure.length === 0 && yaml.mistakes.length === 0) return fillIn(parsed.data, presets);

  const shape = parsed.success ? [] : shapeMistakes(parsed.error.issues, value);
  const isBroken = yaml.soundUntil < Infinity;
  const mistakes = isBroken ? shape.filter((mistake) => wasReadSoundly(mistake, yaml)) : [...shape, ...structure];
  throw new ConfigError(problemsOf(mistakes, yaml, source, fileName));
}

/** Entries at the top whose key begins with `x-` hold shared parts for references; nothing else is asked of them. */
function withoutFragments(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-')));
}

function wasReadSoundly({ path, at, got }: Mistake, yaml: ReadYaml): boolean {
  return path.length > 0 && got !== '' && yaml.place(path, at).end < yaml.soundUntil;
}
