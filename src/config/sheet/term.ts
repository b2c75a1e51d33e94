import type { cadenceWords } from '../vocabulary.js';

/** What words of 公开时限 mean, in what a configuration can say. */
export interface Term {
  /** A word of `cadenceWords`. */
  cadence: keyof typeof cadenceWords;
  /** As `gracePattern` has it. */
  grace?: string;
  /** How long after an event an item must be public, as `gracePattern` has it; a deadline of each item and no cadence. */
  withinOfEvent?: string;
}
