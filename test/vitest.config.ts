import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Real servers, databases and a browser on two cores: one file at a time would waste them, more would starve each other.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // On a machine that others use as well a test of real servers may be disturbed once. It is said to be flaky, and not hidden.
    retry: process.env['CI'] ? 1 : 0,
  },
});
