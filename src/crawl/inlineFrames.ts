import type { Frame, Page } from 'playwright';
import { withinTime } from './withinTime.js';

/**
 * The document of a page, with what its inner frames show: each frame's content stands right behind its `<iframe>` in a
 * `<div data-shixian-frame="address">`, the links made absolute. Lists often live in such a frame.
 *
 * The contents are put together as text, outside the browser: inside it, a frame's markup would come to life in its
 * parent. A frame that does not answer within a second is left out, and so are all after the twentieth.
 */
export async function documentWithFrames(page: Page): Promise<string> {
  // Frames are listed parents first. From the back, every frame is marked in its parent before the parent is read.
  const frames = page.frames().filter((frame) => frame !== page.mainFrame()).slice(0, MOST_FRAMES);
  const contents: Array<FrameContent | null> = [];
  for (const [index, frame] of [...frames.entries()].reverse()) {
    contents[index] = await readAndMark(frame, `shixian-${index}`).catch(() => null);
  }
  const document = await page.content();
  return contents.reduce((whole, content) => (content ? insertBehindMark(whole, content) : whole), document);
}

interface FrameContent {
  mark: string;
  address: string;
  html: string;
}

const MOST_FRAMES = 20;
const MARK = 'data-shixian-mark';

async function readAndMark(frame: Frame, mark: string): Promise<FrameContent> {
  const html = String(await withinTime(frame.evaluate(CONTENT), 1_000));
  const element = await withinTime(frame.frameElement(), 1_000);
  await withinTime(element.evaluate(setAttribute, { name: MARK, value: mark }), 1_000);
  return { mark, address: frame.url(), html };
}

// Both run inside the page, whose types this program does not know.
function setAttribute(element: unknown, { name, value }: { name: string; value: string }): void {
  (element as { setAttribute(name: string, value: string): void }).setAttribute(name, value);
}

const CONTENT = `(() => {
  for (const link of document.querySelectorAll('a[href]')) link.setAttribute('href', link.href);
  return document.body ? document.body.innerHTML : '';
})()`;

function insertBehindMark(whole: string, { mark, address, html }: FrameContent): string {
  const attribute = ` ${MARK}="${mark}"`;
  const markedAt = whole.indexOf(attribute);
  // The <frame> of a frameset has no end tag.
  const isFrame = whole.startsWith('<frame ', whole.lastIndexOf('<', markedAt));
  const end = isFrame ? '>' : '</iframe>';
  const endAt = whole.indexOf(end, markedAt + attribute.length);
  if (markedAt < 0 || endAt < 0) return whole;
  const behind = endAt + end.length;
  const safeAddress = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const box = `<div data-shixian-frame="${safeAddress}">${html}</div>`;
  return whole.slice(0, markedAt) + whole.slice(markedAt + attribute.length, behind) + box + whole.slice(behind);
}
