/** Starts a run in a process of its own and waits for its end. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../../exitCodes.js';
import type { Context } from '../context.js';
import type { RunOptions } from '../options.js';
import type { ChildAsked, ChildRun } from './childRun.js';

const PROGRAM = fileURLToPath(new URL('./childProcess.js', import.meta.url));

/** Its log goes where ours goes. Aborted, it is asked to end and ends cleanly, so that what it recorded can be gone on with. */
export async function startChild(context: Context, options: RunOptions, run: ChildRun, signal: AbortSignal): Promise<number> {
  const { language, logLevel, logFormat } = context;
  const asked: ChildAsked = { run, options, context: { language, logLevel, ...(logFormat && { logFormat }) } };
  const child = fork(PROGRAM, [JSON.stringify(asked)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  child.stderr?.on('data', (chunk: Buffer) => void context.err.write(chunk));
  const stop = () => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? EXIT.unexpected;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
