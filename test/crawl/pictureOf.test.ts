/** Pictures of pages as a real Chromium draws them: as large as they may be, and never a reason to fail. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pictureOf } from '../../src/crawl/pictureOf.js';
import { findBrowser } from '../../src/crawl/systemBrowser.js';
import { launch } from '../web/office.js';

const browserPath = await findBrowser();
let browser: Browser;

beforeAll(async () => {
  if (browserPath !== null) browser = await launch(browserPath);
}, 60_000);
afterAll(async () => browser?.close());

async function drawn(body: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.setContent(`<!doctype html><html><body style="margin:0">${body}</body></html>`);
  return page;
}

/** Width and height in a JPEG's frame header; null where it is none. */
function sizeOf(picture: Uint8Array | null): [width: number, height: number] | null {
  const bytes = Buffer.from(picture ?? []);
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    if (marker === 0xffc0 || marker === 0xffc2) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  return null;
}

const tall = (height: number) => `<div style="height:${height}px">关于甲的公示 2026-03-01</div>`;
const says = (height: string) => `<script>Object.defineProperty(document.documentElement, 'scrollHeight', { value: ${height} })</script>`;
const NOISE = `<canvas width="1280" height="2000"></canvas><script>
const context = document.querySelector('canvas').getContext('2d'); const image = context.createImageData(1280, 2000);
let state = 1; for (let at = 0; at < image.data.length; at++) { state = (state * 1664525 + 1013904223) >>> 0; image.data[at] = at % 4 === 3 ? 255 : state >>> 24; }
context.putImageData(image, 0, 0);</script>`;

describe.skipIf(browserPath === null)('in a real Chromium', () => {
  test.each([
    ['of 1,500 points: the whole of it', tall(1_500), [1_280, 1_500]],
    ['of 2,000 points: the whole of it', tall(2_000), [1_280, 2_000]],
    ['of 90,000 points: its top', tall(90_000), [1_280, 2_000]],
    ['that says it is endlessly high: its top', tall(2_500) + says('1e300'), [1_280, 2_000]],
  ] as const)('a page %s', async (_, body, size) => {
    const page = await drawn(body);
    const picture = await pictureOf(page);
    expect(sizeOf(picture)).toEqual(size);
    expect(picture?.byteLength).toBeLessThanOrEqual(200_000);
    await page.close();
  });

  test.each([['no number', `'x'`], ['less than nothing', '-5']])('a page whose height is %s is no reason to fail', async (_, height) => {
    const page = await drawn(tall(300) + says(height));
    expect(sizeOf(await pictureOf(page))).toEqual([1_280, 1]);
    await page.close();
  });

  test('one that no picture of 200 KB can show has none, and so has one that is gone', async () => {
    const page = await drawn(NOISE);
    expect(await pictureOf(page)).toBeNull();
    await page.close();
    expect(await pictureOf(page)).toBeNull();
  });
});
