/** How the program ends: what it says to the shell, and the error that only the person at the keyboard can mend. */
import type { Words } from './model.js';

/** README lists the same, which a test holds. */
export const EXIT = {
  done: 0,
  /** A mistake of the program, a database that cannot be used, or a run that was stopped. */
  unexpected: 1,
  /** Findings at or above `--fail-on`. */
  findings: 2,
  /** A wrong option, configuration or file name. */
  configuration: 3,
  /** Not one column could be read; counts before `findings`. */
  nothingRead: 4,
  /** Another run, or another schedule, is at work on the database. */
  busy: 5,
  /** `doctor` found that our own watching is broken; see `ownTroubles`. */
  notWatching: 6,
} as const;

/** Another process is at work on the database. Exit code 5. */
export class BusyError extends Error {
  override readonly name = 'BusyError';

  constructor(readonly words: Words) {
    super(words.zh);
  }
}

/** What was to be written could not be, and nothing is lost by it: the report, which can be written again. Exit code 1. */
export class OutputError extends Error {
  override readonly name = 'OutputError';

  constructor(readonly words: Words, cause: unknown) {
    super(words.zh, { cause });
  }
}

/** Something the person at the keyboard can put right: a wrong option, a file that is not there. Exit code 3. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(readonly words: Words) {
    super(words.zh);
  }
}
