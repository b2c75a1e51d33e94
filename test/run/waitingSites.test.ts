import { expect, test } from 'vitest';
import type { Site } from '../../src/model.js';
import { createWaitingSites } from '../../src/run/waitingSites.js';

/** Sites by the milliseconds in which their hours begin, on the real clock. */
function opening(inMs: Record<string, number | null>) {
  const startMs = performance.now();
  const begun: string[] = [];
  const stop = new AbortController();
  const opensIn = (site: Pick<Site, 'hours'>) => {
    const ms = inMs[(site as Site).key] ?? null;
    return ms === null ? null : Math.max(0, ms - (performance.now() - startMs));
  };
  const waiting = createWaitingSites({ opensIn }, stop.signal);
  const take = (key: string) => waiting.take({ key } as Site, () => void begun.push(key));
  return { begun, take, stop, waiting };
}

test('a site whose hours begin soon is begun later, and keeps no other waiting', async () => {
  const { begun, take, waiting } = opening({ later: 60, now: 0, soon: 20, tomorrow: null });
  for (const key of ['later', 'now', 'soon', 'tomorrow']) await take(key);
  // One whose hours do not begin in time is begun at once too: each fetch will say so.
  expect(begun).toEqual(['now', 'tomorrow']);
  await waiting.allBegun();
  expect(begun).toEqual(['now', 'tomorrow', 'soon', 'later']);
});

test('nothing is waited for once the run has ended', async () => {
  const { begun, take, stop, waiting } = opening({ later: 3_600_000 });
  await take('later');
  stop.abort();
  await waiting.allBegun();
  expect(begun).toEqual(['later']);
});
