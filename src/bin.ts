#!/usr/bin/env node
/** The process: its arguments, streams, clock and signals. */
import { main } from './cli.js';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop.abort();
    // A second signal ends the process at once, as people expect of Ctrl+C.
    process.once(signal, () => process.exit(130));
  });
}
// A reader that closes early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});
process.exitCode = await main(process.argv.slice(2), { out: process.stdout, err: process.stderr, now: () => new Date(), signal: stop.signal });
