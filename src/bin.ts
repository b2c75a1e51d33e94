#!/usr/bin/env node
/** The process: its arguments, streams, clock and signals. */
import { setFlagsFromString } from 'node:v8';
import { main } from './cli.js';

// Collect garbage when the heap has grown by half, not when it has grown to four times what is in use, as V8 does on a
// machine with much memory: of the 62 MB that a large run uses it would make 300.
setFlagsFromString('--heap-growing-percent=50');

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
