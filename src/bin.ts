#!/usr/bin/env node
/** The process: its arguments, streams, clock and signals. */
import { main } from './cli.js';
import { keepHeapSmall } from './keepHeapSmall.js';

keepHeapSmall();

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop.abort();
    // A second signal ends the process at once, as people expect of Ctrl+C.
    process.once(signal, () => process.exit(130));
  });
}

let outputFailed = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that closes early (`| head`) is no error, and what is under way is still brought to its end.
    if (error.code !== 'EPIPE') outputFailed = true;
  });
}

const streams = { out: process.stdout, err: process.stderr, now: () => new Date(), signal: stop.signal };
const code = await main(process.argv.slice(2), streams);
process.exitCode = outputFailed && code === 0 ? 1 : code;
