/** What every command is given: where to write, which language, which clock. Handed in: tests need no process. */
import { pino, type Logger } from 'pino';
import { currentIds } from '../run/logIds.js';
import type { Day, Language, Words } from '../model.js';
import { harmlessSink, type TextSink } from './harmless.js';
import { prettyLog } from './prettyLog.js';

export interface Context {
  language: Language;
  /** A level of pino, or `auto`: see `logger`. */
  logLevel: string;
  /** `json`, one object a line, or `pretty`, for people. Absent: json. */
  logFormat?: 'json' | 'pretty';
  /** Harmless for a terminal whatever is written: see `harmless`. */
  out: TextSink;
  /** As it is, since a progress bar moves the cursor: whoever writes words to it makes them harmless. */
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

/**
 * Log lines go to standard error, as JSON unless `--log-format pretty` was asked for, one each.
 *
 * @param automatic  the level unless a person chose one: on a terminal only warnings, as a progress bar tells the rest
 */
export function logger(context: Context, automatic = context.err.isTTY ? 'warn' : 'info'): Logger {
  const level = context.logLevel === 'auto' ? automatic : context.logLevel;
  const out = context.logFormat === 'pretty' ? prettyLog(context.err) : harmlessSink(context.err);
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, mixin: currentIds }, out);
}

/** Said where a day is judged that lies before the last visits. */
export function sayThatFindingsStand(context: Context, today: Day): void {
  say(context, {
    zh: `判定日 ${today} 早于最近一次巡检：只出判定和报告，问题的发现、解决记录保持不变。没有特意指定这一天的，请检查电脑时钟。`,
    en: `${today} lies before earlier runs: verdicts and a report are made; what was found and resolved stays. If you did not ask for that day, check the clock.`,
  });
}
