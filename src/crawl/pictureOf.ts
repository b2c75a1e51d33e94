import type { Page } from 'playwright';
import { withinTime } from './withinTime.js';

const MOST_BYTES = 200_000;
/** A list and its head; what stands further down is in the document. */
const MOST_WIDTH = 1_280;
const MOST_HEIGHT = 2_000;
const PATIENCE_MS = 3_000;

/**
 * The page as it is drawn now, from its top: a JPEG of at most 1280 × 2000 points and 200 KB. Null where none can be taken
 * in three seconds, or none so small: a picture is evidence beside the document, and never a reason to lose a visit.
 *
 * Every drawn page is taken: whether a finding will rest on it is not known yet, and beside the drawing it costs little.
 */
export async function pictureOf(page: Page): Promise<Uint8Array | null> {
  try {
    return await withinTime(take(page), PATIENCE_MS);
  } catch {
    return null;
  }
}

async function take(page: Page): Promise<Uint8Array | null> {
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const clip = { x: 0, y: 0, width: MOST_WIDTH, height: Math.max(1, Math.min(MOST_HEIGHT, Number.isFinite(height) ? height : 1)) };
  for (const quality of [60, 25]) {
    const picture = await page.screenshot({
      type: 'jpeg', quality, clip, fullPage: true, scale: 'css', animations: 'disabled', timeout: PATIENCE_MS,
    });
    if (picture.byteLength <= MOST_BYTES) return picture;
  }
  return null;
}
