import type { z } from 'zod';
import type { Config, Settings, Site, Words } from '../model.js';
import { ConfigError } from './configError.js';
import { expectations } from './expectations.js';
import { fillInSite, settingsOf, type Choice } from './fillIn.js';
import { switchesOf } from './chosenDeadlines.js';
import { messageMistakes } from './messageMistakes.js';
import type { Mistake } from './mistake.js';
import { nameMistakes } from './nameMistakes.js';
import { shippedPresets } from './presets.js';
import { problemsOf } from './problemsOf.js';
import { readYaml } from './readYaml.js';
import type { ReadYaml } from './readYaml.js';
import { configShape, mainFileShape } from './shape.js';
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
  const { settings, sites } = parseMainFile(text, fileName, true, presets);
  return { ...settings, sites };
}

/** What a configuration file says; where the sites stand in files of their own there may be none in it. */
export interface MainFile {
  settings: Settings;
  sites: Site[];
  /** What the deadlines of all sites are chosen from. */
  choice: Choice;
}

/**
 * As `parseConfig`, for a file whose sites may stand elsewhere.
 *
 * @param isWhole  whether a file without sites is a mistake
 */
export function parseMainFile(text: string, fileName: string, isWhole: boolean, presets = shippedPresets()): MainFile {
  const source = text.replace(/^\uFEFF/, '');
  const yaml = readYaml(source);
  if (yaml.mistakes.length === 0 && yaml.value === null) throw nothingWritten(fileName, expectations.document);

  const value = withoutFragments(yaml.value);
  const parsed = (isWhole ? configShape : mainFileShape).safeParse(value);
  const structure = [...structureMistakes(value), ...nameMistakes(value, presets), ...messageMistakes(value)];
  if (parsed.success && structure.length === 0 && yaml.mistakes.length === 0) {
    const choice = { presets, switches: switchesOf(parsed.data.rules) };
    return { settings: settingsOf(parsed.data), sites: (parsed.data.sites ?? []).map((site) => fillInSite(site, choice)), choice };
  }
  throw new ConfigError(problemsOf(toldMistakes(parsed.error, structure, yaml, value), yaml, source, fileName));
}

export function nothingWritten(file: string, expected: Words): ConfigError {
  return new ConfigError([{ file, line: 1, column: 1, path: '', expected, got: '' }]);
}

/** Where the text is broken, only what was read soundly. */
export function toldMistakes(
  shapeError: z.ZodError | undefined,
  structure: readonly Mistake[],
  yaml: ReadYaml,
  value: unknown,
): Mistake[] {
  const shape = shapeError === undefined ? [] : shapeMistakes(shapeError.issues, value);
  const isBroken = yaml.soundUntil < Infinity;
  return isBroken ? shape.filter((mistake) => wasReadSoundly(mistake, yaml)) : [...shape, ...structure];
}

/**
 * Entries at the top whose key begins with `x-` hold shared parts for references; nothing else is asked of them. `$schema`
 * is for editors.
 */
export function withoutFragments(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-') && key !== '$schema'));
}

function wasReadSoundly({ path, at, got }: Mistake, yaml: ReadYaml): boolean {
  return path.length > 0 && got !== '' && yaml.place(path, at).end < yaml.soundUntil;
}
