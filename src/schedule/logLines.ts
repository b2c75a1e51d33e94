import type { TaskOptions } from 'node-cron';
import type { Logger } from 'pino';

/** What node-cron has to say, as log lines instead of coloured text on the terminal. */
export function logLines(log: Logger): NonNullable<TaskOptions['logger']> {
  const from = log.child({ from: 'node-cron' });
  const at = (level: 'info' | 'warn' | 'error' | 'debug') => (message: string | Error) =>
    from[level](message instanceof Error ? message.message : message);
  return { info: at('info'), warn: at('warn'), error: at('error'), debug: at('debug') };
}
