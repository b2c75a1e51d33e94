import type { Words } from '../model.js';

/** Keys and list positions from the top of the document down to a value. */
export type Path = readonly (string | number)[];

/** A mistake in what the YAML says, before it is known on which line that stands. */
export interface Mistake {
  path: Path;
  /** `key` where the name of the entry is at fault, not its value. */
  at: 'key' | 'value';
  expected: Words;
  /** As `ConfigProblem.got`. */
  got: string;
}

/** A mistake of the YAML text: it has an offset, and a path only where the text still tells. */
export interface YamlMistake {
  offset: number;
  path: Path;
  expected: Words;
  got: string;
}

/** `sites[0].columns[1].cadence`, as an author would point at it. */
export function showPath(path: Path): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\p{L}\p{N}_-]+$/u.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

const LONGEST_SHOWN = 60;

/** A value as its author would recognise it: text in quotes, a map by its keys, a list by its length. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.length} × … ]`;
  if (typeof value === 'object') return shorten(`{ ${Object.keys(value).join(', ')} }`);
  return `${value as number | boolean | bigint}`;
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_SHOWN ? text : `${characters.slice(0, LONGEST_SHOWN).join('')}…`;
}

/** The value at `path`, or undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, step) => {
    if (typeof here !== 'object' || here === null) return undefined;
    return Object.hasOwn(here, step) ? (here as Record<string | number, unknown>)[step] : undefined;
  }, value);
}
