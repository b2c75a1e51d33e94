import { plainName } from './identity.js';

/** A leaf by what may stand for it in `pairs`. */
export interface Named {
  path: readonly string[];
  /** As written; empty where none is. */
  id: string;
}

/**
 * The leaves of one site that a name means: an id, all names from the first level down joined by `/` or `>`, or the last
 * of them. The first of these three ways that fits any decides.
 */
export function leavesNamed<Leaf extends Named>(written: string, leaves: readonly Leaf[]): Leaf[] {
  const name = plainName(written);
  const whole = name.split(/ *[/>] */).join('/');
  const ways = [
    ({ id }: Leaf) => id !== '' && plainName(id) === name,
    ({ path }: Leaf) => path.map(plainName).join('/') === whole,
    ({ path }: Leaf) => plainName(path.at(-1) ?? '') === name,
  ];
  return ways.map((fits) => leaves.filter(fits)).find((found) => found.length > 0) ?? [];
}
