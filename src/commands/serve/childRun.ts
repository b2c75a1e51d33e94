/**
 * A process of its own for one run of the dashboard: reading and judging thousands of pages would hold up every page that
 * somebody looks at meanwhile. It says what it does on its standard error, as `shixian run` does.
 */
import { explainError } from '../../explainError.js';
import { harmless } from '../../report/harmless.js';
import { version } from '../../version.js';
import type { Context } from '../context.js';
import { harmlessSink } from '../harmless.js';
import type { RunOptions } from '../options.js';
import { runCommand } from '../run.js';
import { runScheduled } from '../startScheduled.js';

export type ChildRun =
  | { what: 'run' }
  | { what: 'check'; siteKey: string; columnKey: string }
  | { what: 'scheduled'; job: string };

/** What the process is started with, as JSON. */
export interface ChildAsked {
  run: ChildRun;
  options: RunOptions;
  context: Pick<Context, 'language' | 'logLevel' | 'logFormat'>;
}

/** @returns  as the program ends with; see exitCodes.ts */
export async function runAsked({ run, options, context: told }: ChildAsked, signal: AbortSignal): Promise<number> {
  const context: Context = {
    ...told, out: harmlessSink(process.stdout), err: process.stderr, now: () => new Date(), version, signal,
  };
  try {
    switch (run.what) {
      case 'run':
        return await runCommand(context, options);
      case 'check':
        return await runCommand(context, { ...options, site: run.siteKey, column: run.columnKey });
      case 'scheduled':
        return await runScheduled(context, options, run.job);
    }
  } catch (error) {
    const { exitCode, words } = explainError(error, told.language);
    if (words !== null) process.stderr.write(`${harmless(words)}\n`);
    return exitCode;
  }
}
