/** What every command is given: where to write, which language, which clock. Handed in, so that tests need no process. */
import { pino, type Logger } from 'pino';
import type { Language, Words } from '../model.js';

export interface Context {
  language: Language;
  logLevel: string;
  out: NodeJS.WritableStream;
  err: NodeJS.WritableStream & { isTTY?: boolean };
  now: () => Date;
  version: string;
  /** Aborted on SIGTERM and SIGINT. */
  signal: AbortSignal;
}

/** One line to the reader, in their language. */
export function say(context: Context, words: Words): void {
  context.out.write(`${words[context.language]}\n`);
}

/** Log lines go to standard error as JSON, one each; on a terminal only warnings, since a progress bar tells the rest. */
export function logger(context: Context): Logger {
  const level = context.logLevel === 'auto' ? (context.err.isTTY ? 'warn' : 'info') : context.logLevel;
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, context.err);
}
