/** The process that a run of the dashboard is made in: its argument, its signals, its exit code. */
import { runAsked, type ChildAsked } from './childRun.js';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
// The dashboard is gone: nobody would stop this one.
process.once('disconnect', () => stop.abort());
// Whoever reads the output may go first.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await runAsked(JSON.parse(process.argv[2] ?? '') as ChildAsked, stop.signal);
if (process.connected) process.disconnect();
