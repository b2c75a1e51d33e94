import type { Expectation } from './expectations.js';

/** zod carries one string per mistake; ours is the name of an expectation, looked up by shapeMistakes. */
export function expects(expectation: Expectation): { error: Expectation } {
  return { error: expectation };
}
