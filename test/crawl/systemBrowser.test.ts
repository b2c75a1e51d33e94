import { afterEach, expect, test, vi } from 'vitest';
import { findBrowser } from '../../src/crawl/systemBrowser.js';

afterEach(() => vi.unstubAllEnvs());

for (const [title, chosen, found] of [
  ['a program', process.execPath, process.execPath],
  ['a file that is not there', '/nowhere/chromium', null],
  ['none', 'none', null],
] as const)
  test(`SHIXIAN_BROWSER decides alone: ${title}`, async () => {
    vi.stubEnv('SHIXIAN_BROWSER', chosen);
    expect(await findBrowser()).toBe(found);
  });

test('without SHIXIAN_BROWSER the usual places are searched', async () => {
  vi.stubEnv('SHIXIAN_BROWSER', '');
  const found = await findBrowser();
  if (found !== null) expect(found).toMatch(/chrom|edge/i);
});
