/** All that is done to a page's bytes before anything is judged: decoded, read, and packed for the store, in one thread. */
import { decode } from '../crawl/decode.js';
import { readPage, type PageInput, type ReadContext } from '../extract/readPage.js';
import type { PackedBody, Reading } from '../model.js';
import { packBody } from '../store/packBody.js';

/** A page as its bytes came over HTTP. */
export type BodyInput = Omit<PageInput, 'text'> & { body: Uint8Array };

export interface BodyReading {
  reading: Reading;
  /** See `Snapshot.takeNote`; null where the page was not read to its end. */
  made: { charset: string; packed: PackedBody } | null;
}

/** Pure, as `readPage` is. */
export function readBody({ body, ...page }: BodyInput, context: ReadContext): BodyReading {
  const { text, charset } = decode(body, page.contentType);
  return { reading: readPage({ ...page, text }, context), made: { charset, packed: packBody(body) } };
}
