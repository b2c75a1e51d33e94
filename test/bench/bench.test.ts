/** The promised form of what the bench says; how fast anything is, is not asked here. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { median, resultsOf, tableOf } from './results.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const measured = (pages: number, ms: number, peakRssMb = 100) =>
  ({ pages, ms, dates: pages * 60, peakRssMb, processorMs: ms, mainThreadMs: null });

describe('results', () => {
  test('are medians and ratios of them', () => {
    const { ratios, pagesPerSecond, peakRssMb } = resultsOf({
      ours: [measured(100, 100), measured(100, 50, 150), measured(100, 1_000)],
      unchanged: [measured(100, 40)],
      crawlee: [measured(100, 500)],
      fetchOnly: [measured(100, 20)],
    });
    expect(pagesPerSecond).toEqual({ ours: 1_000, unchanged: 2_500, crawlee: 200, fetchOnly: 5_000 });
    expect(ratios).toEqual({ vsCrawlee: 5, vsScrapy: null, ofTokenizerCeiling: null, unchangedOfFetchOnly: 0.5 });
    expect(peakRssMb).toBe(150);
  });

  test('say null where nothing was measured', () => {
    expect(resultsOf({})).toEqual({
      ratios: { vsCrawlee: null, vsScrapy: null, ofTokenizerCeiling: null, unchangedOfFetchOnly: null },
      pagesPerSecond: {},
      peakRssMb: null,
    });
  });

  test('have a line for each contestant', () => {
    expect(tableOf({ ours: [measured(100, 100)], fetchOnly: [measured(100, 20)] })).toHaveLength(3);
  });

  test.each([[[3], 3], [[1, 9], 5], [[9, 1, 2], 2], [[4, 1, 2, 3], 2.5]])('the median of %j is %d', (values, middle) =>
    expect(median(values)).toBe(middle));
});

// Compiling the program and four small rounds: seconds on a machine that does nothing else.
test('npm run bench ends with one line of JSON, with null for the peers that are not there', async () => {
  const words = ['run', '-s', 'bench', '--', '--json', '--no-peers', '--rounds', '1', '--columns', '30'];
  const child = spawn('npm', words, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  const line = JSON.parse(out.trim().split('\n').at(-1) ?? '');
  expect(line).toEqual({
    ratios: {
      vsCrawlee: null, vsScrapy: null,
      ofTokenizerCeiling: expect.any(Number), unchangedOfFetchOnly: expect.any(Number),
    },
    pagesPerSecond: {
      ours: expect.any(Number), unchanged: expect.any(Number), fetchOnly: expect.any(Number), tokenizer: expect.any(Number),
    },
    peakRssMb: expect.any(Number),
  });
}, 300_000);
