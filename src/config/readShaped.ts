import type { z } from 'zod';
import type { Words } from '../model.js';
import { ConfigError } from './configError.js';
import type { Mistake } from './mistake.js';
import { problemsOf } from './problemsOf.js';
import { readYaml } from './readYaml.js';
import { shapeMistakes } from './shapeMistakes.js';

/**
 * Reads a YAML text that has one shape and no more to it.
 *
 * @param further  the mistakes that the shape does not show, asked only where it holds
 * @param whole  what the document as a whole should have been
 * @throws {ConfigError}  with every mistake and its line
 */
export function readShaped<Shape extends z.ZodType>(
  shape: Shape,
  text: string,
  fileName: string,
  whole: Words,
  further: (value: z.output<Shape>) => Mistake[] = () => [],
): z.output<Shape> {
  const source = text.replace(/^\uFEFF/, '');
  const yaml = readYaml(source);
  if (yaml.mistakes.length === 0 && yaml.value === null) {
    throw new ConfigError([{ file: fileName, line: 1, column: 1, path: '', expected: whole, got: '' }]);
  }
  const parsed = shape.safeParse(yaml.value);
  const isSound = yaml.mistakes.length === 0;
  const mistakes = parsed.success ? further(parsed.data) : isSound ? shapeMistakes(parsed.error.issues, yaml.value) : [];
  if (parsed.success && isSound && mistakes.length === 0) return parsed.data;
  throw new ConfigError(problemsOf(mistakes, yaml, source, fileName));
}
