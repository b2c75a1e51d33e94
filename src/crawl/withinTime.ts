import { CrawlFailure } from './failure.js';

/** Fails with `timeout` when a promise takes longer; a page that hangs would otherwise keep us for ever. */
export async function withinTime<Result>(promise: Promise<Result>, ms: number): Promise<Result> {
  // Whoever loses the race may still fail later, and nobody listens then.
  promise.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new CrawlFailure('timeout', `the browser did not answer within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
