/** What the program says to the shell when it ends. README lists the same. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  findings: 2,
  configuration: 3,
  nothingRead: 4,
} as const;

/** Something the person at the keyboard can put right: a wrong option, a file that is not there. Exit code 3. */
export class UsageError extends Error {
  constructor(readonly words: { zh: string; en: string }) {
    super(words.zh);
    this.name = 'UsageError';
  }
}
