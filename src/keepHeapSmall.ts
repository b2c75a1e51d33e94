import { setFlagsFromString } from 'node:v8';

/**
 * Sets how garbage is collected, in this thread and in those that read pages. Called before anything else is done.
 *
 * The heap is gone through when it has grown by half, not when it has grown to four times what is in use, as V8 does on a
 * machine with much memory: of the 62 MB that a large run uses it would make 300. And each thread clears its own young objects
 * without helpers: the cores are at work anyway, and helpers cost some hundredths of all processor time and some 15 MB.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--no-parallel-scavenge');
}
