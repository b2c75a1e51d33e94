import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Real servers, databases and a browser: much of the time is waiting, so three files at a time keep two cores busy.
    maxWorkers: 3,
    // What a file imports is loaded once in a worker and not once in each of 190 files. No test leaves anything behind in a
    // module, and none replaces one.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // On a machine that others use as well a test of real servers may be disturbed once. It is said to be flaky, and not hidden.
    retry: process.env['CI'] ? 1 : 0,
  },
});
