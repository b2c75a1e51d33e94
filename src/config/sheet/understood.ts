/** What became of one cell or one row. */
import type { Words } from '../../model.js';

/**
 * `read`: it says exactly what the configuration can say. `assumed`: it was read, and something in it should be looked at.
 * `not-understood`: it is not taken, and the words say what to write instead.
 */
export type Understood<Value> =
  | { as: 'read'; value: Value }
  | { as: 'assumed'; value: Value; note: Words }
  | { as: 'not-understood'; note: Words };
